import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

@testable import CaseDesk

/// What waits for signatures while the procedure is changed under it.
struct MigratingProposalTests {
    private static let head = """
        migration: two-station
        from: 2
        to: 3
        reason: {zh: 改名, en: renamed}
        states: {verifying: checking}
        clocks: {acceptance: keep_due, handling: keep_elapsed}

        """

    /// A verification that waits for the inspector, in the state that gets another name.
    private func waiting() throws -> (Office, String) {
        let office = try Office()
        try office.accept()
        return (office, try #require(try office.propose().waiting?.id))
    }

    private func migrate(_ office: Office, _ plan: String) throws {
        let order = try MigratingTests().order(plan)
        _ = try office.desk.desk.propose(order, as: "cadre")
        _ = try office.desk.desk.approve(order, as: "head")
        _ = try office.desk.desk.apply(order, as: "cadre")
        #expect(try office.state.proceedings[0].definition.version == 3)
    }

    @Test func `it goes along where the plan says so, and the last signature does it under the new text`()
        throws
    {
        let (office, id) = try waiting()
        try migrate(office, Self.head + "proposals: keep\n")
        #expect(try office.state.waiting.map(\.proposal.id) == [id])
        #expect(try office.state.waiting.map(\.proposal.sources) == [["checking"]])
        #expect(try office.proposeAgain().refusal == "approvals")
        let receipt = try office.done(office.sign("approve", id, as: "inspector"))
        #expect(receipt.act == "verify")
        #expect(try office.state.file.balance.verified == Fen(300_000))
        #expect(try office.recheck().differences.isEmpty)
    }

    @Test func `otherwise it lapses, and may be put forward anew`() throws {
        let (office, id) = try waiting()
        // The dry run names it, and so does the history afterwards.
        let row = try #require(
            try office.desk.desk.rehearse(MigratingTests().order(Self.head)).cases.first)
        #expect(row.lapses.map(\.id) == [id] && row.lapses.map(\.change) == [.lapsed])
        let text = Bilingual(
            zh: "\(id) 核实（verify） 已失效：程序换到第 3 版",
            en: "\(id) verification (verify) lapsed: the proceeding came to version 3")
        #expect(row.lapses.map(\.text) == [text])
        #expect(
            try office.desk.desk.rehearse(MigratingTests().order(Self.head + "proposals: keep\n")).cases
                .flatMap(\.lapses).isEmpty)
        try migrate(office, Self.head)
        #expect(try office.state.waiting.isEmpty)
        let told = try #require(
            try office.desk.desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }.last {
                $0.act == "migrate"
            })
        #expect(told.proposals.map { $0["proposal"] } == [.string(id)])
        #expect(told.proposals.map { $0["text"]?["en"] } == [.string(text.en)])
        #expect(try office.sign("approve", id, as: "inspector").refusal == "payload")
        let again = try #require(try office.propose().waiting?.id)
        try office.done(office.sign("approve", again, as: "inspector"))
        #expect(try office.recheck().differences.isEmpty)
    }
}

extension Office {
    /// The same verification once more.
    fileprivate func proposeAgain() throws -> ActOutcome {
        try desk.act(
            number, "verify", as: "cadre",
            .object([
                "amounts": .array([.object(["level": .string("case"), "sum": .string("1.00")])])
            ]), papers: [TestDesk.paper("inquiry_record"), TestDesk.paper("attendance")])
    }
}
