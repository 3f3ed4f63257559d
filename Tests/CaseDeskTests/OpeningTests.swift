import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

/// Who may open a case and when, and which other cases it shows.
struct OpeningTests {
    private func open(_ office: Office, as actor: String, occurred: Moment? = nil) throws -> ActReceipt {
        try office.desk.desk.work(as: actor) {
            try $0.open(
                OpenCommand(
                    definition: office.desk.definition, source: "", recorder: actor, occurred: occurred))
        }
    }

    private func refusal(_ body: () throws -> ActReceipt) throws -> String? {
        do {
            _ = try body()
            return nil
        } catch let refused as OpeningRefused {
            return refused.report.primary.code
        }
    }

    @Test func `whoever only reads, or holds no role, opens no case`() throws {
        let office = try Office()
        try office.desk.actor("stranger")
        let size = try office.desk.desk.ask { reader, _ in try reader.size }
        #expect(try refusal { try open(office, as: "auditor") } == "role")
        #expect(try refusal { try open(office, as: "stranger") } == "role")
        #expect(try office.desk.desk.ask { reader, _ in try reader.size } == size)
        #expect(try refusal { try open(office, as: "cadre") } == nil)
    }

    @Test func `a report of tomorrow is refused today`() throws {
        let office = try Office()
        let tomorrow = Moment.day(try Repository.day("2025-04-08"))
        #expect(try refusal { try open(office, as: "clerk", occurred: tomorrow) } == "payload")
    }

    @Test func `many cases against one employer do not crowd out the earlier case of the same worker`() throws
    {
        let office = try Office()
        let employer = try #require(try office.state.file.respondents.first?.organisation)
        for _ in 0..<201 {
            office.desk.clock.set(try Repository.day("2025-04-08"))
            _ = try office.desk.open(as: "clerk", claimants: [], respondent: employer)
        }
        let same = try office.desk.desk.work(as: "clerk") {
            try $0.sameMatters(claimants: [office.workers[0]], respondents: [employer])
        }
        #expect(same.first?.number == office.number)
        #expect(same.first?.claimants == [office.workers[0]])
    }
}
