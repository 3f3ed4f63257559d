import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears

/// What an auditor finds years later.
struct HistoryTests {
    @Test func `as of a day shows what had happened, known at a day what was recorded`() throws {
        let office = try Office()
        try office.accept()
        office.desk.clock.set(try Repository.day("2025-04-10"))
        try office.done(
            office.desk.act(
                office.number, "contact_attempted", as: "cadre",
                .object([
                    "with": .string("respondent"), "method": .string("phone"), "result": .string("failed"),
                ]),
                occurred: .day(try Repository.day("2025-04-08"))))
        let day = Moment.day(try Repository.day("2025-04-08"))
        let happened = try office.desk.state(office.number, Horizon(asOf: day))
        let known = try office.desk.state(office.number, Horizon(knownAt: day))
        #expect(happened.file.entries(of: ContactAttempted.self).count == 1)
        #expect(known.file.entries(of: ContactAttempted.self).isEmpty)
    }

    @Test func `a wrong verified sum is corrected after closing, and recheck says what was right then`()
        throws
    {
        let office = try Office()
        try office.accept()
        try office.reach()
        try office.verify()
        let verified = try #require(
            try office.desk.desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }.first {
                $0.act == "verify"
            })
        try office.done(office.pay(0, "1000.00", voucher: "V1"))
        try office.done(office.pay(1, "2000.00", voucher: "V2"))
        try office.done(office.close())
        office.desk.clock.set(try Repository.day("2025-04-28"))
        let wrong = try #require(
            try office.state.file.assertions.first {
                $0.claimant == office.workers[1] && $0.kind == .verified
            })
        let outcome = try office.desk.act(
            office.number, "correct", as: "cadre", by: ["cadre", "inspector"],
            .object([
                "mode": .string("replace"), "target": .string("\(verified.position)"),
                "item": .string(wrong.id),
                "replacement": .object(["sum": .string("2500.00")]), "reason": .string("漏记一日"),
            ]), papers: [TestDesk.paper("inquiry_record", signers: ["cadre", "inspector"])])
        let receipt = try office.done(outcome)
        #expect(try office.state.file.balance.verified == Fen(350_000))
        #expect(try office.state.file.balance.due == Fen(50_000))
        #expect(!receipt.restedOn.isEmpty)
        let report = try office.desk.desk.ask { try CaseState.recheck(office.number, in: $0, pins: $1) }
        #expect(report.differences.isEmpty, "\(report.differences)")
        #expect(report.correctedSince.first?.target == verified.position)
    }

    @Test func `erasing personal words leaves hashes, sums, states and clocks as they were`() throws {
        let office = try Office()
        try office.accept()
        try office.done(
            office.desk.act(office.number, "note_added", as: "cadre", .object(["text": .string("家住某村")])))
        let before = try office.state
        let store = office.desk.desk.store
        let root = try store.read { try $0.root(at: $0.size) }
        let size = try store.read { try $0.size }
        _ = try office.desk.desk.work(as: "head") {
            try $0.eraseWords(at: before.position, subject: "text", ground: "PIPL 47")
        }
        let after = try office.state
        #expect(after.file.balance == before.file.balance)
        #expect(after.proceedings.map(\.snapshot) == before.proceedings.map(\.snapshot))
        #expect(try store.read { try $0.root(at: size) } == root)
        #expect(try LogVerifier.verify(store).isClean)
    }

    @Test func `the three stories end as they are told, together and one by one`() throws {
        for names in [
            ["dehua-2025", "wanzhou-2024", "gulou-2024"], ["dehua-2025"], ["wanzhou-2024"], ["gulou-2024"],
        ] {
            let random = TestRandom(seed: 7)
            let now = Instant(startOf: try Repository.day("2026-11-21"))
            let desk = Desk.rehearsal(now: { now }, random: { random.bytes($0) })
            try desk.found(
                origin: "stories", simulatedFrom: Instant(startOf: try Repository.day("2024-01-01")))
            let parts = try names.map(Repository.story)
            let result = try desk.work(as: "system") {
                try StoryPlayer(work: $0, isSimulated: true, keepsGoing: false).play(
                    parts, calendars: [Repository.calendar()])
            }
            #expect(result.unmet.isEmpty)
            #expect(try LogVerifier.verify(desk.store).isClean)
            for number in result.cases.values {
                let report = try desk.ask { try CaseState.recheck(number, in: $0, pins: $1) }
                #expect(report.differences.isEmpty, "\(number): \(report.differences)")
            }
        }
    }
}
