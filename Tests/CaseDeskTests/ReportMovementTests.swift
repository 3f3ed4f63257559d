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

/// What a report says of claimants and money that went from case to case: every fen once, where it was paid; every
/// person once, where their case stands at the end.
struct ReportMovementTests {
    /// The two-station procedure under another name, so that figures can be told apart by procedure.
    private func other() throws -> WorkflowDefinition {
        let text = try String(
            contentsOf: Repository.root.appending(path: "workflows/two-station.yaml"), encoding: .utf8)
        let renamed = text.replacing("workflow: two-station\n", with: "workflow: separate-file\n")
        #expect(renamed != text)
        return try Repository.load(YAMLReader.read(Array(renamed.utf8), file: "separate-file.yaml"))
    }

    private func split(_ office: MergeOffice, _ number: String, _ workers: [Int]) throws -> String {
        try office.done(
            office.desk.desk.split(
                SplitCommand(
                    caseNumber: number, claimants: workers.map { office.workers[$0] },
                    workflow: "separate-file", frame: office.frame("cadre", false, nil)),
                to: NewCaseWorkflow(
                    definition: other(), source: "",
                    library: Repository.library(of: office.desk.definition)))
        ).caseNumber
    }

    private func on(_ day: String, _ office: MergeOffice) throws {
        office.desk.clock.set(try Repository.day(day))
    }

    /// A line of a report: recovered in yuan, and how many people were paid.
    private struct Line: Hashable, CustomStringConvertible {
        let recovered: String
        let people: Int

        init(_ recovered: String, _ people: Int) {
            self.recovered = recovered
            self.people = people
        }

        init(_ row: PeriodReport.Row) { self.init(row.recovered.description, row.paidPeople) }

        var description: String { "\(recovered) to \(people)" }
    }

    private func report(_ office: MergeOffice, _ from: String, _ to: String) throws -> [String: Line] {
        let report = try office.desk.desk.ask { reader, pins in
            try PeriodReport.make(
                from: Repository.day(from), to: Repository.day(to), by: .mechanism, within: .everything,
                in: reader, pins: pins)
        }
        var lines = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.group, Line($0)) })
        lines["total"] = Line(report.total)
        return lines
    }

    @Test
    func `money counts where it was paid, and whoever was split off counts where they are at the end`() throws
    {
        let office = try MergeOffice()
        let old = try office.open([0, 1])
        try office.verify(old, [0: "1000.00", 1: "2000.00"])
        try office.pay(old, 1, "500.00", voucher: "V1")
        try on("2025-05-03", office)
        try office.pay(old, 1, "200.00", voucher: "V2")
        try on("2025-05-05", office)
        let new = try split(office, old, [1])
        try on("2025-05-20", office)
        try office.pay(new, 1, "300.00", voucher: "V3")
        try office.pay(old, 0, "100.00", voucher: "V4")
        #expect(
            try report(office, "2025-04-01", "2025-04-30")
                == ["two-station": Line("500.00", 1), "total": Line("500.00", 1)])
        // Until the fourth the worker still was of the old case.
        #expect(
            try report(office, "2025-05-01", "2025-05-04")
                == ["two-station": Line("200.00", 1), "total": Line("200.00", 1)])
        #expect(
            try report(office, "2025-05-05", "2025-05-19")
                == [
                    "two-station": Line("0.00", 0), "separate-file": Line("0.00", 0),
                    "total": Line("0.00", 0),
                ])
        // In May: 200 + 100 in the old case, 300 in the new one; one worker is of each.
        #expect(
            try report(office, "2025-05-01", "2025-05-31")
                == [
                    "two-station": Line("300.00", 1), "separate-file": Line("300.00", 1),
                    "total": Line("600.00", 2),
                ])
        #expect(
            try report(office, "2025-04-01", "2025-05-31")
                == [
                    "two-station": Line("800.00", 1), "separate-file": Line("300.00", 1),
                    "total": Line("1,100.00", 2),
                ])
        // Taken back in June, the worker is of the old case again; what the new one had been paid stays its.
        try on("2025-06-05", office)
        try office.done(office.merge(new, into: old))
        #expect(
            try report(office, "2025-06-01", "2025-06-30")
                == ["two-station": Line("0.00", 0), "total": Line("0.00", 0)])
        #expect(
            try report(office, "2025-05-01", "2025-06-30")
                == [
                    "two-station": Line("300.00", 2), "separate-file": Line("300.00", 0),
                    "total": Line("600.00", 2),
                ])
        // And looked at again, May is what it was.
        #expect(try report(office, "2025-05-01", "2025-05-31")["total"] == Line("600.00", 2))
    }

    @Test func `what was paid before a split and taken back after it was paid to nobody`() throws {
        let office = try MergeOffice()
        let old = try office.open([0, 1])
        try office.verify(old, [0: "1000.00", 1: "2000.00"])
        try office.pay(old, 1, "500.00", voucher: "V1")
        let new = try split(office, old, [1])
        let payment = try #require(try office.desk.state(new).file.payments.first)
        try office.done(
            office.desk.act(
                new, "correct", as: "cadre", by: ["cadre", "head"],
                .object([
                    "mode": .string("retract"), "target": .string("\(payment.entry.position)"),
                    "reason": .string("误登"),
                ]), papers: [TestDesk.paper("correction_basis", signers: ["head"])]))
        #expect(
            try report(office, "2025-04-01", "2025-04-30")
                == [
                    "two-station": Line("500.00", 0), "separate-file": Line("-500.00", 0),
                    "total": Line("0.00", 0),
                ])
    }

    @Test func `a merger and its undoing move no money, and one voucher in both cases is taken off once`()
        throws
    {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([0, 1])
        try office.verify(first, [0: "1000.00"])
        try office.verify(second, [0: "1000.00", 1: "2000.00"])
        try office.pay(first, 0, "400.00", voucher: "V1")
        try office.pay(second, 0, "400.00", voucher: "V1")
        try office.pay(second, 1, "500.00", voucher: "V2")
        let april = try report(office, "2025-04-01", "2025-04-30")
        #expect(april["total"] == Line("1,300.00", 2))
        try on("2025-05-05", office)
        try office.done(office.merge(second, into: first, bySecond: true))
        // From then on the voucher counts once: 400 less.
        #expect(try report(office, "2025-05-01", "2025-05-05")["total"] == Line("-400.00", 0))
        try on("2025-05-12", office)
        try office.pay(first, 1, "100.00", voucher: "V3")
        #expect(try report(office, "2025-05-06", "2025-05-12")["total"] == Line("100.00", 1))
        #expect(try report(office, "2025-04-01", "2025-05-12")["total"] == Line("1,000.00", 2))
        try on("2025-05-20", office)
        try office.done(office.unmerge(second, bySecond: true))
        // The voucher counts in each again, for the one worker who is a claimant of both.
        #expect(try report(office, "2025-05-13", "2025-05-31")["total"] == Line("400.00", 1))
        #expect(try report(office, "2025-05-01", "2025-05-31")["total"] == Line("100.00", 1))
        #expect(try report(office, "2025-04-01", "2025-04-30") == april)
    }

    @Test func `two registrations paired in a merger are one person, though nobody linked them`() throws {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([1])
        try office.verify(first, [0: "1000.00"])
        try office.verify(second, [1: "2000.00"])
        try office.pay(second, 1, "500.00", voucher: "V1")
        try office.pay(first, 0, "100.00", voucher: "V2")
        #expect(try report(office, "2025-04-01", "2025-04-30")["total"] == Line("600.00", 2))
        let pair = ClaimantPair(here: office.workers[1], there: office.workers[0])
        try office.done(office.merge(second, into: first, pairs: [pair], bySecond: true))
        #expect(try report(office, "2025-04-01", "2025-04-30")["total"] == Line("600.00", 1))
    }

    @Test(arguments: 1...8)
    func `day by day or at once, the sums are those in the workers' hands`(seed: UInt64) throws {
        let office = try MergeOffice(seed: seed)
        var state = seed
        func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
        var open = [try office.open([0, 1]), try office.open([2, 3])]
        try office.verify(open[0], [0: "9000.00", 1: "9000.00"])
        try office.verify(open[1], [2: "9000.00", 3: "9000.00"])
        var merged: [String] = []
        for day in 1...9 {
            try on("2025-05-0\(day)", office)
            let number = open[roll(open.count)]
            let people = try office.desk.state(number).file.claimants.map(\.id)
            switch roll(4) {
            case 0 where open.count > 1:
                let host = try #require(open.first { $0 != number })
                if case .done = try office.merge(number, into: host, bySecond: true) {
                    open.removeAll { $0 == number }
                    merged.append(number)
                }
            case 1:
                guard let last = merged.last,
                    case .done = try office.unmerge(last, bySecond: true)
                else { break }
                merged.removeLast()
                open.append(last)
            case 2 where people.count > 1:
                let worker = try #require(office.workers.firstIndex(of: people[roll(people.count)]))
                open.append(try split(office, number, [worker]))
            default:
                let worker = try #require(office.workers.firstIndex(of: people[roll(people.count)]))
                try office.pay(number, worker, "\(10 + roll(90)).00", voucher: "V\(day)")
            }
        }
        let days = try (1...9).map { try report(office, "2025-05-0\($0)", "2025-05-0\($0)") }
        let once = try report(office, "2025-05-01", "2025-05-09")
        let held = try open.map { try office.desk.state($0).file.balance.recovered }
        let sum = Fen.sum(held)
        #expect(once["total"]?.recovered == sum?.description, "seed \(seed)")
        for group in ["two-station", "separate-file"] {
            let single = days.map { Fen(yuan: $0[group]?.recovered ?? "0") ?? .zero }
            #expect(
                Fen.sum(single)?.description == once[group]?.recovered ?? "0.00", "seed \(seed) \(group)")
        }
    }
}
