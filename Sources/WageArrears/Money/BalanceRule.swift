import Values

/// Works out the balance of a case; the rule is published at `Balance`.
struct BalanceRule {
    private(set) var balance = Balance()
    private let ledger: Ledger
    /// Claimants of the case by id.
    private var index: [String: Int] = [:]
    private var sums: [String: [AmountKind: Stated]] = [:]
    private var wholeCase: [AmountKind: [Assertion]] = [:]
    /// Payments without a named claimant.
    private var unnamed: [CasePayment] = []

    /// Sums in force of one kind for one claimant.
    private struct Stated {
        var whole: [Assertion] = []
        var parts: [Assertion] = []

        var sum: Fen { counted { _ in true }.reduce(.zero) { $0.saturating($1.sum) } }

        /// The sums that count. Of rivals that came together from several cases it is the greater one, until a new one
        /// takes the place of both: a merger gives up nothing.
        func counted(where isBinding: (Assertion) -> Bool) -> [Assertion] {
            let whole = whole.filter(isBinding)
            if let greatest = whole.greatest { return [greatest] }
            var result: [Assertion] = []
            for part in parts.filter(isBinding) {
                guard let rival = result.firstIndex(where: { $0.claim == part.claim }) else {
                    result.append(part)
                    continue
                }
                if part.sum > result[rival].sum { result[rival] = part }
            }
            return result
        }
    }

    init(_ ledger: Ledger) {
        self.ledger = ledger
        for claimant in ledger.claimants where claimant.retractedBy == nil {
            index[claimant.id] = balance.claimants.count
            balance.claimants.append(ClaimantBalance(id: claimant.id))
        }
        gatherAssertions()
        gatherPayments()
        balance.advances = ledger.advances(of: nil)
        balance.recouped = ledger.recouped(of: nil)
        for position in balance.claimants.indices { settle(position) }
        let blocks = self.blocks
        settleGroups(blocks)
        total(blocks)
    }

    private mutating func gatherAssertions() {
        for assertion in ledger.assertions where assertion.isInForce {
            let claim = assertion.claim.flatMap { ledger.claimIndex[$0] }
            let owner = assertion.claimant ?? claim.map { ledger.claims[$0].claimant }
            switch assertion.level {
            case .wholeCase: wholeCase[assertion.kind, default: []].append(assertion)
            case .claimant:
                guard let owner, let position = index[owner] else { continue }
                if assertion.kind == .waived {
                    balance.claimants[position].waived = balance.claimants[position].waived.saturating(
                        assertion.sum)
                } else {
                    sums[owner, default: [:]][assertion.kind, default: Stated()].whole.append(assertion)
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

    /// Adds up the payments.
    private mutating func gatherPayments() {
        for payment in ledger.countedPayments {
            if payment.isInHand {
                balance.recovered = balance.recovered.saturating(payment.sum)
                if payment.isAdvance { balance.advanced = balance.advanced.saturating(payment.sum) }
                if payment.claimant == nil { unnamed.append(payment) }
            } else if payment.isInCustody {
                balance.inCustody = balance.inCustody.saturating(payment.sum)
            }
            guard let claimant = payment.claimant, let position = index[claimant] else { continue }
            balance.claimants[position].add(payment)
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
                guard let found = stated[kind]?.counted(where: \.isBasis),
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

    /// The cases a file was put together from, in sets whose sums for the whole case stay apart from those of others;
    /// one set of all where it was not, or where such a sum or a payment is about all of them.
    private var blocks: [Block] {
        let whole = Block(groups: Set(ledger.groups), claimants: Set(index.keys))
        let reaches = wholeCase.values.joined().map(\.reach) + unnamed.map(\.reach)
        guard ledger.groups.count > 1, !reaches.contains(nil) else { return [whole] }
        var blocks = ledger.groups.map { group in
            Block(groups: [group], claimants: ledger.groupClaimants[group] ?? [])
        }
        for case let reach? in reaches {
            let joined = blocks.filter { !$0.groups.isDisjoint(with: reach) }
            guard joined.count > 1, let first = blocks.firstIndex(of: joined[0]) else { continue }
            blocks.removeAll { joined.dropFirst().contains($0) }
            for block in joined.dropFirst() {
                blocks[first].groups.formUnion(block.groups)
                blocks[first].claimants.formUnion(block.claimants)
            }
        }
        // Whoever was in several cases is counted with the first of them.
        var seen: Set<String> = []
        for place in blocks.indices {
            blocks[place].claimants.subtract(seen)
            seen.formUnion(blocks[place].claimants)
        }
        return blocks
    }

    private mutating func settleGroups(_ blocks: [Block]) {
        let parts = blocks.compactMap { group(of: $0) }
        guard var sum = parts.first else { return }
        for part in parts.dropFirst() { sum.add(part) }
        balance.group = sum
    }

    private func group(of block: Block) -> GroupBalance? {
        let members = balance.claimants.filter { block.claimants.contains($0.id) }
        let own = members.filter { $0.basis != nil }
        let others = members.filter { $0.basis == nil }
        let paidToAll = unnamed.filter { block.holds($0.reach) }.reduce(Fen.zero) { $0.saturating($1.sum) }
        let strongest = AmountKind.strongestFirst.compactMap { kind -> [Assertion]? in
            let found = (wholeCase[kind] ?? []).filter {
                $0.isBasis && block.holds($0.reach)
            }
            return found.isEmpty ? nil : found
        }.first
        guard strongest != nil || paidToAll > .zero else { return nil }
        var group = GroupBalance()
        group.unnamed = paidToAll
        group.named = others.reduce(.zero) { $0.saturating($1.recovered) }
        group.waived = others.reduce(.zero) { $0.saturating($1.waived) }
        group.basis = strongest.map { sums in
            Basis(
                kind: sums[0].kind,
                sum: sums.reduce(.zero) { total, sum in
                    let covered = balance.claimants.filter { isCovered($0.id, by: sum) }
                    return total.saturating(
                        covered.reduce(sum.sum) { $0.less($1.basis?.sum ?? .zero) })
                }, assertions: sums.map(\.id))
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
            group.overpaid = group.unnamed.less(group.carriedOver)
        }
        return group
    }

    /// Whether a sum for the whole case includes what is owed to a claimant.
    private func isCovered(_ claimant: String, by sum: Assertion) -> Bool {
        guard let reach = sum.reach else { return true }
        return reach.contains { ledger.groupClaimants[$0]?.contains(claimant) ?? false }
    }

    private mutating func total(_ blocks: [Block]) {
        let parts = balance.claimants
        func sum(_ path: KeyPath<ClaimantBalance, Fen>) -> Fen {
            parts.reduce(.zero) { $0.saturating($1[keyPath: path]) }
        }
        // A sum for the whole case covers the single ones; where these add up to more, they stand.
        func total(_ kind: AmountKind, _ path: KeyPath<ClaimantBalance, Fen>) -> Fen {
            blocks.reduce(.zero) { total, block in
                let whole = (wholeCase[kind] ?? []).filter { block.holds($0.reach) }
                    .reduce(Fen.zero) { $0.saturating($1.sum) }
                let single = parts.filter { block.claimants.contains($0.id) }
                    .reduce(Fen.zero) { $0.saturating($1[keyPath: path]) }
                return total.saturating(max(whole, single))
            }
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

/// Cases whose sums for the whole case, and payments that name nobody, are settled together.
private struct Block: Hashable {
    var groups: Set<String>
    var claimants: Set<String>

    func holds(_ reach: [String]?) -> Bool {
        reach.map { !groups.isDisjoint(with: $0) } ?? true
    }
}

extension [Assertion] {
    /// The one with the greatest sum; the first of equal ones.
    fileprivate var greatest: Assertion? {
        self.reduce(nil) { best, next in best.map { $0.sum >= next.sum ? $0 : next } ?? next }
    }
}

extension GroupBalance {
    /// Adds what is owed to the group of another case.
    fileprivate mutating func add(_ other: GroupBalance) {
        if let basis, let more = other.basis {
            self.basis = Basis(
                kind: basis.kind, sum: basis.sum.saturating(more.sum),
                assertions: basis.assertions + more.assertions)
        } else {
            basis = basis ?? other.basis
        }
        for path in [
            \GroupBalance.waived, \.unnamed, \.named, \.due, \.carriedOver, \.overpaid,
        ] { self[keyPath: path] = self[keyPath: path].saturating(other[keyPath: path]) }
    }
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
