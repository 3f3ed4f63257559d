import Source
import SourceYAML
import Testing
import Values
import WorkCalendar

private let good = """
    calendar: cn
    year: 2025
    notice: { number: 国办发明电〔2024〕12号, issued: 2024-11-12 }
    source: 通知
    holidays:
      - name: { zh: 元旦, en: New Year }
        statutory: [2025-01-01]
        rest: { from: 2025-01-01, to: 2025-01-01 }
    """

/// The codes a set of calendar files is refused with.
private func codes(_ texts: String...) throws -> [String] {
    let nodes = try texts.enumerated().map { try YAMLReader.read($0.element, file: "\($0.offset).yaml") }
    do throws(DiagnosticList) {
        _ = try HolidayCalendar.load(nodes)
        return []
    } catch {
        return error.items.map(\.code)
    }
}

@Suite struct `A calendar file` {
    @Test func `is read and written back as the same canonical JSON`() throws {
        let calendar = try TestCalendar.cn()
        let again = try HolidayCalendar(json: JSON(parsing: calendar.json.canonicalBytes))
        #expect(again == calendar)
        #expect(again.json.canonicalBytes == calendar.json.canonicalBytes)
        #expect(calendar.years[2025]?.notice == "国办发明电〔2024〕12号")
        #expect(calendar.years[2025]?.issued == Day("2024-11-12"))
    }

    @Test func `is good when it is complete`() throws {
        #expect(try codes(good) == [])
        let second = good.replacing("2025-", with: "2024-").replacing(
            "year: 2025", with: "year: 2024\nrevision: 2")
        let nodes = try [good, second].map { try YAMLReader.read($0, file: "x.yaml") }
        #expect(try HolidayCalendar.load(nodes).version == "2024-2025, 2024 r2")
    }

    @Test func `is refused when a date is none`() throws {
        #expect(try codes(good.replacing("to: 2025-01-01", with: "to: 2025-02-29")) == ["H101"])
    }

    @Test func `is refused when its days cannot be`() throws {
        #expect(
            try codes(good.replacing("statutory: [2025-01-01]", with: "statutory: [2025-01-02]")) == ["H102"])
        #expect(try codes(good.replacing("to: 2025-01-01", with: "to: 2024-12-31")) == ["H102"])
        // 2025-01-06 is a Monday: nobody can make up on it.
        #expect(try codes(good + "\n    work: [2025-01-06]") == ["H102"])
        #expect(try codes(good + "\n    work: [2026-01-10]") == ["H102"])
        #expect(try codes(good.replacing("year: 2025", with: "year: 0")) == ["H102"])
        #expect(try codes(good.replacing("year: 2025", with: "year: 2025\nrevision: 0")) == ["H102"])
    }

    @Test func `is refused when it contradicts another`() throws {
        #expect(try codes(good, good) == ["H103"])
        #expect(
            try codes(
                good,
                good.replacing("calendar: cn", with: "calendar: hk").replacing(
                    "year: 2025", with: "year: 2026")
            ).contains("H104"))
        #expect(try codes() == ["H104"])
        let next = good.replacing("2025", with: "2026").replacing("2026-01-01, to", with: "2025-12-27, to")
        let clash = good + "\n    work: [2025-12-27]"
        #expect(try codes(clash, next) == ["H103"])
    }

    @Test func `is refused when a key is unknown or missing`() throws {
        #expect(try codes(good.replacing("source:", with: "sources:")) == ["S102", "S103"])
    }
}
