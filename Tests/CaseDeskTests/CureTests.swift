import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

/// Acts entered after a breach was recorded, and corrections of acts that limits rested on.
struct CureTests {
    private func breached() throws -> Office {
        let office = try Office()
        office.desk.clock.set(try Repository.day("2025-04-16"))
        _ = try office.desk.desk.tick(TickCommand(recorder: "clerk"))
        return office
    }

    private func accept(_ office: Office, on day: String) throws -> ActReceipt {
        try office.done(
            office.desk.act(
                office.number, "accept", as: "clerk", papers: [TestDesk.paper("complaint")],
                occurred: .day(Repository.day(day))))
    }

    private func facts(_ office: Office, at position: Int) throws -> [JSON] {
        try office.desk.desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }
            .first { $0.position == position }?.facts ?? []
    }

    @Test func `what was done in time and entered late lifts the breach by a fact that names it`() throws {
        let office = try breached()
        let receipt = try accept(office, on: "2025-04-14")
        let cure = try #require(
            facts(office, at: receipt.position).first { $0["type"] == .string("clock.cured") })
        #expect(cure["run"] == .string("acceptance#1"))
        #expect(cure["occurred"] == .string("2025-04-14"))
        let history = try office.desk.desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }
        #expect(history.contains { $0.act == "clock_breached" }, "nothing is deleted")
        #expect(history.last?.cured.count == 1)
    }

    @Test func `what was done after the last day stays late`() throws {
        let office = try breached()
        let receipt = try accept(office, on: "2025-04-15")
        #expect(try !facts(office, at: receipt.position).contains { $0["type"] == .string("clock.cured") })
        let run = try office.state.proceedings.first?.snapshot.clocks.first { $0.clock == "acceptance" }
        #expect(run?.ended == .passed)
    }

    @Test func `a tick after the cure finds no overdue acceptance`() throws {
        let office = try breached()
        _ = try accept(office, on: "2025-04-14")
        let state = try office.state
        let rows = try office.desk.desk.ask { try state.clockRows(in: $0, pins: $1) }
        #expect(!rows.contains { $0.run == "acceptance#1" })
        #expect(try office.desk.desk.tick(TickCommand(recorder: "clerk")).raised.isEmpty)
    }

    @Test func `taking back an act that met a limit opens a finding about the limit`() throws {
        let office = try Office()
        try office.accept()
        let receipt = try #require(
            try office.desk.desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }.last)
        let outcome = try office.desk.act(
            office.number, "correct", as: "cadre", by: ["cadre", "inspector"],
            .object([
                "mode": .string("retract"), "target": .string(String(receipt.position)),
                "reason": .string("误登"),
            ]), papers: [TestDesk.paper("inquiry_record", signers: ["cadre", "inspector"])])
        let done = try office.done(outcome)
        #expect(done.findings.count == 1)
        let finding = try #require(try office.state.file.openFindings.first)
        #expect(finding.kind == .limitTouched)
        #expect(finding.about.contains("acceptance#1"))
        let report = try office.desk.desk.ask { try CaseState.recheck(office.number, in: $0, pins: $1) }
        #expect(report.differences.isEmpty, "\(report.differences)")
    }

    @Test func `taking back a note that no limit rested on opens none`() throws {
        let office = try Office()
        let note = try office.done(
            office.desk.act(office.number, "note_added", as: "cadre", .object(["text": .string("来电")])))
        let done = try office.done(
            office.desk.act(
                office.number, "correct", as: "cadre",
                .object([
                    "mode": .string("retract"), "target": .string(String(note.position)),
                    "reason": .string("误登"),
                ]), papers: [TestDesk.paper("correction_basis")]))
        #expect(done.findings.isEmpty)
    }
}
