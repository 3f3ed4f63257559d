import CaseDesk
import CaseTesting
import EventLog
import Foundation
import SourceYAML
import Testing
import Values
import Workflow

/// What a story leaves behind that cannot begin as it is told.
struct PlayTests {
    @Test(arguments: [false, true])
    func `a story whose opening is refused leaves nothing, even where the player may keep going`(
        keepsGoing: Bool
    ) throws {
        let told = try String(
            contentsOf: Repository.root.appending(path: "seeds/dehua-2025.yaml"), encoding: .utf8)
        let wrong = told.replacing("channel: walk_in", with: "channel: wlk_in")
        #expect(wrong != told)
        let story = try StoryReader.read(YAMLReader.read(Array(wrong.utf8), file: "wrong.yaml"))
        let part = StoryPlayer.Part(
            story: story, definition: try Repository.workflow(story.workflow), source: "")
        let office = try Office()
        office.desk.clock.set(try Repository.day("2026-01-01"))
        let size = try office.desk.desk.ask { reader, _ in try reader.size }
        let fault = try #require(
            throws: StoryFault.self,
            performing: {
                try office.desk.desk.work(as: "system") {
                    try StoryPlayer(work: $0, isSimulated: false, keepsGoing: keepsGoing).play(
                        [part], calendars: [])
                }
            })
        #expect(fault.step?.outcome.refusal == "payload")
        #expect(fault.step?.number == 0)
        #expect(try office.desk.desk.ask { reader, _ in try reader.size } == size)
    }

    @Test func `a table of areas is a set of grants by region: a team has its role in its own park only`()
        throws
    {
        let text = try mechanism("changsha-parks-2024")
        #expect(try play(text).allSatisfy(\.isAsTold))
        // In a case of no region every grant counts: the team of another park may act.
        let anywhere = try play(text.replacing("  region: 长沙经开区产业园区07\n  set:", with: "  set:"))
        #expect(anywhere.first { $0.number == 2 }?.outcome.isDone == true)
    }

    @Test
    func `a payment that no procedure mentions goes to the one that is open, not to one that has ended`()
        throws
    {
        let steps = try play(try mechanism("lianyungang-committee-2025"))
        let payment = try #require(steps.first { $0.act == "payment_recorded" })
        #expect(payment.outcome.isDone, "its receipts are papers of the procedure that goes on")
        #expect(steps.last?.outcome.isDone == true)
    }

    private func mechanism(_ name: String) throws -> String {
        try String(
            contentsOf: Repository.root.appending(path: "seeds/mechanisms/\(name).yaml"), encoding: .utf8)
    }

    /// Plays a story in an office of its own, to the end whatever comes of its steps.
    private func play(_ text: String) throws -> [StoryPlayer.Played] {
        let story = try StoryReader.read(YAMLReader.read(Array(text.utf8), file: "told.yaml"))
        let workflow = try Repository.workflow(story.workflow)
        let part = StoryPlayer.Part(
            story: story, definition: workflow, source: "", library: try library(of: workflow))
        let office = try Office()
        office.desk.clock.set(try Repository.day("2026-01-01"))
        return try office.desk.desk.work(as: "system") {
            try StoryPlayer(work: $0, isSimulated: false, keepsGoing: true).play(
                [part], calendars: [try Repository.calendar()]
            ).steps
        }
    }

    /// The workflows that one uses or offers, and those that they do.
    private func library(of workflow: WorkflowDefinition) throws -> [WorkflowFile] {
        var files: [WorkflowFile] = []
        var waiting = workflow.uses
        while let id = waiting.popLast() {
            guard !files.contains(where: { $0.definition.id == id }) else { continue }
            let own = Repository.root.appending(path: "workflows/\(id).yaml").path
            let used = try Repository.workflow(
                FileManager.default.fileExists(atPath: own) ? id : "procedures/\(id)")
            files.append(WorkflowFile(used, source: ""))
            waiting += used.uses
        }
        return files
    }
}
