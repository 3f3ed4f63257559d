import CEL
import Testing
import Values

@testable import Workflow

/// Papers that may follow an act (容缺) start a clock and must be in before the proceeding ends.
@Suite struct LaterPapersTests {
    private func start(_ view: CaseView = caseView(), waives: Bool = false) throws -> Walk {
        try Walk(
            load(
                """
                workflow: example
                language: 1
                version: 1
                label: {zh: 例, en: example}
                vocabulary: wage-arrears/1
                roles: {clerk: {label: {zh: 受理员, en: clerk}}}
                documents:
                  form: {label: {zh: 登记表, en: form}}
                  sheet: {label: {zh: 工资表, en: pay sheet}}
                  roll: {label: {zh: 考勤, en: attendance}}
                  receipt: {label: {zh: 签收单, en: receipt}, per: claimant}
                acts:
                  accept:
                    who: [clerk]
                    needs:
                      - {any_of: [form]}
                      - {any_of: [sheet, roll], later: {within: 10 workdays}}
                  verify: {who: [clerk], needs: [{any_of: [receipt], of: claimant}]}
                  decline: {who: [clerk], needs: [{any_of: [form], fresh: true}]}
                  close: {who: [clerk]}
                initial: intake
                states:
                  intake:
                    label: {zh: 受理, en: intake}
                    transitions: [{act: accept, to: handling}]
                  handling:
                    label: {zh: 办理, en: handling}
                    transitions: [{act: verify}, {act: decline}, {act: close, to: over}]
                  over: {label: {zh: 办结, en: over}, final: true, outcome: done\(waives ? ", waives_later_papers: true" : "")}
                """), view: view)
    }

    private let form = paper("D1", "form")

    private func accepted(waives: Bool = false) throws -> Walk {
        var walk = try start(caseView(papers: [form]), waives: waives)
        try walk.do("accept")
        return walk
    }

    @Test func `an act goes without papers that may follow, and a clock starts for them`() throws {
        let walk = try accepted()
        #expect(walk.states == ["handling"])
        #expect(walk.last.laterPapers.map(\.run) == ["papers:accept#1"])
        #expect(walk.last.laterPapers.first?.anyOf == ["sheet", "roll"])
        #expect(walk.run("papers:accept#1")?.length == "10 workdays")
        #expect(walk.definition.clockLabel("papers:accept").en == "papers to follow accept")
    }

    @Test func `the papers that are short without delay are named beside those that may follow`() throws {
        let report = try start().refusal(of: "accept")
        #expect(report?.primary.code == "needs")
        #expect(report?.primary.message(.en).contains("form") == true)
        #expect(
            report?.primary.details(.en)
                == [
                    "may follow later: pay sheet (sheet) or attendance (roll), 1 needed, 0 there, may follow within 10 workdays"
                ])
    }

    @Test func `closing waits for the papers, and says when they are due`() throws {
        var walk = try accepted()
        walk.snapshot.fill(
            "papers:accept#1", due: day("2025-04-21"), expiresAt: day("2025-04-21").latest, warnings: [],
            isProvisional: false)
        let report = walk.refusal(of: "close", ["reason": .string("other_route")])
        #expect(report?.primary.code == "needs")
        #expect(report?.primary.message(.zh).contains("accept所欠的工资表（sheet） 或 考勤（roll），期限 2025-04-21") == true)
        try walk.facts(caseView(papers: [form, paper("D2", "roll")]))
        #expect(walk.run("papers:accept#1")?.ended == .met)
        try walk.do("close", ["reason": .string("other_route")])
        #expect(walk.snapshot.outcome == "done")
    }

    @Test func `papers attached to the closing act itself are in time`() throws {
        var walk = try accepted()
        walk.view = caseView(papers: [form, paper("D2", "sheet", fresh: true)])
        try walk.do("close", ["reason": .string("other_route")])
        #expect(walk.snapshot.outcome == "done")
    }

    @Test func `an end that waives them does not wait`() throws {
        var walk = try accepted(waives: true)
        try walk.do("close", ["reason": .string("other_route")])
        #expect(walk.run("papers:accept#1")?.ended == .ended)
    }

    @Test func `papers of claimants are counted for each of them`() throws {
        var walk = try accepted()
        walk.view = caseView(
            claimants: ["w1", "w2"], papers: [form, paper("D3", "receipt", claimants: ["w1"])])
        let report = walk.refusal(of: "verify")
        #expect(report?.primary.message(.en).contains("for claimant w2") == true)
        walk.view = caseView(claimants: ["w1", "w2"], papers: [form, paper("D3", "receipt")])
        #expect(walk.refusal(of: "verify") == nil)
        let input = ActInput(
            act: "verify", payload: [:], doers: [doer("p", "clerk")], occurred: walk.on, rows: ["w1"])
        let view = caseView(
            claimants: ["w1", "w2"], papers: [form, paper("D3", "receipt", claimants: ["w1"])])
        if case .refused(let report) = WorkflowStep.admit(
            walk.definition, walk.snapshot, act: input, case: view)
        {
            Issue.record("the receipt of w1 is there: \(report.primary.message(.en))")
        }
    }

    @Test func `a fresh paper is one attached to the act`() throws {
        let walk = try accepted()
        #expect(walk.refusal(of: "decline")?.primary.code == "needs")
        var fresh = walk
        fresh.view = caseView(papers: [form, paper("D2", "form", fresh: true)])
        #expect(fresh.refusal(of: "decline") == nil)
    }
}
