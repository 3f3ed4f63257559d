public import Values

/// One claim: claimant, period of any span, item.
public struct CaseClaim: Hashable, Sendable, Identifiable {
    /// The id, e.g. `C12.1`.
    public let id: String
    /// Whose.
    public let claimant: String
    /// The first day.
    public internal(set) var from: Day?
    /// The last day.
    public internal(set) var to: Day?
    /// How exactly the first day is known.
    public let fromPrecision: DatePrecision?
    /// How exactly the last day is known.
    public let toPrecision: DatePrecision?
    /// What it is for.
    public internal(set) var item: WageItem
    /// The entry by which it was stated.
    public let entry: EntryRef
    /// The position of the correction that retracted it.
    public internal(set) var retractedBy: Int?

    init(_ fact: ClaimStated, entry: EntryRef, retractedBy: Int?) {
        id = fact.claim
        claimant = fact.claimant
        from = fact.from
        to = fact.to
        fromPrecision = fact.fromPrecision
        toPrecision = fact.toPrecision
        item = fact.item
        self.entry = entry
        self.retractedBy = retractedBy
    }
}

/// How an assertion stands beside the others.
public enum AssertionStatus: Hashable, Sendable {
    /// It counts.
    case inForce
    /// A later one for the same kind, level and target stands, or a correction; by its id.
    case superseded(by: String)
    /// A correction retracted it; by its position.
    case retracted(by: Int)
}

/// A sum that somebody asserted. None overwrites another, and none is broken down further than its source.
public struct Assertion: Hashable, Sendable, Identifiable {
    /// The id, e.g. `A12.3`.
    public let id: String
    /// In which quality.
    public let kind: AmountKind
    /// The sum.
    public internal(set) var sum: Fen
    /// How exactly it is known.
    public internal(set) var precision: Precision
    /// How far it is broken down.
    public let level: AmountLevel
    /// The claimant, where it is about one.
    public let claimant: String?
    /// The claim, where it is about one.
    public let claim: String?
    /// The papers it rests on.
    public let papers: [String]
    /// The proceeding in which it was asserted.
    public let proceeding: String
    /// The day it is to be paid by.
    public let payBy: Day?
    /// The reason of a waiver.
    public let ground: Recall<String>
    /// Whether it binds: an award may not yet.
    public internal(set) var isEffective: Bool
    /// Whether other claims are still to be decided.
    public let isPartial: Bool
    /// The entry: who asserted it, and when.
    public let entry: EntryRef
    /// How it stands beside the others.
    public internal(set) var status: AssertionStatus
    /// The cases it speaks for, where the file was put together from several; nothing when it speaks for all.
    let reach: [String]?

    /// Whether it can say what is owed: a sum that was awarded does once it binds, and not while other claims wait.
    var isBasis: Bool { kind != .awarded || (isEffective && !isPartial) }

    /// Whether it says anew what another one of its target says.
    func covers(_ other: Assertion) -> Bool {
        guard let reach else { return true }
        return other.reach.map { Set($0).isSubset(of: reach) } ?? false
    }

    /// Whether it counts.
    public var isInForce: Bool { status == .inForce }

    /// What it is about; a later one with the same target supersedes it, but waivers add up.
    struct Target: Hashable {
        let kind: AmountKind
        let level: AmountLevel
        let subject: String
    }

    var target: Target {
        switch level {
        case .wholeCase: return Target(kind: kind, level: level, subject: "")
        case .claimant: return Target(kind: kind, level: level, subject: claimant ?? "")
        case .claim: return Target(kind: kind, level: level, subject: claim ?? "")
        }
    }

    init(_ fact: AmountAsserted, entry: EntryRef, status: AssertionStatus, reach: [String]?) {
        self.reach = reach
        id = fact.assertion
        kind = fact.kind
        sum = fact.sum
        precision = fact.precision
        level = fact.level
        claimant = fact.claimant
        claim = fact.claim
        papers = fact.papers
        proceeding = fact.proceeding
        payBy = fact.payBy
        ground = fact.ground
        isEffective = fact.isEffective
        isPartial = fact.isPartial
        self.entry = entry
        self.status = status
    }

    init(_ old: Assertion, id: String, correctedBy entry: EntryRef, values: CorrectedValues) {
        reach = old.reach
        self.id = id
        kind = old.kind
        sum = values.sum ?? old.sum
        precision = values.precision ?? old.precision
        level = old.level
        claimant = old.claimant
        claim = old.claim
        papers = old.papers
        proceeding = old.proceeding
        payBy = old.payBy
        ground = old.ground
        isEffective = old.isEffective
        isPartial = old.isPartial
        self.entry = entry
        status = old.status
    }
}

/// A payment: who paid, on which ground, to whom, how, and how far it came.
public struct CasePayment: Hashable, Sendable, Identifiable {
    /// The id, e.g. `Y12.1`.
    public let id: String
    /// The claimant; none when it was made to the group without single sums.
    public internal(set) var claimant: String?
    /// The sum.
    public internal(set) var sum: Fen
    /// Who paid.
    public internal(set) var payer: Payer
    /// The organisation that paid.
    public let payerOrganisation: String?
    /// On which ground.
    public internal(set) var ground: PaymentGround
    /// Into whose hand.
    public internal(set) var payee: Payee
    /// How.
    public internal(set) var channel: PaymentChannel
    /// The number of the voucher.
    public internal(set) var voucher: String?
    /// How far it came.
    public internal(set) var stage: PaymentStage
    /// The place.
    public let place: String?
    /// The papers that came with it.
    public let papers: [String]
    /// The entry by which it was recorded.
    public let entry: EntryRef
    /// When it reached its present stage.
    public internal(set) var occurred: Moment
    /// The entries that moved it on, or brought it back.
    public internal(set) var staged: [EntryRef] = []
    /// The positions of the corrections that replaced values of it.
    public internal(set) var correctedBy: [Int] = []
    /// The position of the correction that retracted it.
    public internal(set) var retractedBy: Int?
    /// The cases it is about, where the file was put together from several; nothing when it is about all.
    let reach: [String]?

    /// Whether it is in the hand of the worker, the successor or a representative.
    ///
    /// Money that an office keeps is not, until it has been paid out of there.
    public var isInHand: Bool {
        retractedBy == nil && stage == .paidOut && !(payee == .officeCustody && staged.isEmpty)
    }

    /// Whether an office or a bank has it and the worker does not.
    public var isInCustody: Bool {
        retractedBy == nil
            && (stage == .handedIn || (stage == .paidOut && payee == .officeCustody && staged.isEmpty))
    }

    /// Whether somebody other than the debtor paid ahead and may claim it back.
    public var isAdvance: Bool {
        switch ground {
        case .payFirst, .ownerAdvance, .deposit, .fund: return true
        case .ownDebt, .enforcement: return false
        }
    }

    init(_ fact: PaymentMade, entry: EntryRef, retractedBy: Int?, reach: [String]? = nil) {
        self.reach = reach
        id = fact.payment
        claimant = fact.claimant
        sum = fact.sum
        payer = fact.payer
        payerOrganisation = fact.payerOrganisation
        ground = fact.ground
        payee = fact.payee
        channel = fact.channel
        voucher = fact.voucher
        stage = fact.stage
        place = fact.place
        papers = fact.papers
        self.entry = entry
        occurred = fact.on.map(Moment.day) ?? entry.occurred
        self.retractedBy = retractedBy
    }

    mutating func correct(_ values: CorrectedValues, by entry: EntryRef) {
        claimant = values.claimant ?? claimant
        sum = values.sum ?? sum
        payer = values.payer ?? payer
        ground = values.ground ?? ground
        payee = values.payee ?? payee
        channel = values.channel ?? channel
        voucher = values.voucher ?? voucher
        stage = values.stage ?? stage
        occurred = values.on.map(Moment.day) ?? occurred
        correctedBy.append(entry.position)
    }
}
