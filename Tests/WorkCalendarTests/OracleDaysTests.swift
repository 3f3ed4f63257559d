import Foundation
import Testing
import Values
import WorkCalendar

@Suite struct `Every day from 2018 to 2026` {
    /// What an independent program says: the days that are not what their weekday says.
    private struct Oracle {
        var off: Set<Day> = []
        var worked: Set<Day> = []

        init() throws {
            let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/days.txt")
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            for line in lines where !line.hasPrefix("#") {
                let parts = line.split(separator: ":")
                let head = try #require(parts.first).split(separator: " ")
                let days = try (parts.count > 1 ? parts[1] : "").split(separator: " ").map {
                    try day("\(head[0])-\($0)")
                }
                if head[1] == "off" { off.formUnion(days) } else { worked.formUnion(days) }
            }
        }
    }

    @Test func `is worked or not as an independent program says`() throws {
        let calendar = try TestCalendar.cn()
        let oracle = try Oracle()
        #expect(oracle.off.count > 150)
        #expect(oracle.worked.count > 50)
        let (first, last) = (try day("2018-01-01"), try day("2026-12-31"))
        for ordinal in first.ordinal...last.ordinal {
            let day = Day(ordinal: ordinal)
            let expected = oracle.worked.contains(day) || (day.weekday < 6 && !oracle.off.contains(day))
            #expect(calendar.isWorkday(day) == expected, "\(day)")
            #expect(calendar.isPublished(day), "\(day)")
        }
    }
}
