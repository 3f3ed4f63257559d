import CaseDesk
import CaseTesting
import EventLog
import Foundation
import Source
import SourceYAML
import Testing
import Values
import WageArrears
import Workflow

/// What a report counts of the acts that a procedure wants counted.
struct PeriodReportTests {
    private func office() throws -> Office {
        let text = try String(
            contentsOf: Repository.root.appending(path: "workflows/two-station.yaml"), encoding: .utf8)
        let counted =
            text.replacing("\nstories:", with: "\ntallies:\n  acceptances: \(label)\n\nstories:")
        #expect(counted != text)
        return try Office(
            definition: Repository.load(
                YAMLReader.read(Array(counted.utf8), file: "two-station.yaml")))
    }

    private let label = "{label: {zh: 受理, en: acceptances}, acts: [accept]}"

    private func report(
        _ office: Office, _ from: String, _ to: String, within horizon: Horizon = .everything
    ) throws -> PeriodReport {
        try office.desk.desk.ask { reader, pins in
            try PeriodReport.make(
                from: Repository.day(from), to: Repository.day(to), by: nil, within: horizon, in: reader,
                pins: pins)
        }
    }

    @Test func `each doing of a counted act counts on its day and on no other`() throws {
        let office = try office()
        try office.accept()
        let april = try report(office, "2025-04-01", "2025-04-30")
        #expect(april.tallies.map(\.name) == ["acceptances"])
        #expect(april.total.tallies == ["acceptances": 1])
        #expect(try report(office, "2025-04-08", "2025-04-30").total.tallies == ["acceptances": 0])
        #expect(try report(office, "2025-04-01", "2025-04-06").total.tallies.isEmpty)
    }

    @Test func `what was taken back does not count, and still counts as known before`() throws {
        let office = try office()
        try office.accept()
        let entry = try #require(
            try office.desk.desk.ask { try CaseState.timeline(office.number, in: $0, pins: $1) }.last)
        let size = try office.desk.desk.ask { reader, _ in try reader.size }
        try office.done(
            office.desk.act(
                office.number, "correct", as: "cadre", by: ["cadre", "inspector"],
                .object([
                    "mode": .string("retract"), "target": .string(String(entry.position)),
                    "reason": .string("误登"),
                ]), papers: [TestDesk.paper("inquiry_record", signers: ["cadre", "inspector"])]))
        #expect(try report(office, "2025-04-01", "2025-04-30").total.tallies == ["acceptances": 0])
        var then = Horizon.everything
        then.size = size
        #expect(
            try report(office, "2025-04-01", "2025-04-30", within: then).total.tallies == ["acceptances": 1])
    }

    @Test func `a case that went into another counts there, its earlier money on its own days and once`()
        throws
    {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([0, 1])
        try office.verify(first, [0: "1000.00"])
        try office.verify(second, [0: "1000.00", 1: "2000.00"])
        try office.pay(second, 1, "500.00", voucher: "V1")
        office.desk.clock.set(try Repository.day("2025-05-06"))
        try office.done(office.merge(second, into: first, bySecond: true))
        try office.pay(first, 0, "300.00", voucher: "V2")
        func report(_ from: String, _ to: String) throws -> PeriodReport.Row {
            try office.desk.desk.ask { reader, pins in
                try PeriodReport.make(
                    from: Repository.day(from), to: Repository.day(to), by: nil, within: .everything,
                    in: reader, pins: pins
                ).total
            }
        }
        let april = try report("2025-04-01", "2025-04-30")
        #expect(april.opened == 2 && april.recovered == Fen(50_000) && april.paidPeople == 1)
        let may = try report("2025-05-01", "2025-05-31")
        #expect(may.opened == 0 && may.recovered == Fen(30_000) && may.paidPeople == 1)
        let both = try report("2025-04-01", "2025-05-31")
        #expect(both.opened == 1 && both.recovered == Fen(80_000) && both.paidPeople == 2)
    }
}
