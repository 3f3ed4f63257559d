import Source
import Testing
import Values

@testable import Workflow

private func procedure(length: String, campaigns: String) -> String {
    """
    workflow: ticket
    language: 1
    version: 1
    label: {zh: 工单, en: ticket}
    roles: {clerk: {label: {zh: 经办, en: clerk}}}
    acts:
      answer: {kind: decision, label: {zh: 答复, en: answer}, who: [clerk]}
      look: {kind: decision, label: {zh: 检查, en: look}, who: [clerk]}
    clocks:
      limit:
        label: {zh: 限, en: limit}
        owes: clerk
        kind: internal
        limit: duty
        length: \(length)
        runs_in: [open]
        breach: note
        source: {zh: 内部, en: internal}
    reviews:
      report:
        label: {zh: 报告, en: report}
        owes: clerk
        every: 30 days
        runs_in: [open]
        ends: [look]
        source: {zh: 内部, en: internal}
    campaigns:
    \(campaigns)
    initial: open
    states:
      open: {label: {zh: 甲, en: a}, transitions: [{act: look}, {act: answer, to: over}]}
      over: {label: {zh: 终, en: over}, final: true, outcome: over}
    """
}

private func campaign(_ name: String, _ from: String, _ to: String, _ lengths: String) -> String {
    "  \(name): {label: {zh: 行动, en: campaign}, from: \(from), to: \(to), "
        + "lengths: {\(lengths)}, source: {zh: 文, en: order}}\n"
}

/// Internal limits that are shorter for a while.
@Suite struct CampaignTests {
    private func table(_ length: String, _ campaigns: String) throws -> [String] {
        let definition = try load(procedure(length: length, campaigns: campaigns))
        let clock = try #require(definition.clocks.first { $0.id == "limit" })
        return clock.lengths.map { "\($0.from?.description ?? "-") \($0.length)" }
    }

    private func codes(_ length: String, _ campaigns: String) -> [String] {
        diagnostics(procedure(length: length, campaigns: campaigns)).map(\.code)
    }

    @Test
    func `a limit counted from a day of the campaign is shorter, before and afterwards it is as it was`()
        throws
    {
        let winter = campaign("winter", "2024-12-21", "2025-02-28", "limit: 3 workdays, report: 7 days")
        let definition = try load(procedure(length: "5 workdays", campaigns: winter))
        let clock = try #require(definition.clocks.first { $0.id == "limit" })
        func on(_ day: String) throws -> String? {
            clock.length(on: try #require(Day(day)))?.length.description
        }
        #expect(try on("2024-12-20") == "5 workdays")
        #expect(try on("2024-12-21") == "3 workdays")
        #expect(try on("2025-02-28") == "3 workdays")
        #expect(try on("2025-03-01") == "5 workdays")
        let review = try #require(definition.clocks.first { $0.id == "report" })
        #expect(review.lengths.map(\.length.description) == ["30 days", "7 days", "30 days"])
        #expect(definition.campaigns.map(\.id) == ["winter"])
        let stored = try WorkflowDefinition.load(
            canonical: definition.canonical, vocabularies: [testVocabulary])
        #expect(
            stored.clocks.map(\.lengths) == definition.clocks.map(\.lengths)
                && stored.campaigns == definition.campaigns)
    }

    @Test func `a limit that changes within the campaign comes out of it as changed`() throws {
        let table = try table(
            "[{length: 10 days}, {from: 2025-01-15, length: 8 days}, {from: 2026-01-01, length: 6 days}]",
            campaign("winter", "2024-12-21", "2025-02-28", "limit: 3 days"))
        #expect(table == ["- 10 days", "2024-12-21 3 days", "2025-03-01 8 days", "2026-01-01 6 days"])
    }

    @Test func `a limit that begins within the campaign begins with the shorter length`() throws {
        let table = try table(
            "[{from: 2025-01-15, length: 8 days}]",
            campaign("winter", "2024-12-21", "2025-02-28", "limit: 3 days"))
        #expect(table == ["2025-01-15 3 days", "2025-03-01 8 days"])
    }

    @Test func `two campaigns, the second shorter still within the first`() throws {
        let table = try table(
            "10 days",
            campaign("winter", "2024-12-01", "2025-02-28", "limit: 5 days")
                + campaign("festival", "2025-01-20", "2025-01-31", "limit: 2 days"))
        #expect(
            table == [
                "- 10 days", "2024-12-01 5 days", "2025-01-20 2 days", "2025-02-01 5 days",
                "2025-03-01 10 days",
            ])
    }

    @Test func `what is not shorter, in another unit, unknown or upside down is refused`() {
        let days = ("2024-12-21", "2025-02-28")
        #expect(codes("5 days", campaign("w", days.0, days.1, "limit: 5 days")) == ["W310"])
        #expect(codes("5 workdays", campaign("w", days.0, days.1, "limit: 3 days")) == ["W310"])
        #expect(
            codes("[{from: 2026-01-01, length: 5 days}]", campaign("w", days.0, days.1, "limit: 3 days")) == [
                "W310"
            ])
        #expect(codes("5 days", campaign("w", days.0, days.1, "limits: 3 days")) == ["W101"])
        #expect(codes("5 days", campaign("w", days.1, days.0, "limit: 3 days")) == ["S105"])
    }
}
