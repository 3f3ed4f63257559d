import Testing
import Values
import Workflow

@testable import WageArrears

@Suite struct PayloadRefusalTests {
    @Test func `verifying before any claimant joined is a wrong field, and says what comes first`() throws {
        var desk = try TestDesk()
        let refusal = try desk.refusal(
            "verify", #"{"amounts": [{"level": "case", "sum": "1"}]}"#, by: TestDesk.pair,
            papers: [TestDesk.record])
        #expect(refusal.paths == ["amounts"])
        guard case .payload(let problems) = refusal.primary else { return }
        #expect(problems[0].wanted.en.contains("claimants_joined"))
    }

    @Test func `a verification needs two persons who stand for it`() throws {
        var desk = try TestDesk(claimants: 1)
        let amounts = #"{"amounts": [{"level": "claimant", "claimant": "P-000001", "sum": "1"}]}"#
        #expect(try desk.refusal("verify", amounts).codes == ["approvals"])
        // Named but neither recording nor signing does not count.
        let named = try desk.refusal("verify", amounts, by: TestDesk.pair)
        guard case .approvals(let approvals) = named.primary else {
            Issue.record("\(named.codes)")
            return
        }
        #expect(approvals.unconfirmed == ["inspector"])
    }

    @Test func `a sum stands at its level and is never given to somebody else`() throws {
        var desk = try TestDesk(claimants: 2)
        try desk.act("claims_stated", #"{"claims": [{"claimant": "P-000001", "item": "bonus"}]}"#)
        let claim = try #require(desk.file.claims.first?.id)
        func paths(_ row: String) throws -> [String] {
            var copy = desk
            return try copy.refusal("amount_claimed", #"{"amounts": [\#(row)]}"#).paths
        }
        #expect(
            try paths(#"{"level": "case", "claimant": "P-000001", "sum": "1"}"#) == ["amounts[0].claimant"])
        #expect(try paths(#"{"level": "claimant", "sum": "1"}"#) == ["amounts[0].claimant"])
        #expect(try paths(#"{"level": "claim", "claim": "C9.9", "sum": "1"}"#) == ["amounts[0].claim"])
        #expect(
            try paths(#"{"level": "claim", "claim": "\#(claim)", "claimant": "P-000002", "sum": "1"}"#)
                == ["amounts[0].claimant"])
        #expect(
            try paths(#"{"level": "case", "sum": "1"}, {"level": "case", "sum": "2"}"#) == [
                "amounts[1].level"
            ])
    }

    @Test func `sums that the case can no longer hold are a wrong field, never a crash`() throws {
        var desk = try TestDesk(claimants: 1)
        // 2^53-1 fen are 90,071,992,547,409.91 yuan: the largest whole number every JSON reader keeps exactly.
        try desk.act("amount_claimed", #"{"amounts": [{"level": "case", "sum": "90071992547409.91"}]}"#)
        let refusal = try desk.refusal(
            "claims_stated", #"{"claims": [{"claimant": "P-000001", "item": "bonus", "sum": "0.01"}]}"#)
        #expect(refusal.paths == ["claims[0].sum"])
        var fresh = try TestDesk(claimants: 1)
        let huge = try fresh.refusal(
            "amount_claimed", #"{"amounts": [{"level": "case", "sum": "92233720368547758"}]}"#)
        #expect(huge.paths == ["amounts[0].sum"])
    }

    @Test func `a person joins once, is registered, and is not two registrations of one`() throws {
        var desk = try TestDesk(claimants: 1)
        desk.people["P-000009"] = PersonSummary(id: "P-000009", check: .failed, samePersons: ["P-000001"])
        func paths(_ ids: String...) throws -> [String] {
            var copy = desk
            let rows = ids.map { #"{"person": "\#($0)"}"# }.joined(separator: ",")
            return try copy.refusal("claimants_joined", #"{"claimants": [\#(rows)]}"#).paths
        }
        #expect(try paths("P-000001") == ["claimants[0].person"])
        #expect(try paths("P-000002", "P-000002") == ["claimants[1].person"])
        #expect(try paths("P-999999") == ["claimants[0].person"])
        #expect(try paths("P-000009") == ["claimants[0].person"])
    }

    @Test func `an unknown organisation, paper, payment or finding is named with what there is`() throws {
        var desk = try TestDesk(claimants: 1)
        #expect(
            try desk.refusal("respondent_named", #"{"organisation": "O-9", "capacity": "owner"}"#).paths == [
                "capacity"
            ])
        #expect(
            try desk.refusal("respondent_named", #"{"organisation": "O-9", "capacity": "other"}"#).paths
                == ["organisation"])
        #expect(
            try desk.refusal(
                "served", #"{"paper": "D9.1", "recipient": "O-000001", "method": "mail", "on": "2025-04-08"}"#
            ).paths == ["paper"])
        #expect(
            try desk.refusal("payment_staged", #"{"payment": "Y9.1", "stage": "bounced"}"#).paths == [
                "payment"
            ])
        #expect(
            try desk.refusal("answer_finding", #"{"finding": "F9.1", "answer": "x", "result": "accepted"}"#)
                .paths
                == ["finding"])
        #expect(try desk.refusal("paper_received").paths == ["papers"])
    }

    @Test func `a paper that was not scanned says where the original is, and is about claimants of the case`()
        throws
    {
        var desk = try TestDesk(claimants: 1)
        let papers = [
            AttachedPaper(kind: "receipt"), AttachedPaper(kind: "receipt", sha256: "abc"),
            AttachedPaper(kind: "receipt", originalAt: "shelf", claimants: ["P-000009"]),
        ]
        #expect(
            try desk.refusal("paper_received", papers: papers).paths
                == ["papers[0].sha256", "papers[1].sha256", "papers[2].claimants[0]"])
        // A paper may come with the very act by which its claimant joins.
        let card = AttachedPaper(kind: "identity", originalAt: "shelf", claimants: ["P-000009"])
        try desk.act("claimants_joined", #"{"claimants": [{"person": "P-000009"}]}"#, papers: [card])
        #expect(desk.file.papersOnRecord.map(\.claimants) == [["P-000009"]])
    }

    @Test func `money that an office keeps is handed in, not paid out`() throws {
        var desk = try TestDesk(claimants: 1)
        let payment = TestDesk.payment(1, "5", stage: "paid_out", payee: "office_custody")
        #expect(
            try desk.refusal("payment_recorded", #"{"payments": [\#(payment)]}"#).paths == [
                "payments[0].stage"
            ])
        let nothing = TestDesk.payment(1, "0")
        #expect(
            try desk.refusal("payment_recorded", #"{"payments": [\#(nothing)]}"#).paths == ["payments[0].sum"]
        )
        let heir = TestDesk.payment(1, "5", payee: "successor")
        #expect(
            try desk.refusal("payment_recorded", #"{"payments": [\#(heir)]}"#).paths == ["payments[0].payee"])
    }

    @Test func `an act that the vocabulary does not have is refused with the nearest name`() throws {
        let desk = try TestDesk()
        let report = #expect(throws: RefusalReport.self) {
            try WageArrearsVocabulary.decide(
                ActRequest(
                    act: "verfy", payload: [:], occurred: .day(Day(ordinal: 0)), doers: [], recorder: "x"),
                in: desk.file,
                DecisionContext(
                    at: Instant(microseconds: 0), position: 1, today: Day(ordinal: 0), proceeding: "1",
                    people: { _ in nil }, isOrganisation: { _ in false }))
        }
        #expect(report?.primary == .unknownAct("verfy", nearest: "verify"))
    }
}
