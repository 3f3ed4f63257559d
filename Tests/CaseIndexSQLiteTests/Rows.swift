import CaseDesk
import Values

/// A row of a case with everything a test does not care about filled in.
func caseRow(
    _ number: String, opened: String = "2025-04-07", closed: String? = nil, workflow: String = "two-stations",
    claimants: [String] = [], respondents: [String] = [], recovered: Int64 = 0, nextDue: Day? = nil
) -> CaseRow {
    CaseRow(
        number: number, workflow: workflow, states: Bilingual(zh: "核实", en: "verification"),
        closedReason: closed,
        openedOn: day(opened), lastOn: day(opened).adding(days: 3), position: 7, claimants: claimants,
        respondents: respondents, claimed: Fen(6_000_000), verified: Fen(6_015_800),
        recovered: Fen(recovered),
        due: Fen(6_015_800 - recovered), openFindings: 1, nextDue: nextDue)
}

/// A row of a clock that is due on a day.
func clockRow(
    _ number: String, run: String = "acceptance#1", due: Moment, isBreached: Bool = false
) -> ClockRow {
    ClockRow(
        caseNumber: number, proceeding: "p1", run: run, label: Bilingual(zh: "受理期限", en: "time to accept"),
        owes: Bilingual(zh: "劳动保障监察", en: "labour inspection"), kind: "legal",
        source: Bilingual(zh: "条例第十四条", en: "regulation, article 14"), due: due, expiresAt: due.latest,
        isProvisional: true, isBreached: isBreached)
}

/// A date that the test wrote itself; a wrong one shows as the year 1970.
func day(_ text: String) -> Day { Day(text) ?? Day(ordinal: 0) }

/// A batch of these rows.
func batch(
    cases: [CaseRow] = [], clocks: [ClockRow] = [], persons: [PersonRow] = [],
    organisations: [OrganisationRow] = []
) -> IndexBatch {
    var batch = IndexBatch()
    batch.cases = cases
    batch.clocks = clocks
    batch.persons = persons
    batch.organisations = organisations
    return batch
}

/// A stamp at a size.
func stamp(_ size: Int, leaf: String = "leaf") -> IndexStamp { IndexStamp(size: size, lastLeaf: leaf) }

extension CaseIndex {
    /// The numbers of the cases a query finds.
    func numbers(_ query: CaseQuery = CaseQuery()) throws -> [String] { try cases(query).map(\.number) }
    /// The ids of the persons a text finds.
    func found(_ text: String, limit: Int = 100) throws -> [String] {
        try persons(matching: text, limit: limit).map(\.id)
    }
}
