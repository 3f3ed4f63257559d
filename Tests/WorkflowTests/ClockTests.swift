import CEL
import Testing
import Values

@testable import Workflow

/// Clocks start, rest and end at rest, never in states that a step only passes through.
@Suite struct ClockTests {
    private func start(
        breach: String = "note", reenter: String = "restart", length: String = "length: 5 workdays",
        handler: String = "", from: String = ""
    ) throws -> Walk {
        try Walk(
            load(
                machine(
                    """
                    initial: first
                    states:
                      first: {\(label("first")), transitions: [{act: a, to: second}, {act: b, to: passing}]}
                      passing: {\(label("passing")), auto: [{to: first}]}
                      second:
                        \(label("second"))
                        transitions:
                          - {act: a, to: pause}
                          - {act: b}
                          - {act: c, to: first}
                          - {act: d, to: end}
                          - {act: e, to: second}
                          \(handler)
                      pause: {\(label("pause")), transitions: [{act: a, to: second}, {act: c, to: first}]}
                      end: {\(label("end")), final: true, outcome: over, reopen: [{act: a, to: second}]}
                    """, acts: "a b c d e",
                    data: "  since: {type: date, default: \"2025-01-15\", label: {zh: 始, en: since}}\n",
                    clocks: """
                          limit:
                            label: {zh: 限, en: limit}
                            owes: clerk
                            kind: internal
                            limit: duty
                            \(length)
                            \(from)
                            runs_in: [second, passing]
                            pause_in: [pause]
                            ends: [b]
                            warn: [2 workdays, 1 workday]
                            breach: \(breach)
                            reenter: \(reenter)
                            source: {zh: 例, en: example}

                        """)))
    }

    private func started(reenter: String = "restart") throws -> Walk {
        var walk = try start(reenter: reenter)
        try walk.do("a")
        return walk
    }

    @Test func `a clock starts when its state is at rest and counts from the act`() throws {
        var walk = try start()
        #expect(walk.snapshot.clocks.isEmpty)
        walk.on = day("2025-04-09")
        try walk.do("a")
        let run = walk.run("limit#1")
        #expect(run?.trigger == day("2025-04-09"))
        #expect(run?.length == "5 workdays")
        #expect(run?.state == .running)
        #expect(run?.due == nil)
        #expect(walk.last.clockChanges.map(\.run.id) == ["limit#1"])
    }

    @Test func `a state that a step only passes through starts nothing`() throws {
        var walk = try start()
        try walk.do("b")
        #expect(walk.last.entered == ["passing", "first"])
        #expect(walk.snapshot.clocks.isEmpty)
    }

    @Test func `a transition to itself is no restart`() throws {
        var walk = try started()
        walk.on = day("2025-04-20")
        try walk.do("e")
        #expect(walk.last.clockChanges.isEmpty)
        #expect(walk.run("limit#1")?.trigger == day("2025-04-07"))
    }

    @Test func `it rests in pause_in and goes on afterwards, with the days it rested`() throws {
        var walk = try started()
        walk.on = day("2025-04-10")
        try walk.do("a")
        #expect(walk.run("limit#1")?.state == .paused)
        #expect(walk.run("limit#1")?.pausedSince == day("2025-04-10"))
        #expect(walk.last.clockChanges == [.paused(walk.snapshot.clocks[0])])
        walk.on = day("2025-04-20")
        try walk.do("a")
        #expect(walk.run("limit#1")?.state == .running)
        #expect(walk.run("limit#1")?.pauses == [ClockPause(from: day("2025-04-10"), to: day("2025-04-20"))])
        #expect(walk.last.clockChanges == [.resumed(walk.snapshot.clocks[0])])
    }

    @Test func `an act in ends meets it, and it does not start again while its state stays`() throws {
        var walk = try started()
        try walk.do("b")
        #expect(walk.run("limit#1")?.ended == .met)
        #expect(walk.run("limit#1")?.endedBy == "b")
        try walk.do("e")
        #expect(walk.snapshot.clocks.count == 1)
        try walk.do("c")
        try walk.do("a")
        #expect(walk.run("limit#2")?.state == .running)
        #expect(walk.run("limit#1") == nil)
    }

    @Test func `leaving ends it, and a second visit restarts or continues as the clock says`() throws {
        var restart = try started()
        try restart.do("c")
        #expect(restart.run("limit#1")?.ended == .ended)
        restart.on = day("2025-05-01")
        try restart.do("a")
        #expect(restart.run("limit#2")?.trigger == day("2025-05-01"))
        var going = try started(reenter: "continue")
        going.on = day("2025-04-12")
        try going.do("c")
        going.on = day("2025-05-01")
        try going.do("a")
        #expect(going.run("limit#1")?.state == .running)
        #expect(going.run("limit#1")?.pauses == [ClockPause(from: day("2025-04-12"), to: day("2025-05-01"))])
    }

    @Test func `an end ends every clock, and a reopening starts what runs there`() throws {
        var walk = try started()
        try walk.do("d")
        #expect(walk.run("limit#1")?.state == .ended)
        try walk.do("a")
        #expect(walk.snapshot.episode == 2)
        #expect(walk.run("limit#2")?.state == .running)
    }

    @Test func `a breach is noted, the clock stays overdue, and what follows is late`() throws {
        var walk = try started()
        walk.snapshot.fill(
            "limit#1", due: day("2025-04-14"), expiresAt: day("2025-04-14").latest, warnings: [],
            isProvisional: false)
        walk.on = day("2025-04-15")
        try walk.breach("limit#1")
        #expect(walk.states == ["second"])
        #expect(walk.run("limit#1")?.phase == .breached)
        #expect(walk.run("limit#1")?.state == .running)
        // A duty that is late is still done.
        try walk.do("b")
        #expect(walk.run("limit#1")?.ended == .passed)
    }

    @Test func `a handler moves the proceeding, nobody refuses it`() throws {
        var walk = try start(breach: "to_handler", handler: "- {breach: limit, to: first}")
        try walk.do("a")
        try walk.breach("limit#1")
        #expect(walk.states == ["first"])
        #expect(walk.run("limit#1")?.ended == .passed)
        #expect(throws: StepFault.self) { try walk.breach("limit#1") }
    }

    @Test func `guards see the phase of a clock`() throws {
        var walk = try start(
            breach: "to_handler", handler: "- {breach: limit, to: first, when: \"clock('limit').breached\"}")
        try walk.do("a")
        try walk.breach("limit#1")
        #expect(walk.states == ["first"])
    }

    @Test func `from gives another day to count from, until a day to run to`() throws {
        var walk = try start(length: "length: 1 year", from: "from: data.since")
        try walk.do("a")
        #expect(walk.run("limit#1")?.trigger == day("2025-01-15"))
        var until = try start(length: "until: data.since + days(30)")
        try until.do("a")
        #expect(until.run("limit#1")?.until == day("2025-02-14"))
        #expect(until.run("limit#1")?.length == nil)
    }

    @Test func `a warning marks the run once`() throws {
        var walk = try started()
        let result = try WorkflowStep.warn(
            "limit#1", walk.definition, walk.snapshot, case: walk.view, at: day("2025-04-11").earliest)
        #expect(result.snapshot.clocks.first?.phase == .warned)
        walk.snapshot = result.snapshot
        try walk.breach("limit#1")
        #expect(walk.run("limit#1")?.phase == .breached)
    }
}
