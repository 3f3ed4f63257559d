import Source
import SourceYAML
import Testing
import Values
import WorkCalendar

@Suite struct `A notice that was changed in mid-year` {
    @Test func `holds as it was changed`() throws {
        let calendar = try TestCalendar.cn()
        // The Spring Festival of 2020 was prolonged on 26 January, in mid-holiday.
        #expect(calendar.kind(of: try day("2020-01-31")) == .shiftedOff)
        #expect(calendar.kind(of: try day("2020-02-01")) == .weekend)
        #expect(calendar.years[2020]?.notice == "国办发明电〔2020〕1号")
        // Labour Day of 2019 became four days on 22 March.
        #expect(calendar.kind(of: try day("2019-04-28")) == .makeUpWorkday)
        #expect(calendar.kind(of: try day("2019-05-02")) == .shiftedOff)
    }

    @Test func `is known from the day the change was issued, not before`() throws {
        let calendar = try TestCalendar.cn()
        let before = calendar.asKnown(on: try day("2020-01-25"))
        let after = calendar.asKnown(on: try day("2020-01-26"))
        #expect(before.version == "2018-2020, 2019 r2")
        #expect(after.version == "2018-2020, 2019 r2, 2020 r2")
        #expect(before.kind(of: try day("2020-01-31")) == .workday)
        #expect(before.kind(of: try day("2020-02-01")) == .makeUpWorkday)
        #expect(after.kind(of: try day("2020-02-01")) == .weekend)
        #expect(after.kind(of: try day("2021-01-01")) == nil)
        #expect(calendar.asKnown(on: try day("2017-11-29")).years.isEmpty)
    }

    @Test func `moves a limit that was counted before`() throws {
        let calendar = try TestCalendar.cn()
        let before = calendar.asKnown(on: try day("2020-01-25"))
        // Friday 31, Saturday 1 (worked in exchange), Monday 3 were to be the three days; they became 3, 4 and 5.
        let three = try length("3 workdays")
        #expect(before.due(from: try moment("2020-01-23"), length: three).due.description == "2020-02-03")
        #expect(calendar.due(from: try moment("2020-01-23"), length: three).due.description == "2020-02-05")
        // The fifteenth day, 30 January, is off both times; the next working day was the 31st and became 3 February.
        let fifteen = try length("15 days")
        #expect(before.due(from: try moment("2020-01-15"), length: fifteen).due.description == "2020-01-31")
        #expect(calendar.due(from: try moment("2020-01-15"), length: fifteen).due.description == "2020-02-03")
    }

    @Test func `moves a limit forward as well as back`() throws {
        let calendar = try TestCalendar.cn()
        let before = calendar.asKnown(on: try day("2019-03-21"))
        // From Friday 26 April: 29, 30, then 2 May; with Sunday 28 worked instead: 28, 29, 30.
        let three = try length("3 workdays")
        #expect(before.due(from: try moment("2019-04-26"), length: three).due.description == "2019-05-02")
        #expect(calendar.due(from: try moment("2019-04-26"), length: three).due.description == "2019-04-30")
    }

    @Test func `keeps both versions in what is pinned`() throws {
        let calendar = try TestCalendar.cn()
        #expect(calendar.revisions.count == 11)
        let again = try HolidayCalendar(json: JSON(parsing: calendar.json.canonicalBytes))
        #expect(again == calendar)
        #expect(again.asKnown(on: try day("2020-01-25")).kind(of: try day("2020-02-01")) == .makeUpWorkday)
    }

    private func codes(_ texts: String...) throws -> [String] {
        let nodes = try texts.map { try YAMLReader.read($0, file: "x.yaml") }
        do throws(DiagnosticList) {
            _ = try HolidayCalendar.load(nodes)
            return []
        } catch {
            return error.items.map(\.code)
        }
    }

    private let first = """
        calendar: cn
        year: 2025
        notice: { number: 通知1号, issued: 2024-11-12 }
        source: 通知
        holidays:
          - name: { zh: 元旦, en: New Year }
            statutory: [2025-01-01]
            rest: { from: 2025-01-01, to: 2025-01-01 }
        """

    @Test func `is refused when its revisions contradict each other`() throws {
        let second = first.replacing("year: 2025", with: "year: 2025\nrevision: 2")
        #expect(try codes(first, second.replacing("2024-11-12", with: "2025-02-01")) == [])
        #expect(try codes(second, second) == ["H103"])
        #expect(try codes(first, second.replacing("2024-11-12", with: "2024-11-11")) == ["H102"])
    }
}
