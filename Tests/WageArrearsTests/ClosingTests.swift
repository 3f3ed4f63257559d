import Testing
import Values
import Workflow

@testable import WageArrears

@Suite struct ClosingTests {
    @Test func `closing as paid needs a basis, nothing due, and evidence of payment`() throws {
        var desk = try TestDesk(claimants: 1)
        let paid = #"{"reason": "paid_in_full"}"#
        #expect(try desk.refusal("close", paid).codes == ["guard"])
        try desk.verify([(1, "500")])
        #expect(try desk.refusal("close", paid).codes == ["guard"])
        // Money counted out without a slip, a receipt or a paper is no evidence.
        try desk.act("payment_recorded", #"{"payments": [\#(TestDesk.payment(1, "500"))]}"#)
        let bare = try desk.refusal("close", paid)
        #expect(bare.primary.message(.en).contains("no evidence of payment"))
        try desk.act("paper_received", papers: [TestDesk.receipt])
        try desk.act("close", paid, by: ["head"])
        #expect(desk.file.closing?.fact.recovered.description == "500.00")
        #expect(desk.file.closing?.fact.due == .zero)
    }

    @Test func `a closing that leaves something due names the next route or the reason why there is none`()
        throws
    {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "500")])
        #expect(try desk.refusal("close", #"{"reason": "employer_bankrupt"}"#).paths == ["next_route"])
        #expect(
            try desk.refusal("close", #"{"reason": "employer_bankrupt", "ground": "  "}"#).paths == [
                "next_route"
            ])
        var other = desk
        try other.act("close", #"{"reason": "employer_bankrupt", "ground": "破产财产已分配完毕"}"#)
        #expect(other.file.closing?.fact.due.description == "500.00")
        try desk.act("close", #"{"reason": "settled_unperformed", "next_route": "仲裁"}"#)
        #expect(desk.file.closing?.fact.nextRoute == "仲裁")
    }

    @Test func `what was settled and paid is closed as performed, what was waived is not due`() throws {
        var desk = try TestDesk(claimants: 2)
        try desk.verify([(1, "500"), (2, "500")])
        try desk.act("settle", #"{"settlements": [{"claimant": "P-000001", "sum": "400"}]}"#)
        try desk.act(
            "waive", #"{"waivers": [{"claimant": "P-000002", "sum": "100", "ground": "零头"}]}"#,
            by: TestDesk.pair,
            papers: [TestDesk.record])
        try desk.pay(TestDesk.payment(1, "400"), TestDesk.payment(2, "400"))
        try desk.act("close", #"{"reason": "settled_performed"}"#)
        #expect(desk.file.closing?.reason == "settled_performed")
    }

    @Test func `every clock that runs gets a fate, ended where nothing else is said`() throws {
        var desk = try TestDesk(claimants: 1)
        desk.clocks = ["handling#1", "supervision_reply#1"]
        let wrong = try desk.refusal(
            "close", #"{"reason": "withdrawn", "fates": [{"what": "handling#2", "fate": "ended"}]}"#)
        #expect(wrong.paths == ["fates[0].what"])
        let decision = try desk.act(
            "close",
            #"{"reason": "transferred", "fates": [{"what": "supervision_reply#1", "fate": "transferred", "note": "由检察院接续"}]}"#
        )
        guard case .caseClosed(let closed)? = decision.facts.last else {
            Issue.record("no closing")
            return
        }
        #expect(closed.fates.map(\.what) == ["handling#1", "supervision_reply#1"])
        #expect(closed.fates.map(\.fate) == [.ended, .transferred])
        #expect(closed.fateNotes == .known(["", "由检察院接续"]))
    }

    @Test func `a refused closing names the open findings and who may not answer them`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.pay(TestDesk.payment(1, "500"), by: ["inspector"], confirm: "先付")
        let refusal = try desk.refusal("close", #"{"reason": "withdrawn"}"#)
        guard case .finding(let finding) = refusal.primary else {
            Issue.record("\(refusal.codes)")
            return
        }
        #expect(finding.findings == desk.file.openFindings.map(\.id))
        #expect(finding.answeredBy.en.contains("inspector"))
    }

    @Test func `a reopened case is open and keeps its history`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.act("close", #"{"reason": "withdrawn"}"#)
        try desk.act("reopen", #"{"reason": "退票"}"#, by: ["head"])
        #expect(!desk.file.isClosed)
        #expect(desk.file.entries(of: CaseClosed.self).count == 1)
        try desk.act("close", #"{"reason": "other_route", "next_route": "仲裁"}"#)
        #expect(desk.file.closing?.reason == "other_route")
    }

    @Test func `a payout is confirmed by somebody who neither recorded nor handed it out`() throws {
        var desk = try TestDesk(claimants: 1)
        #expect(try desk.refusal("confirm_payout").codes == ["guard"])
        try desk.verify([(1, "500")])
        try desk.pay(TestDesk.payment(1, "500"), by: ["inspector"])
        #expect(try desk.refusal("confirm_payout", by: ["inspector"]).codes == ["same-actor"])
        try desk.act("confirm_payout", by: ["head"])
        #expect(desk.file.ledger.progress.isPayoutConfirmed)
    }
}
