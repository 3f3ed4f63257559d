import CEL
import SourceYAML
import Testing
import Values

@testable import Workflow

extension Generated {
    /// Every run went as told, and what is missing of these families, in words.
    fileprivate func missing(_ families: PathGoal.Family...) -> [String] {
        for run in runs {
            let differences = run.failure?.differences.map { $0.text(.en) } ?? []
            #expect(run.isAsTold, "\(run.story.name): \(differences)")
        }
        for family in families { #expect(coverage.goals.contains { $0.family == family }, "\(family)") }
        return coverage.missing.filter { families.contains($0.family) }.map { $0.text(in: definition, .en) }
    }
}

/// A host that also tells others of what is overdue, three and six days after its end.
private let tellingHost = SimulatedHost { run, _ in
    let counted = plainHost.count(run, nil)
    let expires = counted?.expiresAt ?? run.trigger.latest
    return CountedLimit(
        due: counted?.due ?? run.trigger, expiresAt: expires,
        escalations: [3, 6].map { Instant(startOf: expires.day.adding(days: $0)) })
} after: { moment, length in
    plainHost.after(moment, length)
}

@Suite struct `Generated stories show` {
    @Test
    func `lists of none, one and several, rows apart, rows left open, and acts that not every row takes`()
        throws
    {
        let found = try Generated(try load(RowProcedure.yaml()))
        #expect(found.missing(.states, .transitions, .rows) == [])
        let goals = found.coverage.goals.filter { $0.family == .rows }
        #expect(goals.count == 4 + 2 + 1)
    }

    @Test func `conditions about one row both ways`() throws {
        let yaml = RowProcedure.yaml().replacing(
            "[{act: pay, to: paid}, {act", with: "[{act: pay, to: paid, when: \"this.id != 'w2'\"}, {act")
        let found = try Generated(try load(yaml))
        #expect(found.missing(.transitions, .conditions) == [])
    }

    @Test func `a long way is walked to its end before every combination of what stands beside it`() throws {
        let steps = (0..<12).map { number in
            let next = number == 11 ? "end" : "s\(number + 1)"
            return "s\(number): {\(label("s")), transitions: [{act: go, to: \(next)}]}"
        }
        func light(_ name: String) -> String {
            let off = "\(name)0: {\(label("dark")), transitions: [{act: on_\(name), to: \(name)1}]}"
            let on = "\(name)1: {\(label("lit")), transitions: [{act: off_\(name), to: \(name)0}]}"
            return "{\(label(name)), initial: \(name)0, states: {\(off), \(on)}}"
        }
        let yaml = machine(
            """
            initial: box
            states:
              box:
                \(label("box"))
                regions:
                  way: {\(label("way")), initial: s0, states: {\(steps.joined(separator: ", "))}}
                  a: \(light("a"))
                  b: \(light("b"))
                  c: \(light("c"))
              end: {\(label("end")), final: true, outcome: over}
            """, acts: "go on_a off_a on_b off_b on_c off_c")
        let found = try Generated(try load(yaml), limit: 40)
        #expect(found.missing(.states) == [])
    }

    @Test func `claims carried by another route are tried where a condition asks about it`() throws {
        let yaml = machine(
            """
            vocabulary: wage-arrears/1
            initial: one
            states:
              one:
                \(label("one"))
                transitions:
                  - {act: go, to: two, when: "!case.carried(['suit', 'arbitration'])"}
                  - {act: go, to: three, when: "case.carried(['suit', 'arbitration'])"}
              two: {\(label("two")), final: true, outcome: here}
              three: {\(label("three")), final: true, outcome: there}
            """, acts: "go")
        let found = try Generated(try load(yaml))
        #expect(found.missing(.states, .transitions) == [])
    }

    @Test func `one member with much of several things at once, and as many members as a condition counts`()
        throws
    {
        let both = "case.claimants.exists(c, c.due >= data.sum && c.months >= 3)"
        let many = "size(case.claimants.filter(c, c.due > fen(0))) >= data.count"
        let yaml = machine(
            """
            vocabulary: wage-arrears/1
            initial: one
            states:
              one: {\(label("one")), transitions: [{act: go, to: two, when: "\(both)"}]}
              two: {\(label("two")), transitions: [{act: go, to: three, when: "\(many)"}]}
              three: {\(label("three")), final: true, outcome: there}
            """, acts: "go",
            data: """
                  sum: {type: money, default: "700.00", label: {zh: 额, en: sum}}
                  count: {type: integer, default: 5, label: {zh: 人数, en: count}}

                """)
        let claimant = CELRecordType(
            name: "claimant",
            fields: ["id": CELField(.string), "due": CELField(.money), "months": CELField(.int)])
        let vocabulary = VocabularySchema(
            name: testVocabulary.name, acts: testVocabulary.acts,
            caseType: CELRecordType(
                name: "case", fields: ["claimants": CELField(.list(.record(claimant)))]))
        let found = try Generated(try load(yaml, vocabularies: [vocabulary]))
        #expect(found.missing(.states, .transitions) == [])
    }

    @Test func `what rests and what passes in a hold, and what it sets off afterwards`() throws {
        let found = try Generated(try load(HoldTests.text()), limit: 2000)
        #expect(found.missing(.holds) == [])
        #expect(found.coverage.goals.count { $0.family == .holds } == 3)
        // The other limit of 30 days always comes first.
        #expect(found.missing(.states) == ["slow"])
    }

    @Test func `acts put forward, signed in turn, turned down, taken back, lapsed, and wrong signatures`()
        throws
    {
        let found = try Generated(try load(ordering()))
        #expect(found.missing(.transitions, .signatures) == [])
        #expect(found.coverage.goals.count { $0.family == .signatures } == PathGoal.Signing.allCases.count)
        let refused = found.runs.flatMap(\.steps).filter {
            if case .sign = $0.step.deed { $0.refusal != nil } else { false }
        }
        #expect(Set(refused.compactMap(\.refusal?.primary.code)) == ["role", "approvals"])
    }

    @Test func `every way in which a proceeding ends that is waited for`() throws {
        let definition = try WorkflowDefinition.load(
            try YAMLReader.read(waiting(), file: "t.yaml"), vocabularies: [testVocabulary],
            using: interfaces(suit))
        let found = try Generated(definition)
        #expect(found.missing(.states, .transitions, .children, .conditions) == [])
        let outcomes = found.coverage.goals.filter { $0.family == .children }
        #expect(
            outcomes == [
                .child("waiting", outcome: "won"), .child("waiting", outcome: "closed_with_parent"),
            ])
    }

    @Test func `everybody who is told of what is overdue, and reviews before, on and after their day`() throws
    {
        let clocks = """
              work:
                label: {zh: 期限, en: work}
                owes: clerk
                kind: internal
                limit: duty
                length: 5 days
                runs_in: [first]
                ends: [a]
                breach: note
                escalate: [{to: reader, after: 3 days}, {to: clerk, after: 6 days}]
                source: {zh: 例, en: example}
            reviews:
              monthly:
                label: {zh: 每月检查, en: monthly}
                owes: clerk
                every: 30 days
                runs_in: [first]
                source: {zh: 例, en: example}

            """
        let definition = try load(
            machine(
                """
                initial: first
                states:
                  first: {\(label("first")), transitions: [{act: a, to: end}]}
                  end: {\(label("end")), final: true, outcome: over}
                """, acts: "a", clocks: clocks))
        let found = try Generated(definition, host: tellingHost)
        #expect(found.missing(.clocks, .escalations) == [])
        #expect(
            found.coverage.goals.filter { $0.family == .escalations } == [
                .told("work", 0), .told("work", 1),
            ])
    }

    @Test func `nothing of what a procedure does not have`() throws {
        let found = try Generated.shipped(from: "joint-meeting")
        for family in [PathGoal.Family.rows, .holds, .children] {
            #expect(!found.coverage.goals.contains { $0.family == family })
        }
        #expect(found.coverage.goals.allSatisfy { !$0.text(in: found.definition, .zh).isEmpty })
    }
}
