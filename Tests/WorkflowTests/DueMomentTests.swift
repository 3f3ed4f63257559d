import Testing
import Values

@testable import Workflow

/// What falls due next, in the order in which it is raised.
@Suite struct DueMomentTests {
    private func walk(reviews: String = "", handler: String = "") throws -> Walk {
        let clock = { (id: String, rest: String) in
            """
              \(id):
                label: {zh: \(id), en: \(id)}
                owes: clerk
                kind: internal
                limit: duty
                length: 5 workdays
                runs_in: [only]
                \(rest)
                breach: note
                source: {zh: 例, en: example}

            """
        }
        return try Walk(
            load(
                machine(
                    """
                    \(reviews)
                    initial: only
                    states:
                      only: {\(label("only")), transitions: [{act: b}, {act: a, to: end}\(handler)]}
                      end: {\(label("end")), final: true, outcome: over}
                    """, acts: "a b",
                    clocks: clock("zulu", "warn: [2 workdays, 1 workday]")
                        + clock("alpha", "escalate: {to: clerk, after: 3 workdays}"))))
    }

    private func fill(
        _ walk: inout Walk, _ run: String, due: String, warn: [String] = [], escalate: [String] = []
    ) {
        walk.snapshot.fill(
            run, due: day(due), expiresAt: day(due).latest, warnings: warn.map { day($0).earliest },
            isProvisional: false, escalations: escalate.map { day($0).latest })
    }

    private func raiseNext(_ walk: inout Walk) throws -> String? {
        guard let next = walk.snapshot.dueMoments(walk.definition).first else { return nil }
        walk.last = try WorkflowStep.come(next, walk.definition, walk.snapshot, case: walk.view)
        walk.snapshot = walk.last.snapshot
        return "\(next.kind) \(next.run)"
    }

    @Test func `warnings, breach and escalation come in the order of time, each once`() throws {
        var walk = try walk()
        fill(&walk, "zulu#1", due: "2025-04-14", warn: ["2025-04-10", "2025-04-11"])
        fill(&walk, "alpha#1", due: "2025-04-14", escalate: ["2025-04-17"])
        var raised: [String] = []
        while let next = try raiseNext(&walk) { raised.append(next) }
        #expect(
            raised == [
                "warning zulu#1", "warning zulu#1", "breach zulu#1", "breach alpha#1",
                "escalation alpha#1",
            ])
        #expect(walk.run("alpha#1")?.escalationsGiven == 1)
        #expect(walk.run("zulu#1")?.warningsGiven == 2)
    }

    @Test func `of one instant a breach goes before a warning, then the order of the file decides`() throws {
        var walk = try walk()
        // alpha passes at the very instant at which zulu is to be warned of.
        fill(&walk, "alpha#1", due: "2025-04-10")
        fill(&walk, "zulu#1", due: "2025-04-14", warn: ["2025-04-11"])
        #expect(walk.run("alpha#1")?.expiresAt == walk.run("zulu#1")?.warnings.first)
        #expect(try raiseNext(&walk) == "breach alpha#1")
        #expect(try raiseNext(&walk) == "warning zulu#1")
        var equal = try self.walk()
        fill(&equal, "alpha#1", due: "2025-04-14")
        fill(&equal, "zulu#1", due: "2025-04-14")
        #expect(try raiseNext(&equal) == "breach zulu#1")
    }

    @Test func `a review that was not done is due again one period after it was due`() throws {
        var walk = try walk(reviews: Self.monthly)
        fill(&walk, "monthly#1", due: "2025-05-07")
        #expect(try raiseNext(&walk) == "review monthly#1")
        #expect(walk.states == ["only"])
        let next = walk.run("monthly#2")
        #expect(next?.trigger == day("2025-05-07"))
        #expect(next?.missed == 1)
        #expect(walk.last.clockChanges.count == 2)
    }

    @Test func `a review that was done is due again one period after it was done`() throws {
        var walk = try walk(reviews: Self.monthly)
        fill(&walk, "monthly#1", due: "2025-05-07")
        walk.on = day("2025-04-20")
        try walk.do("b")
        #expect(walk.run("monthly#2")?.trigger == day("2025-04-20"))
        #expect(walk.run("monthly#2")?.missed == 0)
        #expect(walk.last.clockChanges.map(\.run.ended) == [.met, nil])
    }

    private static let monthly = """
        reviews:
          monthly:
            label: {zh: 每月检查, en: monthly review}
            owes: clerk
            every: 30 days
            runs_in: [only]
            ends: [b]
            source: {zh: 例, en: example}
        """
}
