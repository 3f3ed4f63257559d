import Values

/// Works out the balance of a case; the rule is published at `Balance`.
struct BalanceRule {
    private(set) var balance = Balance()
    private let ledger: Ledger
    /// Claimants of the case by id.
    private var index: [String: Int] = [:]
    private var sums: [String: [AmountKind: Stated]] = [:]
    private var wholeCase: [AmountKind: Assertion] = [:]

    /// Sums in force of one kind for one claimant.
    private struct Stated {
        var whole: Assertion?
        var parts: [Assertion] = []

        var all: [Assertion] { whole.map { [$0] } ?? parts }
        var sum: Fen { all.reduce(.zero) { $0.saturating($1.sum) } }
    }

    init(_ ledger: Ledger) {
        self.ledger = ledger
        for claimant in ledger.claimants where claimant.retractedBy == nil {
            index[claimant.id] = balance.claimants.count
            balance.claimants.append(ClaimantBalance(id: claimant.id))
        }
        gatherAssertions()
        let unnamed = gatherPayments()
        balance.advances.sort { $0.order < $1.order }
        for position in balance.claimants.indices { settle(position) }
        settleGroup(unnamed: unnamed)
        total()
    }

    private mutating func gatherAssertions() {
        for assertion in ledger.assertions where assertion.isInForce {
            let claim = assertion.claim.flatMap { ledger.claimIndex[$0] }
            let owner = assertion.claimant ?? claim.map { ledger.claims[$0].claimant }
            switch assertion.level {
            case .wholeCase: wholeCase[assertion.kind] = assertion
            case .claimant:
                guard let owner, let position = index[owner] else { continue }
                if assertion.kind == .waived {
                    balance.claimants[position].waived = balance.claimants[position].waived.saturating(
                        assertion.sum)
                } else {
                    sums[owner, default: [:]][assertion.kind, default: Stated()].whole = assertion
                }
            case .claim:
                guard let owner, index[owner] != nil, isStanding(assertion) else { continue }
                sums[owner, default: [:]][assertion.kind, default: Stated()].parts.append(assertion)
            }
        }
    }

    /// A sum for a claim falls with the claim.
    private func isStanding(_ assertion: Assertion) -> Bool {
        guard let claim = assertion.claim, let position = ledger.claimIndex[claim] else { return true }
        return ledger.claims[position].retractedBy == nil
    }

    /// Adds up the payments; returns what was paid without a named claimant.
    private mutating func gatherPayments() -> Fen {
        var unnamed = Fen.zero
        for payment in ledger.countedPayments {
            if payment.isInHand {
                balance.recovered = balance.recovered.saturating(payment.sum)
                if payment.isAdvance { advance(payment) }
                if payment.claimant == nil { unnamed = unnamed.saturating(payment.sum) }
            } else if payment.isInCustody {
                balance.inCustody = balance.inCustody.saturating(payment.sum)
            }
            guard let claimant = payment.claimant, let position = index[claimant] else { continue }
            balance.claimants[position].add(payment)
        }
        return unnamed
    }

    private mutating func advance(_ payment: CasePayment) {
        balance.advanced = balance.advanced.saturating(payment.sum)
        let known = balance.advances.firstIndex {
            $0.payer == payment.payer && $0.organisation == payment.payerOrganisation
                && $0.ground == payment.ground
        }
        if let known {
            balance.advances[known].sum = balance.advances[known].sum.saturating(payment.sum)
        } else {
            balance.advances.append(
                Advance(
                    payer: payment.payer, organisation: payment.payerOrganisation, ground: payment.ground,
                    sum: payment.sum))
        }
    }

    private mutating func settle(_ position: Int) {
        var one = balance.claimants[position]
        let stated = sums[one.id] ?? [:]
        func sum(_ kind: AmountKind) -> Fen { stated[kind]?.sum ?? .zero }
        one.claimed = sum(.claimed)
        one.verified = sum(.verified)
        one.ordered = sum(.ordered)
        one.agreed = sum(.agreed)
        one.awarded = sum(.awarded)
        one.basis =
            AmountKind.strongestFirst.lazy.compactMap { kind -> Basis? in
                guard let found = stated[kind]?.all.filter({ kind != .awarded || $0.isEffective }),
                    !found.isEmpty
                else { return nil }
                return Basis(
                    kind: kind, sum: found.reduce(.zero) { $0.saturating($1.sum) },
                    assertions: found.map(\.id))
            }.first
        if let basis = one.basis {
            one.due = basis.sum.less(one.waived).less(one.recovered)
            one.overpaid = one.recovered.less(basis.sum)
        }
        one.origin = one.lines
        balance.claimants[position] = one
    }

    private mutating func settleGroup(unnamed: Fen) {
        let own = balance.claimants.filter { $0.basis != nil }
        let others = balance.claimants.filter { $0.basis == nil }
        let strongest = AmountKind.strongestFirst.compactMap { kind in
            wholeCase[kind].flatMap { kind != .awarded || $0.isEffective ? $0 : nil }
        }.first
        guard strongest != nil || unnamed > .zero else { return }
        var group = GroupBalance()
        group.unnamed = unnamed
        group.named = others.reduce(.zero) { $0.saturating($1.recovered) }
        group.waived = others.reduce(.zero) { $0.saturating($1.waived) }
        group.basis = strongest.map { assertion in
            Basis(
                kind: assertion.kind,
                sum: own.reduce(assertion.sum) { $0.less($1.basis?.sum ?? .zero) }, assertions: [assertion.id]
            )
        }
        let owed = (group.basis?.sum ?? .zero).less(group.waived)
        let paid = group.unnamed.saturating(group.named)
        group.due = owed.less(paid)
        // What the group got beyond its basis, as far as nobody was named, counts against the other dues.
        let beyond = min(paid.less(owed), group.unnamed)
        group.carriedOver = min(beyond, own.reduce(.zero) { $0.saturating($1.due) })
        // Without a sum for the whole case, money beyond may belong to a claimant whose arrears nobody has verified.
        if strongest != nil {
            group.overpaid = paid.less(group.basis?.sum ?? .zero).less(group.carriedOver)
        } else if others.isEmpty, !own.isEmpty {
            group.overpaid = unnamed.less(group.carriedOver)
        }
        balance.group = group
    }

    private mutating func total() {
        let parts = balance.claimants
        func sum(_ path: KeyPath<ClaimantBalance, Fen>) -> Fen {
            parts.reduce(.zero) { $0.saturating($1[keyPath: path]) }
        }
        // A sum for the whole case covers the single ones; where these add up to more, they stand.
        func total(_ kind: AmountKind, _ path: KeyPath<ClaimantBalance, Fen>) -> Fen {
            max(wholeCase[kind]?.sum ?? .zero, sum(path))
        }
        balance.claimed = total(.claimed, \.claimed)
        balance.verified = total(.verified, \.verified)
        balance.ordered = total(.ordered, \.ordered)
        balance.agreed = total(.agreed, \.agreed)
        balance.awarded = total(.awarded, \.awarded)
        balance.waived = sum(\.waived)
        let group = balance.group
        let carried = group?.carriedOver ?? .zero
        balance.due = sum(\.due).less(carried).saturating(group?.due ?? .zero)
        balance.overpaid = sum(\.overpaid).saturating(group?.overpaid ?? .zero)
        balance.hasBasis = group?.basis != nil || parts.contains { $0.basis != nil }
        let active = zip(parts, ledger.claimants.filter { $0.retractedBy == nil })
            .filter { $0.1.part != .withdrawn && $0.1.part != .settled }
            .reduce(Fen.zero) { $0.saturating($1.0.due) }
        balance.dueToActive = min(balance.due, active.less(carried).saturating(group?.due ?? .zero))
        balance.origin = balance.lines
    }
}

extension Advance {
    fileprivate var order: String { "\(payer.rawValue) \(organisation ?? "") \(ground.rawValue)" }
}

extension AmountKind {
    /// The kinds that say what is owed, the strongest first.
    static let strongestFirst: [AmountKind] = [.awarded, .ordered, .agreed, .verified]
}

extension ClaimantBalance {
    mutating func add(_ payment: CasePayment) {
        if payment.isInHand {
            recovered = recovered.saturating(payment.sum)
            if payment.isAdvance { advanced = advanced.saturating(payment.sum) }
        } else if payment.isInCustody {
            inCustody = inCustody.saturating(payment.sum)
        }
    }
}

extension Ledger {
    /// Payments that count: none retracted, and none that repeats a voucher unless it was accepted as one of its own.
    var countedPayments: [CasePayment] {
        let accepted = Set(
            findings.filter {
                $0.kind == .paidTwice && $0.retractedBy == nil && $0.answer?.content.result == .accepted
            }.flatMap(\.about))
        var seen: Set<VoucherUse> = []
        return payments.filter { payment in
            guard payment.isInHand || payment.isInCustody else { return false }
            guard let use = VoucherUse(payment) else { return true }
            return seen.insert(use).inserted || accepted.contains(payment.id)
        }
    }
}

/// One voucher used for one claimant and one sum.
struct VoucherUse: Hashable {
    let voucher: String
    let claimant: String?
    let sum: Fen

    init?(_ payment: CasePayment) {
        guard let voucher = payment.voucher, !voucher.isEmpty else { return nil }
        self.voucher = voucher
        claimant = payment.claimant
        sum = payment.sum
    }
}
