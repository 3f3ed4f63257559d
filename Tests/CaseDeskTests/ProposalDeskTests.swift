import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

extension Office {
    /// The cadre's verification without the inspector's signature.
    @discardableResult
    func propose(_ sums: [String] = ["1000.00", "2000.00"], result: String? = nil) throws -> ActReceipt {
        let amounts = zip(workers, sums).map { worker, sum in
            JSON.object([
                "level": .string("claimant"), "claimant": .string(worker), "sum": .string(sum),
                "precision": .string("exact"),
            ])
        }
        return try done(
            desk.act(
                number, "verify", as: "cadre",
                .object(omitting: ["amounts": .array(amounts), "result": result.map(JSON.string)]),
                papers: [TestDesk.paper("inquiry_record"), TestDesk.paper("attendance")]))
    }

    func sign(
        _ verb: String, _ proposal: String, as actor: String, occurred: Moment? = nil, reason: String? = nil,
        key: CommandKey? = nil
    ) throws -> ActOutcome {
        var command = ActCommand(
            caseNumber: number, act: verb, recorder: actor, occurred: occurred, reason: reason, key: key)
        command.proposal = proposal
        return try desk.desk.perform(command)
    }

    func recheck() throws -> RecheckReport {
        try desk.desk.ask { try CaseState.recheck(number, in: $0, pins: $1) }
    }
}

/// Proposals at the desk: nothing happens until the last signature, and then it happens that day.
struct ProposalDeskTests {
    private func accepted() throws -> Office {
        let office = try Office()
        office.desk.clock.set(try Repository.day("2025-04-10"))
        try office.accept()
        return office
    }

    @Test func `a verification without the second signature waits, and no money is verified`() throws {
        let office = try accepted()
        let receipt = try office.propose()
        let waiting = try #require(receipt.waiting)
        #expect(waiting.waits?.zh == "劳动保障监察员")
        let state = try office.state
        #expect(state.file.balance.verified == .zero)
        #expect(state.file.papers.map(\.kind) == ["complaint"])
        #expect(state.waiting.map(\.proposal.id) == [waiting.id])
        #expect(state.proceedings[0].snapshot.ledger.map(\.act) == ["accept"])
    }

    @Test func `with the last signature it happens, on the day of that signature and by both`() throws {
        let office = try accepted()
        let id = try #require(try office.propose().waiting?.id)
        office.desk.clock.set(try Repository.day("2025-04-14"))
        let receipt = try office.done(office.sign("approve", id, as: "inspector"))
        #expect(receipt.act == "verify")
        #expect(receipt.proposals.map(\.change) == [.performed])
        let state = try office.state
        #expect(state.waiting.isEmpty)
        #expect(state.file.balance.verified == Fen(300_000))
        let act = try #require(state.proceedings[0].snapshot.ledger.last)
        #expect(act.act == "verify" && act.doers == ["cadre", "inspector"])
        #expect(act.occurred.day == (try Repository.day("2025-04-14")))
        #expect(try office.recheck().differences.isEmpty)
    }

    @Test func `what can no longer be done lapses, and the reason is recorded`() throws {
        let office = try accepted()
        let id = try #require(try office.propose().waiting?.id)
        try office.done(
            office.desk.act(
                office.number, "refute", as: "inspector", by: ["inspector", "cadre"],
                .object(["reason": .string("不属实")]),
                papers: [TestDesk.paper("inquiry_record", signers: ["cadre", "inspector"])]))
        let state = try office.state
        #expect(state.waiting.isEmpty)
        #expect(try office.sign("approve", id, as: "inspector").refusal == "payload")
        let timeline = try office.desk.desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }
        #expect(timeline.last?.proposals.first?["change"] == .string("lapsed"))
        #expect(try office.recheck().differences.isEmpty)
    }

    @Test func `turning down takes a reason and one who was to sign; then it may be put forward anew`() throws
    {
        let office = try accepted()
        let id = try #require(try office.propose().waiting?.id)
        #expect(try office.sign("reject", id, as: "inspector").refusal == "payload")
        #expect(try office.sign("reject", id, as: "head", reason: "x").refusal == "role")
        try office.done(office.sign("reject", id, as: "inspector", reason: "须逐人核实"))
        #expect(try office.state.waiting.isEmpty)
        let again = try #require(try office.propose().waiting?.id)
        #expect(again != id)
        try office.done(office.sign("withdraw", again, as: "cadre"))
        #expect(try office.state.waiting.isEmpty)
        #expect(try office.recheck().differences.isEmpty)
    }

    @Test func `a signature sent twice under one key is given once`() throws {
        let office = try accepted()
        let id = try #require(try office.propose().waiting?.id)
        let key = try #require(CommandKey("once"))
        let first = try office.done(office.sign("approve", id, as: "inspector", key: key))
        let second = try office.done(office.sign("approve", id, as: "inspector", key: key))
        #expect(second.isReplay && second.position == first.position && second.proposals == first.proposals)
    }

    @Test func `the personal words of what waits can be erased, and the entry still verifies`() throws {
        let office = try accepted()
        let receipt = try office.propose(result: "工友甲自述")
        let id = try #require(receipt.waiting?.id)
        let stored = try office.desk.desk.ask { reader, _ in
            try reader.entries(from: receipt.position, limit: 1).first?.parts.filter { !$0.isPersonal } ?? []
        }
        #expect(
            stored.allSatisfy { !String(decoding: $0.bytes ?? [], as: UTF8.self).contains("工友甲自述") })
        _ = try office.desk.desk.work(as: "system") {
            try $0.eraseWords(at: receipt.position, subject: "text", ground: "request")
        }
        // Without the words, which the act does not need, it can still be signed.
        try office.done(office.sign("approve", id, as: "inspector"))
        let report = try office.recheck()
        #expect(report.differences.isEmpty)
        #expect(report.erased.count == 2)
    }

    @Test func `a read model tells which cases wait for a signature`() throws {
        let office = try accepted()
        try office.propose()
        let rows = try office.desk.desk.askIndex { index, _ in try index.cases(CaseQuery(onlyWaiting: true)) }
        #expect(rows.map(\.number) == [office.number])
        #expect(rows.first?.waits?.en == "verification: labour inspector")
        let id = try #require(try office.state.waiting.first?.proposal.id)
        try office.done(office.sign("approve", id, as: "inspector"))
        let none = try office.desk.desk.askIndex { index, _ in try index.cases(CaseQuery(onlyWaiting: true)) }
        #expect(none.isEmpty)
    }

    @Test func `it tells a person what waits for their own signature`() throws {
        let office = try accepted()
        let id = try #require(try office.propose().waiting?.id)
        let now = office.desk.clock.now
        let signable = try office.desk.desk.ask { reader, _ in
            let state = try office.state
            return try ["inspector", "cadre", "head"].map {
                try state.signable(by: $0, at: now, in: reader)
            }
        }
        #expect(signable == [[id], [], []])
    }
}
