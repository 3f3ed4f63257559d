import CEL
import Source
import SourceYAML
import Testing
import Values

@testable import Workflow

/// Counts so many civil days, workdays as days and months as thirty: enough where no calendar matters.
let plainHost = SimulatedHost { run, _ in
    let length = run.length.flatMap { ClockLength($0) }
    let due = run.until ?? length.map { plainDay(run.trigger, $0) } ?? run.trigger
    return CountedLimit(due: due, expiresAt: due.latest)
} after: { moment, length in
    plainDay(moment, length)
}

private func plainDay(_ from: Moment, _ length: ClockLength) -> Moment {
    .day(from.day.adding(days: length.unit == .months ? 30 * length.count : length.count))
}

/// A small machine with one story, whose steps and end are given.
private func told(_ steps: String, then: String = "{}", given: String = "{at: 2025-04-07}") -> String {
    machine(
        """
        initial: first
        states:
          first: {\(label("first")), transitions: [{act: a, to: second}, {act: b, to: end, when: "data.num > 1"}]}
          second: {\(label("second")), transitions: [{act: b, to: end}]}
          end: {\(label("end")), final: true, outcome: over}
        stories:
          - name: one
            label: {zh: 一, en: one}
            given: \(given)
            steps: \(steps)
            then: \(then)
        """, acts: "a b", data: "  num: {type: integer, default: 0, label: {zh: 数, en: num}}\n",
        clocks: """
              limit:
                label: {zh: 限, en: limit}
                owes: clerk
                kind: internal
                limit: duty
                length: 5 days
                runs_in: first
                ends: [a]
                breach: note
                source: {zh: 例, en: example}

            """)
}

private func run(_ yaml: String) throws -> TrialRun {
    let definition = try load(yaml)
    return TrialRun(try #require(definition.stories.first), of: definition, host: plainHost)
}

/// Stories are examples in the file of a procedure; they run through the real step.
@Suite struct TrialTests {
    @Test func `a story that goes as told is as told`() throws {
        let run = try run(
            told(
                """
                [{act: a, at: 2025-04-08, expect: {state: second, clocks: {limit: {due: 2025-04-12, is: met}}}},
                 {act: b, by: clerk}]
                """, then: "{state: end, outcome: over}"))
        #expect(run.isAsTold)
        #expect(run.steps.map(\.after.standing) == [["second"], ["end"]])
    }

    @Test func `the first step that goes otherwise is shown with what was wanted and what came`() throws {
        let run = try run(told("[{act: a, expect: {state: first}}, {act: b}]"))
        let failure = try #require(run.failure)
        #expect(failure.step == 1)
        #expect(failure.differences.map { $0.text(.en) } == ["state: wanted [first], got [second]"])
        #expect(run.steps.count == 1)
    }

    @Test func `a refusal that nobody told of fails the story and explains itself`() throws {
        let run = try run(told("[{act: b}]"))
        #expect(run.failure?.differences.map { $0.text(.en) } == ["refused: wanted -, got guard"])
        #expect(run.failure?.refusal?.primary.code == "guard")
    }

    @Test func `a refusal that is told of is as told, and the story goes on from where it stood`() throws {
        let steps = """
            [{act: b, expect: {refused: guard, state: first}}, {act: c, expect: {refused: unknown-act}},
             {act: a, by: reader, expect: {refused: role}}, {act: a, seen: 0, at: 2025-04-07}, {act: a, seen: 0,
             expect: {refused: conflict}}]
            """
        #expect(try run(told(steps, then: "{state: second}")).isAsTold)
    }

    @Test func `data that are given stand at the beginning`() throws {
        let run = try run(
            told("[{act: b}]", then: "{data: {num: 2}}", given: "{at: 2025-04-07, data: {num: 2}}"))
        #expect(run.isAsTold)
    }

    @Test func `time passes when a step says so, and a limit passes with it`() throws {
        let steps = """
            [{wait: 2025-04-12, expect: {clocks: {limit: {is: running}}}},
             {wait: 1 day, expect: {clocks: {limit: {is: breached}}}},
             {act: a, expect: {clocks: {limit: {is: passed}}}}]
            """
        #expect(try run(told(steps)).isAsTold)
    }

    @Test func `an end that is not as told names the place of the story`() throws {
        let run = try run(told("[{act: a}]", then: "{state: end, outcome: over}"))
        #expect(run.failure?.step == 2)
        #expect(run.failure?.differences.map(\.subject) == ["state", "outcome"])
    }

    @Test(arguments: [
        ("[{act: nowhere}]", "W101"), ("[{act: a, expect: {state: nowhere}}]", "W101"),
        ("[{act: a, by: nobody}]", "W101"), ("[{act: a, attach: nothing}]", "W101"),
        ("[{act: a, expect: {clocks: {none: {is: met}}}}]", "W101"),
        ("[{act: a, expect: {data: {other: 1}}}]", "W103"), ("[{act: a, case: {due: \"1.00\"}}]", "W103"),
        ("[{act: f, set: {num: many}}]", "W110"), ("[{act: a, expect: {data: {num: x}}}]", "W110"),
        ("[{act: a, expect: {refused: nonsense}}]", "S105"), ("[{wait: soon}]", "S105"),
        ("[{act: a, wait: 1 day}]", "S102"), ("[{at: 2025-04-07}]", "S102"), ("[{act: a, too: 1}]", "S103"),
        ("[{act: a, at: 2025-02-30}]", "S105"), ("[{act: a, expect: {clocks: {limit: {is: lost}}}}]", "S105"),
    ])
    func `a story that cannot be meant is an error of the file, with its place`(
        _ steps: String, _ code: String
    ) throws {
        let found = diagnostics(told(steps))
        #expect(found.map(\.code) == [code])
        #expect(found.allSatisfy { $0.position.line > 30 })
    }

    @Test func `a story needs a date, and two of one name are one too many`() {
        #expect(faults(told("[]", given: "{}")).map { $0.split(separator: " ")[1] } == ["S102"])
        let twice = told("[]") + "\n  - {name: one, label: {zh: 一, en: one}, given: {at: 2025-04-07}}"
        #expect(diagnostics(twice).map(\.code) == ["W102"])
    }

    @Test func `the canonical form holds the stories, and a stored definition does not check them again`()
        throws
    {
        let definition = try load(told("[{act: a}]"))
        guard case .array(let stories)? = definition.canonical["stories"] else {
            Issue.record("no stories in the canonical form")
            return
        }
        #expect(stories.count == 1)
        let stored = try WorkflowDefinition.load(
            canonical: definition.canonical, vocabularies: [testVocabulary])
        #expect(stored == definition)
        #expect(stored.stories.isEmpty)
    }

    @Test func `facts of the case have the types of the vocabulary and are empty where nothing is told`()
        throws
    {
        let definition = try shipped("two-station")
        let given = TrialBeginning(at: day("2025-04-07"))
        let simulation = try Simulation(definition, given: given, at: day("2025-04-07"), host: plainHost)
        #expect(simulation.record["due"] == .money(Fen(0)))
        #expect(simulation.record["claimants"] == .list([]))
        #expect(simulation.record["all_withdrawn"] == .bool(false))
    }
}
