import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

/// What a page of an earlier day may show.
struct HorizonTests {
    @Test func `a late entry that moved the case moves no day before the acts it rests on`() throws {
        let office = try Office()
        func day(_ text: String) throws -> Moment { .day(try Repository.day(text)) }
        func states(asOf text: String) throws -> [String] {
            try office.desk.state(office.number, Horizon(asOf: try day(text))).proceedings.flatMap(
                \.snapshot.active)
        }
        try office.accept()
        office.desk.clock.set(try Repository.day("2025-04-10"))
        try office.reach()
        office.desk.clock.set(try Repository.day("2025-04-12"))
        try office.verify()
        // Two payments of the 9th come to the office's knowledge on the 14th; only then is nothing due any more.
        office.desk.clock.set(try Repository.day("2025-04-14"))
        for worker in 0...1 {
            try office.done(
                office.desk.act(
                    office.number, "payment_recorded", as: "inspector",
                    .object([
                        "payments": .array([
                            .object([
                                "claimant": .string(office.workers[worker]),
                                "sum": .string("\(worker + 1)000.00"), "payer": .string("respondent"),
                                "ground": .string("own_debt"), "channel": .string("cash"),
                                "payee": .string("self"), "voucher": .string("V\(worker)"),
                                "stage": .string("paid_out"),
                            ])
                        ])
                    ]), occurred: try day("2025-04-09")))
        }
        #expect(try office.state.proceedings.flatMap(\.snapshot.active) == ["confirming"])
        #expect(try states(asOf: "2025-04-08") == ["joint/facts/verifying", "joint/employer/searching"])
        #expect(try states(asOf: "2025-04-09") == ["joint/facts/verifying", "joint/employer/searching"])
        #expect(try states(asOf: "2025-04-11") == ["joint/facts/verifying", "joint/employer/reached"])
        #expect(try states(asOf: "2025-04-12") == ["confirming"])
        // The money was in their hands on the 9th all the same.
        let paid = try office.desk.state(office.number, Horizon(asOf: try day("2025-04-09")))
        #expect(paid.file.balance.recovered == Fen(300_000))
    }

    @Test func `known at an instant includes what was recorded at that instant`() throws {
        let office = try Office()
        let opened = try office.state.at
        let before = Instant(microseconds: opened.microseconds - 1)
        #expect(try office.desk.state(office.number, Horizon(knownAt: .instant(opened))).version >= 0)
        #expect(throws: DeskFailure.notYet(office.number)) {
            try office.desk.state(office.number, Horizon(knownAt: .instant(before)))
        }
    }

    @Test func `a list of an earlier day leaves out a case of which only an earlier fact is known`() throws {
        let office = try Office()
        let earlier = try Repository.day("2025-04-01")
        try office.done(
            office.desk.act(
                office.number, "note_added", as: "cadre", .object(["text": .string("来电")]),
                occurred: .day(earlier)))
        func listed(_ day: Day) throws -> [String] {
            try office.desk.desk.ask {
                try CaseRow.rows(within: Horizon(asOf: .day(day)), CaseQuery(), in: $0, pins: $1).map(
                    \.number)
            }
        }
        #expect(try listed(earlier).isEmpty)
        #expect(try listed(Repository.day("2025-04-07")) == [office.number])
    }
}
