import CEL
import Testing
import Values

@testable import Workflow

/// Histories as in SCXML: recorded when the state around them is left, entered anew.
@Suite struct HistoryTests {
    private func walk(_ kind: String) throws -> Walk {
        try Walk(
            load(
                machine(
                    """
                    initial: work
                    states:
                      work:
                        \(label("work"))
                        initial: first
                        transitions: [{act: out, to: away}]
                        states:
                          back: {history: \(kind), initial: first}
                          first: {\(label("first")), transitions: [{act: go, to: second}]}
                          second:
                            \(label("second"))
                            enter: {entries: data.entries + 1}
                            initial: inner
                            states:
                              inner: {\(label("inner")), transitions: [{act: go, to: deeper}]}
                              deeper: {\(label("deeper")), transitions: [{act: go, to: end}]}
                      away:
                        \(label("away"))
                        transitions: [{act: go, to: back}, {act: out, to: end}]
                      end: {\(label("end")), final: true, outcome: over}
                    """, acts: "go out",
                    data: "  entries: {type: integer, default: 0, label: {zh: 数, en: count}}\n")))
    }

    @Test func `a deep history brings back the innermost states`() throws {
        var walk = try walk("deep")
        try walk.do("go")
        try walk.do("go")
        #expect(walk.states == ["work/second/deeper"])
        try walk.do("out")
        #expect(walk.snapshot.history == ["back": ["work/second/deeper"]])
        #expect(try Snapshot(json: walk.snapshot.json, definition: walk.definition) == walk.snapshot)
        try walk.do("go")
        #expect(walk.states == ["work/second/deeper"])
        #expect(walk.last.entered == ["work", "second", "deeper"])
        #expect(walk.snapshot.data["entries"] == .int(2))
    }

    @Test func `a shallow history brings back the state inside, which begins anew`() throws {
        var walk = try walk("shallow")
        try walk.do("go")
        try walk.do("go")
        try walk.do("out")
        #expect(walk.snapshot.history == ["back": ["work/second"]])
        try walk.do("go")
        #expect(walk.states == ["work/second/inner"])
    }

    @Test func `a history records anew each time its state is left`() throws {
        var walk = try walk("deep")
        try walk.do("out")
        #expect(walk.snapshot.history == ["back": ["work/first"]])
        try walk.do("go")
        try walk.do("go")
        try walk.do("out")
        #expect(walk.snapshot.history == ["back": ["work/second/inner"]])
    }

    private func regions(_ way: String = "back") throws -> Walk {
        try Walk(
            load(
                machine(
                    """
                    initial: start
                    states:
                      start: {\(label("start")), transitions: [{act: go, to: back}]}
                      work:
                        \(label("work"))
                        transitions: [{act: out, to: start}, {act: stop, to: end}]
                        regions:
                          back: {history: deep, initial: b1}
                          left:
                            \(label("left"))
                            initial: a1
                            states:
                              a1: {\(label("a1")), transitions: [{act: a, to: a2}]}
                              a2: {\(label("a2")), transitions: [{act: a, to: a1}]}
                          right:
                            \(label("right"))
                            initial: b1
                            states:
                              b1: {\(label("b1")), transitions: [{act: b, to: b2}]}
                              b2: {\(label("b2")), transitions: [{act: b, to: b1}]}
                      end: {\(label("end")), final: true, outcome: over}
                    """, acts: "go out a b stop")))
    }

    @Test func `without anything recorded a history stands for its initial state`() throws {
        var walk = try regions()
        try walk.do("go")
        #expect(walk.states == ["work/left/a1", "work/right/b1"])
    }

    @Test(arguments: [(0, 0), (1, 0), (0, 1), (1, 1)]) func `a deep history brings back every region`(
        moves: (left: Int, right: Int)
    ) throws {
        var walk = try regions()
        try walk.do("go")
        for _ in 0..<moves.left { try walk.do("a") }
        for _ in 0..<moves.right { try walk.do("b") }
        let before = walk.states
        try walk.do("out")
        try walk.do("go")
        #expect(walk.states == before)
    }

    @Test func `work that is left while it is on hold is remembered as the work`() throws {
        var walk = try Walk(
            load(
                machine(
                    """
                    initial: work
                    states:
                      work:
                        \(label("work"))
                        initial: busy
                        transitions: [{act: out, to: away}]
                        states:
                          back: {history: deep, initial: idle}
                          idle: {\(label("idle")), transitions: [{act: go, to: busy}]}
                          busy:
                            \(label("busy"))
                            initial: one
                            transitions: [{act: hold, to: held}]
                            states:
                              one: {\(label("one")), transitions: [{act: go, to: two}]}
                              two: {\(label("two")), transitions: [{act: go, to: end}]}
                          held: {\(label("held")), suspends: busy, transitions: [{act: go, to: resume}]}
                      away: {\(label("away")), transitions: [{act: go, to: back}]}
                      end: {\(label("end")), final: true, outcome: over}
                    """, acts: "go out hold",
                    clocks: """
                          all: {\(label("all")), owes: clerk, kind: internal, limit: duty, length: 9 days,
                                runs_in: work, breach: note, reenter: restart, source: {zh: 例, en: example}}

                        """)))
        try walk.do("go")
        try walk.do("hold")
        try walk.do("out")
        #expect(walk.snapshot.history == ["back": ["work/busy/two"]])
        try walk.do("go")
        #expect(walk.states == ["work/busy/two"])
        #expect(walk.snapshot.frozen.isEmpty)
    }
}
