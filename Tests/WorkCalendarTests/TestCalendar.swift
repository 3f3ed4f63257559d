import Foundation
import Source
import SourceYAML
import Testing
import Values
import WorkCalendar

/// The calendar files of this repository, read once.
enum TestCalendar {
    private static let loaded = Result { try load(years: 2018...2026) }

    static func cn() throws -> HolidayCalendar { try loaded.get() }

    static func load(years: ClosedRange<Int>) throws -> HolidayCalendar {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "calendars")
        var nodes: [SourceNode] = []
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        for name in names where years.contains(where: { name.hasPrefix("cn-\($0)") }) {
            let bytes = try Data(contentsOf: folder.appending(path: name))
            nodes.append(try YAMLReader.read(Array(bytes), file: name))
        }
        return try HolidayCalendar.load(nodes)
    }
}

/// A day that a test writes down.
func day(_ text: String) throws -> Day { try #require(Day(text)) }

/// A moment that a test writes down.
func moment(_ text: String) throws -> Moment { try #require(Moment(text)) }

/// A length that a test writes down.
func length(_ text: String) throws -> LimitLength { try #require(LimitLength(text)) }
