import CaseDesk
import CaseTesting
import EventLog
import Foundation
import Source
import Testing
import Values
import Workflow

/// The stored form of what happens between cases, kept for ever.
///
/// `BACKPAY_RECORD_GOLDEN=1` writes files that are missing; a file that is there is never written again.
struct LinkGoldenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Golden/facts")

    /// Two cases that were merged and came apart again, and one that was split off, with these facts by type.
    private func facts() throws -> [String: JSON] {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([1, 2])
        try office.done(
            office.merge(
                second, into: first,
                pairs: [ClaimantPair(here: office.workers[1], there: office.workers[0])]))
        try office.done(office.unmerge(second))
        let third = try office.done(
            office.desk.desk.split(
                SplitCommand(
                    caseNumber: second, claimants: [office.workers[2]], workflow: office.desk.definition.id,
                    frame: office.frame("cadre", false, nil)),
                to: NewCaseWorkflow(definition: office.desk.definition, source: ""))
        ).caseNumber
        let facts = try [first, second, third].flatMap { number in
            try office.desk.desk.ask { try CaseState.timeline(number, in: $0, pins: $1) }.flatMap(\.facts)
        }
        return Dictionary(
            facts.compactMap { fact in fact["type"]?.stringValue.map { ($0, fact) } },
            uniquingKeysWith: { first, _ in first })
    }

    @Test(arguments: [
        "case.absorbed", "case.merged", "case.released", "case.restored", "case.split_off", "case.split_from",
    ])
    func `a fact between cases is stored as its golden file says`(type: String) throws {
        let fact = try #require(facts()[type])
        let file = Self.folder.appending(path: "\(type).v1.json")
        if ProcessInfo.processInfo.environment["BACKPAY_RECORD_GOLDEN"] == "1",
            !FileManager.default.fileExists(atPath: file.path)
        {
            try Data(fact.canonicalBytes).write(to: file)
        }
        #expect(Array(try Data(contentsOf: file)) == fact.canonicalBytes)
    }
}
