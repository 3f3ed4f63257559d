import CEL
import Source
import Testing
import Values

@testable import WageArrears

/// What guards see of a case beyond its sums: months owed, days that count, recourse, and partial awards.
@Suite struct CaseViewTests {
    private struct Absent: Error {}

    private func record(_ value: CELValue?) -> [String: CELValue] {
        guard case .record(let members)? = value else { return [:] }
        return members
    }

    private func view(_ desk: TestDesk, of some: Set<String>? = nil) -> [String: CELValue] {
        record(desk.file.view(of: some, isClosed: false))
    }

    private func claimant(_ desk: TestDesk, _ number: Int = 0) -> [String: CELValue] {
        guard case .list(let items)? = view(desk)["claimants"] else { return [:] }
        return record(items[number])
    }

    private static func claim(_ from: String, _ to: String, _ item: String = "monthly_wage") -> String {
        #"{"claimant": "P-000001", "item": "\#(item)", "from": "\#(from)", "to": "\#(to)"}"#
    }

    /// Periods, as `first/last`, and how many whole months they are, by hand.
    static let periods: [(String, Int)] = [
        ("2025-01-01/2025-04-30", 4),
        // The fifteenth to the fourteenth are whole months; a day short is one less.
        ("2025-01-15/2025-03-14", 2), ("2025-01-15/2025-03-13", 1),
        // February is a month in both kinds of years; a leap day alone is none.
        ("2024-02-01/2024-02-29 2025-02-01/2025-02-28", 2), ("2024-02-29/2024-02-29", 0),
        // Month by month, said out of order, one of them twice; what overlaps counts once.
        ("2025-03-01/2025-03-31 2025-01-01/2025-01-31 2025-03-01/2025-03-31", 2),
        ("2025-01-01/2025-02-28 2025-02-01/2025-03-31", 3),
        // Half months that meet are whole ones; apart they are none.
        ("2025-01-01/2025-01-15 2025-01-16/2025-01-31", 1),
        ("2025-01-01/2025-01-15 2025-03-01/2025-03-15", 0),
        ("2024-11-30/2025-02-27", 3), ("2024-11-30/2025-02-26", 2),
    ]

    @Test(arguments: periods)
    func `whole months of wages are counted from the periods that are claimed`(
        told: String, months: Int
    ) throws {
        var desk = try TestDesk(claimants: 1)
        let rows = told.split(separator: " ").map { period in
            let days = period.split(separator: "/").map(String.init)
            return Self.claim(days[0], days[1])
        }.joined(separator: ",")
        try desk.act("claims_stated", #"{"claims": [\#(rows)]}"#)
        // Nothing says yet what is owed.
        #expect(claimant(desk)["months_owed"] == .int(0))
        try desk.verify([(1, "12000")])
        #expect(claimant(desk)["months_owed"] == .int(Int64(months)))
    }

    @Test func `what was paid takes months away, and what is no wage adds none`() throws {
        var desk = try TestDesk(claimants: 2)
        let rows = [
            Self.claim("2025-01-01", "2025-04-30"), Self.claim("2020-01-01", "2024-12-31", "severance"),
        ]
        try desk.act("claims_stated", #"{"claims": [\#(rows.joined(separator: ","))]}"#)
        try desk.verify([(1, "12000"), (2, "9000")])
        #expect(claimant(desk)["months_owed"] == .int(4))
        // The second claims no period: the record does not say how many months it is.
        #expect(claimant(desk, 1)["months_owed"] == .int(0))
        try desk.pay(TestDesk.payment(1, "3000"))
        #expect(claimant(desk)["months_owed"] == .int(3))
        try desk.pay(TestDesk.payment(1, "0.01"))
        #expect(claimant(desk)["months_owed"] == .int(2))
        try desk.pay(TestDesk.payment(1, "8999.99"))
        #expect(claimant(desk)["months_owed"] == .int(0))
    }

    @Test
    func `the end of employment, the day of the order and migrant workers are seen once they are recorded`()
        throws
    {
        var desk = try TestDesk(claimants: 2)
        #expect(view(desk)["employment_ended_on"] == nil && view(desk)["order_pay_by"] == nil)
        #expect(
            claimant(desk)["employment_ended_on"] == nil
                && claimant(desk)["is_migrant_worker"] == .bool(false))
        try desk.act(
            "relationship_stated",
            #"{"claimants": ["P-000001"], "kind": "employment", "until": "2025-03-31"}"#)
        try desk.act(
            "relationship_stated",
            #"{"claimants": ["P-000002"], "kind": "employment", "until": "2025-02-28", "migrant_worker": true}"#
        )
        #expect(claimant(desk, 1)["is_migrant_worker"] == .bool(true))
        try desk.verify([(1, "1000"), (2, "1000")])
        try desk.act(
            "order_payment",
            #"{"amounts": [{"level": "claimant", "claimant": "P-000001", "sum": "1000"}], "pay_by": "2025-05-06"}"#
        )
        try desk.act("claimants_joined", #"{"claimants": [{"person": "P-000003", "migrant_worker": true}]}"#)
        #expect(view(desk)["employment_ended_on"] == .date(FactSamples.day("2025-02-28")))
        #expect(view(desk, of: ["P-000001"])["employment_ended_on"] == .date(FactSamples.day("2025-03-31")))
        #expect(view(desk, of: ["P-000003"])["employment_ended_on"] == nil)
        #expect(claimant(desk, 1)["employment_ended_on"] == .date(FactSamples.day("2025-02-28")))
        #expect(view(desk)["order_pay_by"] == .date(FactSamples.day("2025-05-06")))
        #expect(claimant(desk, 2)["is_migrant_worker"] == .bool(true))
    }

    @Test
    func
        `what a fund paid ahead is claimed back, never more than that, and the workers are owed no more by it`()
        throws
    {
        var desk = try TestDesk(claimants: 2)
        try desk.verify([(1, "5000"), (2, "5000")])
        let rows = [("P-000001", "3000"), ("P-000002", "2000")].map {
            #"{"claimant": "\#($0.0)", "sum": "\#($0.1)", "payer": "fund", "ground": "fund", "channel": "bank", "stage": "paid_out"}"#
        }
        try desk.act("payment_recorded", #"{"payments": [\#(rows.joined(separator: ","))]}"#)
        #expect(desk.file.balance.advances.map(\.sum.description) == ["5,000.00"])
        for (sum, ground) in [("5000.01", "fund"), ("0", "fund"), ("1", "deposit")] {
            let refusal = try desk.refusal("advance_recouped", #"{"ground": "\#(ground)", "sum": "\#(sum)"}"#)
            #expect(refusal.paths == ["sum"], "\(ground) \(sum)")
        }
        try desk.act(
            "advance_recouped", #"{"ground": "fund", "sum": "1200", "claimants": ["P-000002"]}"#)
        #expect(desk.file.balance.recouped.description == "1,200.00")
        #expect(desk.file.balance.advances.map(\.open.description) == ["3,800.00"])
        #expect(
            desk.file.balance.due.description == "5,000.00"
                && desk.file.balance.recovered.description == "5,000.00")
        // Each part of the case sees its own.
        #expect(view(desk, of: ["P-000001"])["recouped"] == .money(.zero))
        #expect(view(desk, of: ["P-000002"])["recouped"] == .money(try yuan("1200")))
        guard case .list(let lines)? = view(desk, of: ["P-000002"])["advances"] else {
            return #expect(Bool(false))
        }
        #expect(lines.map { record($0)["open"] } == [.money(try yuan("800"))])
        // For one of them no more than was paid for that one.
        let refusal = try desk.refusal(
            "advance_recouped", #"{"ground": "fund", "sum": "800.01", "claimants": ["P-000002"]}"#)
        #expect(refusal.paths == ["sum"])
        try desk.act("advance_recouped", #"{"ground": "fund", "sum": "3800"}"#)
        #expect(desk.file.balance.advances.map(\.open) == [.zero])
    }

    @Test func `a partial award leaves what is owed in all as it was verified; the last award says it anew`()
        throws
    {
        var desk = try TestDesk(claimants: 1)
        try desk.act(
            "claims_stated",
            #"{"claims": [\#(Self.claim("2025-01-01", "2025-03-31")), \#(Self.claim("2025-01-01", "2025-03-31", "overtime"))]}"#
        )
        let claims = desk.file.claims.map(\.id)
        try desk.verify([(1, "10000")])
        func award(_ claim: String, _ sum: String, _ partial: Bool) -> String {
            #"{"instrument": "arbitral_award", "by": "县仲裁委", "final": true, "effective": true, "partial": \#(partial), "amounts": [{"level": "claim", "claim": "\#(claim)", "sum": "\#(sum)"}]}"#
        }
        try desk.act("award_recorded", award(claims[0], "6000", true))
        #expect(desk.file.balance.awarded.description == "6,000.00")
        #expect(desk.file.balance.due.description == "10,000.00")
        #expect(claimant(desk)["award_in_force"] == .bool(false))
        try desk.pay(TestDesk.payment(1, "6000"))
        #expect(desk.file.balance.due.description == "4,000.00", "the rest is still owed")
        // The last award decides the rest, and says of the first part that it is one no more.
        try desk.act("award_recorded", award(claims[0], "6000", false))
        try desk.act("award_recorded", award(claims[1], "3500", false))
        #expect(desk.file.balance.awarded.description == "9,500.00")
        #expect(desk.file.balance.due.description == "3,500.00")
        #expect(claimant(desk)["award_in_force"] == .bool(true))
    }

    @Test func `marks that are not set are not stored, and those that are come back`() throws {
        let plain = Fact.amountAsserted(AmountAsserted(assertion: "A1.1", kind: .awarded))
        let partial = Fact.amountAsserted(AmountAsserted(assertion: "A1.1", kind: .awarded, isPartial: true))
        #expect(plain.json["partial"] == nil && partial.json["partial"] == .bool(true))
        #expect(try Fact(json: partial.json) == partial)
        #expect(try Fact(json: plain.json) == plain)
        let worker = Fact.claimantJoined(ClaimantJoined(claimant: "P-000001", isMigrantWorker: true))
        #expect(worker.json["migrant_worker"] == .bool(true))
        #expect(try Fact(json: worker.json) == worker)
        #expect(Fact.claimantJoined(ClaimantJoined(claimant: "P-000001")).json["migrant_worker"] == nil)
    }
}
