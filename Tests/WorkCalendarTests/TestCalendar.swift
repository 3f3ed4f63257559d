import Foundation
import Source
import SourceYAML
import Testing
import Values
import WorkCalendar

/// The calendar files of this repository, read once.
enum TestCalendar {
    private static let loaded = Result { try load(years: 2022...2026) }

    static func cn() throws -> HolidayCalendar { try loaded.get() }

    static func load(years: ClosedRange<Int>) throws -> HolidayCalendar {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "calendars")
        var nodes: [SourceNode] = []
        for year in years {
            let bytes = try Data(contentsOf: folder.appending(path: "cn-\(year).yaml"))
            nodes.append(try YAMLReader.read(Array(bytes), file: "cn-\(year).yaml"))
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
