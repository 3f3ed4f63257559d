import CEL
import Source
import Testing
import Values
import Workflow

/// A procedure with a decision that two officers sign together, that a lawyer then reviews and a head approves.
private let procedure = """
    workflow: signing
    language: 1
    version: 1
    label: {zh: 签署, en: signing}
    roles:
      clerk: {label: {zh: 经办, en: clerk}}
      officer: {label: {zh: 监察员, en: officer}}
      lawyer: {label: {zh: 法制员, en: lawyer}}
      head: {label: {zh: 负责人, en: head}}
    separate: [[check, pay]]
    acts:
      check: {kind: decision, label: {zh: 核查, en: check}, who: [clerk, officer, head]}
      pay: {kind: decision, label: {zh: 支付, en: pay}, who: [clerk], signed: [{who: [head]}]}
      order:
        kind: decision
        label: {zh: 责令, en: order}
        who: [officer]
        not_same_actor_as: [check]
        signed: [{who: [officer], as: joint}, {who: [lawyer]}, {who: [head]}]
      other: {kind: decision, label: {zh: 其他, en: other}, who: [clerk]}
      stay: {kind: decision, label: {zh: 停留, en: stay}, who: [clerk]}
    clocks:
      limit:
        label: {zh: 期限, en: limit}
        owes: officer
        kind: internal
        limit: duty
        until: "date('2025-05-01')"
        runs_in: [open]
        ends: [order]
        breach: note
        source: {zh: 内部, en: internal}
    initial: open
    states:
      open:
        label: {zh: 办理, en: open}
        transitions:
          - {act: check}
          - {act: pay}
          - {act: stay}
          - {act: order, to: ordered}
          - {act: other, to: elsewhere}
      ordered: {label: {zh: 已责令, en: ordered}, final: true, outcome: done}
      elsewhere: {label: {zh: 另处, en: elsewhere}, final: true, outcome: other}
    """

private let officer = doer("o1", "officer")
private let joint = doer("o2", "officer")
private let lawyer = doer("l", "lawyer")
private let head = doer("h", "head")

extension Walk {
    fileprivate mutating func sign(_ id: String, by signer: Doer, on text: String? = nil) throws
        -> SignedProposal
    {
        let signed = try WorkflowStep.sign(
            id, by: signer, occurred: text.map(day) ?? on, definition, snapshot, case: view)
        snapshot = signed.awaited.isEmpty ? signed.without : signed.standing.snapshot
        return signed
    }

    fileprivate func refusal(signing id: String, by signer: Doer, on text: String? = nil) -> Refusal? {
        do {
            _ = try WorkflowStep.sign(
                id, by: signer, occurred: text.map(day) ?? on, definition, snapshot, case: view)
            return nil
        } catch {
            return error.primary
        }
    }
}

/// Acts that wait for signatures: put forward, signed in order or together, done with the last signature.
struct ProposalTests {
    private func walk() throws -> Walk { try Walk(try load(procedure, vocabularies: [])) }

    private func proposed() throws -> (walk: Walk, id: String) {
        var walk = try walk()
        try walk.do("order", by: [officer])
        return (walk, try #require(walk.snapshot.proposals.first?.id))
    }

    @Test func `an act without its signatures is put forward and moves nothing`() throws {
        let (walk, _) = try proposed()
        #expect(walk.states == ["open"])
        #expect(walk.snapshot.ledger.isEmpty)
        #expect(walk.run("limit#1")?.state == .running)
        let proposal = try #require(walk.snapshot.proposals.first)
        #expect(proposal.waiting(in: walk.definition).en == "officer (joint), then lawyer, then head")
        #expect(proposal.awaited(in: walk.definition).map(\.isNext) == [true, false, false])
    }

    @Test func `signatures that approve come in the order of the file, a joint one at any time`() throws {
        var (walk, id) = try proposed()
        #expect(walk.refusal(signing: id, by: head)?.code == "approvals")
        #expect(
            walk.refusal(signing: id, by: lawyer)?.message(.en)
                == "signing (approve) is not possible yet: officer signs first; sign after them")
        #expect(try walk.sign(id, by: joint).awaited.map(\.rule.who) == [["lawyer"], ["head"]])
        #expect(walk.refusal(signing: id, by: head)?.code == "approvals")
        #expect(try walk.sign(id, by: lawyer).awaited.map(\.rule.who) == [["head"]])
        let last = try walk.sign(id, by: head, on: "2025-04-09")
        #expect(last.awaited.isEmpty)
        #expect(last.doers.map(\.id) == ["o1", "o2", "l", "h"])
        walk.on = day("2025-04-09")
        try walk.do("order", by: last.doers)
        #expect(walk.states == ["ordered"])
        #expect(walk.snapshot.ledger.first?.doers == ["o1", "o2", "l", "h"])
        #expect(walk.snapshot.ledger.first?.occurred == day("2025-04-09"))
        #expect(walk.run("limit#1")?.ended == .met)
    }

    @Test func `nobody signs twice, nor what they put forward themselves, in whatever role`() throws {
        var (walk, id) = try proposed()
        #expect(walk.refusal(signing: id, by: officer)?.code == "same-actor")
        _ = try walk.sign(id, by: doer("o2", "officer", "lawyer"))
        #expect(walk.refusal(signing: id, by: doer("o2", "officer", "lawyer"))?.code == "same-actor")
    }

    @Test func `a role that signs nothing, an unsigned name and an earlier day are refused`() throws {
        let (walk, id) = try proposed()
        #expect(walk.refusal(signing: id, by: doer("c", "clerk"))?.code == "role")
        #expect(walk.refusal(signing: id, by: doer("o2", "officer", signed: false))?.code == "approvals")
        #expect(walk.refusal(signing: id, by: joint, on: "2025-04-06")?.code == "payload")
        #expect(walk.refusal(signing: "S77", by: joint)?.code == "payload")
    }

    @Test func `a signer is bound by separation as a doer is`() throws {
        var walk = try walk()
        try walk.do("check", by: [joint])
        try walk.do("order", by: [officer])
        let id = try #require(walk.snapshot.proposals.first?.id)
        #expect(walk.refusal(signing: id, by: joint)?.code == "same-actor")
        #expect(walk.refusal(signing: id, by: doer("o3", "officer")) == nil)
        try walk.do("check", by: [head])
        try walk.do("pay", by: [doer("c", "clerk")])
        let payment = try #require(walk.snapshot.proposals.last?.id)
        #expect(walk.refusal(signing: payment, by: head)?.code == "same-actor")
    }

    @Test func `what was done in another proceeding of the case bars too`() throws {
        var walk = try walk()
        walk.view = CaseView(
            record: .record([:]),
            elsewhere: [
                PerformedAct(act: "check", doers: ["o1"], occurred: day("2025-04-01"), position: nil)
            ], separateElsewhere: [["stay", "check"]])
        #expect(walk.refusal(of: "order", by: [officer])?.primary.code == "same-actor")
        #expect(walk.refusal(of: "stay", by: [doer("o1", "clerk")])?.primary.code == "same-actor")
        #expect(walk.refusal(of: "stay", by: [doer("c", "clerk")]) == nil)
    }

    @Test func `acts about different rows do not bar each other, an act about the case bars for every row`()
        throws
    {
        var walk = try walk()
        func order(_ row: String) -> Bool {
            let input = ActInput(
                act: "order", payload: [:], doers: [officer], occurred: walk.on, rows: [row])
            guard
                case .refused(let report) = WorkflowStep.admit(
                    walk.definition, walk.snapshot, act: input, case: walk.view)
            else { return false }
            return report.all.contains { $0.code == "same-actor" }
        }
        walk.snapshot.ledger.append(
            PerformedAct(act: "check", doers: ["o1"], occurred: walk.on, position: nil, row: "w1"))
        #expect(order("w1"))
        #expect(!order("w2"))
        walk.snapshot.ledger.append(
            PerformedAct(act: "check", doers: ["o1"], occurred: walk.on, position: nil))
        #expect(order("w2"))
    }

    @Test func `the same is not put forward twice`() throws {
        let (walk, id) = try proposed()
        let report = walk.refusal(of: "order", by: [joint])
        #expect(report?.all.map(\.code) == ["approvals"])
        #expect(report?.primary.message(.zh).contains(id) == true)
    }

    @Test func `leaving its state ends a proposal, another act there does not`() throws {
        var (walk, id) = try proposed()
        try walk.do("stay", by: [doer("c", "clerk")])
        #expect(walk.snapshot.proposals.map(\.id) == [id])
        try walk.do("other", by: [doer("c", "clerk")])
        #expect(walk.snapshot.proposals.isEmpty)
        #expect(walk.last.proposalEnds.map(\.proposal.id) == [id])
        #expect(
            walk.last.proposalEnds.first?.text(in: walk.definition).en.contains("'open' was left") == true)
    }

    @Test func `the same act done with every signature at once overtakes a proposal`() throws {
        var walk = try walk()
        try walk.do("pay", by: [doer("c", "clerk")])
        #expect(walk.snapshot.proposals.count == 1)
        try walk.do("pay", by: [doer("c", "clerk"), head])
        #expect(walk.snapshot.proposals.isEmpty)
        #expect(walk.last.proposalEnds.map(\.way) == [.overtaken])
    }

    @Test func `it is turned down by one who was to sign, and taken back by one who put it forward`() throws {
        let (walk, id) = try proposed()
        func reject(_ doer: Doer) throws -> StepResult {
            try WorkflowStep.reject(
                id, by: doer, occurred: walk.on, walk.definition, walk.snapshot, case: walk.view)
        }
        func withdraw(_ doer: Doer) throws -> StepResult {
            try WorkflowStep.withdraw(
                id, by: doer, occurred: walk.on, walk.definition, walk.snapshot, case: walk.view)
        }
        #expect(throws: RefusalReport.self) { try reject(doer("c", "clerk")) }
        #expect(throws: RefusalReport.self) { try reject(officer) }
        #expect(try reject(head).snapshot.proposals.isEmpty)
        #expect(throws: RefusalReport.self) { try withdraw(head) }
        #expect(try withdraw(officer).snapshot.proposals.isEmpty)
    }

    @Test func `what waits is stored whole and read back`() throws {
        var (walk, id) = try proposed()
        _ = try walk.sign(id, by: joint)
        let again = try Snapshot(json: walk.snapshot.json, definition: walk.definition)
        #expect(again == walk.snapshot)
        #expect(again.proposals.first?.signatures.map(\.signer.id) == ["o2"])
    }

    @Test func `whoever may sign for two waits leaves room for the other, whatever the order`() throws {
        let text = procedure.replacing(
            "signed: [{who: [officer], as: joint}, {who: [lawyer]}, {who: [head]}]",
            with:
                "signed: [{who: [officer, lawyer], as: joint}, {who: [officer, head], as: joint}, {who: [lawyer], as: joint}]"
        )
        let definition = try load(text, vocabularies: [])
        let signers = [joint, lawyer, head]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            var walk = try Walk(definition)
            try walk.do("order", by: [officer])
            let id = try #require(walk.snapshot.proposals.first?.id)
            var waits: [Int] = []
            for index in order { waits.append(try walk.sign(id, by: signers[index]).awaited.count) }
            #expect(waits == [2, 1, 0], "order \(order)")
        }
    }

    @Test(arguments: [1, 7, 42, 2025] as [UInt64])
    func `signatures in any order never let an approving one come before those listed above it`(seed: UInt64)
        throws
    {
        var random = SeededGenerator(state: seed)
        let people = [joint, doer("o3", "officer"), lawyer, doer("l2", "lawyer"), head, doer("h2", "head")]
        for round in 0..<200 {
            var (walk, id) = try proposed()
            var given: [String] = []
            for signer in people.shuffled(using: &random) {
                guard walk.refusal(signing: id, by: signer) == nil else { continue }
                given.append(signer.roles.first ?? "")
                if try walk.sign(id, by: signer).awaited.isEmpty { break }
            }
            let expected = ["officer", "lawyer", "head"]
            #expect(Array(expected.prefix(given.count)) == given, "seed \(seed), round \(round)")
        }
    }

    @Test func `several who sign the same paper fill what they can in order; the rest waits`() throws {
        var walk = try walk()
        try walk.do("order", by: [officer, head, joint])
        let proposal = try #require(walk.snapshot.proposals.first)
        // The head's approval would come before the lawyer's review: it is given later.
        #expect(proposal.signatures.map(\.signer.id) == ["o2"])
        #expect(proposal.awaited(in: walk.definition).map(\.rule.who) == [["lawyer"], ["head"]])
        _ = try walk.sign(proposal.id, by: lawyer)
        #expect(try walk.sign(proposal.id, by: head).awaited.isEmpty)
    }
}
