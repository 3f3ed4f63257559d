import CEL
import Source
import Testing
import Values

@testable import Workflow

/// Each refusal has its code, a place in the order, and a text a mediator can act on in both languages.
@Suite struct RefusalTests {
    private func procedure() throws -> Walk {
        try Walk(
            load(
                """
                workflow: example
                language: 1
                version: 1
                label: {zh: 例, en: example}
                vocabulary: wage-arrears/1
                roles:
                  clerk: {label: {zh: 受理员, en: clerk}}
                  head: {label: {zh: 负责人, en: head}}
                  auditor: {label: {zh: 审计员, en: auditor}, reads_only: true}
                documents:
                  form: {label: {zh: 登记表, en: form}}
                  record: {label: {zh: 笔录, en: record}}
                acts:
                  accept: {who: [clerk], needs: [{any_of: [form, record], min: 2}]}
                  verify: {who: [clerk, head], signed: [{who: [head]}]}
                  close: {who: [head], not_same_actor_as: [verify]}
                  reopen: {who: [head]}
                  look: {kind: fact, label: {zh: 看到, en: looked}, who: [clerk]}
                separate:
                  - [accept, verify, close]
                clocks:
                  period:
                    label: {zh: 申请期限, en: period}
                    owes: clerk
                    kind: legal
                    limit: right
                    length: 1 year
                    runs_in: [intake]
                    ends: [accept]
                    breach: note
                    reenter: restart
                    source: {act: 劳动争议调解仲裁法, version: 2008, article: 27}
                initial: intake
                states:
                  intake:
                    label: {zh: 受理, en: intake}
                    transitions: [{act: accept, to: handling}]
                  handling:
                    label: {zh: 办理, en: handling}
                    transitions:
                      - {act: verify, to: handling, when: "case.verified > yuan('100.00')"}
                      - {act: close, to: over, when: "act.reason == 'paid_in_full' && case.due == fen(0)"}
                  over:
                    label: {zh: 办结, en: over}
                    final: true
                    outcome: paid
                    reopen: [{act: reopen, to: intake}]
                """), view: caseView(papers: [paper("D1", "form"), paper("D2", "record")]))
    }

    private let clerk = doer("c1", "clerk")
    private let head = doer("h1", "head")

    private func inHandling() throws -> Walk {
        var walk = try procedure()
        try walk.do("accept", by: [clerk])
        return walk
    }

    @Test func `an unknown act names the nearest one`() throws {
        let report = try procedure().refusal(of: "acept", by: [clerk])
        #expect(report?.primary == .unknownAct("acept", nearest: "accept"))
        #expect(report?.primary.message(.en) == "there is no act 'acept'; did you mean 'accept'?")
        #expect(report?.primary.message(.zh) == "没有名为 acept 的事项；是否指 accept？")
    }

    @Test func `an act of another state says where it is possible and what is possible now`() throws {
        let report = try procedure().refusal(of: "verify", by: [clerk, head])
        #expect(report?.primary.code == "not-here")
        #expect(
            report?.primary.message(.en)
                == "verify is not possible in 'intake'; it is possible in: handling; possible now: accept")
        #expect(report?.primary.message(.zh) == "不能在“受理”做verify；可在以下阶段做：办理（handling）；现在可以做：accept")
        #expect(
            try procedure().refusal(of: "decline", by: [clerk])?.primary.message(.en).contains(
                "never takes it") == true)
    }

    @Test func `a role that may not is told which may and which the doers have`() throws {
        let report = try procedure().refusal(of: "accept", by: [head])
        #expect(report?.primary.code == "role")
        #expect(
            report?.primary.message(.en) == "accept may be done by clerk; h1 has head; let one who may do it")
        #expect(report?.primary.message(.zh).contains("只能由受理员（clerk）做；经办人：h1（负责人（head））") == true)
    }

    @Test func `a guard shows the value of every part of it`() throws {
        var walk = try inHandling()
        walk.view = caseView(due: 500)
        let report = walk.refusal(of: "close", by: [head], ["reason": .string("paid_in_full")])
        #expect(report?.primary.code == "guard")
        #expect(report?.primary.details(.en).contains { $0.contains("case.due = 5.00") } == true)
        #expect(report?.primary.details(.zh).count == report?.primary.details(.en).count)
    }

    @Test func `papers that are short are named with what would do`() throws {
        var walk = try procedure()
        walk.view = caseView(papers: [paper("D1", "form", hash: "aa"), paper("D2", "record", hash: "aa")])
        let report = walk.refusal(of: "accept", by: [clerk])
        #expect(report?.primary.code == "needs")
        #expect(
            report?.primary.message(.en)
                == "accept is not possible: papers are short: form or record, 2 needed, 1 there; attach them")
    }

    @Test func `one whom nothing shows to have done it is asked for a paper they signed`() throws {
        var walk = try inHandling()
        walk.view = caseView(verified: 20_000)
        let unsigned = walk.refusal(of: "verify", by: [doer("c2", "clerk", signed: false), head])
        #expect(unsigned?.primary.message(.en).contains("c2 neither recorded this nor signed") == true)
    }

    @Test func `one paper signed twice by the same person is one signature`() throws {
        var walk = try inHandling()
        walk.view = caseView(verified: 20_000)
        #expect(walk.admission(of: "verify", by: [head])?.awaits.map(\.rule.who) == [["head"]])
        #expect(walk.admission(of: "verify", by: [head, doer("h2", "head")])?.awaits == [])
    }

    @Test func `one who did the other acts of a line may not do the last, nor one named by the act`() throws {
        var walk = try inHandling()
        walk.view = caseView(verified: 20_000)
        try walk.do("verify", by: [doer("c2", "clerk"), doer("c1", "head")])
        // c1 accepted and verified; closing would be the third of the line.
        let report = walk.refusal(of: "close", by: [doer("c1", "head")], ["reason": .string("paid_in_full")])
        #expect(report?.primary.code == "same-actor")
        #expect(report?.primary.message(.en).contains("they did verify on 2025-04-07") == true)
        var later = try inHandling()
        later.snapshot.ledger.append(
            PerformedAct(act: "close", doers: ["c1"], occurred: day("2025-04-06"), position: nil))
        later.view = caseView(verified: 20_000)
        let separated = later.refusal(of: "verify", by: [doer("c2", "clerk"), doer("c1", "head")])
        guard case .sameActor(let reason)? = separated?.primary else {
            Issue.record("not refused as the same actor")
            return
        }
        #expect(reason.doer == "c1")
        #expect(reason.rule == .separate(["accept", "verify", "close"].map { Named(unlabelled: $0) }))
    }

    @Test func `a doer without a signature does not count for later duties`() throws {
        var walk = try inHandling()
        walk.view = caseView(verified: 20_000)
        try walk.do("verify", by: [doer("c2", "clerk"), head, doer("h9", "head", signed: false)])
        #expect(walk.snapshot.ledger.last?.doers == ["c2", "h1"])
        #expect(
            walk.refusal(of: "close", by: [doer("h9", "head")], ["reason": .string("paid_in_full")]) == nil)
    }

    @Test func `a right that has lapsed refuses, a date within the last day is in time`() throws {
        var walk = try procedure()
        let due = day("2026-04-07")
        walk.snapshot.fill("period#1", due: due, expiresAt: due.latest, warnings: [], isProvisional: false)
        walk.on = due
        #expect(walk.refusal(of: "accept", by: [clerk]) == nil)
        walk.on = day("2026-04-08")
        let report = walk.refusal(of: "accept", by: [clerk])
        #expect(report?.primary.code == "clock")
        #expect(report?.primary.message(.zh).contains("《劳动争议调解仲裁法》（2008）第 27 条") == true)
        try walk.breach("period#1")
        walk.on = day("2026-04-08")
        #expect(walk.refusal(of: "accept", by: [clerk])?.primary.code == "clock")
    }

    @Test func `an open finding blocks an act that closes, and no other`() throws {
        var walk = try inHandling()
        walk.view = caseView(verified: 20_000, findings: ["F3.1"])
        #expect(walk.refusal(of: "verify", by: [clerk, head])?.primary.code == nil)
        let report = walk.refusal(of: "close", by: [head], ["reason": .string("paid_in_full")])
        #expect(report?.primary.code == "finding")
        #expect(report?.primary.message(.en).contains("F3.1") == true)
    }

    @Test func `a decision cannot lie before the state that takes it was entered`() throws {
        var walk = try inHandling()
        walk.view = caseView(verified: 20_000)
        walk.on = day("2025-04-06")
        let report = walk.refusal(of: "verify", by: [clerk, head])
        #expect(report?.primary.code == "payload")
        #expect(
            report?.primary.details(.en) == [
                "occurred: given 2025-04-06, wanted not before 'handling' was entered, 2025-04-07"
            ])
        walk.on = day("2025-04-07")
        #expect(walk.refusal(of: "verify", by: [clerk, head]) == nil)
    }

    @Test func `a closed proceeding says how it can be reopened and takes nothing else`() throws {
        var walk = try inHandling()
        try walk.do("close", by: [head], ["reason": .string("paid_in_full")])
        let report = walk.refusal(of: "accept", by: [clerk])
        #expect(report?.primary.code == "closed")
        #expect(
            report?.primary.message(.en)
                == "accept is not possible: the proceeding has ended in 'over'; reopen it first: reopen by head"
        )
        try walk.do("correct", by: [clerk])
        try walk.do("look", by: [clerk])
        #expect(walk.states == ["over"])
        #expect(walk.refusal(of: "reopen", by: [clerk])?.primary.code == "role")
        try walk.do("reopen", by: [head])
        #expect(walk.states == ["intake"])
        #expect(walk.run("period#2")?.state == .running)
    }

    @Test func `facts are refused only to those who may not record at all`() throws {
        let walk = try procedure()
        #expect(walk.refusal(of: "look", by: [head]) == nil)
        #expect(walk.refusal(of: "payment_recorded", by: [head]) == nil)
        #expect(walk.refusal(of: "look", by: [doer("a", "auditor")])?.primary.code == "role")
        #expect(walk.refusal(of: "look", by: [doer("a")])?.primary.code == "role")
        #expect(walk.refusal(of: "look", by: [])?.primary.code == "role")
    }

    @Test func `all reasons are listed, the first in order is the answer`() throws {
        var walk = try procedure()
        walk.view = caseView(findings: ["F1.1"], isClosed: true)
        let report = walk.refusal(of: "verify", by: [doer("x", "auditor")])
        #expect(report?.all.map(\.code) == ["closed", "not-here", "role"])
        let short = try procedure().definition
        let empty = try Walk(short, view: caseView())
        #expect(empty.refusal(of: "accept", by: [head])?.all.map(\.code) == ["role", "needs"])
    }

    @Test func `the order of refusals is that of the rules`() {
        let codes = [
            "conflict", "unknown-act", "closed", "payload", "not-here", "role", "guard-error", "guard",
            "same-actor",
            "needs", "clock", "approvals", "finding", "property",
        ]
        let name = Named(unlabelled: "x")
        let refusals: [Refusal] = [
            .property(
                PropertyRefusal(
                    act: name, property: name, expression: "p", mustHold: true, linesZH: [], linesEN: [])),
            .finding(FindingRefusal(act: name, findings: ["F"])),
            .approvals(ApprovalsRefusal(act: name, missing: [], unconfirmed: ["p"])),
            .clock(ClockRefusal(act: name, clock: name, due: nil, source: text("据", "source"))),
            .needs(NeedsRefusal(act: name, short: [])),
            .sameActor(
                SameActorRefusal(
                    act: name, doer: "p", earlier: name, occurred: day("2025-01-01"), rule: .notSameActorAs)),
            .guardFalse(GuardRefusal(act: name, because: text("不行", "no"))),
            .guardError(
                GuardErrorRefusal(act: name, expressions: [], reason: text("错", "wrong"), places: [])),
            .role(RoleRefusal(act: name, may: [], doers: [])),
            .notHere(NotHereRefusal(act: name, standing: [], possibleIn: [], possibleNow: [])), .payload([]),
            .closed(ClosedRefusal(act: name, state: nil, outcome: nil, reopeners: [])),
            .unknownAct("x", nearest: nil), .conflict(seen: 1, now: 2, by: nil),
        ]
        let report = RefusalReport(refusals)
        #expect(report?.all.map(\.code) == codes)
        for refusal in refusals {
            #expect(refusal.json["code"] == .string(refusal.code))
            #expect(!refusal.message(.zh).isEmpty && !refusal.message(.en).isEmpty)
            #expect(refusal.details(.zh).count == refusal.details(.en).count)
        }
    }

    @Test func `after a refusal nothing has changed`() throws {
        var walk = try procedure()
        let before = walk.snapshot
        #expect(throws: RefusalReport.self) { try walk.do("verify", by: [clerk]) }
        #expect(walk.snapshot == before)
    }
}
