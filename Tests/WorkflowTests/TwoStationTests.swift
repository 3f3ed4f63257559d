import CEL
import Testing
import Values
import Workflow

/// The two-station procedure of the repository, walked as its stations would.
@Suite struct TwoStationTests {
    private let clerk = doer("clerk", "stationClerk")
    private let cadre = doer("cadre", "unionCadre")
    private let inspector = doer("inspector", "labourInspector")
    private let second = doer("second", "labourInspector")
    private let head = doer("head", "bureauHead")
    private let complaint = paper("D1", "complaint")
    private let record = paper("D2", "inquiry_record", fresh: true)
    private let sheet = paper("D3", "pay_sheet")
    private let report = paper("D4", "closing_report")

    private func start(_ papers: [PaperOnRecord]) throws -> Walk {
        try Walk(shipped("two-station"), view: caseView(papers: papers))
    }

    private static let paying = [
        "paying/desk/collecting", "paying/workers/ours/owing[w1]", "paying/agreements",
    ]

    /// Accepted and, with the arrears verified at 42,980.00, waiting for the employer.
    private func verified() throws -> Walk {
        var walk = try start([complaint, record, sheet])
        try walk.do("accept", by: [clerk])
        #expect(walk.states == ["joint/facts/verifying", "joint/employer/searching"])
        let after = caseView(due: 4_298_000, verified: 4_298_000, papers: walk.view.papers)
        try walk.do("verify", by: [cadre, inspector], then: after)
        #expect(walk.states == ["joint/facts/verified", "joint/employer/searching"])
        return walk
    }

    @Test func `from the ticket to the money in the workers' hands`() throws {
        var walk = try verified()
        try walk.do("start_joint_action", by: [cadre])
        try walk.do("employer_found", by: [cadre], ["route": .string("third_party")])
        #expect(walk.states == Self.paying)
        #expect(walk.snapshot.data["contact_route"] == .string("third_party"))
        try walk.facts(caseView(verified: 4_298_000, papers: [complaint, record, sheet, report]))
        #expect(walk.states == ["confirming"])
        try walk.do("close", by: [head], ["reason": .string("paid_in_full")])
        #expect(walk.states == ["closed"])
        #expect(walk.snapshot.outcome == "paid")
        #expect(walk.snapshot.ledger.map(\.act).contains("close"))
    }

    @Test func `the employer may be found before the arrears are verified`() throws {
        var walk = try start([complaint, record, sheet])
        try walk.do("accept", by: [clerk])
        try walk.do("employer_found", by: [cadre], ["route": .string("direct")])
        #expect(walk.states == ["joint/facts/verifying", "joint/employer/reached"])
        try walk.do(
            "verify", by: [cadre, inspector],
            then: caseView(due: 100, verified: 100, papers: [complaint, record, sheet]))
        #expect(walk.states == Self.paying)
    }

    @Test func `a contact recorded before acceptance counts as soon as the state is reached`() throws {
        var walk = try start([complaint])
        try walk.facts(caseView(contact: true, papers: [complaint]))
        #expect(walk.states == ["intake"])
        try walk.do("accept", by: [clerk])
        #expect(walk.states == ["joint/facts/verifying", "joint/employer/reached"])
    }

    @Test func `money paid before verification closes the gap the moment it is verified`() throws {
        var walk = try start([complaint, record, sheet])
        try walk.facts(caseView(contact: true, papers: [complaint, record, sheet]))
        try walk.do("accept", by: [clerk])
        try walk.do(
            "verify", by: [cadre, inspector],
            then: caseView(verified: 100, contact: true, papers: [complaint, record, sheet]))
        #expect(walk.states == ["confirming"])
        #expect(walk.last.entered.contains("paying"))
        // The state passed through starts no clock.
        #expect(walk.run("confirmation#1")?.state == .running)
    }

    @Test func `what is not substantiated is closed as such and cannot be reopened`() throws {
        var walk = try start([complaint, record, report])
        try walk.do("accept", by: [clerk])
        try walk.do("refute", by: [inspector, cadre])
        try walk.do("employer_found", by: [cadre], ["route": .string("direct")])
        #expect(walk.states == ["refuted_closing"])
        #expect(
            walk.refusal(of: "close", by: [head], ["reason": .string("paid_in_full")])?.primary.code
                == "guard")
        try walk.do("close", by: [head], ["reason": .string("not_substantiated")])
        #expect(walk.snapshot.outcome == "not_substantiated")
        #expect(walk.refusal(of: "reopen", by: [head])?.primary.code == "closed")
    }

    @Test func `money found to be due after all takes a case back from confirming`() throws {
        var walk = try verified()
        try walk.do("employer_found", by: [cadre], ["route": .string("direct")])
        try walk.facts(caseView(verified: 4_298_000, papers: walk.view.papers))
        #expect(walk.states == ["confirming"])
        #expect(walk.run("handling#1")?.state == .ended)
        try walk.facts(caseView(due: 5, verified: 4_298_000, papers: walk.view.papers))
        #expect(walk.states == Self.paying)
        // `reenter: continue`: the same limit goes on.
        #expect(walk.run("handling#1")?.state == .running)
        #expect(walk.run("handling#1")?.pauses.count == 1)
        #expect(walk.run("handling#2") == nil)
    }

    @Test func `a paid case is reopened into paying, with its data and ledger`() throws {
        var walk = try verified()
        try walk.do("employer_found", by: [cadre], ["route": .string("direct")])
        try walk.facts(caseView(verified: 4_298_000, papers: [complaint, record, sheet, report]))
        try walk.do("close", by: [head], ["reason": .string("paid_in_full")])
        let acts = walk.snapshot.ledger.count
        #expect(walk.refusal(of: "verify", by: [cadre, inspector])?.primary.code == "closed")
        try walk.do(
            "reopen", by: [head],
            then: caseView(due: 10, verified: 4_298_010, papers: [complaint, record, sheet, report]))
        #expect(walk.states == Self.paying)
        #expect(walk.snapshot.episode == 2)
        #expect(walk.snapshot.outcome == nil)
        #expect(walk.snapshot.ledger.count == acts + 1)
        #expect(walk.snapshot.data["contact_route"] == .string("direct"))
    }

    @Test func `closing as paid while money is due breaks a rule of the procedure`() throws {
        var walk = try verified()
        try walk.do("employer_found", by: [cadre], ["route": .string("direct")])
        try walk.facts(caseView(verified: 4_298_000, papers: [complaint, record, sheet, report]))
        let broken = caseView(due: 1, verified: 4_298_000, papers: [complaint, record, sheet, report])
        do {
            try walk.do("close", by: [head], ["reason": .string("paid_in_full")], then: broken)
            Issue.record("the closing was taken")
        } catch let fault as StepFault {
            #expect(fault.refusal.code == "property")
            #expect(fault.refusal.message(.zh).contains("未付清不得按已付结案"))
            #expect(fault.refusal.details(.en).contains { $0.contains("case.due = 0.01") })
        }
        #expect(walk.states == ["confirming"])
    }

    @Test func `a fact that breaks a rule of a closed case is reported and stands`() throws {
        var walk = try verified()
        try walk.do("employer_found", by: [cadre], ["route": .string("direct")])
        try walk.facts(caseView(verified: 4_298_000, papers: [complaint, record, sheet, report]))
        try walk.do("close", by: [head], ["reason": .string("paid_in_full")])
        try walk.do("payment_recorded", by: [clerk], then: caseView(due: 3, verified: 4_298_000))
        #expect(walk.states == ["closed"])
        #expect(walk.last.violations == ["never-closed-unpaid"])
    }

    @Test func `one who verified may not close, in any role`() throws {
        var walk = try verified()
        try walk.do("employer_found", by: [cadre], ["route": .string("direct")])
        try walk.facts(caseView(verified: 4_298_000, papers: [complaint, record, sheet, report]))
        let both = doer("inspector", "bureauHead")
        let report = walk.refusal(of: "close", by: [both], ["reason": .string("paid_in_full")])
        #expect(report?.primary.code == "same-actor")
        #expect(report?.primary.message(.en).contains("verify") == true)
    }

    @Test func `an inspector verifies with another inspector's signature, not with their own`() throws {
        var walk = try start([complaint, record, sheet])
        try walk.do("accept", by: [clerk])
        #expect(walk.admission(of: "verify", by: [inspector])?.awaits.count == 1)
        #expect(
            walk.admission(of: "verify", by: [cadre, doer("second", "labourInspector", signed: false)])?
                .awaits.count == 1)
        try walk.do("verify", by: [inspector, second])
    }

    @Test func `what can be done now says who may, what is missing and where it leads`() throws {
        var walk = try start([])
        var offers = WorkflowStep.offers(walk.definition, walk.snapshot, case: walk.view)
        #expect(offers.map(\.act.name) == ["accept", "decline"])
        #expect(offers[0].isPossibleNow == false)
        #expect(offers[0].missing.map(\.code) == ["needs"])
        #expect(offers[1].isPossibleNow && offers[1].leadsTo == ["declined"])
        walk.view = caseView(papers: [complaint])
        try walk.do("accept", by: [clerk])
        offers = WorkflowStep.offers(walk.definition, walk.snapshot, case: walk.view)
        #expect(
            offers.map(\.act.name) == ["start_joint_action", "close", "verify", "refute", "employer_found"])
        let close = offers.first { $0.act.name == "close" }
        // Not everybody has withdrawn, whatever reason would be given.
        #expect(close?.isPossibleNow == false)
        #expect(close?.missing.map(\.code).contains("guard") == true)
        let verify = offers.first { $0.act.name == "verify" }
        #expect(verify?.whoMay == ["labourInspector", "unionCadre", "unionLawyer"])
        #expect(verify?.missing.map(\.code) == ["needs", "approvals"])
    }
}
