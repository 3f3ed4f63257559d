import Source
import SourceYAML
import Testing
import Values
import WorkCalendar

private let good = """
    limits:
      x.reply:
        label: {zh: 答复, en: reply}
        trigger: {zh: 收到, en: received}
        owes: {zh: 单位, en: employer}
        whose: party
        limit: duty
        length: 15 workdays
        source: {act: 某条例, version: 2016, article: 7}
        confidence: M
        setting:
          name: somewhere
          reason: {zh: 地方规定, en: a local rule}
    """

private let certain = good.replacing("confidence: M", with: "confidence: H").split(separator: "\n")
    .filter { !$0.contains("setting") && !$0.contains("somewhere") && !$0.contains("reason") }
    .joined(separator: "\n")

private func own(_ text: String) -> String { "settings:\n" + text }

private let tighter = own(
    """
      x.reply:
        length: 10 workdays
        reason: {zh: 本市规定, en: the city's rule}
    """)

/// The codes a set of files is refused with.
private func codes(_ texts: String...) throws -> [String] {
    let nodes = try texts.enumerated().map { try YAMLReader.read($0.element, file: "\($0.offset).yaml") }
    do throws(DiagnosticList) {
        _ = try LimitTable.load(nodes)
        return []
    } catch {
        return error.items.map(\.code)
    }
}

@Suite struct `A file of limits` {
    @Test func `is good when it is complete`() throws {
        #expect(try codes(good) == [])
        #expect(try codes(certain) == [])
        #expect(try codes(tighter, good) == [])
    }

    @Test(arguments: ["15", "15 weeks", "1 month 3 days", "3 workdays or 5 days", "0 days", "十五 days"])
    func `is refused when a length is none, or mixes units`(_ length: String) throws {
        #expect(try codes(good.replacing("15 workdays", with: "\"\(length)\"")) == ["H201"])
    }

    @Test func `is refused when a word is not of the list`() throws {
        #expect(try codes(good.replacing("whose: party", with: "whose: us")) == ["H201"])
        #expect(try codes(good.replacing("limit: duty", with: "limit: hope")) == ["H201"])
        #expect(try codes(good.replacing("limit: duty", with: "limit: duty\n    count: cn-sea")) == ["H201"])
        #expect(
            try codes(good.replacing("15 workdays", with: "[{from: 2022-02-30, length: 3 days}]")) == ["H201"]
        )
    }

    @Test func `is refused when a row cannot be`() throws {
        // Not verified, and no reason for its default.
        #expect(try codes(certain.replacing("confidence: H", with: "confidence: L")) == ["H202"])
        #expect(
            try codes(
                good.replacing(
                    "limit: duty",
                    with: "limit: duty\n    before: true\n    extend: {grantor: {zh: 局长, en: head}}"))
                == ["H202"])
        #expect(
            try codes(
                good.replacing(
                    "limit: duty", with: "limit: duty\n    extend: {times: 0, grantor: {zh: 甲, en: a}}"))
                == ["H202"])
        #expect(
            try codes(
                good.replacing(
                    "15 workdays",
                    with: "[{length: 3 days}, {from: 2022-02-01, length: 5 days}, {length: 7 days}]"))
                == ["H202"])
    }

    @Test func `is refused when something is missing, given twice or unknown`() throws {
        #expect(try codes(good, good) == ["H203"])
        #expect(try codes(certain.replacing("    length: 15 workdays\n", with: "")) == ["S102"])
        #expect(
            try codes(
                certain.replacing("length: 15 workdays", with: "length: 15 days\n    until: {zh: 甲, en: a}"))
                == ["S102"])
        #expect(try codes(good.replacing("owes:", with: "owed:")) == ["S102", "S103"])
        #expect(try codes("x: 1") == ["S103", "S102"])
    }

    @Test func `sets what is a setting, with a reason, and nothing that the law fixes`() throws {
        let nodes = try [good, tighter].map { try YAMLReader.read($0, file: "x.yaml") }
        let row = try #require(LimitTable.load(nodes).row("x.reply"))
        #expect(row.length(on: try day("2025-03-10")) == LimitLength("10 workdays"))
        #expect(row.setting?.ownReason?.en == "the city's rule")
        #expect(try codes(certain, tighter) == ["H204"])
        #expect(try codes(good, tighter.replacing("x.reply", with: "x.repl")) == ["H204"])
        #expect(try codes(good, tighter, tighter) == ["H203"])
        #expect(try codes(good, tighter.replacing("10 workdays", with: "10")) == ["H201"])
    }

    @Test func `turns a limit of low confidence on by a setting`() throws {
        let low = good.replacing("confidence: M", with: "confidence: L")
        func isOn(_ texts: String...) throws -> Bool? {
            try LimitTable.load(texts.map { try YAMLReader.read($0, file: "x.yaml") }).row("x.reply")?.isOn
        }
        #expect(try isOn(low) == false)
        #expect(try isOn(low, tighter) == true)
    }
}
