import CaseDesk
import CaseTesting
import EventLog
import Foundation
import Source
import Testing
import Values

/// The stored form of what time brings about, kept for ever.
///
/// `BACKPAY_RECORD_GOLDEN=1` writes files that are missing; a file that is there is never written again.
struct TimeGoldenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Golden/facts")

    /// A case that was warned of, breached and cured, with its facts about time by type.
    private func facts() throws -> [String: JSON] {
        let office = try Office()
        office.desk.clock.set(try Repository.day("2025-04-16"))
        _ = try office.desk.desk.tick(TickCommand(recorder: "clerk"))
        try office.done(
            office.desk.act(
                office.number, "accept", as: "clerk", papers: [TestDesk.paper("complaint")],
                occurred: .day(Repository.day("2025-04-14"))))
        let timeline = try office.desk.desk.ask {
            try CaseState.timeline(office.number, in: $0, pins: $1)
        }
        return Dictionary(
            timeline.flatMap(\.facts).compactMap { fact in
                fact["type"]?.stringValue.flatMap { $0.hasPrefix("clock.") ? ($0, fact) : nil }
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test(arguments: ["clock.warned", "clock.breached", "clock.cured"])
    func `a fact about time is stored as its golden file says`(type: String) throws {
        let fact = try #require(facts()[type])
        let file = Self.folder.appending(path: "\(type).v1.json")
        if ProcessInfo.processInfo.environment["BACKPAY_RECORD_GOLDEN"] == "1",
            !FileManager.default.fileExists(atPath: file.path)
        {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(fact.canonicalBytes).write(to: file)
        }
        #expect(Array(try Data(contentsOf: file)) == fact.canonicalBytes)
    }
}
