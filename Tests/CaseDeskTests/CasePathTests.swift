import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

/// The way a case has gone, as it is marked in a drawing.
struct CasePathTests {
    private func path(_ office: Office, _ horizon: Horizon = .everything) throws -> CasePath {
        let all = try office.desk.desk.ask {
            try CasePath.all(of: office.number, in: $0, pins: $1, horizon: horizon)
        }
        #expect(all.map(\.proceeding) == ["1"])
        return try #require(all.first)
    }

    /// The transitions taken, as `source → target by trigger`.
    private func taken(_ path: CasePath) -> Set<String> {
        Set(
            path.definition.transitions.filter { path.marks.taken.contains($0.number) }.map { way in
                let act = if case .act(let name) = way.trigger { name } else { "-" }
                return "\(way.source) → \(way.target ?? "") \(act)"
            })
    }

    @Test func `states in the order of their visits, what was taken, where it stands and what runs`() throws {
        let office = try Office()
        try office.accept()
        try office.verify()
        try office.reach()
        let path = try path(office)
        #expect(path.marks.active == ["collecting", "owing", "agreements"])
        // Both workers come to "owing" at once: one visit.
        #expect(
            path.marks.visits == [
                "intake": [1], "verifying": [2], "searching": [2], "verified": [3], "collecting": [4],
                "owing": [4], "agreements": [4],
            ])
        #expect(
            taken(path) == [
                "intake → joint accept", "verifying → verified verify", "searching → reached employer_found",
                "joint → paying -",
            ])
        // Fifteen working days from 2025-04-07: the 27th is a Sunday that is worked.
        let note = try #require(path.marks.notes["collecting"]?.first)
        #expect(note.en == "⏱ joint handling: due 2025-04-27")
        #expect(path.marks.notes.keys.sorted() == ["collecting"])
    }

    @Test func `going back and forth is written at every visit`() throws {
        let office = try Office()
        try office.accept()
        try office.reach()
        try office.verify()
        try office.done(office.pay(0, "1000.00", voucher: "V1"))
        try office.done(office.pay(1, "2000.00", voucher: "V2"))
        // A further 500.00 is found out: what was paid up is due again.
        try office.done(
            office.desk.act(
                office.number, "correct", as: "cadre", by: ["cadre", "inspector"],
                .object([
                    "mode": .string("replace"),
                    "target": .string("\(try verification(office).position)"),
                    "item": .string(try verification(office).item),
                    "replacement": .object(["sum": .string("2500.00")]), "reason": .string("漏记一日"),
                ]),
                papers: [TestDesk.paper("inquiry_record", signers: ["cadre", "inspector"])]))
        let path = try path(office)
        #expect(path.marks.active == ["collecting", "owing", "paid", "agreements"])
        #expect(path.marks.visits["collecting"]?.count == 2)
        #expect(path.marks.visits["confirming"]?.count == 1)
        #expect(taken(path).isSuperset(of: ["paying → confirming -", "confirming → paying -"]))
    }

    private func verification(_ office: Office) throws -> (position: Int, item: String) {
        let entry = try #require(
            try office.desk.desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }.first {
                $0.act == "verify"
            })
        let wrong = try #require(
            try office.state.file.assertions.first {
                $0.claimant == office.workers[1] && $0.kind == .verified
            })
        return (entry.position, wrong.id)
    }

    @Test func `what is overdue says so, and an earlier day shows the path of that day`() throws {
        let office = try Office()
        office.desk.clock.set(try Repository.day("2025-04-16"))
        _ = try office.desk.desk.tick(TickCommand(recorder: "clerk"))
        #expect(
            try path(office).marks.notes["intake"]?.map(\.en) == ["⏱ acceptance: overdue since 2025-04-14"])
        try office.accept()
        let then = Horizon(asOf: .day(try Repository.day("2025-04-15")))
        #expect(try path(office, then).marks.active == ["intake"])
        #expect(try path(office).marks.active == ["verifying", "searching"])
    }
}
