import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears

/// What a mediator lives through with one case.
struct CaseLifeTests {
    @Test func `a case runs from report to payout and is closed by somebody who did not verify`() throws {
        let office = try Office()
        try office.accept()
        try office.reach()
        try office.verify()
        #expect(try office.state.file.balance.due == Fen(300_000))
        try office.done(office.pay(0, "1000.00", voucher: "V1"))
        #expect(try office.close().refusal != nil)
        try office.done(office.pay(1, "2000.00", voucher: "V2"))
        #expect(try office.state.file.balance.due == .zero)
        #expect(try office.close(as: "cadre").refusal == "same-actor")
        try office.done(office.close())
        #expect(try office.state.isClosed)
        #expect(try office.state.file.closing?.reason == "paid_in_full")
    }

    @Test func `an act that was two weeks late is kept as a fact with both times`() throws {
        let office = try Office()
        try office.accept()
        office.desk.clock.set(try Repository.day("2025-04-22"))
        let outcome = try office.desk.act(
            office.number, "contact_attempted", as: "cadre",
            .object(["with": .string("respondent"), "method": .string("phone"), "result": .string("failed")]),
            occurred: .day(try Repository.day("2025-04-08")))
        let receipt = try office.done(outcome)
        let timeline = try office.desk.desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }
        let entry = try #require(timeline.first { $0.position == receipt.position })
        #expect(entry.isLate)
        #expect(entry.occurred.day.description == "2025-04-08")
    }

    @Test func `what happened in the future is refused`() throws {
        let office = try Office()
        let outcome = try office.desk.act(
            office.number, "accept", as: "clerk", papers: [TestDesk.paper("complaint")],
            occurred: .day(try Repository.day("2025-04-08")))
        #expect(outcome.refusal == "payload")
    }

    @Test func `payments before verification and paid twice are recorded once confirmed and block closing`()
        throws
    {
        let office = try Office()
        try office.accept()
        try office.reach()
        #expect(try office.pay(0, "1000.00", voucher: "V1").isUnconfirmed)
        #expect(try office.state.file.balance.recovered == .zero)
        try office.done(office.pay(0, "1000.00", voucher: "V1", confirm: true))
        try office.done(office.pay(1, "2000.00", voucher: "V2", confirm: true))
        #expect(try office.state.file.balance.recovered == Fen(300_000))
        #expect(try office.pay(0, "1000.00", voucher: "V1").isUnconfirmed)
        let twice = try office.done(office.pay(0, "1000.00", voucher: "V1", confirm: true))
        #expect(!twice.findings.isEmpty)
        try office.verify()
        #expect(try office.close().refusal == "finding")
        for finding in try office.state.file.openFindings {
            let answer = JSON.object([
                "finding": .string(finding.id), "answer": .string("核对无误"), "result": .string("accepted"),
            ])
            #expect(
                try office.desk.act(office.number, "answer_finding", as: "inspector", answer).refusal
                    == "same-actor")
            try office.done(office.desk.act(office.number, "answer_finding", as: "head", answer))
        }
        #expect(try office.state.file.openFindings.isEmpty)
    }

    @Test func `a decision by somebody without the role is refused and noted once a day`() throws {
        let office = try Office()
        for _ in 0..<3 {
            #expect(
                try office.desk.act(
                    office.number, "accept", as: "head", papers: [TestDesk.paper("complaint")]
                ).refusal == "role")
        }
        let notes = try office.desk.desk.ask { reader, _ in try RefusalNote.all(in: reader) }
        #expect(notes.count == 1)
        #expect(notes.first?.doer == "head")
    }

    @Test func `a stale version loses, and without one everybody gets a true answer`() throws {
        let office = try Office()
        let seen = try office.state.version
        try office.accept()
        let stale = try office.desk.act(
            office.number, "note_added", as: "cadre", .object(["text": .string("备注")]), ifVersion: seen)
        #expect(stale.refusal == "conflict")
        let again = try office.desk.act(
            office.number, "accept", as: "clerk", papers: [TestDesk.paper("complaint")])
        #expect(again.refusal == "not-here")
    }

    @Test func `a command sent twice under one key has one effect and one answer`() throws {
        let office = try Office()
        let key = try #require(CommandKey("script-1"))
        let payload = JSON.object(["text": .string("同一条")])
        let first = try office.done(
            office.desk.act(office.number, "note_added", as: "cadre", payload, key: key))
        let second = try office.done(
            office.desk.act(office.number, "note_added", as: "cadre", payload, key: key))
        #expect(second.isReplay)
        #expect(first.position == second.position)
        #expect(throws: DeskFailure.self) {
            try office.desk.act(
                office.number, "note_added", as: "cadre", .object(["text": .string("另一条")]), key: key)
        }
    }

    @Test
    func `a limit that passed before an act is raised ahead of it, one still running at the act is not`()
        throws
    {
        let office = try Office()
        // Five working days from Monday 7 April end on Monday 14 April.
        office.desk.clock.set(try Repository.day("2025-04-16"))
        let onTime = try office.desk.act(
            office.number, "accept", as: "clerk", papers: [TestDesk.paper("complaint")],
            occurred: .day(try Repository.day("2025-04-14")))
        try office.done(onTime)
        let timeline = try office.desk.desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }
        #expect(!timeline.contains { $0.act == "clock_breached" })

        let late = try Office(seed: 2)
        late.desk.clock.set(try Repository.day("2025-04-16"))
        try late.accept()
        let history = try late.desk.desk.ask { try CaseState.timeline(late.number, in: $0, pins: $1) }
        let breach = try #require(history.first { $0.act == "clock_breached" })
        #expect(breach.occurred.description == "2025-04-15T00:00:00+08:00")
        #expect(
            try late.desk.desk.ask { try CaseState.recheck(late.number, in: $0, pins: $1) }.differences
                .isEmpty)
    }
}
