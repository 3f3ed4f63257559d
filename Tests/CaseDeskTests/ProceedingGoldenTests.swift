import CaseTesting
import EventLog
import Foundation
import Source
import Testing
import Values

@testable import CaseDesk

/// The stored form of how proceedings begin and end, kept for ever.
///
/// `BACKPAY_RECORD_GOLDEN=1` writes files that are missing; a file that is there is never written again. The hashes of
/// the files of the test stand as words in them: what is held is the form.
struct ProceedingGoldenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Golden/facts")

    /// An arbitration for one of seven workers that goes to court: the started facts by workflow, and how the suit ended.
    private func facts() throws -> [String: JSON] {
        let side = try SideBySide()
        try side.verify()
        try side.done(side.arbitrate([side.workers[6]]))
        try side.done(
            side.desk.act(side.number, "award_given", as: "arb", papers: [TestDesk.paper("award")]))
        try side.done(side.desk.act(side.number, "sued", as: "arb"))
        try side.done(side.desk.act(side.number, "judgment_given", as: "arb"))
        let timeline = try side.desk.desk.ask { try CaseState.timeline(side.number, in: $0, pins: $1) }
        var found: [String: JSON] = [:]
        for fact in timeline.flatMap(\.facts) {
            switch fact["type"]?.stringValue {
            case "proceeding.started": found["started.\(fact["workflow"]?.stringValue ?? "")"] = fact
            case "proceeding.ended": found["ended.\(fact["id"]?.stringValue ?? "")"] = fact
            case .some, .none: continue
            }
        }
        return found
    }

    private func bare(_ fact: JSON) -> JSON {
        guard case .object(var members) = fact else { return fact }
        for name in ["definition", "calendar"] where members[name] != nil { members[name] = .string(name) }
        if case .object(let uses)? = members["uses"] {
            members["uses"] = .object(uses.mapValues { _ in .string("definition") })
        }
        return .object(members)
    }

    @Test(arguments: [
        ("started.arbitration", "proceeding.started.v2.offered"),
        ("started.suit", "proceeding.started.v2.used"), ("ended.3", "proceeding.ended.v1"),
    ])
    func `how a proceeding begins and ends is stored as its golden file says`(
        _ fact: String, _ name: String
    ) throws {
        let all = try facts()
        let found = bare(try #require(all[fact], "\(all.keys.sorted())"))
        let file = Self.folder.appending(path: "\(name).json")
        if ProcessInfo.processInfo.environment["BACKPAY_RECORD_GOLDEN"] == "1",
            !FileManager.default.fileExists(atPath: file.path)
        {
            try Data(found.canonicalBytes).write(to: file)
        }
        #expect(Array(try Data(contentsOf: file)) == found.canonicalBytes)
    }

    @Test func `what is read back is the record it was written from`() throws {
        let stored = try JSON(
            parsing: [UInt8](
                Data(contentsOf: Self.folder.appending(path: "proceeding.started.v2.used.json"))))
        let record = ProceedingRecord(json: stored)
        #expect(record.schema == 2)
        #expect(record.parent == "2")
        #expect(record.claimants?.count == 1)
        for (name, value) in record.members { #expect(stored[name] == value, "\(name)") }
    }
}
