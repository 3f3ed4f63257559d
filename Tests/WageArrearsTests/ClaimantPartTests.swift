import Testing
import Values

@testable import WageArrears

@Suite struct ClaimantPartTests {
    @Test func `withdrawing ends the part and never the claim, and who withdrew may come back`() throws {
        var desk = try TestDesk(claimants: 2)
        try desk.verify([(1, "500"), (2, "300")])
        try desk.act("withdrawn", #"{"claimants": ["P-000002"], "reason": "已回乡"}"#)
        #expect(desk.file.claimant("P-000002")?.part == .withdrawn)
        #expect(desk.file.balance.due.description == "800.00")
        #expect(desk.file.balance.dueToActive.description == "500.00")
        #expect(try desk.refusal("withdrawn", #"{"claimants": ["P-000002"]}"#).paths == ["claimants[0]"])
        try desk.act("claimant_rejoined", #"{"claimants": ["P-000002"]}"#)
        #expect(desk.file.claimant("P-000002")?.part == .active)
        #expect(
            try desk.refusal("claimant_rejoined", #"{"claimants": ["P-000001"]}"#).paths == ["claimants[0]"])
    }

    @Test func `six settle and are paid while the seventh goes on`() throws {
        var desk = try TestDesk(claimants: 7)
        try desk.verify((1...7).map { ($0, "1000") })
        let settlements = (1...6).map { #"{"claimant": "\#(TestDesk.person($0))", "sum": "950"}"# }
        try desk.act("settle", #"{"settlements": [\#(settlements.joined(separator: ","))]}"#)
        try desk.pay((1...6).map { TestDesk.payment($0, "950") }.joined(separator: ","))
        #expect(desk.file.claimants.filter { $0.part == .settled }.count == 6)
        #expect(desk.file.balance.due.description == "1,000.00")
        #expect(desk.file.balance.dueToActive.description == "1,000.00")
        #expect(desk.file.balance.agreed.description == "5,700.00")
    }

    @Test func `a successor steps into the part of a claimant who died, and only then`() throws {
        var desk = try TestDesk(claimants: 1)
        let succession = #"{"claimant": "P-000001", "successor": "P-000050"}"#
        #expect(try desk.refusal("succeeded", succession).paths == ["claimant"])
        try desk.act("claimant_died", #"{"claimant": "P-000001"}"#, on: "2025-04-10")
        #expect(desk.file.claimant("P-000001")?.diedOn == Day("2025-04-10"))
        #expect(
            try desk.refusal("succeeded", #"{"claimant": "P-000001", "successor": "P-000001"}"#).paths == [
                "successor"
            ])
        #expect(
            try desk.refusal("succeeded", #"{"claimant": "P-000001", "successor": "P-999999"}"#).paths == [
                "successor"
            ])
        try desk.act("succeeded", succession)
        let claimant = try #require(desk.file.claimant("P-000001"))
        #expect(claimant.part == .succeeded)
        #expect(claimant.successor == "P-000050")
        #expect(desk.file.claimants.count == 1)
    }

    @Test func `somebody who withdrew does not settle before they came back`() throws {
        var desk = try TestDesk(claimants: 1)
        try desk.act("withdrawn", #"{"claimants": ["P-000001"]}"#)
        let settlement = #"{"settlements": [{"claimant": "P-000001", "sum": "1"}]}"#
        #expect(try desk.refusal("settle", settlement).paths == ["settlements[0].claimant"])
    }

    @Test func `the relationship is stated for all where nobody is named, with its end`() throws {
        var desk = try TestDesk(claimants: 2)
        try desk.act("relationship_stated", #"{"kind": "labour_service", "until": "2025-03-31"}"#)
        #expect(desk.file.claimants.map(\.relationship) == [.labourService, .labourService])
        try desk.act("relationship_stated", #"{"claimants": ["P-000002"], "kind": "employment"}"#)
        #expect(desk.file.claimants.map(\.relationship) == [.labourService, .employment])
        #expect(desk.file.claimants.map(\.relationshipEnded) == [Day("2025-03-31"), nil])
        let order = #"{"kind": "employment", "from": "2025-01-02", "until": "2025-01-01"}"#
        #expect(try desk.refusal("relationship_stated", order).paths == ["until"])
    }
}
