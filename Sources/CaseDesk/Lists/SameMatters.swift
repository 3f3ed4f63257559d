import EventLog
public import Values
import WageArrears

/// Another case that may be about the same matter, and why it looks so.
public struct PossibleSameMatter: Hashable, Sendable {
    /// The other case.
    public let number: String
    /// The claimants both have.
    public let claimants: [String]
    /// The respondents both have.
    public let respondents: [String]
    /// Whether it is still open.
    public let isOpen: Bool

    /// Why it may be the same.
    public var reason: Bilingual {
        switch (claimants.isEmpty, respondents.isEmpty) {
        case (false, false):
            return Bilingual(
                zh: "同一被申请人，且有 \(claimants.count) 名相同劳动者",
                en: "the same respondent and \(claimants.count) of the same workers")
        case (false, true):
            return Bilingual(zh: "有 \(claimants.count) 名相同劳动者", en: "\(claimants.count) of the same workers")
        case (true, _): return Bilingual(zh: "同一被申请人", en: "the same respondent")
        }
    }
}

extension DeskWork {
    /// Cases that share a claimant or a respondent with one that is to be opened; open ones and stronger matches first.
    public func sameMatters(claimants: [String], respondents: [String]) throws -> [PossibleSameMatter] {
        guard !claimants.isEmpty || !respondents.isEmpty else { return [] }
        try catchUpIndex()
        // Asked one by one: many cases against one employer must not crowd out the one of the same worker.
        let ofClaimants =
            claimants.isEmpty ? [] : try index.cases(CaseQuery(claimants: claimants, limit: 200))
        let ofRespondents =
            respondents.isEmpty ? [] : try index.cases(CaseQuery(respondents: respondents, limit: 200))
        let known = Set(ofClaimants.map(\.number))
        let rows = ofClaimants + ofRespondents.filter { !known.contains($0.number) }
        return rows.map { row in
            PossibleSameMatter(
                number: row.number, claimants: row.claimants.filter(claimants.contains),
                respondents: row.respondents.filter(respondents.contains), isOpen: row.closedReason == nil)
        }.sorted { left, right in
            (left.isOpen ? 0 : 1, -left.claimants.count, -left.respondents.count, left.number)
                < (right.isOpen ? 0 : 1, -right.claimants.count, -right.respondents.count, right.number)
        }
    }
}
