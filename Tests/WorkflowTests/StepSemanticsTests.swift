import CEL
import Testing
import Values

@testable import Workflow

/// The step as SCXML defines it (appendix D), on machines small enough to follow by hand.
@Suite struct StepSemanticsTests {
    private func nested() throws -> Walk {
        try Walk(
            load(
                machine(
                    """
                    initial: outer
                    states:
                      outer:
                        \(label("outer"))
                        initial: one
                        transitions:
                          - {act: a, to: end}
                          - {act: b, to: two}
                          - {act: c, to: two, internal: true}
                        states:
                          one: {\(label("one")), transitions: [{act: a, to: two}]}
                          two: {\(label("two"))}
                      end: {\(label("end")), final: true, outcome: over}
                    """)))
    }

    @Test func `entering a state enters its initial child`() throws {
        let walk = try nested()
        #expect(walk.states == ["outer/one"])
        #expect(walk.last.entered == ["outer", "one"])
    }

    @Test func `the innermost transition wins, the outer one takes what the inner does not`() throws {
        var walk = try nested()
        try walk.do("a")
        #expect(walk.states == ["outer/two"])
        try walk.do("a")
        #expect(walk.states == ["end"])
        #expect(walk.last.outcome == "over")
    }

    @Test func `an external transition to a child leaves and enters its source, an internal one does not`()
        throws
    {
        var external = try nested()
        try external.do("b")
        #expect(external.last.left == ["one", "outer"])
        #expect(external.last.entered == ["outer", "two"])
        var inner = try nested()
        try inner.do("c")
        #expect(inner.last.left == ["one"])
        #expect(inner.last.entered == ["two"])
    }

    @Test func `a transition without a target leaves nothing`() throws {
        var walk = try Walk(
            load(
                machine(
                    """
                    initial: here
                    states:
                      here: {\(label("here")), transitions: [{act: a}, {act: b, to: here}, {act: c, to: end}]}
                      end: {\(label("end")), final: true, outcome: over}
                    """)))
        try walk.do("a")
        #expect(walk.last.left.isEmpty && walk.last.entered.isEmpty)
        try walk.do("b")
        #expect(walk.last.left == ["here"] && walk.last.entered == ["here"])
    }

    private func parallel(_ done: String = "- {to: end}") throws -> Walk {
        try Walk(
            load(
                machine(
                    """
                    initial: both
                    states:
                      both:
                        \(label("both"))
                        transitions: [{act: c, to: end}]
                        regions:
                          left:
                            \(label("left"))
                            initial: l1
                            states:
                              l1: {\(label("l1")), transitions: [{act: a, to: l2}]}
                              l2: {\(label("l2")), final: true}
                          right:
                            \(label("right"))
                            initial: r1
                            states:
                              r1: {\(label("r1")), transitions: [{act: a, to: r2}, {act: b, to: r3}]}
                              r2: {\(label("r2")), transitions: [{act: b, to: r3}]}
                              r3: {\(label("r3")), final: true}
                        done:
                          \(done)
                      other: {\(label("other")), transitions: [{act: a, to: end}, {act: b, to: both}, {act: c, to: r2}]}
                      end: {\(label("end")), final: true, outcome: over}
                    """)))
    }

    @Test func `regions fire together and are left together`() throws {
        var walk = try parallel("- {to: other}")
        #expect(walk.states == ["both/left/l1", "both/right/r1"])
        try walk.do("a")
        #expect(walk.states == ["both/left/l2", "both/right/r2"])
        #expect(walk.last.left == ["r1", "l1"])
        #expect(walk.last.entered == ["l2", "r2"])
        try walk.do("b")
        #expect(walk.states == ["other"])
        #expect(walk.last.left == ["r2", "r3", "right", "l2", "left", "both"])
    }

    @Test func `a target inside one region enters the other regions by default`() throws {
        var walk = try parallel("- {to: other}")
        try walk.do("a")
        try walk.do("b")
        try walk.do("c")
        #expect(walk.states == ["both/left/l1", "both/right/r2"])
        #expect(walk.last.entered == ["both", "left", "l1", "right", "r2"])
    }

    @Test func `done waits for every region`() throws {
        var walk = try parallel("- {to: other}")
        try walk.do("b")
        #expect(walk.states == ["both/left/l1", "both/right/r3"])
        try walk.do("a")
        #expect(walk.states == ["other"])
    }

    @Test func `auto is taken before done, and both until rest`() throws {
        var walk = try Walk(
            load(
                machine(
                    """
                    initial: outer
                    states:
                      outer:
                        \(label("outer"))
                        initial: one
                        auto: [{to: fast, when: "data.num == 1 && In('fin')"}]
                        done: [{to: slow}]
                        states:
                          one: {\(label("one")), transitions: [{act: a, to: fin, set: {num: 1}}, {act: b, to: fin}]}
                          fin: {\(label("fin")), final: true}
                      fast: {\(label("fast")), auto: [{to: end}]}
                      slow: {\(label("slow")), transitions: [{act: a, to: end}]}
                      end: {\(label("end")), final: true, outcome: over}
                    """, acts: "a b", data: "  num: {type: integer, default: 0, label: {zh: num, en: num}}")))
        let before = walk
        try walk.do("a")
        #expect(walk.states == ["end"])
        #expect(walk.last.entered == ["fin", "fast", "end"])
        walk = before
        try walk.do("b")
        #expect(walk.states == ["slow"])
    }

    @Test func `all fields of one transition are set at once, from the values before`() throws {
        var walk = try Walk(
            load(
                machine(
                    """
                    initial: here
                    states:
                      here:
                        \(label("here"))
                        transitions:
                          - {act: a, set: {p: data.q, q: data.p}}
                          - {act: b, to: end}
                      end: {\(label("end")), final: true, outcome: over}
                    """, acts: "a b",
                    data: "  p: {type: integer, default: 1, label: {zh: p, en: p}}\n"
                        + "  q: {type: integer, default: 2, label: {zh: q, en: q}}")))
        try walk.do("a")
        #expect(walk.snapshot.data == ["p": .int(2), "q": .int(1)])
    }

    @Test func `otherwise is taken when no other guard holds`() throws {
        var walk = try Walk(
            load(
                machine(
                    """
                    initial: here
                    states:
                      here:
                        \(label("here"))
                        transitions:
                          - {act: f, to: big, when: "has(act.num) && act.num > 10"}
                          - {act: f, to: small, otherwise: true}
                      big: {\(label("big")), transitions: [{act: a, to: end}]}
                      small: {\(label("small")), transitions: [{act: a, to: end}]}
                      end: {\(label("end")), final: true, outcome: over}
                    """, acts: "a")))
        let before = walk
        try walk.do("f", ["num": .int(11)])
        #expect(walk.states == ["big"])
        walk = before
        try walk.do("f", ["num": .int(10)])
        #expect(walk.states == ["small"])
    }

    @Test func `a fact that no transition takes is recorded and moves nothing`() throws {
        var walk = try nested()
        try walk.do("f", ["num": .int(1)])
        #expect(walk.states == ["outer/one"])
        #expect(walk.last.entered.isEmpty)
        try walk.do("a")
        try walk.do("a")
        try walk.do("f", ["num": .int(1)])
        #expect(walk.states == ["end"])
    }

    @Test func `a guard that cannot be evaluated refuses the act and never falls to otherwise`() throws {
        let walk = try Walk(
            load(
                machine(
                    """
                    initial: here
                    states:
                      here:
                        \(label("here"))
                        transitions:
                          - {act: f, to: end, when: "act.num > 10"}
                          - {act: f, otherwise: true}
                      end: {\(label("end")), final: true, outcome: over}
                    """, acts: "")))
        #expect(walk.refusal(of: "f")?.primary.code == "guard-error")
    }

    @Test func `exits are in reverse order of the file, entries in its order`() throws {
        var walk = try parallel("- {to: other}")
        try walk.do("c")
        #expect(walk.last.left == ["r1", "right", "l1", "left", "both"])
        #expect(walk.last.entered == ["end"])
    }
}
