import CEL
import Testing
import Values

@testable import Workflow

/// A case on hold (中止): what is suspended is frozen as it stands, not left.
@Suite struct HoldTests {
    static let clocks = """
          work:
            label: {zh: 调查期限, en: investigation}
            owes: clerk
            kind: legal
            limit: duty
            length: 60 workdays
            runs_in: [looking]
            in_suspension: pause
            ends: [decide]
            breach: to_handler
            reenter: restart
            source: {zh: 例, en: example}
          watch:
            label: {zh: 督办, en: watch}
            owes: clerk
            kind: internal
            limit: duty
            length: 30 days
            runs_in: [open]
            in_suspension: run
            breach: to_handler
            reenter: restart
            source: {zh: 例, en: example}
          hold_limit:
            label: {zh: 中止期限, en: hold}
            owes: clerk
            kind: internal
            limit: duty
            length: 60 days
            runs_in: [on_hold]
            breach: to_handler
            reenter: restart
            source: {zh: 例, en: example}

        """

    static let states = """
        vocabulary: wage-arrears/1
        initial: open
        states:
          open:
            \(label("open"))
            leave: {open_left: data.open_left + 1}
            enter: {open_entered: data.open_entered + 1}
            transitions:
              - {act: hold, to: on_hold}
              - {breach: watch, to: late}
            regions:
              main:
                \(label("main"))
                initial: looking
                states:
                  looking:
                    \(label("looking"))
                    leave: {looking_left: data.looking_left + 1}
                    transitions:
                      - {act: decide, to: decided}
                      - {breach: work, to: slow}
                  slow: {\(label("slow")), transitions: [{act: decide, to: decided}]}
                  decided: {\(label("decided")), transitions: [{act: finish, to: done}]}
              side:
                \(label("side"))
                initial: one
                states:
                  one: {\(label("one")), transitions: [{act: step, to: two}]}
                  two: {\(label("two")), transitions: [{act: step, to: one}]}
          on_hold:
            \(label("on_hold"))
            suspends: open
            transitions:
              - {act: resume_work, to: resume}
              - {breach: hold_limit, to: resume}
              - {act: cancel, to: done}
              - {act: again, to: on_hold}
            auto:
              - {to: done, when: case.contact_reached}
          late: {\(label("late")), transitions: [{act: finish, to: done}]}
          done: {\(label("done")), final: true, outcome: over}
        """

    static func text() -> String {
        machine(
            states, acts: "hold resume_work cancel again decide finish step",
            data: ["open_left", "open_entered", "looking_left"].map {
                "  \($0): {type: integer, default: 0, label: {zh: 数, en: count}}\n"
            }.joined(), clocks: clocks)
    }

    private func walk() throws -> Walk { try Walk(load(HoldTests.text()), on: "2025-06-03") }

    @Test func `a hold freezes what it suspends: nothing is left, and no leaving effect runs`() throws {
        var walk = try walk()
        try walk.do("step")
        try walk.do("hold")
        #expect(walk.states == ["on_hold"])
        #expect(walk.snapshot.frozen == ["open/main/looking", "open/side/two"])
        #expect(walk.last.left.isEmpty)
        #expect(walk.snapshot.data["open_left"] == .int(0))
        #expect(walk.snapshot.data["looking_left"] == .int(0))
        #expect(walk.snapshot.enteredAt["looking"] == day("2025-06-03"))
    }

    @Test func `resuming goes on exactly where it was, entering nothing anew`() throws {
        var walk = try walk()
        try walk.do("step")
        let before = walk.snapshot
        walk.on = day("2025-06-20")
        try walk.do("hold")
        walk.on = day("2025-07-07")
        try walk.do("resume_work")
        #expect(walk.states == before.active)
        #expect(walk.snapshot.frozen.isEmpty)
        #expect(walk.last.entered.isEmpty)
        #expect(walk.last.left == ["on_hold"])
        #expect(walk.snapshot.data["open_entered"] == .int(1))
        #expect(walk.snapshot.enteredAt == before.enteredAt)
    }

    @Test func `frozen states take no act, and a refusal says where else it could be done`() throws {
        var walk = try walk()
        try walk.do("hold")
        let report = walk.refusal(of: "decide")
        #expect(report?.primary.code == "not-here")
        #expect(
            WorkflowStep.offers(walk.definition, walk.snapshot, case: walk.view).map(\.act.name) == [
                "resume_work", "cancel", "again",
            ])
    }

    @Test func `what resuming leads to is what was frozen`() throws {
        var walk = try walk()
        try walk.do("step")
        try walk.do("hold")
        let offers = WorkflowStep.offers(walk.definition, walk.snapshot, case: walk.view)
        #expect(offers.first { $0.act.name == "resume_work" }?.leadsTo == ["looking", "two"])
    }

    @Test func `leaving the hold for somewhere else really leaves the frozen states, inner ones first`()
        throws
    {
        var walk = try walk()
        try walk.do("hold")
        try walk.do("cancel")
        #expect(walk.states == ["done"])
        #expect(walk.snapshot.frozen.isEmpty)
        #expect(walk.last.left.filter { $0 != "on_hold" } == ["one", "side", "looking", "main", "open"])
        #expect(walk.snapshot.data["open_left"] == .int(1))
        #expect(walk.snapshot.data["looking_left"] == .int(1))
        #expect(walk.run("work#1")?.state == .ended)
    }

    @Test func `a fact that ends the case ends it on hold too`() throws {
        var walk = try walk()
        try walk.do("hold")
        try walk.facts(caseView(contact: true))
        #expect(walk.snapshot.outcome == "over")
        #expect(walk.snapshot.frozen.isEmpty)
        #expect(walk.snapshot.data["looking_left"] == .int(1))
    }

    @Test func `entering the hold anew keeps what it holds`() throws {
        var walk = try walk()
        try walk.do("hold")
        try walk.do("again")
        #expect(walk.snapshot.frozen == ["open/main/looking", "open/side/one"])
        try walk.do("resume_work")
        #expect(walk.states == ["open/main/looking", "open/side/one"])
    }

    @Test func `a clock that pauses rests with the days it used; one that runs goes on`() throws {
        var walk = try walk()
        walk.on = day("2025-06-20")
        try walk.do("hold")
        #expect(walk.run("work#1")?.state == .paused)
        #expect(walk.run("work#1")?.pauses == [ClockPause(from: day("2025-06-20"), to: nil)])
        #expect(walk.run("watch#1")?.state == .running)
        #expect(walk.run("hold_limit#1")?.state == .running)
        walk.on = day("2025-07-07")
        try walk.do("resume_work")
        #expect(walk.run("work#1")?.state == .running)
        #expect(walk.run("work#1")?.trigger == day("2025-06-03"))
        #expect(
            walk.run("work#1")?.pauses == [ClockPause(from: day("2025-06-20"), to: day("2025-07-07"))])
        #expect(walk.run("watch#1")?.pauses == [])
        #expect(walk.run("hold_limit#1")?.state == .ended)
    }

    @Test
    func `a breach in a frozen state is recorded at once and moves when it is resumed, before anything else`()
        throws
    {
        var walk = try walk()
        try walk.do("hold")
        walk.on = day("2025-07-04")
        try walk.breach("watch#1")
        #expect(walk.states == ["on_hold"])
        #expect(walk.run("watch#1")?.phase == .breached)
        #expect(walk.snapshot.pending.map(\.run) == ["watch#1"])
        #expect(try Snapshot(json: walk.snapshot.json, definition: walk.definition) == walk.snapshot)
        walk.on = day("2025-07-07")
        try walk.do("resume_work")
        #expect(walk.states == ["late"])
        #expect(walk.snapshot.pending.isEmpty)
        #expect(walk.snapshot.data["open_left"] == .int(1))
        #expect(walk.run("watch#1")?.ended == .passed)
    }

    @Test func `the limit on a hold ends it, and moves that waited follow in the same step`() throws {
        var walk = try walk()
        try walk.do("hold")
        walk.on = day("2025-07-04")
        try walk.breach("watch#1")
        walk.on = day("2025-08-03")
        try walk.breach("hold_limit#1")
        #expect(walk.states == ["late"])
    }

    @Test func `a breach that waited for states which are really left moves nothing any more`() throws {
        var walk = try walk()
        try walk.do("hold")
        try walk.breach("watch#1")
        try walk.do("cancel")
        #expect(walk.snapshot.pending.isEmpty)
        #expect(walk.snapshot.outcome == "over")
    }

    @Test func `a definition comes back from its canonical form the same`() throws {
        let definition = try load(HoldTests.text())
        let again = try WorkflowDefinition.load(
            canonical: definition.canonical, vocabularies: [testVocabulary])
        #expect(again.state("on_hold")?.suspends == "open")
        #expect(again.canonical == definition.canonical)
        #expect(again.clock("work")?.inSuspension == .pause)
    }

    /// Seeds are in the name of the failing case.
    @Test(arguments: 1...60) func `suspending and resuming is the identity on where a case stands`(
        seed: UInt64
    ) throws {
        var random = SeededGenerator(state: seed)
        var walk = try walk()
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let act = ["step", "decide", "step"].randomElement(using: &random) ?? "step"
            if walk.refusal(of: act) == nil { try walk.do(act) }
        }
        let before = walk.snapshot
        let days = Int.random(in: 0...40, using: &random)
        walk.on = .day((Day("2025-06-03") ?? Day(ordinal: 0)).adding(days: days))
        try walk.do("hold")
        #expect(Set(walk.snapshot.frozen) == Set(before.active))
        for _ in 0..<Int.random(in: 0...3, using: &random) { try walk.do("again") }
        try walk.do("resume_work")
        #expect(walk.snapshot.active == before.active)
        #expect(walk.snapshot.data == before.data)
        #expect(walk.snapshot.enteredAt == before.enteredAt)
        for run in before.clocks {
            let after = walk.run(run.id)
            #expect(after?.trigger == run.trigger)
            #expect(after?.state == run.state)
        }
    }
}
