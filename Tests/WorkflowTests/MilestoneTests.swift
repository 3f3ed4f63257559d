import CEL
import Testing
import Values

@testable import Workflow

/// Milestones, activities, and taking up a closed proceeding again.
@Suite struct MilestoneTests {
    private func walk() throws -> Walk {
        try Walk(
            load(
                machine(
                    """
                    vocabulary: wage-arrears/1
                    milestones:
                      found: {\(label("found")), when: case.contact_reached}
                      elsewhere: {\(label("elsewhere")), of: other-flow}
                    activities:
                      inquire: {states: [one]}
                    offers: [{use: other-flow, when: "milestone('second')"}]
                    initial: one
                    states:
                      one:
                        \(label("one"))
                        transitions: [{act: go, to: two}, {act: through, to: passing}]
                        auto: [{to: three, when: "milestone('found') && milestone('elsewhere')"}]
                      passing: {\(label("passing")), milestone: passed, auto: [{to: two}]}
                      two: {\(label("two")), milestone: second, transitions: [{act: go, to: end}]}
                      three: {\(label("three")), transitions: [{act: go, to: end}]}
                      end:
                        \(label("end"))
                        final: true
                        outcome: over
                        reopen: [{act: again, to: one, within: 1 year}]
                    """, acts: "go through inquire again")))
    }

    private func view(contact: Bool, elsewhere: Bool = false) -> CaseView {
        let view = caseView(contact: contact)
        let other = CaseMilestone(workflow: "other-flow", name: "elsewhere", reached: day("2025-04-01"))
        return CaseView(record: view.record, milestones: elsewhere ? [other] : [])
    }

    @Test func `a milestone keeps the moment it was first reached`() throws {
        var walk = try walk()
        walk.on = day("2025-04-08")
        try walk.facts(view(contact: true))
        #expect(walk.snapshot.milestones == ["found": day("2025-04-08")])
        walk.on = day("2025-04-09")
        try walk.facts(view(contact: false))
        try walk.facts(view(contact: true))
        #expect(walk.snapshot.milestones == ["found": day("2025-04-08")])
        #expect(try Snapshot(json: walk.snapshot.json, definition: walk.definition) == walk.snapshot)
    }

    @Test func `what a milestone opens beside it is offered once it is reached`() throws {
        var walk = try walk()
        func missing() -> Int {
            let offers = WorkflowStep.proceedingOffers(walk.definition, walk.snapshot, case: walk.view)
            return offers.flatMap(\.missing).count
        }
        #expect(missing() == 1)
        try walk.do("go")
        #expect(missing() == 0)
    }

    @Test func `a state reaches its milestone at rest, not when it is only passed through`() throws {
        var walk = try walk()
        try walk.do("through")
        #expect(walk.states == ["two"])
        #expect(walk.snapshot.milestones == ["second": day("2025-04-07")])
    }

    @Test func `what a milestone opens follows in the same step`() throws {
        var walk = try walk()
        try walk.facts(view(contact: false, elsewhere: true))
        #expect(walk.states == ["one"])
        try walk.facts(view(contact: true, elsewhere: true))
        #expect(walk.states == ["three"])
    }

    @Test func `a milestone of another proceeding is seen as soon as the case knows it`() throws {
        var walk = try walk()
        try walk.facts(view(contact: true))
        #expect(walk.states == ["one"])
        try walk.facts(view(contact: true, elsewhere: true))
        #expect(walk.states == ["three"])
    }

    @Test func `what a milestone of the proceeding opens is offered once it was reached`() throws {
        var walk = try Walk(
            load(
                machine(
                    """
                    vocabulary: wage-arrears/1
                    offers: [{use: other-flow, when: "milestone('found')"}]
                    milestones: {found: {\(label("found")), when: case.contact_reached}}
                    initial: one
                    states:
                      one: {\(label("one")), transitions: [{act: go, to: end}]}
                      end: {\(label("end")), final: true, outcome: over}
                    """, acts: "go")))
        func missing(_ view: CaseView) -> [String]? {
            WorkflowStep.proceedingOffers(walk.definition, walk.snapshot, case: view).first?.missing.map(
                \.code)
        }
        #expect(missing(view(contact: false)) == ["guard"])
        try walk.facts(view(contact: true))
        #expect(missing(view(contact: false)) == [])
    }

    @Test func `an activity is logged where it belongs, moves nothing and counts as done`() throws {
        var walk = try walk()
        try walk.do("inquire")
        #expect(walk.states == ["one"])
        #expect(!walk.last.hasMoved)
        #expect(walk.snapshot.ledger.map(\.act) == ["inquire"])
        #expect(
            WorkflowStep.offers(walk.definition, walk.snapshot, case: walk.view).map(\.act.name) == [
                "go", "through", "inquire",
            ])
    }

    @Test func `elsewhere an activity is refused, saying where it can be logged`() throws {
        var walk = try walk()
        try walk.do("go")
        let report = walk.refusal(of: "inquire")
        #expect(report?.primary.code == "not-here")
        #expect(report?.primary.message(.en).contains("one") ?? false)
    }

    @Test func `an activity is not dated before its state was entered`() throws {
        var walk = try walk()
        walk.on = day("2025-04-06")
        #expect(walk.refusal(of: "inquire")?.primary.code == "payload")
    }

    @Test func `a closed proceeding is taken up again within its time only`() throws {
        var walk = try walk()
        try walk.do("go")
        try walk.do("go")
        let run = walk.run("reopen:again#1")
        #expect(run?.length == "1 year")
        #expect(run?.trigger == day("2025-04-07"))
        // The host counts the year.
        walk.snapshot.fill(
            "reopen:again#1", due: day("2026-04-07"),
            expiresAt: Instant(endOf: try #require(Day("2026-04-07"))), warnings: [], isProvisional: false)
        func offer(_ on: String) -> Offer? {
            WorkflowStep.offers(walk.definition, walk.snapshot, case: walk.view, at: day(on).earliest).first {
                $0.act.name == "again"
            }
        }
        #expect(offer("2026-04-07")?.isPossibleNow == true)
        #expect(offer("2026-04-08")?.isPossibleNow == false)
        #expect(offer("2026-04-08")?.missing.map(\.code) == ["clock"])
        walk.on = day("2026-04-08")
        #expect(walk.refusal(of: "again")?.primary.code == "clock")
        walk.on = day("2026-04-07")
        try walk.do("again")
        #expect(walk.states == ["one"])
        #expect(walk.snapshot.episode == 2)
        #expect(walk.run("reopen:again#1")?.ended == .met)
        try walk.do("go")
        try walk.do("go")
        #expect(walk.run("reopen:again#2")?.state == .running)
    }

    private func reopened(_ policy: String) throws -> Walk {
        var walk = try Walk(
            load(
                machine(
                    """
                    initial: one
                    states:
                      one: {\(label("one")), transitions: [{act: go, to: two}]}
                      two: {\(label("two")), transitions: [{act: go, to: end}, {act: again, to: one}]}
                      end: {\(label("end")), final: true, outcome: over, reopen: [{act: again, to: two}]}
                    """, acts: "go again",
                    clocks: """
                          work: {\(label("work")), owes: clerk, kind: internal, limit: duty, length: 9 days,
                                 runs_in: one, breach: note, reenter: restart, on_reopen: \(policy),
                                 source: {zh: 例, en: example}}
                          last: {\(label("last")), owes: clerk, kind: internal, limit: duty, length: 9 days,
                                 runs_in: two, breach: note, reenter: restart, on_reopen: \(policy),
                                 source: {zh: 例, en: example}}

                        """)), on: "2025-04-01")
        walk.on = day("2025-04-03")
        try walk.do("go")
        walk.on = day("2025-04-05")
        try walk.do("go")
        walk.on = day("2025-05-05")
        try walk.do("again")
        return walk
    }

    @Test func `on reopening a clock goes on, begins anew or is over, as it says`() throws {
        let goingOn = try reopened("continue")
        #expect(goingOn.run("last#1")?.state == .running)
        #expect(
            goingOn.run("last#1")?.pauses == [ClockPause(from: day("2025-04-05"), to: day("2025-05-05"))])
        #expect(try reopened("restart").run("last#2")?.trigger == day("2025-05-05"))
        var over = try reopened("end")
        #expect(over.snapshot.clocks.allSatisfy { $0.state == .ended })
        try over.do("again")
        #expect(over.states == ["one"])
        #expect(over.run("work#2") == nil)
        #expect(try Snapshot(json: over.snapshot.json, definition: over.definition) == over.snapshot)
    }
}
