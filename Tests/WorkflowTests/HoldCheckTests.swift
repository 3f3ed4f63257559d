import Source
import Testing
import Values

@testable import Workflow

/// What the checks find about holds, histories, effects of states, milestones, activities and reopening.
@Suite struct HoldCheckTests {
    private static let limit = """
          hold_limit:
            \(label("hold_limit"))
            owes: clerk
            kind: internal
            limit: duty
            length: 60 days
            runs_in: [held]
            breach: note
            reenter: restart
            source: {zh: 例, en: example}

        """

    private func codes(
        _ states: String, acts: String = "a b c", data: String = "", clocks: String = limit
    ) -> [String] {
        diagnostics(machine(states, acts: acts, data: data, clocks: clocks)).map {
            $0.severity == .warning ? "\($0.code) warning" : $0.code
        }
    }

    private func hold(
        _ suspends: String = "work", held: String = "{act: a, to: resume}", other: String = "",
        initial: String = "work", work: String = "{act: a, to: held}"
    ) -> String {
        """
        initial: \(initial)
        states:
          work: {\(label("work")), transitions: [\(work), {act: b, to: end}, {act: c, to: other}]}
          held: {\(label("held")), suspends: \(suspends), transitions: [\(held)]}
          other: {\(label("other")), transitions: [{act: a, to: end}\(other)]}
          end: {\(label("end")), final: true, outcome: over}
        """
    }

    @Test func `a hold beside the work it suspends, with a limit, is in order`() {
        #expect(codes(hold()) == [])
    }

    @Test func `a hold that no limit ends is an error`() {
        #expect(codes(hold(), clocks: "") == ["W304"])
    }

    @Test func `a hold suspends another state beside it`() {
        #expect(codes(hold("held")).contains("W110"))
        #expect(codes(hold("end")).contains("W110"))
        #expect(codes(hold("nothing")).contains("W101"))
    }

    @Test func `a hold is entered from what it suspends only`() {
        #expect(codes(hold(other: ", {act: b, to: held}")) == ["W110"])
        #expect(codes(hold(initial: "held")).contains("W110"))
    }

    @Test func `resume stands inside a hold only`() {
        #expect(codes(hold(other: ", {act: b, to: resume}")) == ["W101"])
    }

    @Test func `where there is a hold no state is called resume`() {
        #expect(codes(hold().replacing("other", with: "resume")).contains("W102"))
    }

    @Test func `a clock that may be live in frozen states says what it does there`() {
        let clocks =
            HoldCheckTests.limit + """
                  inner:
                    \(label("inner"))
                    owes: clerk
                    kind: internal
                    limit: duty
                    length: 9 days
                    runs_in: [work]
                    SUSPENSION
                    breach: note
                    source: {zh: 例, en: example}

                """
        func with(_ line: String) -> [String] {
            codes(
                hold(),
                clocks: clocks.replacing("    SUSPENSION\n", with: line.isEmpty ? "" : "    \(line)\n"))
        }
        #expect(with("") == ["W307"])
        #expect(with("in_suspension: pause") == [])
        #expect(with("in_suspension: run") == [])
        #expect(with("pause_in: [held]") == [])
        #expect(with("in_suspension: run\n    pause_in: [held]").contains("W110"))
    }

    @Test func `a work state that can only be put on hold and resumed reaches no end`() {
        #expect(
            codes(
                """
                initial: work
                states:
                  work: {\(label("work")), transitions: [{act: a, to: held}]}
                  held: {\(label("held")), suspends: work, transitions: [{act: a, to: resume}]}
                """, acts: "a"
            ).contains("W205"))
    }

    @Test func `automatic holding and resuming may go round for ever`() {
        #expect(
            codes(
                """
                initial: work
                states:
                  work: {\(label("work")), auto: [{to: held}], transitions: [{act: a, to: end}]}
                  held: {\(label("held")), suspends: work, auto: [{to: resume}]}
                  end: {\(label("end")), final: true, outcome: over}
                """, acts: "a"
            ).contains("W303"))
    }

    private func history(_ back: String, to target: String = "back", inner: String = "") -> [String] {
        codes(
            """
            initial: work
            states:
              work:
                \(label("work"))
                initial: one
                transitions: [{act: a, to: away}]
                states:
                  back: \(back)
                  one: {\(label("one")), transitions: [{act: b, to: two}]}
                  two: {\(label("two")), transitions: [{act: b, to: end}]\(inner)}
              away: {\(label("away")), transitions: [{act: b, to: \(target)}]}
              end: {\(label("end")), final: true, outcome: over}
            """, acts: "a b", clocks: "")
    }

    @Test func `a history names a state beside it, and something leads to it`() {
        #expect(history("{history: deep, initial: one}") == [])
        #expect(history("{history: deep, initial: away}").contains("W101"))
        #expect(history("{history: wide, initial: one}").contains("S105"))
        #expect(history("{history: deep, initial: one}", to: "end") == ["W202"])
        #expect(history("{history: deep, initial: one}", to: "bac").contains("W101"))
    }

    @Test func `a history of the outermost states never records anything`() {
        #expect(
            codes(
                """
                initial: one
                states:
                  back: {history: deep, initial: one}
                  one: {\(label("one")), transitions: [{act: a, to: back}, {act: b, to: end}]}
                  end: {\(label("end")), final: true, outcome: over}
                """, acts: "a b", clocks: ""
            ).contains("W202"))
    }

    private let count = "  num: {type: integer, default: 0, label: {zh: 数, en: num}}\n"

    private func effects(_ one: String, _ move: String = "", _ two: String = "") -> [String] {
        codes(
            """
            initial: one
            states:
              one: {\(label("one")), transitions: [{act: a, to: two\(move)}]\(one)}
              two: {\(label("two")), transitions: [{act: a, to: end}]\(two)}
              end: {\(label("end")), final: true, outcome: over}
            """, acts: "a", data: count, clocks: "")
    }

    @Test func `one field is written once in a move`() {
        #expect(effects(", leave: {num: data.num + 1}") == [])
        #expect(effects(", leave: {num: '1'}", ", set: {num: '2'}") == ["W212"])
        #expect(effects(", leave: {num: '1'}", "", ", enter: {num: '2'}") == ["W212"])
        #expect(effects("", ", set: {num: '1'}", ", enter: {num: '2'}") == ["W212"])
        #expect(effects(", enter: {num: '1'}", "", ", enter: {num: '2'}") == [])
        #expect(effects(", leave: {mum: '1'}").contains("W103"))
    }

    @Test func `a milestone has one way to be reached`() {
        func milestone(_ text: String, state: String = "", guardText: String = "milestone('m')") -> [String] {
            codes(
                """
                milestones: {m: {\(label("m"))\(text)}}
                initial: one
                states:
                  one: {\(label("one")), transitions: [{act: a, to: end, when: "\(guardText)"}]\(state)}
                  end: {\(label("end")), final: true, outcome: over}
                """, acts: "a", clocks: "")
        }
        #expect(milestone(", when: \"In('one')\"") == [])
        #expect(milestone("", state: ", milestone: m") == [])
        #expect(milestone(", of: other-flow") == [])
        #expect(milestone("") == ["S102"])
        #expect(milestone(", of: other-flow, when: 'true'") == ["S102"])
        #expect(milestone(", when: 'true'", guardText: "milestone('n')").contains("W101"))
    }

    @Test func `an activity is a decision that says who may do it`() {
        func activity(_ text: String) -> [String] {
            codes(
                """
                vocabulary: wage-arrears/1
                activities: {\(text)}
                initial: one
                states:
                  one: {\(label("one")), transitions: [{act: a, to: end}]}
                  end: {\(label("end")), final: true, outcome: over}
                """, acts: "a b", clocks: "")
        }
        #expect(activity("b: {states: [one]}") == [])
        #expect(activity("f: {states: [one]}, b: {states: [one]}") == ["W110"])
        #expect(activity("accept: {states: [one]}, b: {states: [one]}") == ["W101"])
        #expect(activity("b: {states: [two]}").contains("W101"))
    }

    @Test func `one act reopens one closed state within one time`() {
        func reopen(_ lines: String) -> [String] {
            codes(
                """
                initial: one
                states:
                  one: {\(label("one")), transitions: [{act: a, to: end}]}
                  end: {\(label("end")), final: true, outcome: over, reopen: [\(lines)]}
                """, acts: "a b", data: count, clocks: "")
        }
        #expect(reopen("{act: b, to: one, within: 1 year}") == [])
        #expect(reopen("{act: b, to: one, within: soon}") == ["S105"])
        #expect(
            reopen(
                "{act: b, to: one, within: 1 year, when: 'data.num == 1'}, {act: b, to: one, when: 'data.num == 2'}"
            )
                == ["W110"])
    }

    /// One minimal file for each finding.
    @Test(arguments: ["W110-hold", "W202-history", "W212-leave", "W304-hold", "W307-hold"])
    func `a deliberate defect is found, and nothing else`(name: String) throws {
        let found = diagnostics(try repositoryFile("Tests/WorkflowTests/Defects/\(name).yaml"))
        #expect(found.map(\.code) == [String(name.prefix(4))])
        #expect(found.allSatisfy { $0.position.line > 1 && !$0.message.zh.isEmpty && !$0.message.en.isEmpty })
    }
}
