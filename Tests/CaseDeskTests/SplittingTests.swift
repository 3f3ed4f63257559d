import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

/// Claimants get a case of their own: what is theirs goes with them, and no fen is lost or counted twice.
struct SplittingTests {
    private func split(
        _ office: MergeOffice, _ number: String, _ workers: [Int], bySecond: Bool = false,
        as actor: String = "cadre", key: CommandKey? = nil
    ) throws -> ActOutcome {
        try split(office, number, workers.map { office.workers[$0] }, bySecond: bySecond, as: actor, key: key)
    }

    private func split(
        _ office: MergeOffice, _ number: String, _ claimants: [String], bySecond: Bool = false,
        as actor: String = "cadre", key: CommandKey? = nil
    ) throws -> ActOutcome {
        try office.desk.desk.split(
            SplitCommand(
                caseNumber: number, claimants: claimants, workflow: office.desk.definition.id,
                frame: office.frame(actor, bySecond, key)),
            to: NewCaseWorkflow(definition: office.desk.definition, source: ""))
    }

    @Test
    func `claims, figures and payments go with their worker, and the totals of both are those of before`()
        throws
    {
        let office = try MergeOffice()
        let old = try office.open([0, 1, 2])
        try office.verify(old, [0: "1000.00", 1: "2000.00", 2: "3000.00"])
        try office.pay(old, 1, "500.00", voucher: "V1")
        let receipt = try office.done(split(office, old, [1]))
        let (left, own) = try (office.desk.state(old), office.desk.state(receipt.caseNumber))
        #expect(receipt.caseNumber != old)
        #expect(left.file.claimants.map(\.id) == [office.workers[0], office.workers[2]])
        #expect(own.file.claimants.map(\.id) == [office.workers[1]])
        #expect(left.file.balance.verified == Fen(400_000) && own.file.balance.verified == Fen(200_000))
        #expect(left.file.balance.recovered == .zero && own.file.balance.recovered == Fen(50_000))
        #expect(left.file.balance.due == Fen(400_000) && own.file.balance.due == Fen(150_000))
        #expect(own.file.respondents.map(\.organisation) == [office.employer])
        #expect(own.proceedings.map(\.id) == ["1"])
        #expect(left.splitOff.map(\.number) == [receipt.caseNumber])
        #expect(left.splitOff.map(\.claimants) == [[office.workers[1]]])
        #expect(own.splitFrom?.number == old)
        for number in [old, receipt.caseNumber] { #expect(try office.differences(number) == []) }
    }

    @Test func `limits of the old case go on as they were, and the new one has its own`() throws {
        let office = try MergeOffice()
        let old = try office.open([0, 1])
        let before = try office.desk.state(old).proceedings.map(\.snapshot.clocks)
        let receipt = try office.done(split(office, old, [1]))
        #expect(try office.desk.state(old).proceedings.map(\.snapshot.clocks) == before)
        #expect(try office.desk.state(receipt.caseNumber).proceedings[0].snapshot.clocks.isEmpty == false)
    }

    @Test func `what was done before the split is still read with the new case, and the old one keeps it`()
        throws
    {
        let office = try MergeOffice()
        let old = try office.open([0, 1])
        try office.verify(old, [0: "1000.00", 1: "2000.00"])
        let number = try office.done(split(office, old, [1])).caseNumber
        let history = try office.desk.desk.ask { reader, pins in
            try CaseState.load(number, in: reader, pins: pins).wholeTimeline(in: reader, pins: pins)
        }
        #expect(history.contains { $0.act == "verify" && $0.of == old })
        #expect(history.last.map { $0.act == "split" && $0.of == nil } == true)
        let own = try office.desk.desk.ask { try CaseState.timeline(old, in: $0, pins: $1) }
        #expect(own.contains { $0.act == "verify" } && own.last?.act == "split")
        // A correction in the new case reaches what was recorded in the old one.
        let state = try office.desk.state(number)
        let sum = try #require(state.file.assertions.first { $0.kind == .verified && $0.isInForce })
        try office.done(
            office.desk.act(
                number, "correct", as: "cadre", by: ["cadre", "head"],
                .object([
                    "mode": .string("replace"), "target": .string("\(sum.entry.position)"),
                    "item": .string(sum.id), "replacement": .object(["sum": .string("1800.00")]),
                    "reason": .string("误算"),
                ]), papers: [TestDesk.paper("correction_basis", signers: ["head"])]))
        #expect(try office.desk.state(number).file.balance.due == Fen(180_000))
        #expect(try office.desk.state(old).file.balance.due == Fen(100_000))
        for number in [old, number] { #expect(try office.differences(number) == []) }
    }

    @Test func `a case that was split off goes back by a merger, and everything is there once`() throws {
        let office = try MergeOffice()
        let old = try office.open([0, 1])
        try office.verify(old, [0: "1000.00", 1: "2000.00"])
        try office.pay(old, 1, "500.00", voucher: "V1")
        let before = try office.desk.state(old).file
        let number = try office.done(split(office, old, [1])).caseNumber
        try office.done(office.merge(number, into: old))
        let after = try office.desk.state(number)
        #expect(after.number == old)
        #expect(after.file.balance.due == before.balance.due)
        #expect(after.file.balance.recovered == before.balance.recovered)
        #expect(Set(after.file.papers.map(\.id)).count == after.file.papers.count)
        #expect(after.file.respondents == before.respondents)
        #expect(after.file.openFindings == before.openFindings)
        try office.done(office.unmerge(number))
        #expect(try office.desk.state(number).file.balance.due == Fen(150_000))
        #expect(try office.desk.state(old).file.balance.due == Fen(100_000))
        for number in [old, number] { #expect(try office.differences(number) == []) }
    }

    @Test func `a worker of a case that was merged in can leave, and the merger can still be undone`() throws
    {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([1, 2])
        try office.verify(first, [0: "1000.00"])
        try office.verify(second, [1: "2000.00", 2: "4000.00"])
        try office.done(office.merge(second, into: first))
        let third = try office.done(split(office, second, [2])).caseNumber
        #expect(try office.desk.state(first).file.balance.due == Fen(300_000))
        #expect(try office.desk.state(third).file.balance.due == Fen(400_000))
        try office.done(office.unmerge(second))
        #expect(try office.desk.state(second).file.claimants.map(\.id) == [office.workers[1]])
        #expect(try office.desk.state(second).file.balance.due == Fen(200_000))
        for number in [first, second, third] { #expect(try office.differences(number) == []) }
    }

    @Test func `money that nobody can divide stands in the way, and so do unknown people`() throws {
        let office = try MergeOffice()
        let old = try office.open([0, 1])
        try office.verifyWhole(old, "6000.00")
        #expect(try split(office, old, [1]).refusal == "payload")
        let other = try office.open([2, 3])
        try office.verify(other, [2: "1000.00", 3: "1000.00"])
        try office.pay(other, nil, "100.00", voucher: "V1")
        #expect(try split(office, other, [2]).refusal == "payload")
        let third = try office.open([0, 3])
        #expect(try split(office, third, ["P-999999"]).refusal == "payload")
        #expect(try split(office, third, [0, 0]).refusal == "payload")
        #expect(try split(office, third, [0, 3]).refusal == "payload")
        #expect(try split(office, third, [Int]()).refusal == "payload")
        #expect(try split(office, third, [0], as: "auditor").refusal == "role")
        #expect(throws: DeskFailure.noSuchCase("2025-0099")) { try split(office, "2025-0099", [0]) }
        #expect(try office.desk.state(third).splitOff.isEmpty)
    }

    @Test func `sent twice with one key it happens once, and trying it writes nothing`() throws {
        let office = try MergeOffice()
        let old = try office.open([0, 1])
        let size = try office.desk.desk.ask { reader, _ in try reader.size }
        let report = try office.desk.desk.rehearse(
            SplitCommand(
                caseNumber: old, claimants: [office.workers[1]], workflow: office.desk.definition.id,
                frame: office.frame("cadre", false, nil)),
            to: NewCaseWorkflow(definition: office.desk.definition, source: ""))
        #expect(try office.desk.desk.ask { reader, _ in try reader.size } == size)
        let key = try #require(CommandKey("split-1"))
        let one = try office.done(split(office, old, [1], key: key))
        let again = try office.done(split(office, old, [1], key: key))
        #expect(one.caseNumber == report.number)
        #expect(again.isReplay && again.caseNumber == one.caseNumber)
    }

    @Test func `before the split the case reads as it was, and lists count each sum once afterwards`() throws
    {
        let office = try MergeOffice()
        let old = try office.open([0, 1])
        try office.verify(old, [0: "1000.00", 1: "2000.00"])
        let moment = office.desk.clock.now
        office.desk.clock.set(try Repository.day("2025-04-10"))
        let number = try office.done(split(office, old, [1])).caseNumber
        for horizon in [Horizon(knownAt: .instant(moment)), Horizon(asOf: .instant(moment))] {
            #expect(try office.desk.state(old, horizon).file.claimants.count == 2)
            #expect(throws: DeskFailure.notYet(number)) { try office.desk.state(number, horizon) }
        }
        let rows = try office.desk.desk.askIndex { index, _ in try index.cases(CaseQuery(limit: 10)) }
        #expect(rows.reduce(Fen.zero) { $0.saturatingSum($1.due) } == Fen(300_000))
        #expect(rows.filter { $0.claimants.contains(office.workers[1]) }.map(\.number) == [number])
    }

    @Test
    func `a split moves no money from one period of a report to another, and counts nobody as paid anew`()
        throws
    {
        let office = try MergeOffice()
        let old = try office.open([0, 1])
        try office.verify(old, [0: "1000.00", 1: "2000.00"])
        try office.pay(old, 1, "500.00", voucher: "V1")
        office.desk.clock.set(try Repository.day("2025-05-05"))
        let new = try office.done(split(office, old, [1])).caseNumber
        try office.pay(new, 1, "300.00", voucher: "V2")
        func report(_ from: String, _ to: String) throws -> PeriodReport.Row {
            try office.desk.desk.ask { reader, pins in
                try PeriodReport.make(
                    from: Repository.day(from), to: Repository.day(to), by: nil, within: .everything,
                    in: reader, pins: pins)
            }.total
        }
        let (april, may) = try (report("2025-04-01", "2025-04-30"), report("2025-05-01", "2025-05-31"))
        #expect(april.recovered == Fen(50_000) && april.paidPeople == 1)
        #expect(may.recovered == Fen(30_000) && may.paidPeople == 1)
        #expect(try report("2025-04-01", "2025-05-31").recovered == Fen(80_000))
        // Taken back in June, the whole still counts each payment on its day.
        office.desk.clock.set(try Repository.day("2025-06-05"))
        try office.done(office.merge(new, into: old))
        #expect(try report("2025-04-01", "2025-04-30").recovered == Fen(50_000))
        #expect(try report("2025-05-01", "2025-06-30").recovered == Fen(30_000))
        let june = try report("2025-06-01", "2025-06-30")
        #expect(june.recovered == .zero && june.paidPeople == 0)
    }
}
