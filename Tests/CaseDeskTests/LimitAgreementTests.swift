import Source
import SourceYAML
import Testing
import Values
import WorkCalendar
import Workflow

@testable import CaseDesk

/// A clock that names a row of the law's limits says what the row says.
struct LimitAgreementTests {
    private static let procedure = """
        workflow: agreement
        language: 1
        version: 1
        label: {zh: 测试, en: test}
        calendar: cn
        roles:
          inspector: {label: {zh: 监察员, en: inspector}}
        acts:
          finish: {kind: decision, label: {zh: 完成, en: finish}, who: [inspector]}
          prolong: {kind: decision, label: {zh: 延长, en: prolong}, who: [inspector]}
        clocks:
          investigate:
            label: {zh: 调查, en: investigate}
            owes: inspector
            kind: legal
            limit: duty
            rule: insp.investigate
            length: 60 workdays
            extend: {by: 30 workdays, times: 1}
            runs_in: [open]
            ends: [finish]
            breach: note
            source: {act: 劳动保障监察条例, version: 2004, article: 17}
        initial: open
        states:
          open:
            label: {zh: 调查中, en: open}
            transitions:
              - {act: finish, to: done}
              - {act: prolong, clocks: {extend: [investigate]}}
          done: {label: {zh: 完成, en: done}, final: true, outcome: done}
        """

    private static let rows = """
        limits:
          insp.investigate:
            label: {zh: 监察调查, en: investigation}
            trigger: {zh: 立案, en: case filed}
            owes: {zh: 监察机构, en: inspection office}
            whose: office
            limit: duty
            length: 60 workdays
            extend: {by: 30 workdays, times: 1, grantor: {zh: 负责人, en: head}}
            source: {act: 劳动保障监察条例, version: 2004, article: 17}
            confidence: H
        """

    private func findings(
        _ edits: (String, String)..., rows: (String, String) = ("", "")
    ) throws -> [String] {
        let text = edits.reduce(Self.procedure) { $0.replacing($1.0, with: $1.1) }
        let rows = rows.0.isEmpty ? Self.rows : Self.rows.replacing(rows.0, with: rows.1)
        let definition = try WorkflowDefinition.load(
            try YAMLReader.read(text, file: "agreement.yaml"),
            vocabularies: Pins.vocabularies)
        let table = try LimitTable.load([try YAMLReader.read(rows, file: "limits.yaml")])
        let found = LimitAgreement.findings(definition, table)
        #expect(found.allSatisfy { $0.code == "H205" && $0.severity == .error })
        return found.map(\.message.en)
    }

    @Test func `agrees when it says the same`() throws {
        #expect(try findings() == [])
        #expect(try findings(("    rule: insp.investigate\n", "")) == [])
        // A procedure may grant less than the law allows.
        let never = ("{act: prolong, clocks: {extend: [investigate]}}", "{act: prolong}")
        #expect(try findings(("    extend: {by: 30 workdays, times: 1}\n", ""), never) == [])
    }

    @Test(arguments: [
        ("rule: insp.investigate", "rule: insp.investigat", "has no 'insp.investigat'"),
        ("length: 60 workdays", "length: 60 days", "its length is to be 60 workdays"),
        (
            "length: 60 workdays", "length: 60 workdays\n    count: plain",
            "its counting rule is to be 'cn-civil'"
        ),
        ("kind: legal", "kind: internal", "an internal target"),
        ("limit: duty", "limit: right", "its limit is 'right', not 'duty'"),
        ("by: 30 workdays, times: 1", "by: 60 workdays, times: 1", "an extension is by 30 workdays"),
        ("by: 30 workdays, times: 1", "by: 30 workdays, times: 2", "it is extended 1 times at most"),
        ("article: 17}", "article: 18}", "its source is to be 劳动保障监察条例 (2004), art. 17"),
        (
            "{act: 劳动保障监察条例, version: 2004, article: 17}", "{zh: 劳动保障监察条例（2004）, en: the rules}",
            "its source is to be 劳动保障监察条例 (2004), art. 17"
        ),
    ])
    func `is told where it differs`(_ old: String, _ new: String, _ message: String) throws {
        let found = try findings((old, new))
        #expect(found.count == 1)
        #expect(found.first?.contains(message) == true, "\(found)")
    }

    @Test func `may give its source in words, an older length, and for days the rule of civil law`() throws {
        let words = "{zh: 《劳动保障监察条例》（2004）第十七条, en: inspection rules}"
        #expect(try findings(("{act: 劳动保障监察条例, version: 2004, article: 17}", words)) == [])
        #expect(try findings(rows: ("length: 60 workdays", "count: cn-court\n    length: 60 workdays")) == [])
        let since = "length: [{from: 2021-07-15, length: 60 workdays}]"
        #expect(try findings(rows: ("length: 60 workdays", since)) == [])
        let older = "length: [{length: 90 workdays}, {from: 2021-07-15, length: 60 workdays}]"
        #expect(try findings(("length: 60 workdays", older), rows: ("length: 60 workdays", since)) == [])
        let newer = "length: [{length: 60 workdays}, {from: 2023-07-15, length: 30 workdays}]"
        let found = try findings(("length: 60 workdays", newer), rows: ("length: 60 workdays", since))
        #expect(found.count == 1)
    }

    @Test(arguments: [
        (1, "一"), (10, "十"), (17, "十七"), (20, "二十"), (54, "五十四"), (100, "一百"), (105, "一百零五"),
        (110, "一百一十"), (188, "一百八十八"), (205, "二百零五"),
    ])
    func `finds an article as acts write it`(_ number: Int, _ text: String) {
        #expect(SourceAgreement.numeral(number) == text)
    }

    @Test func `reads several articles`() {
        #expect(SourceAgreement.articles("45–47") == [45, 46, 47])
        #expect(SourceAgreement.articles("27、29") == [27, 29])
        #expect(SourceAgreement.articles(nil) == [])
    }

    @Test func `does not follow a limit that is off`() throws {
        let low = """
            confidence: L
                setting: {name: sample, reason: {zh: 样例, en: a sample}}
            """
        let found = try findings(rows: ("confidence: H", low))
        #expect(found.count == 1)
        #expect(found.first?.contains("not verified") == true)
    }
}
