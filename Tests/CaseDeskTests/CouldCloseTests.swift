import CaseDesk
import CaseTesting
import Source
import Testing
import Values
import WageArrears
import Workflow

/// Who could end a case with money due: what the question answers is what those people can really do.
struct CouldCloseTests {
    /// Two workers verified by cadre and inspector, 3,000.00 due, and a second cadre who did nothing yet.
    private func verified() throws -> Office {
        let office = try Office()
        try office.desk.actor("cadre2", "unionCadre")
        try office.accept()
        try office.reach()
        try office.verify()
        return office
    }

    private func ask(_ office: Office, on day: String = "2025-04-07") throws -> CouldClose {
        try office.desk.desk.ask { reader, pins in
            try CouldClose.ask(
                office.number, in: reader, pins: pins, horizon: .everything, day: Repository.day(day))
        }
    }

    @Test func `one who has not verified could record the payment and close as paid, and really can`() throws
    {
        let office = try verified()
        let answer = try ask(office)
        #expect(answer.due == Fen(300_000))
        #expect(answer.isComplete)
        #expect(answer.alone.map(\.people) == [["cadre2"], ["head"]])
        for group in answer.alone {
            let paid = try #require(group.ends.first { $0.end == "closed" })
            #expect(!paid.lowering.isEmpty)
            #expect(paid.steps.compactMap(\.act).last == "close")
            // With what is due left as it is nobody gets anywhere alone.
            #expect(group.ends.allSatisfy { !$0.lowering.isEmpty })
        }
        let payments = zip(office.workers, ["1000.00", "2000.00"]).map { worker, sum in
            JSON.object([
                "claimant": .string(worker), "sum": .string(sum), "payer": .string("respondent"),
                "ground": .string("own_debt"), "channel": .string("cash"), "payee": .string("self"),
                "voucher": .string("V-" + worker), "stage": .string("paid_out"),
            ])
        }
        try office.done(
            office.desk.act(
                office.number, "payment_recorded", as: "cadre2", .object(["payments": .array(payments)])))
        #expect(try office.close(as: "cadre").refusal == "same-actor")
        try office.done(office.close(as: "cadre2"))
    }

    @Test func `those who differ in name only are each named, with steps of their own`() throws {
        let office = try verified()
        let others = (3...40).map { "cadre\($0)" }
        for id in others { try office.desk.actor(id, "unionCadre") }
        let answer = try ask(office)
        #expect(Set(answer.alone.map(\.people)) == Set((["cadre2", "head"] + others).map { [$0] }))
        for group in answer.alone + answer.inPairs {
            #expect(group.ends.flatMap(\.steps).allSatisfy { Set($0.people).isSubset(of: group.people) })
        }
        // Who verified is somebody of their own, whatever roles they share with the others.
        #expect(!answer.alone.contains { $0.people == ["cadre"] })
    }

    @Test
    func `with the money still due it takes two who may close, and neither an auditor nor a clerk is one`()
        throws
    {
        let office = try verified()
        let pairs = try ask(office).inPairs.filter { group in
            group.ends.contains { $0.end == "ended_other" && $0.lowering.isEmpty }
        }
        #expect(pairs.map(\.people) == [["cadre2", "head"]])
        let close: ([String]) throws -> ActOutcome = { doers in
            try office.desk.act(
                office.number, "close", as: doers[0], by: doers,
                .object(["reason": .string("other_route"), "next_route": .string("仲裁")]),
                papers: [TestDesk.paper("closing_report", signers: doers)])
        }
        #expect(try close(["head", "auditor"]).refusal == "role")
        #expect(try close(["head", "clerk"]).refusal == "role")
        #expect(try close(["head", "cadre"]).refusal == "same-actor")
        #expect(try close(["head"]).refusal == "property" || close(["head"]).refusal == "approvals")
        try office.done(close(["head", "cadre2"]))
        let short = try office.desk.desk.ask { reader, pins in
            try ClosedUnpaid.all(of: office.number, in: reader, pins: pins)
        }
        let row = try #require(short.first)
        #expect(short.count == 1)
        #expect(row.due == Fen(300_000) && row.dueNow == Fen(300_000))
        #expect(row.reason == "other_route" && row.nextRoute == "仲裁")
        #expect(row.doers == ["head"] && row.approvers == ["cadre2"])
        #expect(row.papers == ["closing_report"] && !row.isReopened)
        // Taken up again and paid, it stays in the list with what became of it.
        try office.done(
            office.desk.act(
                office.number, "reopen", as: "head", .object(["reason": .string("又查到财产")])))
        try office.done(office.pay(0, "1000.00", voucher: "V1"))
        let again = try office.desk.desk.ask { reader, pins in
            try ClosedUnpaid.all(of: office.number, in: reader, pins: pins)
        }
        #expect(again.map(\.isReopened) == [true])
        #expect(again.map(\.due) == [Fen(300_000)])
        #expect(again.map(\.dueNow) == [Fen(200_000)])
    }

    @Test func `it is asked of the grants of the day`() throws {
        let office = try verified()
        try office.desk.actor("late", "bureauHead", from: Repository.day("2025-05-01"))
        #expect(try !ask(office).alone.contains { $0.people == ["late"] })
        #expect(try ask(office, on: "2025-05-02").alone.contains { $0.people == ["late"] })
    }
}
