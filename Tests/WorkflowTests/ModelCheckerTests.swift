import CEL
import Source
import Testing
import Values

@testable import Workflow

/// What exploring a procedure shows: how far it can come, who is needed, which rules hold.
@Suite struct ModelCheckerTests {
    private static let clock = """
          limit:
            \(label("limit"))
            owes: clerk
            kind: internal
            limit: duty
            length: 5 days
            runs_in: [one, two]
            breach: note
            source: {zh: 例, en: example}

        """

    private static let states = """
        initial: one
        states:
          one: {\(label("one")), transitions: [{act: a, to: two}]}
          two: {\(label("two")), transitions: [{act: b, to: end}]}
          end: {\(label("end")), final: true, outcome: done}

        """

    private func report(
        _ states: String, acts: String = "a b", data: String = "", clocks: String = clock
    ) throws -> ModelReport {
        ModelChecker.check(try load(machine(states, acts: acts, data: data, clocks: clocks)))
    }

    private func property(_ rule: String) -> String {
        "properties:\n  - {name: rule, \(label("rule")), \(rule)}\n"
    }

    @Test func `a row that has come to its end is no wait: another one is, and its own limit ends that`()
        throws
    {
        func rows(_ runsIn: String) -> String {
            """
            initial: both
            states:
              both:
                \(label("both"))
                regions:
                  side:
                    \(label("side"))
                    initial: one
                    states:
                      one: {\(label("one")), transitions: [{act: a, to: over}, {act: b, add: {lines: data.kept}}]}
                      over: {\(label("over")), final: true}
                  rows:
                    \(label("rows"))
                    for_each: lines
                    each:
                      initial: two
                      states:
                        two: {\(label("two")), transitions: [{breach: limit, to: lost}]}
                        lost: {\(label("lost")), final: true, outcome: lost}
                done: [{to: end, otherwise: true}]
              end: {\(label("end")), final: true, outcome: done}
            clocks:
              limit: {\(label("limit")), owes: clerk, kind: internal, limit: duty, length: 5 days, runs_in: [two], breach: to_handler, source: {zh: 例, en: example}}
            reviews:
              look: {\(label("look")), owes: clerk, every: 5 days, runs_in: [\(runsIn)], source: {zh: 例, en: example}}

            """
        }
        func codes(_ runsIn: String) throws -> [String] {
            let report = try report(rows(runsIn), acts: "a b", data: Self.twoLists, clocks: "")
            return report.findings.map(\.diagnostic.code)
        }
        #expect(try codes("one") == [])
        #expect(try codes("over") == ["W301"])
    }

    // MARK: Rows

    private static let twoLists = """
          lines: {type: list, key: id, \(label("lines")), item: {id: {type: text, required: true, \(label("id"))}}}
          kept: {type: list, key: id, \(label("kept")), item: {id: {type: text, required: true, \(label("id"))}}}

        """
    private static let lines = twoLists + "  flag: {type: bool, default: false, \(label("flag"))}\n\n"

    /// A tribunal and the lines of its awards; it rises when nothing is pending, and is looked at until then.
    private func tribunal(_ early: String, rises: String) -> String {
        """
        initial: both
        states:
          both:
            \(label("both"))
            regions:
              side:
                \(label("side"))
                initial: sitting
                states:
                  sitting: {\(label("sitting")), transitions: [{act: a, to: heard}\(early)]}
                  heard:
                    \(label("heard"))
                    transitions: [{act: b, add: {lines: data.kept}}, {act: c, set: {flag: "true"}}]
                    auto: [{to: over, when: "\(rises)"}]
                  over: {\(label("over")), final: true}
              rows:
                \(label("rows"))
                for_each: lines
                each:
                  initial: pending
                  states:
                    pending: {\(label("pending")), auto: [{to: decided, when: data.flag}]}
                    decided: {\(label("decided")), final: true, outcome: decided}
            done: [{to: end, otherwise: true}]
          end: {\(label("end")), final: true, outcome: done}
        reviews:
          look: {\(label("look")), owes: clerk, every: 5 days, runs_in: [sitting, heard], source: {zh: 例, en: example}}

        """
    }

    private func tribunalReport(_ states: String) throws -> ModelReport {
        try report(
            states + property("path: {to: pending, via: [a, b]}"), acts: "a b c", data: Self.lines, clocks: ""
        )
    }

    @Test
    func `a list of the procedure's own is empty until something is added, so rules about its rows hold`()
        throws
    {
        let sound = try tribunalReport(tribunal("", rises: "none_in('rows', 'pending') && data.flag"))
        #expect(sound.verdicts.map(\.outcome) == [.proved])
        let early = try tribunalReport(
            tribunal(", {act: b, add: {lines: data.kept}}", rises: "none_in('rows', 'pending') && data.flag"))
        #expect(early.verdicts.map(\.outcome) != [.proved])
    }

    @Test
    func
        `where rows stand is known as far as one row tells, so a tribunal that waits for them is no dead end`()
        throws
    {
        func waits(_ rises: String) throws -> [String] {
            try tribunalReport(tribunal("", rises: rises)).findings.map(\.diagnostic.code).filter {
                $0 == "W301"
            }
        }
        #expect(try waits("none_in('rows', 'pending') && data.flag") == [])
        #expect(try waits("any_in('rows', 'pending')") == ["W301"])
    }

    // MARK: Rules

    @Test func `a rule about the order of acts is proved when there is no other way`() throws {
        let report = try report(Self.states + property("path: {to: end, via: [a]}"))
        #expect(report.verdicts.map(\.outcome) == [.proved])
        #expect(report.findings.isEmpty)
    }

    @Test func `a way round the acts of a path is shown, walked by the real step`() throws {
        let states = Self.states.replacing(
            "[{act: a, to: two}]", with: "[{act: a, to: two}, {act: b, to: end}]")
        let report = try report(states + property("path: {to: end, via: [a]}"))
        let verdict = try #require(report.verdicts.first)
        #expect(verdict.outcome == .refuted)
        #expect(verdict.witness.map(\.text) == ["b"])
        let finding = try #require(report.findings.first)
        #expect(finding.diagnostic.code == "W601" && finding.isReplayed)
        #expect(report.hasErrors)
    }

    @Test func `a rule that rests on facts is never called refuted, nor proved`() throws {
        let text = """
            workflow: facts
            language: 1
            version: 1
            label: {zh: 例, en: example}
            vocabulary: wage-arrears/1
            roles: {clerk: {label: {zh: 经办, en: clerk}}}
            acts: {accept: {who: [clerk]}, refute: {who: [clerk]}}
            clocks:
            \(Self.clock)initial: one
            states:
              one: {\(label("one")), transitions: [{act: accept, to: two}]}
              two: {\(label("two")), transitions: [{act: refute, to: end}]}
              end: {\(label("end")), final: true, outcome: done}
            \(property("never: \"In('end') && case.due > fen(0)\""))
            """
        let report = ModelChecker.check(try load(text))
        let verdict = try #require(report.verdicts.first)
        #expect(verdict.outcome == .notDecided)
        #expect(!verdict.witness.isEmpty, "the path on which only the rule stands in the way")
        #expect(report.findings.isEmpty)
        let kept = text.replacing(
            "{act: refute, to: end}", with: "{act: refute, to: end, when: \"case.due == fen(0)\"}")
        // Nothing says that the act leaves the sum alone, so that the condition before it proves nothing.
        #expect(ModelChecker.check(try load(kept)).verdicts.first?.outcome == .notDecided)
        let framed = VocabularySchema(
            name: testVocabulary.name, acts: testVocabulary.acts, caseType: testVocabulary.caseType,
            frames: ["refute": ActFrame(changes: [])])
        let proved = ModelChecker.check(try load(kept, vocabularies: [framed]))
        #expect(proved.verdicts.first?.outcome == .proved)
        #expect(proved.verdicts.first?.watched.contains("payment_recorded") == true)
    }

    @Test func `an end that can always be reached is proved, one that cannot is shown`() throws {
        let good = try report(Self.states + property("leads_to: {from: one, to: [end]}"))
        #expect(good.verdicts.map(\.outcome) == [.proved])
        let states = """
            initial: one
            states:
              one: {\(label("one")), transitions: [{act: a, to: two}, {act: c, to: other}]}
              two: {\(label("two")), transitions: [{act: b, to: end}]}
              end: {\(label("end")), final: true, outcome: done}
              other: {\(label("other")), final: true, outcome: given_up}

            """
        let lost = try report(
            states + property("leads_to: {from: two, to: [other]}"), acts: "a b c")
        #expect(lost.verdicts.map(\.outcome) == [.refuted])
        #expect(lost.verdicts.first?.witness.map(\.text) == ["a"])
    }

    @Test func `that a decision takes two people is proved from its signatures`() throws {
        let rule = property("takes: {to: end, people: 2}")
        #expect(try report(Self.states + rule).verdicts.map(\.outcome) == [.notDecided])
        let yaml = machine(Self.states + rule, acts: "a b", clocks: Self.clock).replacing(
            "b: {kind: decision, label: {zh: b, en: b}, who: [clerk]}",
            with: "b: {kind: decision, label: {zh: b, en: b}, who: [clerk], signed: [{who: [clerk]}]}")
        #expect(ModelChecker.check(try load(yaml)).verdicts.map(\.outcome) == [.proved])
    }

    // MARK: Crews

    private func crew(_ more: String) throws -> [Int?] {
        let yaml = machine(Self.states, acts: "a b", clocks: Self.clock).replacing(
            "b: {kind: decision, label: {zh: b, en: b}, who: [clerk]}",
            with: "b: {kind: decision, label: {zh: b, en: b}, who: [clerk]\(more)}")
        let report = ModelChecker.check(try load(yaml))
        #expect(report.crews.allSatisfy { $0.certainty == .exact })
        return report.crews.map(\.people)
    }

    @Test func `the smallest crew follows from signatures and from who may not do both`() throws {
        #expect(try crew("") == [1])
        #expect(try crew(", not_same_actor_as: [a]") == [2])
        #expect(try crew(", signed: [{who: [clerk]}]") == [2])
        #expect(try crew(", not_same_actor_as: [a], signed: [{who: [clerk]}]") == [3])
    }

    @Test func `a line of acts that nobody does alone takes one more person than one`() throws {
        let yaml = machine(Self.states + "separate: [[a, b]]\n", acts: "a b", clocks: Self.clock)
        let crew = try #require(ModelChecker.check(try load(yaml)).crews.first)
        #expect(crew.people == 2)
        #expect(crew.persons.map(\.roles) == [["clerk"], ["clerk"]])
        #expect(crew.witness.map(\.text) == ["a", "b"])
    }

    // MARK: Waiting

    @Test func `a clock that an act meets while its state stays does not end the wait any more`() throws {
        let states = Self.states.replacing("[{act: a, to: two}]", with: "[{act: a, to: two}, {act: c}]")
        let met = Self.clock.replacing("breach: note", with: "ends: [c]\n    breach: note")
        let report = try report(states, acts: "a b c", clocks: met)
        // Nobody is waited for where it was met, nor in the next state it would have run on in.
        #expect(report.findings.map(\.diagnostic.code) == ["W301", "W301"])
        #expect(report.findings.first?.witness.map(\.text) == ["c"])
        #expect(report.findings.first?.isReplayed == true)
    }

    @Test func `an accepted finding is listed with its reason instead`() throws {
        let waiver = "waivers:\n  - {code: W301, at: two, reason: {zh: 例, en: for the example}}\n"
        let clock = Self.clock.replacing("[one, two]", with: "[one]")
        #expect(try report(Self.states, clocks: clock).findings.map(\.subject) == ["two"])
        let report = try report(Self.states + waiver, clocks: clock)
        #expect(report.findings.isEmpty)
        #expect(report.waived.map(\.reason.en) == ["for the example"])
    }

    // MARK: Regions

    /// Side by side: `count` regions of `size` states each, every one a chain.
    private func chains(_ count: Int, _ size: Int) -> String {
        var lines = ["initial: all", "states:", "  all:", "    \(label("all"))", "    regions:"]
        for region in 0..<count {
            lines += [
                "      r\(region):", "        \(label("r"))", "        initial: s\(region)_0",
                "        states:",
            ]
            for state in 0..<size {
                let name = "s\(region)_\(state)"
                lines.append(
                    state == size - 1
                        ? "          \(name): {\(label(name)), final: true}"
                        : "          \(name): {\(label(name)), transitions: [{act: a, to: s\(region)_\(state + 1)}]}"
                )
            }
        }
        lines += [
            "    done: [{to: end, otherwise: true}]", "  end: {\(label("end")), final: true, outcome: done}",
            "",
        ]
        return lines.joined(separator: "\n")
    }

    @Test func `many regions are followed one by one, few together`() throws {
        let clock = Self.clock.replacing("[one, two]", with: "[all]")
        let few = try report(chains(2, 3), acts: "a", clocks: clock)
        #expect(few.size.regions == 1 && few.size.isComplete && few.findings.isEmpty)
        let many = try report(chains(6, 8), acts: "a", clocks: clock)
        #expect(many.size.regions == 6 && many.size.isComplete && many.findings.isEmpty)
        #expect(many.size.nodes < 200)
    }

    // MARK: Values

    @Test func `overlapping conditions are shown with values for which both hold`() {
        let data = "  count: {type: integer, default: 0, label: {zh: 数, en: count}}\n"
        let states = Self.states.replacing(
            "[{act: a, to: two}]",
            with: "[{act: a, to: two, when: \"data.count > 3\"}, {act: a, to: end, when: \"data.count < 6\"}]"
        )
        let found = diagnostics(machine(states, acts: "a b", data: data, clocks: Self.clock))
        #expect(found.map(\.code) == ["W210"])
        #expect(found.first?.message.en.contains("data.count = 4") == true)
    }

    @Test func `values are tried over every class that a condition tells apart`() throws {
        let environment = CELEnvironment(variables: ["x": .int, "y": .bool])
        func answer(_ text: String) throws -> ValueSearch.Answer {
            let program = try CELExpression.parse(text, at: SourcePosition(file: "t", line: 1, column: 1))
                .check(
                    in: environment)
            return ValueSearch(words: [:]).satisfying(GuardFormula(program.root))
        }
        #expect(try answer("x > 3 && x < 5") == .found([.init(subject: "x", value: .number(4))]))
        #expect(try answer("x > 3 && x < 4") == .none)
        #expect(try answer("y && !y") == .none)
        #expect(try answer("x != 0 && !(x > 0) && x >= 0") == .none)
    }
}
