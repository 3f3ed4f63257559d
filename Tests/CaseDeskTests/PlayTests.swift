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
}
