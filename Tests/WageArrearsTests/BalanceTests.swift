import Testing
import Values

@testable import WageArrears

@Suite struct BalanceTests {
    /// The press gives only the total; the seven sums are hand-made to add up to it.
    static let dehua = ["7260.00", "6480.00", "6350.00", "5920.00", "5870.00", "5640.00", "5460.00"]

    @Test func `seven workers verified and paid one by one add up to 42,980.00 and nothing is due`() throws {
        var desk = try TestDesk(claimants: 7)
        try desk.verify(Self.dehua.enumerated().map { ($0 + 1, $1) })
        #expect(desk.file.balance.verified.description == "42,980.00")
        #expect(desk.file.balance.due.description == "42,980.00")
        let payments = Self.dehua.enumerated().map { TestDesk.payment($0 + 1, $1) }
        let decision = try desk.pay(payments.joined(separator: ","))
        #expect(decision.contradictions.isEmpty)
        let balance = desk.file.balance
        #expect(balance.recovered.description == "42,980.00")
        #expect(balance.due == .zero)
        #expect(balance.overpaid == .zero)
        #expect(balance.isPaid)
        #expect(balance.claimants.map(\.due) == Array(repeating: Fen.zero, count: 7))
    }

    @Test
    func `a claim of over 60,000 for four stays a claim for the case while 60,158 is paid to the group`()
        throws
    {
        var desk = try TestDesk(claimants: 4)
        try desk.act(
            "amount_claimed", #"{"amounts": [{"level": "case", "sum": "60000", "precision": "over"}]}"#)
        try desk.verify([(0, "60158.00")])
        #expect(desk.file.balance.due.description == "60,158.00")
        try desk.pay(TestDesk.payment(nil, "60,158.00", voucher: "T-1"))
        let balance = desk.file.balance
        #expect(balance.claimed.description == "60,000.00")
        #expect(desk.file.assertions.first?.precision == .over)
        #expect(balance.verified.description == "60,158.00")
        #expect(balance.recovered.description == "60,158.00")
        #expect(balance.due == .zero)
        #expect(balance.overpaid == .zero)
        // Nobody splits the sum: no claimant has one of their own.
        #expect(balance.claimants.allSatisfy { $0.basis == nil && $0.recovered == .zero })
    }

    @Test func `a sum for the group is what single sums leave of it`() throws {
        var desk = try TestDesk(claimants: 3)
        // 10,000 for three; the first alone was verified at 4,000, so 6,000 belong to the other two together.
        try desk.verify([(0, "10000"), (1, "4000")])
        #expect(desk.file.balance.due.description == "10,000.00")
        try desk.pay(TestDesk.payment(2, "2500"), TestDesk.payment(nil, "3000"))
        #expect(desk.file.balance.group?.due.description == "500.00")
        #expect(desk.file.balance.due.description == "4,500.00")
        try desk.pay(TestDesk.payment(1, "4000"), TestDesk.payment(3, "500"))
        #expect(desk.file.balance.due == .zero)
        #expect(desk.file.balance.overpaid == .zero)
    }

    @Test func `money paid to the group without names counts against what all are owed and for nobody alone`()
        throws
    {
        var desk = try TestDesk(claimants: 2)
        try desk.verify([(1, "1000"), (2, "500")])
        try desk.pay(TestDesk.payment(nil, "1200"))
        let balance = desk.file.balance
        #expect(balance.due.description == "300.00")
        #expect(balance.claimants.map(\.due.description) == ["1,000.00", "500.00"])
        #expect(balance.overpaid == .zero)
    }

    @Test func `money paid to one named worker never counts for another`() throws {
        var desk = try TestDesk(claimants: 2)
        try desk.verify([(1, "1000"), (2, "500")])
        try desk.pay(TestDesk.payment(1, "1500"), confirm: "as the slip says")
        #expect(desk.file.balance.due.description == "500.00")
        #expect(desk.file.balance.overpaid.description == "500.00")
    }

    @Test func `money in an office's custody is not recovered until it is paid out`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "900")])
        try desk.pay(TestDesk.payment(1, "900", stage: "handed_in", payee: "office_custody"))
        #expect(desk.file.balance.recovered == .zero)
        #expect(desk.file.balance.inCustody.description == "900.00")
        #expect(desk.file.balance.due.description == "900.00")
        let id = try #require(desk.file.payments.first?.id)
        try desk.act("payment_staged", #"{"payment": "\#(id)", "stage": "paid_out"}"#)
        #expect(desk.file.balance.recovered.description == "900.00")
        #expect(desk.file.balance.inCustody == .zero)
    }

    @Test func `a transfer that bounced is not recovered any more`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "900")])
        try desk.pay(TestDesk.payment(1, "900"))
        let id = try #require(desk.file.payments.first?.id)
        try desk.act("payment_staged", #"{"payment": "\#(id)", "stage": "bounced"}"#)
        #expect(desk.file.balance.recovered == .zero)
        #expect(desk.file.balance.due.description == "900.00")
    }

    @Test func `an advance of the general contractor is recovered and shown apart`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "900")])
        try desk.pay(
            TestDesk.payment(1, "600", ground: "pay_first", payer: "general_contractor"),
            TestDesk.payment(1, "300"))
        #expect(desk.file.balance.recovered.description == "900.00")
        #expect(desk.file.balance.advanced.description == "600.00")
        #expect(
            desk.file.balance.advances == [
                Advance(payer: .generalContractor, organisation: nil, ground: .payFirst, sum: try yuan("600"))
            ])
        #expect(desk.file.balance.due == .zero)
    }

    @Test
    func
        `a binding award stands before an order, an order before an agreement, an agreement before a verified sum`()
        throws
    {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "1000")])
        try desk.act("settle", #"{"settlements": [{"claimant": "P-000001", "sum": "900"}]}"#)
        #expect(desk.file.balance.due.description == "900.00")
        try desk.act(
            "order_payment",
            #"{"amounts": [{"level": "claimant", "claimant": "P-000001", "sum": "950"}], "pay_by": "2025-05-01"}"#
        )
        #expect(desk.file.balance.due.description == "950.00")
        let award =
            #"{"instrument": "arbitral_award", "by": "委员会", "amounts": [{"level": "claimant", "claimant": "P-000001", "sum": "980"}]}"#
        try desk.act("award_recorded", award)
        // An award that does not bind yet changes nothing.
        #expect(desk.file.balance.due.description == "950.00")
        try desk.act("award_effect_stated", #"{"claimants": ["P-000001"], "effect": "effective"}"#)
        #expect(desk.file.balance.due.description == "980.00")
        try desk.act("award_effect_stated", #"{"claimants": ["P-000001"], "effect": "set_aside"}"#)
        #expect(desk.file.balance.due.description == "950.00")
    }

    @Test func `a second verification takes the place of the first, which stays visible`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "1000")])
        try desk.verify([(1, "1100")])
        #expect(desk.file.balance.verified.description == "1,100.00")
        let verified = desk.file.assertions.filter { $0.kind == .verified }
        #expect(verified.map(\.sum.description) == ["1,000.00", "1,100.00"])
        #expect(verified[0].status == .superseded(by: verified[1].id))
    }

    @Test
    func `sums of single claims make up a claimant's sum, and a sum for the claimant stands before them`()
        throws
    {
        var desk = try TestDesk(claimants: 1)
        try desk.act(
            "claims_stated",
            #"""
            {"claims": [{"claimant": "P-000001", "item": "monthly_wage", "sum": "800", "precision": "about"},
                        {"claimant": "P-000001", "item": "overtime", "sum": "150.50"}]}
            """#)
        #expect(desk.file.balance.claimed.description == "950.50")
        let ids = desk.file.claims.map(\.id)
        try desk.act(
            "verify",
            #"{"amounts": [{"level": "claim", "claim": "\#(ids[0])", "sum": "700"}, {"level": "claim", "claim": "\#(ids[1])", "sum": "100"}]}"#,
            by: TestDesk.pair, papers: [TestDesk.record])
        #expect(desk.file.balance.due.description == "800.00")
        try desk.verify([(1, "790")])
        #expect(desk.file.balance.due.description == "790.00")
    }

    @Test func `the origin says in both languages how the due sum came about`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "9500")])
        try desk.pay(TestDesk.payment(1, "3000"))
        let lines = desk.file.balance.claimants[0].origin
        #expect(
            lines.map(\.en) == ["basis: verified 9,500.00 (A4.1)", "less: in hand 3,000.00", "due 6,500.00"])
        #expect(lines.map(\.zh) == ["依据：核实 9,500.00（A4.1）", "减：已到手 3,000.00", "尚欠 6,500.00"])
    }

    @Test func `a waiver takes two persons and a paper and lowers what is due, nothing else`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "1000")])
        let waiver = #"{"waivers": [{"claimant": "P-000001", "sum": "100", "ground": "当面协商"}]}"#
        let alone = try desk.refusal("waive", waiver, papers: [TestDesk.receipt])
        #expect(alone.codes == ["approvals"])
        let bare = try desk.refusal("waive", waiver)
        #expect(Set(bare.codes) == ["approvals", "needs"])
        let more = try desk.refusal(
            "waive", #"{"waivers": [{"claimant": "P-000001", "sum": "1000.01", "ground": "x"}]}"#,
            by: TestDesk.pair,
            papers: [TestDesk.record])
        #expect(more.paths == ["waivers[0].sum"])
        try desk.act("waive", waiver, by: TestDesk.pair, papers: [TestDesk.record])
        let balance = desk.file.balance
        #expect(balance.due.description == "900.00")
        #expect(balance.waived.description == "100.00")
        #expect(balance.verified.description == "1,000.00")
        #expect(balance.recovered == .zero)
    }

    @Test func `one voucher to one worker over one sum counts once until a second person accepts the other`()
        throws
    {
        var desk = try TestDesk(claimants: 1)
        try desk.verify([(1, "1000")])
        try desk.pay(TestDesk.payment(1, "500", voucher: "V-1"))
        try desk.pay(TestDesk.payment(1, "500", voucher: "V-1"), confirm: "two slips, one number")
        #expect(desk.file.balance.recovered.description == "500.00")
        let finding = try #require(desk.file.openFindings.first)
        #expect(finding.kind == .paidTwice)
        try desk.act(
            "answer_finding", #"{"finding": "\#(finding.id)", "answer": "两笔属实", "result": "accepted"}"#,
            by: ["head"])
        #expect(desk.file.balance.recovered.description == "1,000.00")
    }
}
