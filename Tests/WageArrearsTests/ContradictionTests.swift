import Testing
import Values
import Workflow

@testable import WageArrears

@Suite struct ContradictionTests {
    @Test func `a payment before anything was verified stops once and writes nothing`() throws {
        var desk = try TestDesk(claimants: 1)
        let before = desk.file
        let decision = try desk.pay(TestDesk.payment(1, "500"))
        #expect(decision.contradictions.map(\.kind) == [.paidBeforeVerified])
        #expect(decision.contradictions.first?.about == ["P-000001"])
        #expect(desk.file == before)
    }

    @Test
    func `confirmed with a reason it is recorded, opens a finding, and closing waits for a second person`()
        throws
    {
        var desk = try TestDesk(claimants: 1)
        try desk.pay(TestDesk.payment(1, "500"), by: ["inspector"], confirm: "现场付款，先付后核")
        #expect(desk.file.balance.recovered.description == "500.00")
        let finding = try #require(desk.file.openFindings.first)
        #expect(finding.kind == .paidBeforeVerified)
        #expect(finding.reason == .known("现场付款，先付后核"))
        try desk.verify([(1, "500")])
        let blocked = try desk.refusal("close", #"{"reason": "paid_in_full"}"#)
        #expect(blocked.codes == ["finding"])
        let answer = #"{"finding": "\#(finding.id)", "answer": "已核对签收单", "result": "accepted"}"#
        #expect(try desk.refusal("answer_finding", answer, by: ["inspector"]).codes == ["same-actor"])
        try desk.act("answer_finding", answer, by: ["head"])
        #expect(desk.file.openFindings.isEmpty)
        try desk.act("close", #"{"reason": "paid_in_full"}"#, by: ["head"])
        #expect(desk.file.closing?.reason == "paid_in_full")
    }

    @Test func `confirmed without a reason it is refused`() throws {
        var desk = try TestDesk(claimants: 1)
        let refusal = try desk.refusal(
            "payment_recorded", #"{"payments": [\#(TestDesk.payment(1, "500"))]}"#, confirm: " ")
        #expect(refusal.paths == ["reason"])
    }

    @Test
    func `more than is due is a contradiction, and so is a second payment on the same voucher in one act`()
        throws
    {
        var desk = try TestDesk(claimants: 2)
        try desk.verify([(1, "500"), (2, "300")])
        let over = try desk.pay(TestDesk.payment(1, "500.01"))
        #expect(over.contradictions.map(\.kind) == [.moreThanDue])
        let twice = try desk.pay(
            TestDesk.payment(1, "250", voucher: "V-7"), TestDesk.payment(1, "250", voucher: "V-7"))
        #expect(twice.contradictions.map(\.kind) == [.paidTwice])
        #expect(twice.contradictions.first?.paths == ["payments[1]"])
        // The same voucher for another worker is another payment.
        #expect(
            try desk.pay(
                TestDesk.payment(1, "250", voucher: "V-8"), TestDesk.payment(2, "250", voucher: "V-8")
            )
            .contradictions.isEmpty)
    }

    @Test func `a payment that bounced may be made again on the same voucher`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "500")])
        try desk.pay(TestDesk.payment(1, "500", voucher: "V-1"))
        let id = try #require(desk.file.payments.first?.id)
        try desk.act("payment_staged", #"{"payment": "\#(id)", "stage": "bounced"}"#)
        #expect(try desk.pay(TestDesk.payment(1, "500", voucher: "V-1")).contradictions.isEmpty)
        #expect(desk.file.balance.recovered.description == "500.00")
    }

    @Test func `a payment to somebody who withdrew is a contradiction, to a stranger a wrong field`() throws {
        var desk = try TestDesk(claimants: 2)
        try desk.verify([(1, "500"), (2, "500")])
        try desk.act("withdrawn", #"{"claimants": ["P-000002"]}"#)
        #expect(try desk.pay(TestDesk.payment(2, "500")).contradictions.map(\.kind) == [.paidToWithdrawn])
        let stranger = try desk.refusal(
            "payment_recorded",
            #"{"payments": [\#(TestDesk.payment(1, "1")), \#(TestDesk.payment(1, "2")), \#(TestDesk.payment(9, "3"))]}"#
        )
        #expect(stranger.paths == ["payments[2].claimant"])
        guard case .payload(let problems) = stranger.primary else { return }
        #expect(problems[0].given == "'P-000009'")
        #expect(problems[0].wanted.en.contains("P-000001, P-000002"))
    }

    @Test func `a payment after closing is recorded all the same, as a finding`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "500")])
        try desk.act("close", #"{"reason": "other_route", "next_route": "仲裁"}"#, by: ["head"])
        #expect(try desk.pay(TestDesk.payment(1, "500")).contradictions.map(\.kind) == [.paidAfterClosing])
        try desk.pay(TestDesk.payment(1, "500"), confirm: "结案后付款")
        #expect(desk.file.balance.due == .zero)
        #expect(desk.file.isClosed)
        #expect(desk.file.openFindings.map(\.kind) == [.paidAfterClosing])
    }

    @Test func `money that comes out of custody is weighed when it is paid out`() throws {
        var desk = try TestDesk(claimants: 1)
        let handedIn = try desk.pay(TestDesk.payment(1, "500", stage: "handed_in"))
        #expect(handedIn.contradictions.isEmpty)
        let id = try #require(desk.file.payments.first?.id)
        let out = try desk.act("payment_staged", #"{"payment": "\#(id)", "stage": "paid_out"}"#)
        #expect(out.contradictions.map(\.kind) == [.paidBeforeVerified])
    }

    @Test
    func
        `a payment to the worker in person after their death is a contradiction, to the successor it is not`()
        throws
    {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "500")])
        try desk.act("claimant_died", #"{"claimant": "P-000001", "on": "2025-04-10"}"#)
        try desk.act("succeeded", #"{"claimant": "P-000001", "successor": "P-000050"}"#)
        #expect(try desk.pay(TestDesk.payment(1, "500")).contradictions.map(\.kind) == [.paidToDeceased])
        #expect(try desk.pay(TestDesk.payment(1, "500", payee: "successor")).contradictions.isEmpty)
        #expect(desk.file.balance.due == .zero)
    }
}
