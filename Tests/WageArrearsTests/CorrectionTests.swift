import Testing
import Values
import Workflow

@testable import WageArrears

@Suite struct CorrectionTests {
    private static func correct(
        _ mode: String, _ target: Int, item: String? = nil, _ replacement: String? = nil
    ) -> String {
        let part = item.map { #""item": "\#($0)","# } ?? ""
        let values = replacement.map { #""replacement": \#($0),"# } ?? ""
        return #"{"mode": "\#(mode)", "target": "\#(target)", \#(part) \#(values) "reason": "核对单据"}"#
    }

    /// Verified 1,000, paid, closed; two weeks later the slip turns out to say 900.
    @Test
    func `two weeks after closing a wrong sum is replaced, by two persons, and what rested on it is listed`()
        throws
    {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "1000")])
        try desk.pay(TestDesk.payment(1, "1000", voucher: "V-1"))
        let payment = try #require(desk.file.payments.first)
        try desk.act("close", #"{"reason": "paid_in_full"}"#, on: "2025-04-12", by: ["head"])
        let closing = desk.position
        let command = Self.correct("replace", payment.entry.position, #"{"sum": "900"}"#)
        #expect(try desk.refusal("correct", command).codes == ["approvals"])
        let decision = try desk.act(
            "correct", command, on: "2025-04-26", by: TestDesk.pair, papers: [TestDesk.record])
        #expect(decision.restedOn == [closing])
        #expect(decision.touches == [.money])
        let balance = desk.file.balance
        #expect(balance.recovered.description == "900.00")
        #expect(balance.due.description == "100.00")
        // The closing stands until somebody reopens; the old sum stays in the log.
        #expect(desk.file.isClosed)
        #expect(desk.file.payments.first?.correctedBy == [desk.position])
        #expect(desk.file.entries(of: PaymentMade.self).map(\.content.sum.description) == ["1,000.00"])
    }

    @Test func `a replaced assertion is superseded by the right one and both are shown`() throws {
        var desk = try TestDesk(claimants: 2)
        try desk.verify([(1, "1000"), (2, "700")])
        let wrong = try #require(desk.file.assertions.first)
        try desk.act(
            "correct", Self.correct("replace", wrong.entry.position, item: wrong.id, #"{"sum": "1100.50"}"#),
            by: TestDesk.pair, papers: [TestDesk.record])
        #expect(desk.file.balance.verified.description == "1,800.50")
        #expect(desk.file.assertions.first?.status == .superseded(by: "A\(desk.position).1"))
        // A correction can be corrected: its entry is the target then.
        try desk.act(
            "correct", Self.correct("replace", desk.position, #"{"sum": "1100"}"#), by: TestDesk.pair,
            papers: [TestDesk.record])
        #expect(desk.file.balance.verified.description == "1,800.00")
    }

    @Test func `an entry recorded in the wrong case is retracted with everything it did`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "1000")])
        let before = desk.file.balance
        try desk.pay(TestDesk.payment(1, "400"))
        try desk.act(
            "correct", Self.correct("retract", desk.position), by: TestDesk.pair, papers: [TestDesk.record])
        #expect(desk.file.balance == before)
        #expect(desk.file.payments.count == 1)
        #expect(desk.file.payments[0].retractedBy == desk.position)
        #expect(!desk.file.papersOnRecord.contains { $0.kind == "receipt" })
        // Twice is once too often; taking the retraction back brings the payment back.
        #expect(try desk.refusal("correct", Self.correct("retract", desk.position - 1)).paths == ["target"])
        try desk.act(
            "correct", Self.correct("retract", desk.position), by: TestDesk.pair, papers: [TestDesk.record])
        #expect(desk.file.balance.recovered.description == "400.00")
    }

    @Test func `a retracted verification lets the former one stand again`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "1000")])
        try desk.verify([(1, "2000")])
        try desk.act(
            "correct", Self.correct("retract", desk.position), by: TestDesk.pair, papers: [TestDesk.record])
        #expect(desk.file.balance.verified.description == "1,000.00")
        #expect(desk.file.assertions[0].status == .inForce)
        #expect(desk.file.assertions[1].status == .retracted(by: desk.position))
    }

    @Test func `one payment of a list is retracted and the others stand`() throws {
        var desk = try TestDesk(claimants: 2)
        try desk.verify([(1, "500"), (2, "500")])
        try desk.pay(TestDesk.payment(1, "500"), TestDesk.payment(2, "500"))
        let second = desk.file.payments[1]
        try desk.act(
            "correct", Self.correct("retract", second.entry.position, item: second.id), by: TestDesk.pair,
            papers: [TestDesk.record])
        #expect(desk.file.balance.recovered.description == "500.00")
        #expect(desk.file.balance.claimants.map(\.due.description) == ["0.00", "500.00"])
    }

    @Test func `a contact noted wrongly is retracted by one person`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.act("contact_attempted", #"{"with": "respondent", "method": "phone", "result": "reached"}"#)
        let decision = try desk.act("correct", Self.correct("retract", desk.position))
        #expect(decision.touches.isEmpty)
        #expect(desk.file.ledger.progress == Progress())
    }

    @Test func `a correction whose target was left out of the fold does nothing`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "1000")])
        let target = desk.position
        try desk.act(
            "correct", Self.correct("replace", target, #"{"sum": "5"}"#), by: TestDesk.pair,
            papers: [TestDesk.record])
        var early = CaseFile()
        for item in desk.file.log where item.entry.position != target {
            early.apply(item.fact, from: item.entry)
        }
        #expect(early.balance.verified == .zero)
        #expect(early.claimants.count == 1)
    }

    @Test func `what does not fit the corrected part is refused with the fields that do`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "1000")])
        let position = desk.position
        func paths(_ payload: String) throws -> [String] {
            var copy = desk
            return try copy.refusal("correct", payload, by: TestDesk.pair, papers: [TestDesk.record]).paths
        }
        #expect(try paths(Self.correct("replace", position, #"{"voucher": "V"}"#)) == ["replacement.voucher"])
        #expect(try paths(Self.correct("replace", position)) == ["replacement"])
        #expect(try paths(Self.correct("replace", 999, #"{"sum": "1"}"#)) == ["target"])
        #expect(try paths(Self.correct("retract", position, item: "Y9.9")) == ["item"])
        // The entry by which both claimants and nothing else came has two parts: one must be named.
        #expect(try paths(Self.correct("retract", 1)) == ["target"])
    }

    @Test func `a closing is undone by reopening, not by a retraction`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.act("close", #"{"reason": "withdrawn"}"#, by: ["head"])
        let refusal = try desk.refusal(
            "correct", Self.correct("retract", desk.position), by: TestDesk.pair, papers: [TestDesk.record])
        #expect(refusal.paths == ["target"])
        try desk.act("reopen", #"{"reason": "劳动者要求继续"}"#, by: ["head"])
        #expect(!desk.file.isClosed)
    }

    @Test func `what later concerned the same worker rested on it, what concerned another did not`() throws {
        var desk = try TestDesk(claimants: 2)
        try desk.verify([(1, "500"), (2, "600")])
        let item = try #require(desk.file.assertions.first)
        try desk.pay(TestDesk.payment(2, "600"))
        try desk.pay(TestDesk.payment(1, "500"))
        let own = desk.position
        let decision = try desk.act(
            "correct", Self.correct("replace", item.entry.position, item: item.id, #"{"sum": "550"}"#),
            by: TestDesk.pair, papers: [TestDesk.record])
        #expect(decision.restedOn == [own])
    }
}
