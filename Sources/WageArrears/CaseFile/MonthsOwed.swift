import Values

extension CaseFile {
    /// How many whole months' wages each claimant claims; overlapping periods count once, and one that is not known from
    /// its first day to its last counts for nothing.
    var monthsClaimed: [String: Int] {
        var periods: [String: [ClosedRange<Day>]] = [:]
        for claim in claims where claim.retractedBy == nil && claim.item.isWages {
            guard let from = claim.from, let to = claim.to, from <= to else { continue }
            periods[claim.claimant, default: []].append(from...to)
        }
        return periods.mapValues { own in
            Self.joined(own).reduce(0) { $0 + Self.wholeMonths($1.lowerBound, $1.upperBound) }
        }
    }

    private static func joined(_ periods: [ClosedRange<Day>]) -> [ClosedRange<Day>] {
        var spans: [ClosedRange<Day>] = []
        for period in periods.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = spans.last, period.lowerBound <= last.upperBound.adding(days: 1) {
                spans[spans.count - 1] = last.lowerBound...max(last.upperBound, period.upperBound)
            } else {
                spans.append(period)
            }
        }
        return spans
    }

    /// From the first of one month to the last of another, or between any two days.
    private static func wholeMonths(_ from: Day, _ to: Day) -> Int {
        let end = to.adding(days: 1)
        let most = (end.year - from.year) * 12 + end.month - from.month
        return from.adding(months: most) <= end ? most : most - 1
    }
}

extension ClaimantBalance {
    /// How many whole months' pay are still owed of those that are claimed, as far as the record tells.
    ///
    /// What is due is measured by what is owed for all of them, so that two months paid of four leave two. Where no sum
    /// of their own is known it is none: the number never says more than the record does.
    func monthsOwed(of claimed: Int) -> Int {
        guard let basis, basis.sum > .zero, claimed > 0 else { return 0 }
        let worth = min(due, basis.sum).count.multipliedFullWidth(by: Int64(claimed))
        return Int(basis.sum.count.dividingFullWidth(worth).quotient)
    }
}
