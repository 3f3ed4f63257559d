import Values

/// What two cases say differently of the same matter, found when they are put together.
public struct MergeFindings: Hashable, Sendable {
    /// Sums in force of one kind for one claimant or claim, or for groups that share a claimant, that are not the same.
    public var rivals: [[Assertion]] = []
    /// Claims of one claimant for the same item whose periods overlap and are not the same.
    public var overlaps: [[CaseClaim]] = []
    /// Payments that repeat a voucher of the other case and count once.
    public var repeated: [CasePayment] = []
}

extension CaseFile {
    /// Claims of another case, under the ids its claimants have here, that are the same as one of this case.
    public func sameClaims(as other: CaseFile) -> [String: String] {
        var found: [String: String] = [:]
        var taken: Set<String> = []
        for claim in other.claims where claim.retractedBy == nil {
            let same = claims.first {
                $0.retractedBy == nil && !taken.contains($0.id) && $0.claimant == claim.claimant
                    && $0.item == claim.item && $0.from == claim.from && $0.to == claim.to
            }
            guard let same, same.id != claim.id else { continue }
            taken.insert(same.id)
            found[claim.id] = same.id
        }
        return found
    }

    /// What this file and one it is put together with say differently, as the whole shows it.
    public func findings(of other: CaseFile, in whole: CaseFile) -> MergeFindings {
        var result = MergeFindings()
        let own = Set(assertions.map(\.id))
        let theirs = Set(other.assertions.map(\.id))
        let shared = !Set(claimants.map(\.id)).isDisjoint(with: other.claimants.map(\.id))
        var sets: [[Assertion]] = []
        for assertion in whole.assertions where assertion.isInForce && assertion.kind != .waived {
            if assertion.level == .wholeCase, !shared { continue }
            if let place = sets.firstIndex(where: { $0[0].target == assertion.target }) {
                sets[place].append(assertion)
            } else {
                sets.append([assertion])
            }
        }
        result.rivals = sets.filter { set in
            set.contains { own.contains($0.id) } && set.contains { theirs.contains($0.id) }
                && Set(set.map(\.sum)).count > 1
        }
        for claim in claims where claim.retractedBy == nil {
            for another in other.claims
            where another.retractedBy == nil && another.id != claim.id && claim.overlaps(another) {
                result.overlaps.append([claim, another])
            }
        }
        let used = Set(ledger.countedPayments.compactMap(VoucherUse.init))
        result.repeated = other.payments.filter { payment in
            (payment.isInHand || payment.isInCustody)
                && (VoucherUse(payment).map(used.contains) ?? false)
        }
        return result
    }
}

extension CaseClaim {
    fileprivate func overlaps(_ other: CaseClaim) -> Bool {
        guard claimant == other.claimant, item == other.item else { return false }
        func isBefore(_ end: Day?, _ start: Day?) -> Bool {
            guard let end, let start else { return false }
            return end < start
        }
        return !isBefore(to, other.from) && !isBefore(other.to, from)
    }
}
