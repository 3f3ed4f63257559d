import CaseDesk
import CaseTesting
import EventLog
import Source
import Testing
import Values
import WageArrears
import Workflow

/// What is recorded between a merger and its undoing goes where it belongs, or stands in the way by name.
struct MergeSinceTests {
    /// Two cases of two workers each, verified, the second one merged into the first.
    private func merged() throws -> (MergeOffice, first: String, second: String) {
        let office = try MergeOffice()
        let first = try office.open([0, 1])
        let second = try office.open([2, 3])
        try office.verify(first, [0: "1000.00", 1: "1000.00"])
        try office.verify(second, [2: "3000.00", 3: "4000.00"])
        try office.done(office.merge(second, into: first))
        return (office, first, second)
    }

    private func agree(_ office: MergeOffice, _ numbers: String...) throws {
        for number in numbers { #expect(try office.differences(number) == []) }
    }

    @Test func `a payment that names nobody stands in the way until it is taken back and told anew`() throws {
        let (office, first, second) = try merged()
        try office.pay(first, nil, "700.00", voucher: "V1")
        let outcome = try office.unmerge(second)
        guard case .refused(let report, _) = outcome, case .payload(let problems) = report.primary else {
            Issue.record("not refused: \(outcome)")
            return
        }
        let payment = try #require(try office.desk.state(first).file.payments.last)
        #expect(problems.map(\.path) == ["entry \(payment.entry.position)"])
        try office.done(
            office.desk.act(
                first, "correct", as: "cadre", by: ["cadre", "head"],
                .object([
                    "mode": .string("retract"), "target": .string("\(payment.entry.position)"),
                    "reason": .string("未写明何人"),
                ]), papers: [TestDesk.paper("correction_basis", signers: ["head"])], in: "1"))
        try office.pay(first, 2, "700.00", voucher: "V1")
        try office.done(office.unmerge(second))
        #expect(try office.desk.state(first).file.balance.due == Fen(200_000))
        #expect(try office.desk.state(second).file.balance.due == Fen(630_000))
        try agree(office, first, second)
    }

    @Test func `money and people that name one case go back with it`() throws {
        let (office, first, second) = try merged()
        try office.pay(first, 3, "1000.00", voucher: "V1")
        try office.verify(second, [2: "2500.00"], in: "2")
        let late = try office.desk.person("工友戊")
        try office.done(
            office.desk.act(
                first, "claimants_joined", as: "cadre",
                .object(["claimants": .array([.object(["person": .string(late)])])]), in: "2"))
        #expect(try office.desk.state(first).file.balance.due == Fen(750_000))
        try office.done(office.unmerge(second))
        #expect(try office.desk.state(first).file.balance.due == Fen(200_000))
        #expect(try office.desk.state(second).file.balance.due == Fen(550_000))
        #expect(
            try office.desk.state(second).file.claimants.map(\.id) == [
                office.workers[2], office.workers[3], late,
            ])
        try agree(office, first, second)
    }

    @Test func `what waits for a signature waits on, is signed under the old number, and goes back`() throws {
        let office = try MergeOffice()
        let first = try office.open([0])
        let second = try office.open([1])
        let proposed = try office.done(
            office.desk.act(
                second, "verify", as: "cadre",
                .object([
                    "amounts": .array([
                        .object([
                            "level": .string("claimant"), "claimant": .string(office.workers[1]),
                            "sum": .string("800.00"), "precision": .string("exact"),
                        ])
                    ])
                ]), papers: [TestDesk.paper("inquiry_record"), TestDesk.paper("attendance")]))
        let id = try #require(proposed.proposals.first?.id)
        try office.done(office.merge(second, into: first))
        #expect(try office.desk.state(first).waiting.map(\.proposal.id) == [id])
        var sign = ActCommand(caseNumber: second, act: "approve", recorder: "inspector")
        sign.proposal = id
        try office.done(office.desk.desk.perform(sign))
        #expect(try office.desk.state(first).file.balance.verified == Fen(80_000))
        try office.done(office.unmerge(second))
        #expect(try office.desk.state(second).file.balance.verified == Fen(80_000))
        #expect(try office.desk.state(second).waiting.isEmpty)
        #expect(try office.desk.state(first).file.balance.verified == .zero)
        try agree(office, first, second)
    }

    @Test func `closed one by one, the merged case is closed with the last, and unpaid sums are told`() throws
    {
        let (office, first, second) = try merged()
        func close(_ proceeding: String) throws {
            try office.done(
                office.desk.act(
                    first, "close", as: "head", by: ["head", "deputy"],
                    .object([
                        "reason": .string("other_route"), "next_route": .string("arbitration"),
                        "ground": .string("双方争议"),
                    ]), papers: [TestDesk.paper("closing_report", signers: ["head", "deputy"])],
                    in: proceeding))
        }
        try close("1")
        #expect(try office.desk.state(first).isClosed == false)
        try close("2")
        #expect(try office.desk.state(second).isClosed)
        let found = try office.desk.desk.ask { reader, pins in
            try [first, second].flatMap { try ClosedUnpaid.all(of: $0, in: reader, pins: pins) }
        }
        #expect(found.map(\.due) == [Fen(900_000)])
        try agree(office, first, second)
    }

    @Test func `a payment corrected to another worker leaves with that worker`() throws {
        let office = try MergeOffice()
        let number = try office.open([0, 1])
        try office.verify(number, [0: "1000.00", 1: "2000.00"])
        try office.pay(number, 0, "300.00", voucher: "V1")
        let payment = try #require(try office.desk.state(number).file.payments.last)
        try office.done(
            office.desk.act(
                number, "correct", as: "cadre", by: ["cadre", "head"],
                .object([
                    "mode": .string("replace"), "target": .string("\(payment.entry.position)"),
                    "item": .string(payment.id),
                    "replacement": .object(["claimant": .string(office.workers[1])]),
                    "reason": .string("记错人"),
                ]), papers: [TestDesk.paper("correction_basis", signers: ["head"])]))
        #expect(try office.desk.state(number).file.balance.due == Fen(270_000))
        let new = try office.done(
            office.desk.desk.split(
                SplitCommand(
                    caseNumber: number, claimants: [office.workers[1]], workflow: office.desk.definition.id,
                    frame: office.frame("cadre", false, nil)),
                to: NewCaseWorkflow(definition: office.desk.definition, source: ""))
        ).caseNumber
        #expect(try office.desk.state(new).file.balance.due == Fen(170_000))
        #expect(try office.desk.state(number).file.balance.due == Fen(100_000))
        try agree(office, number, new)
    }
}
