import Testing
import Values
import Workflow

/// The drawing is text, the same for the same definition.
@Suite struct DiagramTests {
    @Test func `regions, ends, guards and the place of a case are drawn`() throws {
        let definition = try load(
            machine(
                """
                initial: both
                states:
                  both:
                    \(label("both"))
                    regions:
                      left:
                        \(label("left"))
                        initial: l1
                        states:
                          l1: {\(label("l1")), transitions: [{act: a, to: l2, when: "act.reason != 'x'"}]}
                          l2: {\(label("l2")), final: true}
                      right:
                        label: {zh: 右, en: "right: \\"second\\""}
                        initial: r1
                        states:
                          r1: {\(label("r1")), transitions: [{act: b}], auto: [{to: r2, when: "In('l2')"}]}
                          r2: {\(label("r2")), final: true}
                    done: [{to: end}]
                  end: {\(label("finish")), final: true, outcome: over}
                """.replacing("act.reason != 'x'", with: "!In('r2')"), acts: "a b"))
        let golden = """
            stateDiagram-v2
                [*] --> both
                state "both" as both {
                    state "left" as left {
                        [*] --> l1
                        state "▶ l1" as l1
                        state "l2" as l2
                        l2 --> [*]
                    }
                    --
                    state "right： 'second'" as right {
                        [*] --> r1
                        state "▶ r1" as r1
                        state "r2" as r2
                        r2 --> [*]
                    }
                }
                state "finish" as end_
                end_ --> [*]
                both --> end_ : done
                l1 --> l2 : a [!In('r2')]
                r1 --> r1 : b (stays)
                r1 --> r2 : by itself [In('l2')]
                classDef active fill:#fde68a,stroke:#b45309,stroke-width:2px
                class l1,r1 active

            """
        var marks = DrawingMarks()
        marks.active = ["l1", "r1"]
        let drawn = WorkflowDiagram.mermaid(definition, language: .en, marks: marks)
        #expect(drawn == golden)
        #expect(WorkflowDiagram.mermaid(definition, language: .zh).contains("state \"右\" as right {"))
    }

    @Test func `a hold says what it freezes, and a history where it begins`() throws {
        let definition = try load(
            machine(
                """
                initial: work
                states:
                  work:
                    \(label("work"))
                    initial: one
                    transitions: [{act: a, to: held}, {act: c, to: away}]
                    states:
                      back: {history: deep, initial: one}
                      one: {\(label("one")), transitions: [{act: b, to: end}]}
                  held: {\(label("held")), suspends: work, transitions: [{act: a, to: resume}]}
                  away: {\(label("away")), transitions: [{act: a, to: back}]}
                  end: {\(label("finish")), final: true, outcome: over}
                """,
                clocks: """
                      limit: {\(label("limit")), owes: clerk, kind: internal, limit: duty, length: 9 days,
                              runs_in: held, breach: note, reenter: restart, source: {zh: 例, en: example}}

                    """))
        #expect(
            WorkflowDiagram.mermaid(definition, language: .en) == """
                stateDiagram-v2
                    [*] --> work
                    state "work" as work {
                        [*] --> one
                        state "H* last time" as back
                        back --> one : at first
                        state "one" as one
                    }
                    state "held [freezes work]" as held
                    state "away" as away
                    state "finish" as end_
                    end_ --> [*]
                    work --> held : a
                    work --> away : c
                    one --> end_ : b
                    held --> work : a (as it was)
                    away --> back : a

                """)
    }
}
