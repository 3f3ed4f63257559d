import CEL
import Source
import SourceYAML
import Testing
import Values

@testable import Workflow

/// An order that two officers sign together and a head approves, with one story.
func ordering(_ steps: String = "[]", then: String = "{}") -> String {
    """
    workflow: ordering
    language: 1
    version: 1
    label: {zh: 责令, en: ordering}
    roles:
      clerk: {label: {zh: 经办, en: clerk}}
      officer: {label: {zh: 监察员, en: officer}}
      head: {label: {zh: 负责人, en: head}}
    documents: {draft: {label: {zh: 稿, en: draft}}}
    acts:
      order:
        kind: decision
        label: {zh: 责令, en: order}
        who: [officer]
        payload: {sum: {type: integer, required: true, label: {zh: 数, en: sum}}}
        needs: [{any_of: [draft]}]
        signed: [{who: [officer], as: joint}, {who: [head]}]
      drop: {kind: decision, label: {zh: 撤销, en: drop}, who: [clerk]}
    data: {sum: {type: integer, default: 0, label: {zh: 数, en: sum}}}
    initial: open
    states:
      open:
        label: {zh: 办理, en: open}
        transitions:
          - {act: order, to: ordered, set: {sum: act.sum}}
          - {act: drop, to: dropped}
      ordered: {label: {zh: 已责令, en: ordered}, final: true, outcome: done}
      dropped: {label: {zh: 已撤销, en: dropped}, final: true, outcome: dropped}
    stories:
      - name: one
        label: {zh: 一, en: one}
        given: {at: 2025-04-07, people: {li: officer, wu: officer, chen: head, zhou: clerk}}
        steps: \(steps)
        then: \(then)
    """
}

private func run(_ steps: String, then: String = "{}") throws -> TrialRun {
    let definition = try load(ordering(steps, then: then))
    return TrialRun(try #require(definition.stories.first), of: definition, host: plainHost)
}

private let forward = "{act: order, by: li, set: {sum: 5}, expect: {state: open, waiting: order}}"

@Suite struct `A story with signatures` {
    @Test func `puts an act forward, which is done with the last signature as it was given`() throws {
        let run = try run(
            """
            [\(forward), {approve: order, by: wu, at: 2025-04-08, expect: {state: open, waiting: order}},
             {approve: order, by: chen, at: 2025-04-09, expect: {waiting: []}}]
            """, then: "{state: ordered, outcome: done, data: {sum: 5}}")
        #expect(run.isAsTold, "\(run.failure?.differences.map { $0.text(.en) } ?? [])")
        #expect(run.steps.last?.after.ledger.last?.doers == ["li", "wu", "chen"])
        #expect(run.steps.last?.after.ledger.last?.occurred == day("2025-04-09"))
    }

    @Test(arguments: [3, 4])
    func `puts forward what takes as many people as are still to sign, and no more`(people: Int) throws {
        let rule = "properties: [{name: p, \(label("p")), takes: {to: ordered, people: \(people)}}]"
        let steps =
            people > 3
            ? "[{act: order, by: li, set: {sum: 5}, expect: {refused: property}}]"
            : "[\(forward), {approve: order}, {approve: order, expect: {state: ordered}}]"
        let definition = try load(ordering(steps) + "\n" + rule)
        let run = TrialRun(try #require(definition.stories.first), of: definition, host: plainHost)
        #expect(run.isAsTold, "\(run.failure?.differences.map { $0.text(.en) } ?? [])")
    }

    @Test func `needs no names: whoever is awaited signs`() throws {
        #expect(
            try run("[\(forward), {approve: order}, {approve: order}]", then: "{state: ordered}").isAsTold)
    }

    @Test func `has it turned down or taken back, and put forward again`() throws {
        let steps = """
            [\(forward), {reject: order, by: chen, expect: {waiting: []}}, \(forward),
             {withdraw: order, expect: {waiting: []}}, \(forward)]
            """
        #expect(try run(steps, then: "{state: open, waiting: order}").isAsTold)
    }

    @Test func `is refused a signature out of turn, of the proposer, of others, and of what does not wait`()
        throws
    {
        let steps = """
            [{approve: order, by: wu, expect: {refused: payload}}, \(forward),
             {approve: order, by: chen, expect: {refused: approvals}},
             {approve: order, by: li, expect: {refused: same-actor}},
             {approve: order, by: zhou, expect: {refused: role}},
             {reject: order, by: zhou, expect: {refused: role}},
             {withdraw: order, by: wu, expect: {refused: role}},
             {act: order, by: wu, set: {sum: 6}, expect: {refused: approvals}},
             {approve: order, by: wu, seen: 0, expect: {refused: conflict}}]
            """
        let run = try run(steps, then: "{state: open, waiting: order}")
        #expect(
            run.isAsTold, "\(run.failure?.step ?? 0) \(run.failure?.differences.map { $0.text(.en) } ?? [])")
    }

    @Test func `lets it lapse when its state is left`() throws {
        #expect(
            try run("[\(forward), {act: drop, expect: {waiting: []}}]", then: "{outcome: dropped}").isAsTold)
    }

    @Test func `puts the papers of the act on record only when it is done`() throws {
        let definition = try load(ordering("[]"))
        var simulation = try Simulation(
            definition, given: TrialBeginning(), at: day("2025-04-07"), host: plainHost)
        let place = SourcePosition(file: "t", line: 1, column: 1)
        let officer = TrialPerson(name: "li", roles: ["officer"])
        let forward = simulation.perform(
            TrialStep(.act("order"), by: [officer], payload: .object(["sum": .integer(1)]), position: place))
        #expect(forward.refusal == nil)
        #expect(simulation.papers.isEmpty)
        for _ in 0..<2 {
            _ = simulation.perform(TrialStep(.sign(TrialSigning(.approve, "order")), position: place))
        }
        #expect(simulation.snapshot.outcome == "done")
        #expect(simulation.papers.map(\.kind) == ["draft"])
    }

    @Test func `is written as it is read`() throws {
        let definition = try load(
            ordering("[\(forward), {approve: order, by: wu}, {reject: order, by: chen}, {withdraw: order}]"))
        let story = try #require(definition.stories.first)
        let place = SourcePosition(file: "t", line: 1, column: 1)
        let node = SourceNode(
            .mapping([
                SourceNode.Entry(
                    key: "stories", keyPosition: place,
                    value: SourceNode(.sequence([story.source]), at: place))
            ]), at: place)
        let again = try TrialReader.stories(
            try YAMLReader.read(YAMLWriter.text(node), file: "s"), of: definition)
        #expect(again.first?.source == story.source)
        #expect(again.first?.steps.map(\.deed) == story.steps.map(\.deed))
    }

    @Test(arguments: [
        ("[{approve: drop}]", "W101"), ("[{approve: order, act: order}]", "S102"),
        ("[{approve: order, by: [wu, chen]}]", "S105"), ("[{act: drop, outcome: done}]", "S105"),
        ("[{ended: open, outcome: won}]", "W101"), ("[{act: drop, expect: {waiting: drop}}]", "W101"),
    ])
    func `that cannot be meant is an error of the file`(_ steps: String, _ code: String) {
        #expect(diagnostics(ordering(steps)).map(\.code) == [code])
    }
}

@Suite struct `A story of a proceeding that waits for another` {
    private func run(_ steps: String, then: String = "{}") throws -> TrialRun {
        let stories = """
            stories:
              - name: one
                label: {zh: 一, en: one}
                given: {at: 2025-04-07}
                steps: \(steps)
                then: \(then)
            """
        let definition = try WorkflowDefinition.load(
            try YAMLReader.read(waiting() + "\n" + stories, file: "t.yaml"), vocabularies: [testVocabulary],
            using: interfaces(suit))
        return TrialRun(try #require(definition.stories.first), of: definition, host: plainHost)
    }

    @Test(arguments: [("won", "paid"), ("lost", "ended"), ("closed_with_parent", "ended")])
    func `tells what that one came to`(_ outcome: String, _ end: String) throws {
        let run = try run(
            "[{act: a, expect: {state: waiting}}, {ended: waiting, outcome: \(outcome), at: 2025-05-07}]",
            then: "{state: \(end), outcome: \(end)}")
        #expect(run.isAsTold)
    }

    @Test func `cannot have it end before it was opened, or after it was left to itself`() throws {
        let steps = """
            [{ended: waiting, outcome: won, expect: {refused: payload}}, {act: a}, {act: b},
             {ended: waiting, outcome: won, expect: {refused: payload}}]
            """
        #expect(try run(steps, then: "{outcome: ended}").isAsTold)
    }

    @Test func `names an outcome that the other file has`() {
        #expect(throws: DiagnosticList.self) { try run("[{act: a}, {ended: waiting, outcome: wonn}]") }
        #expect(throws: DiagnosticList.self) { try run("[{act: a}, {ended: waiting}]") }
    }
}
