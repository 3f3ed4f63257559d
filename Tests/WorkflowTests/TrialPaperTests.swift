import Source
import SourceYAML
import Testing
import Values

@testable import Workflow

/// An order that counts as served only with proof about that very order, and a route that bars another.
private func procedure(_ steps: String, given: String = "{at: 2025-04-07}") -> String {
    """
    workflow: order
    language: 1
    version: 1
    label: {zh: 责令, en: order}
    vocabulary: wage-arrears/1
    calendar: cn
    roles:
      clerk: {label: {zh: 受理员, en: clerk}}
      lawyer: {label: {zh: 律师, en: lawyer}}
      court: {label: {zh: 法院, en: court}, outside: true}
    documents:
      order: {label: {zh: 责令书, en: order}}
      proof: {label: {zh: 送达回证, en: proof of service}, per: document}
    acts:
      issue: {kind: decision, label: {zh: 责令, en: issue}, who: [clerk], needs: [{any_of: [order], fresh: true}]}
      serve: {kind: decision, label: {zh: 送达, en: serve}, who: [clerk], needs: [{any_of: [proof], of: order}]}
      answered: {kind: fact, label: {zh: 法院答复, en: answered}, by: [court], recorded_by: [lawyer]}
      send_on: {kind: decision, label: {zh: 告知, en: send on}, who: [clerk]}
    initial: open
    states:
      open:
        label: {zh: 办理, en: open}
        transitions:
          - {act: issue, to: ordered, when: "!case.carried(['arbitration'])"}
          - {act: send_on, to: gone, when: "case.carried(['arbitration'])"}
      ordered:
        label: {zh: 已责令, en: ordered}
        transitions: [{act: issue, to: ordered}, {act: serve, to: served}, {act: answered}]
      served: {label: {zh: 已送达, en: served}, final: true, outcome: served}
      gone: {label: {zh: 另途, en: gone}, final: true, outcome: gone}
    stories:
      - name: one
        label: {zh: 一, en: one}
        given: \(given)
        steps: \(steps)
    """
}

private func run(_ yaml: String) throws -> TrialRun {
    let definition = try load(yaml)
    return TrialRun(try #require(definition.stories.first), of: definition, host: plainHost)
}

@Suite struct TrialPaperTests {
    @Test func `proof about the latest order serves it, proof about nothing does not`() throws {
        let told = try run(
            procedure(
                """
                [{act: issue}, {act: serve, attach: proof, expect: {refused: needs}},
                 {act: serve, attach: {kind: proof, about_paper: order}, expect: {state: served}}]
                """))
        #expect(told.isAsTold, "\(told.failure?.differences ?? [])")
    }

    /// A settlement that needs the consent of each worker, with what the need says beside that.
    private static func settling(_ steps: String, need: String = "of: claimant, named: true") -> String {
        procedure(steps, given: "{at: 2025-04-07, case: {claimants: [{id: w1}, {id: w2}]}}")
            .replacing(
                "  proof: {label",
                with: "  consent: {label: {zh: 同意书, en: consent}, per: claimant}\n  proof: {label"
            )
            .replacing(
                "acts:\n",
                with: """
                    acts:
                      settle_all: {kind: decision, label: {zh: 和解, en: settle}, who: [clerk], needs: [{any_of: [consent], \(need)}]}

                    """
            )
            .replacing(
                "    transitions:\n      - {act: issue, to: ordered, when",
                with:
                    "    transitions:\n      - {act: settle_all, to: gone}\n      - {act: issue, to: ordered, when"
            )
    }

    @Test func `where a paper must name the worker, one about the whole case is nobody's consent`() throws {
        let told = try run(
            Self.settling(
                """
                [{act: settle_all, attach: consent, expect: {refused: needs}},
                 {act: settle_all, attach: {kind: consent, about: [w1]}, expect: {refused: needs}},
                 {act: settle_all, attach: {kind: consent, about: [w1, w2]}, expect: {state: gone}}]
                """))
        #expect(told.isAsTold, "\(told.failure?.differences ?? [])")
        #expect(try run(Self.settling("[{act: settle_all, expect: {state: gone}}]")).isAsTold)
        let refused = try run(Self.settling("[{act: settle_all, attach: {kind: consent, about: [w1]}}]"))
        let refusal = try #require(refused.failure?.refusal?.primary)
        let (zh, en) = (refusal.message(.zh), refusal.message(.en))
        #expect(zh.contains("劳动者 w2") && !zh.contains("劳动者 w1") && zh.contains("须写明本人"), "\(zh)")
        #expect(en.contains("claimant w2") && en.contains("naming that claimant"), "\(en)")
        #expect(try run(Self.settling("[{act: settle_all, attach: consent}]", need: "of: claimant")).isAsTold)
    }

    @Test(arguments: [
        "named: true", "of: order, named: true", "of: claimant, named: true, later: {within: 3 workdays}",
    ])
    func `a paper that must name the worker is asked for each claimant, and at once`(need: String) {
        #expect(diagnostics(Self.settling("[{wait: 1 day}]", need: need)).contains { $0.code == "S105" })
    }

    @Test func `proof of an order that was replaced does not serve the new one`() throws {
        let told = try run(
            procedure(
                """
                [{act: issue}, {papers: {kind: proof, about_paper: order}}, {act: issue},
                 {act: serve, attach: [], expect: {refused: needs}}]
                """))
        #expect(told.isAsTold, "\(told.failure?.differences ?? [])")
    }

    @Test func `where nothing is attached the story brings proof about that paper`() throws {
        #expect(try run(procedure("[{act: issue}, {act: serve, expect: {state: served}}]")).isAsTold)
    }

    @Test func `what a court did is entered by one who may enter it, where nobody is named`() throws {
        let told = try run(procedure("[{act: issue}, {act: answered}]"))
        #expect(told.isAsTold, "\(told.failure?.differences ?? [])")
    }

    @Test func `what it is about is a kind of paper there is`() {
        let wrong = "[{act: issue}, {act: serve, attach: {kind: proof, about_paper: odrer}}]"
        let codes = diagnostics(procedure(wrong)).map(\.code)
        #expect(codes == ["W101"])
    }

    @Test func `a story says by which other route a claim is carried`() throws {
        let told = try run(
            procedure(
                "[{act: send_on, expect: {refused: guard}}, {carried: arbitration}, {act: issue, expect: {refused: guard}}, {act: send_on}]"
            ))
        #expect(told.isAsTold, "\(told.failure?.differences ?? [])")
        #expect(
            try run(
                procedure(
                    "[{act: send_on, expect: {state: gone}}]",
                    given: "{at: 2025-04-07, carried: [arbitration]}")
            )
            .isAsTold)
    }
}
