import Source
import Testing
import Values

@testable import Workflow

/// Acts that were done in time and recorded after the limit was entered as passed.
@Suite struct CureTests {
    private static let clock = """
          limit:
            label: {zh: 期限, en: limit}
            owes: clerk
            kind: legal
            limit: LIMIT
            length: 5 workdays
            runs_in: [waiting]
            ends: [a, f]
            warn: [1 workday]
            breach: to_handler
            reenter: restart
            source: {zh: 依据, en: law}

        """

    private static let states = """
        initial: waiting
        states:
          waiting:
            label: {zh: 等待, en: waiting}
            transitions:
              - {act: a, to: done}
              - {act: f, to: done}
              - {act: b, to: suing}
              - {breach: limit, HANDLER}
          suing:
            label: {zh: 起诉, en: suing}
            transitions:
              - {act: b, to: done}
              - {cured: limit, to: done}
          done: {label: {zh: 完, en: done}, final: true, outcome: over}
        """

    /// A proceeding whose limit was to expire at 24:00 of 14 April, at the start of the 15th.
    private func walk(handler: String = "to: suing", limit: String = "duty") throws -> Walk {
        var walk = try Walk(
            load(
                machine(
                    Self.states.replacing("HANDLER", with: handler), acts: "a b",
                    clocks: Self.clock.replacing("LIMIT", with: limit))))
        walk.snapshot.fill(
            "limit#1", due: day("2025-04-14"), expiresAt: day("2025-04-15").earliest,
            warnings: [day("2025-04-11").earliest], isProvisional: false)
        return walk
    }

    @Test func `a fact that was in time lifts the breach and takes the way back`() throws {
        var walk = try walk()
        try walk.breach("limit#1")
        #expect(walk.states == ["suing"])
        walk.on = day("2025-04-14")
        try walk.do("f")
        #expect(walk.states == ["done"])
        let run = try #require(walk.run("limit#1"))
        #expect(run.ended == .met)
        #expect(run.cure == ClockCure(act: "f", occurred: day("2025-04-14")))
        #expect(walk.last.clockChanges == [.cured(run, ClockCure(act: "f", occurred: day("2025-04-14")))])
    }

    @Test func `a fact of the day after stays late`() throws {
        var walk = try walk()
        try walk.breach("limit#1")
        walk.on = day("2025-04-15")
        try walk.do("f")
        #expect(walk.states == ["suing"])
        #expect(walk.run("limit#1")?.ended == .passed)
        #expect(walk.run("limit#1")?.cure == nil)
    }

    @Test func `a fact from before the limit began meets nothing`() throws {
        var walk = try walk()
        try walk.breach("limit#1")
        walk.on = day("2025-04-06")
        try walk.do("f")
        #expect(walk.run("limit#1")?.ended == .passed)
    }

    @Test(arguments: ["duty", "right"])
    func `a decision of the last day, entered after the breach was noted, is in time`(limit: String) throws {
        var walk = try walk(handler: "set: {}", limit: limit)
        try walk.breach("limit#1")
        #expect(walk.run("limit#1")?.phase == .breached)
        walk.on = day("2025-04-14")
        try walk.do("a")
        let run = try #require(walk.run("limit#1"))
        #expect(run.ended == .met)
        #expect(run.cure?.act == "a")
    }

    @Test func `a right that has passed is still refused to an act after it`() throws {
        var walk = try walk(handler: "set: {}", limit: "right")
        try walk.breach("limit#1")
        walk.on = day("2025-04-15")
        #expect(walk.refusal(of: "a")?.primary.code == "clock")
    }

    @Test func `what disproved a breach is stored and read back`() throws {
        var walk = try walk()
        try walk.breach("limit#1")
        walk.on = day("2025-04-14")
        try walk.do("f")
        let stored = walk.snapshot.json
        #expect(
            stored["clocks"]?.arrayValue?.first?["cure"]
                == .object(["act": .string("f"), "occurred": .string("2025-04-14")]))
        #expect(try Snapshot(json: stored, definition: walk.definition) == walk.snapshot)
    }

    @Test func `warnings come before the end, each once, and breaches before warnings of the same instant`()
        throws
    {
        var walk = try walk()
        let warning = try #require(walk.snapshot.moments(walk.definition).first)
        #expect(warning.kind == .warning)
        #expect(warning.instant == day("2025-04-11").earliest)
        walk.snapshot = try WorkflowStep.come(warning, walk.definition, walk.snapshot, case: walk.view)
            .snapshot
        #expect(walk.run("limit#1")?.warningsGiven == 1)
        #expect(walk.run("limit#1")?.phase == .warned)
        let end = try #require(walk.snapshot.moments(walk.definition).first)
        #expect(end.kind == .breach)
        #expect(end.instant == day("2025-04-15").earliest)
        walk.snapshot = try WorkflowStep.come(end, walk.definition, walk.snapshot, case: walk.view).snapshot
        #expect(walk.snapshot.moments(walk.definition).isEmpty)
    }

    @Test func `a limit that no act meets cannot be cured`() {
        let yaml = machine(
            Self.states.replacing("HANDLER", with: "to: suing"), acts: "a b",
            clocks: Self.clock.replacing("LIMIT", with: "duty").replacing("ends: [a, f]", with: "ends: []"))
        #expect(diagnostics(yaml).map(\.code) == ["W201"])
    }

    @Test func `a cure of a limit that is not there is an unknown name`() {
        let yaml = machine(
            Self.states.replacing("HANDLER", with: "to: suing").replacing(
                "cured: limit", with: "cured: limits"),
            acts: "a b", clocks: Self.clock.replacing("LIMIT", with: "duty"))
        #expect(diagnostics(yaml).map(\.code) == ["W101"])
    }

    @Test func `a transition has one trigger`() {
        let yaml = machine(
            Self.states.replacing("HANDLER", with: "to: suing").replacing(
                "cured: limit", with: "cured: limit, act: b"),
            acts: "a b", clocks: Self.clock.replacing("LIMIT", with: "duty"))
        #expect(diagnostics(yaml).map(\.code).contains("S102"))
    }
}
