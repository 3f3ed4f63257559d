import CEL
import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

@Suite struct `Several proceedings of one case` {
    @Test func `six are mediated and paid while the seventh goes on to arbitration and court`() throws {
        let side = try SideBySide()
        let (six, seventh) = (Array(side.workers.prefix(6)), side.workers[6])
        try side.verify()
        try side.done(side.start("mediation", as: "med", of: six))
        try side.done(side.arbitrate([seventh]))
        #expect(try side.state.proceedings.map(\.id) == ["1", "2", "3"])
        #expect(try side.state.proceedings[1].record.claimants == six)
        #expect(try side.state.proceedings[2].record.claimants == [seventh])
        #expect(try side.state.proceedings[2].record.number == "仲案字〔2025〕7号")
        try side.done(side.desk.act(side.number, "handed_on", as: "med"))
        #expect(try !side.state.isClosed)

        try side.done(side.desk.act(side.number, "agreed", as: "med"))
        for worker in six.dropLast() { try side.pay(worker) }
        #expect(try side.state.proceedings[1].snapshot.outcome == nil)
        try side.pay(six[5])
        #expect(try side.state.proceedings[1].snapshot.outcome == "paid")
        #expect(try side.state.proceedings[2].snapshot.active == ["hearing"])
        #expect(try side.state.file.balance.due == Fen(100_000))
        #expect(try !side.state.isClosed)

        try side.done(
            side.desk.act(side.number, "award_given", as: "arb", papers: [TestDesk.paper("award")]))
        try side.done(side.desk.act(side.number, "sued", as: "arb"))
        let suit = try side.state.proceedings[3]
        #expect(suit.definition.id == "suit")
        #expect(suit.record.parent == "3")
        #expect(suit.record.claimants == [seventh])
        #expect(suit.snapshot.data["asked"] == .money(Fen(100_000)))
        let version = try side.state.version
        try side.done(side.desk.act(side.number, "judgment_given", as: "arb"))
        #expect(try side.state.version == version + 1)
        #expect(
            try side.state.proceedings.map(\.snapshot.outcome) == ["handed_on", "paid", "judged", "judged"])
        #expect(try side.state.isClosed)
        let report = try side.recheck()
        #expect(report.differences == [])
        #expect(report.agreed == version + 2)
    }

    @Test func `an end is in the log with what it came to for each of its claimants`() throws {
        let side = try SideBySide()
        try side.done(side.start("mediation", as: "med", of: [side.workers[0], side.workers[1]]))
        try side.done(side.desk.act(side.number, "refused", as: "med"))
        let facts = try side.desk.desk.ask {
            try CaseState.timeline(side.number, in: $0, pins: $1).flatMap(\.facts)
        }
        let ended = facts.filter { $0["type"] == .string("proceeding.ended") }
        #expect(ended.count == 1)
        #expect(ended.first?["outcome"] == .string("failed"))
        #expect(
            ended.first?["claimants"]?.arrayValue?.map { $0["claimant"]?.stringValue }
                == [side.workers[0], side.workers[1]])
    }

    @Test func `a claim is carried by one proceeding of an exclusive route at a time`() throws {
        let side = try SideBySide()
        try side.verify()
        try side.done(side.arbitrate([side.workers[0], side.workers[1]]))
        let refused = try side.arbitrate([side.workers[1], side.workers[2]])
        #expect(refused.refusal == "property")
        guard case .refused(let report, _) = refused else { return }
        #expect(report.primary.details(.en).joined().contains("proceeding 2"))
        #expect(report.primary.details(.en).joined().contains(side.workers[1]))
        try side.done(side.arbitrate([side.workers[2]]))
        try side.done(side.desk.act(side.number, "refused", as: "arb", in: "2"))
        try side.done(side.arbitrate([side.workers[1]]))
    }

    @Test func `an act that two could take has to name one, and the answer lists them`() throws {
        let side = try SideBySide()
        try side.verify()
        try side.done(side.start("mediation", as: "med", of: [side.workers[0]]))
        try side.done(side.arbitrate([side.workers[1]]))
        let outcome = try side.desk.act(side.number, "refused", as: "arb")
        #expect(outcome.refusal == "payload")
        guard case .refused(let report, _) = outcome else { return }
        #expect(report.primary.details(.en).joined().contains("2 (mediation), 3 (arbitration)"))
        try side.done(side.desk.act(side.number, "refused", as: "arb", in: "3"))
        #expect(try side.state.proceedings.map(\.snapshot.outcome) == [nil, nil, "withdrawn"])
        try side.done(side.desk.act(side.number, "refused", as: "med"))
    }

    @Test func `an offer is taken up by its roles, where it is open, and so often`() throws {
        let side = try SideBySide()
        #expect(try side.start("mediation", as: "arb").refusal == "role")
        #expect(try side.start("mediation", as: "aud").refusal == "role")
        #expect(try side.start("mediation", as: "med", of: ["nobody"]).refusal == "payload")
        try side.done(side.start("mediation", as: "med", of: [side.workers[0]]))
        try side.done(side.start("mediation", as: "med", of: [side.workers[1]]))
        #expect(try side.start("mediation", as: "med", of: [side.workers[2]]).refusal == "property")
        #expect(try side.start("suit", as: "aud").refusal == "role")
    }

    @Test func `an opening act asks for its papers and its payload`() throws {
        let side = try SideBySide()
        try side.verify()
        let asked = JSON.object(["asked": .string("1000.00")])
        #expect(try side.start("arbitration", as: "arb", of: [side.workers[0]], asked).refusal == "needs")
        #expect(try side.start("arbitration", as: "arb", of: [side.workers[0]]).refusal == "payload")
    }

    @Test func `a state that forbids it is not left before its proceeding has ended`() throws {
        let side = try SideBySide()
        try side.verify()
        try side.done(side.arbitrate([side.workers[0]]))
        try side.done(
            side.desk.act(side.number, "award_given", as: "arb", papers: [TestDesk.paper("award")]))
        try side.done(side.desk.act(side.number, "sued", as: "arb"))
        #expect(try side.desk.act(side.number, "refused", as: "arb").refusal == "property")
    }

    @Test func `a proceeding whose outcome was used is never taken up again; a new one is opened`() throws {
        let side = try SideBySide()
        try side.verify()
        try side.done(side.arbitrate([side.workers[0]]))
        try side.done(
            side.desk.act(side.number, "award_given", as: "arb", papers: [TestDesk.paper("award")]))
        try side.done(side.desk.act(side.number, "sued", as: "arb"))
        try side.done(side.desk.act(side.number, "suit_dropped", as: "arb"))
        #expect(try side.state.proceedings[1].snapshot.active == ["decided"])
        let outcome = try side.desk.act(side.number, "suit_resumed", as: "arb", in: "3")
        #expect(outcome.refusal == "closed")
        guard case .refused(let report, _) = outcome else { return }
        #expect(report.primary.message(.en).contains("proceeding 2 has moved on"))
        try side.done(side.desk.act(side.number, "sued", as: "arb"))
        #expect(try side.state.proceedings.map(\.id) == ["1", "2", "3", "4"])
        #expect(try side.recheck().differences == [])
    }

    @Test func `proceedings that set each other off without end are refused, and nothing lands`() throws {
        let side = try SideBySide([SideBySideFiles.circle, SideBySideFiles.echo])
        let before = try side.state
        #expect(try side.desk.act(side.number, "begun", as: "med").refusal == "guard-error")
        #expect(try side.state == before)
    }

    @Test func `rows sent by one act share a proceeding, which tells each what it came to`() throws {
        let side = try SideBySide([SideBySideFiles.joint, SideBySideFiles.panel])
        let (first, second, others) = (side.workers[0], side.workers[1], Array(side.workers.dropFirst(2)))
        func act(_ name: String, _ rows: [String], as actor: String) throws {
            var command = ActCommand(caseNumber: side.number, act: name, recorder: actor)
            command.rows = rows
            try side.done(side.desk.desk.perform(command))
        }
        try act("begun", [], as: "med")
        try act("sent", [first, second], as: "med")
        #expect(try side.state.proceedings.map(\.id) == ["1", "2"])
        #expect(try side.state.proceedings[1].record.claimants == [first, second])
        try act("upheld", [first], as: "arb")
        #expect(
            try side.state.proceedings[0].snapshot.active.filter { $0.contains("before_panel") }.count == 2)
        try act("dismissed", [second], as: "arb")
        let joint = try side.state.proceedings[0]
        #expect(joint.snapshot.active.contains("workers/at_rest[\(first)]"))
        #expect(joint.snapshot.active.contains("workers/empty_handed[\(second)]"))
        #expect(joint.snapshot.children.map(\.status) == [.consumed])
        try act("settled", others, as: "med")
        #expect(try side.state.proceedings.map(\.snapshot.outcome) == ["over", "heard"])
        #expect(try side.recheck().differences == [])
    }

    @Test func `a workflow is pinned with the ones it uses, and a case keeps what it began with`() throws {
        let side = try SideBySide()
        let first = try side.state.proceedings[0]
        #expect(first.record.uses.keys.sorted() == ["arbitration", "mediation"])
        let arbitration = try #require(side.desk.library.first { $0.definition.id == "arbitration" })
        #expect(first.record.uses["arbitration"] == Pins.hash(arbitration.definition))
        try side.verify()
        try side.done(side.arbitrate([side.workers[0]]))
        #expect(try side.state.proceedings[1].record.uses.keys.sorted() == ["suit"])
    }

    @Test func `time moves each of them, and a repeated request has no second effect`() throws {
        let side = try SideBySide()
        try side.verify()
        let key = try #require(CommandKey("once"))
        var command = StartCommand(
            caseNumber: side.number, workflow: "mediation", library: side.desk.library,
            of: [side.workers[0]], recorder: "med", key: key)
        try side.done(side.desk.desk.start(command))
        try side.done(side.desk.desk.start(command))
        #expect(try side.state.proceedings.count == 2)
        command.of = [side.workers[1]]
        #expect(throws: DeskFailure.self) { try side.desk.desk.start(command) }
        try side.done(side.desk.act(side.number, "agreed", as: "med"))
        side.desk.clock.set(try Repository.day("2025-06-07"))
        try side.pay(side.workers[3])
        let run = try #require(side.state.proceedings[1].snapshot.latestRun(of: "payment"))
        #expect(run.phase == .breached)
        #expect(try side.recheck().differences == [])
    }
}
