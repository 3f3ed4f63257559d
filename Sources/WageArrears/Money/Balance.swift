public import Values

/// The money of a case, derived from the assertions and payments in force by one published rule.
///
/// **The rule.** A claimant's *basis* is the sum in force of the strongest kind there is for them: awarded (once it
/// binds), else ordered, else agreed, else verified; a claimant-level sum stands before the sum of their claim-level
/// ones. `due` = basis − waived − recovered, never below nothing; `overpaid` = recovered − basis where that is more
/// than nothing.
///
/// Where a sum is in force for the whole case only, nobody splits it: the *group basis* is that sum less the bases of
/// claimants who have one of their own. Payments without a named claimant, and payments to claimants without a basis,
/// count against it. What is paid to the group beyond the group basis counts against the total due, for no single
/// claimant; money paid to a named claimant never counts for another.
///
/// A partial award, while other claims are still to be decided, is no basis: what is owed in all is still said by the
/// next strongest kind.
///
/// *Recovered* is money in the hand of the worker, the successor or a representative, whoever paid; one voucher to one
/// claimant over one sum counts once, unless a second person has accepted the other as a payment of its own.
/// *Advanced* is the part of it that somebody other than the debtor paid ahead. Money in custody is not recovered.
public struct Balance: Hashable, Sendable {
    /// Claimed in all.
    public internal(set) var claimed = Fen.zero
    /// Verified in all.
    public internal(set) var verified = Fen.zero
    /// Ordered in all.
    public internal(set) var ordered = Fen.zero
    /// Agreed in all.
    public internal(set) var agreed = Fen.zero
    /// Awarded in all, binding or not yet.
    public internal(set) var awarded = Fen.zero
    /// Waived in all.
    public internal(set) var waived = Fen.zero
    /// In the workers' hands.
    public internal(set) var recovered = Fen.zero
    /// The part of what is recovered that somebody other than the debtor paid ahead.
    public internal(set) var advanced = Fen.zero
    /// Who paid ahead and may claim it back, each with the sum.
    public internal(set) var advances: [Advance] = []
    /// What they were paid back of it.
    public internal(set) var recouped = Fen.zero
    /// Handed in, and not yet in a worker's hand.
    public internal(set) var inCustody = Fen.zero
    /// Still due.
    public internal(set) var due = Fen.zero
    /// The part of it that is due to claimants who have neither withdrawn nor settled.
    public internal(set) var dueToActive = Fen.zero
    /// Paid beyond the basis.
    public internal(set) var overpaid = Fen.zero
    /// Whether anything says what is owed.
    public internal(set) var hasBasis = false
    /// Each claimant's part, in the order they joined.
    public internal(set) var claimants: [ClaimantBalance] = []
    /// What is owed to the group without being split.
    public internal(set) var group: GroupBalance?
    /// Where `due` comes from, line by line.
    public internal(set) var origin: [Bilingual] = []

    /// No money at all.
    public init() {}

    /// Whether a basis is there and nothing is due.
    public var isPaid: Bool { hasBasis && due == .zero }
}

/// What one payer paid ahead of the debtor: the balance of recourse, never a waiver.
public struct Advance: Hashable, Sendable {
    /// Who paid.
    public let payer: Payer
    /// The organisation, where it is named.
    public let organisation: String?
    /// On which ground.
    public let ground: PaymentGround
    /// How much is in the workers' hands.
    public internal(set) var sum: Fen
    /// How much of it was paid back.
    public internal(set) var recouped = Fen.zero

    /// What may still be claimed back.
    public var open: Fen { sum.less(recouped) }

    var order: String { "\(payer.rawValue) \(organisation ?? "") \(ground.rawValue)" }
}

/// The sum that says what is owed, and where it comes from.
public struct Basis: Hashable, Sendable {
    /// In which quality.
    public let kind: AmountKind
    /// The sum.
    public let sum: Fen
    /// The assertions it is made of.
    public let assertions: [String]

    /// For people: `verified 9,500.00 (A12.3)`.
    var text: Bilingual {
        let ids = assertions.joined(separator: ", ")
        return Bilingual(zh: "\(kind.label.zh) \(sum)（\(ids)）", en: "\(kind.label.en) \(sum) (\(ids))")
    }
}

/// One claimant's money.
public struct ClaimantBalance: Hashable, Sendable, Identifiable {
    /// The claimant.
    public let id: String
    /// Claimed.
    public internal(set) var claimed = Fen.zero
    /// Verified.
    public internal(set) var verified = Fen.zero
    /// Ordered.
    public internal(set) var ordered = Fen.zero
    /// Agreed.
    public internal(set) var agreed = Fen.zero
    /// Awarded, binding or not yet.
    public internal(set) var awarded = Fen.zero
    /// Waived.
    public internal(set) var waived = Fen.zero
    /// In hand.
    public internal(set) var recovered = Fen.zero
    /// The part of it that was paid ahead.
    public internal(set) var advanced = Fen.zero
    /// Handed in, and not yet in hand.
    public internal(set) var inCustody = Fen.zero
    /// What says how much is owed to them; none where only a sum for the group does, or nothing.
    public internal(set) var basis: Basis?
    /// Still due.
    public internal(set) var due = Fen.zero
    /// Paid beyond the basis.
    public internal(set) var overpaid = Fen.zero
    /// Where `due` comes from, line by line.
    public internal(set) var origin: [Bilingual] = []
}

/// What is owed to the group as one sum.
public struct GroupBalance: Hashable, Sendable {
    /// The sum for the whole case, less the bases of claimants who have their own.
    public internal(set) var basis: Basis?
    /// Waived by claimants without a basis of their own.
    public internal(set) var waived = Fen.zero
    /// Paid without a named claimant.
    public internal(set) var unnamed = Fen.zero
    /// Paid to claimants without a basis of their own.
    public internal(set) var named = Fen.zero
    /// Still due to the group.
    public internal(set) var due = Fen.zero
    /// Of the unnamed payments, what counts against dues of single claimants.
    public internal(set) var carriedOver = Fen.zero
    /// Paid beyond everything that is owed.
    public internal(set) var overpaid = Fen.zero
}

extension CaseFile {
    /// The money of the case. Linear in assertions and payments.
    public var balance: Balance { BalanceRule(ledger).balance }
}
