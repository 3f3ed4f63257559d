import CEL
import Source
import Testing
import Values

@testable import Workflow

/// The five mechanisms of the law: extend, pause, interrupt, reset, exclude. The host counts; these say what.
@Suite struct ClockOperationTests {
    /// A limit of 60 working days in `second`, resting in `pause`, with an act for each mechanism.
    static func machineText(limit: String = "duty", extend: String = "{by: 30 workdays, times: 1}") -> String
    {
        machine(
            """
            initial: first
            states:
              first: {\(label("first")), transitions: [{act: a, to: second}]}
              second:
                \(label("second"))
                transitions:
                  - {act: b, clocks: {extend: limit}}
                  - {act: c, clocks: {reset: [limit]}}
                  - {act: d, clocks: {interrupt: [limit]}}
                  - {act: g, clocks: {exclude: {limit: {from: act.begin, to: act.finish}}}}
                  - {act: e, to: pause}
                  - {act: k, to: end}
                  - {breach: limit, to: second}
              pause:
                \(label("pause"))
                transitions: [{act: e, to: second}, {act: d, clocks: {interrupt: limit}}]
              end: {\(label("end")), final: true, outcome: over}
            """, acts: "a b c d e k",
            clocks: """
                  limit:
                    label: {zh: 限, en: limit}
                    owes: clerk
                    kind: legal
                    limit: \(limit)
                    length: 60 workdays
                    runs_in: [second]
                    pause_in: [pause]
                    extend: \(extend)
                    breach: to_handler
                    source: {zh: 例, en: example}

                """
        ).replacing(
            "  f: {kind: fact",
            with: """
                  g:
                    kind: decision
                    label: {zh: g, en: g}
                    who: [clerk]
                    payload:
                      begin: {type: date, required: true, label: {zh: 起, en: begin}}
                      finish: {type: date, required: true, label: {zh: 止, en: finish}}
                  f: {kind: fact
                """)
    }

    private func started(_ text: String = machineText()) throws -> Walk {
        var walk = try Walk(load(text))
        try walk.do("a")
        count(&walk)
        return walk
    }

    /// Plays the host: everything is due on 2025-08-26.
    private func count(_ walk: inout Walk, due: String = "2025-08-26", run: String = "limit#1") {
        walk.snapshot.fill(
            run, due: day(due), expiresAt: day(due).latest, warnings: [], isProvisional: false)
    }

    @Test func `an extension adds to the end and says by which act`() throws {
        var walk = try started()
        walk.on = day("2025-06-20")
        try walk.do("b")
        #expect(
            walk.run("limit#1")?.extensions == [
                ClockExtension(by: "30 workdays", occurred: day("2025-06-20"), act: "b")
            ])
        #expect(walk.last.clockChanges == [.extended(walk.snapshot.clocks[0])])
        #expect(walk.run("limit#1")?.trigger == day("2025-04-07"))
    }

    @Test func `a reset starts anew from the act, whatever ran before`() throws {
        var walk = try started()
        try walk.do("b")
        walk.on = day("2025-06-20")
        try walk.do("c")
        let run = walk.run("limit#2")
        #expect(run?.trigger == day("2025-06-20"))
        #expect(run?.extensions == [])
        #expect(
            run?.restart
                == ClockRestart(how: .reset, occurred: day("2025-06-20"), act: "c", due: day("2025-08-26")))
        #expect(walk.snapshot.clocks.count == 1)
    }

    @Test func `an interruption makes void what has run, and the limit begins again at once`() throws {
        var walk = try started()
        walk.on = day("2025-06-20")
        try walk.do("d")
        #expect(walk.run("limit#2")?.trigger == day("2025-06-20"))
        #expect(walk.run("limit#2")?.restart?.how == .interrupt)
        #expect(walk.run("limit#2")?.state == .running)
    }

    @Test func `interrupted while it rests, it begins again when it goes on`() throws {
        var walk = try started()
        walk.on = day("2025-06-20")
        try walk.do("e")
        walk.on = day("2025-06-25")
        try walk.do("d")
        #expect(walk.run("limit#2")?.state == .paused)
        walk.on = day("2025-07-07")
        try walk.do("e")
        let run = walk.run("limit#2")
        #expect(run?.trigger == day("2025-07-07"))
        #expect(run?.pauses == [])
        #expect(run?.state == .running)
    }

    @Test func `an excluded span is kept with its days and its act`() throws {
        var walk = try started()
        walk.on = day("2025-07-25")
        try walk.do(
            "g", ["begin": .date(Day(ordinal: 20_250)), "finish": .date(Day(ordinal: 20_280))])
        let span = walk.run("limit#1")?.exclusions.first
        #expect(span?.from == .day(Day(ordinal: 20_250)))
        #expect(span?.to == .day(Day(ordinal: 20_280)))
        #expect(span?.act == "g")
        #expect(walk.last.clockChanges == [.excluded(walk.snapshot.clocks[0])])
    }

    @Test
    func `what operations leave on a run is stored and read back, and an untouched run says nothing of them`()
        throws
    {
        var walk = try started()
        let plain = walk.snapshot.json
        for key in [
            "extensions", "exclusions", "restart", "void", "warned", "escalations", "escalated", "missed",
            "length_from",
        ] {
            #expect(plain["clocks"]?.arrayValue?.first?[key] == nil, "\(key)")
        }
        try walk.do("b")
        try walk.do("g", ["begin": .date(Day(ordinal: 20_250)), "finish": .date(Day(ordinal: 20_280))])
        try walk.do("e")
        try walk.do("d")
        let again = try Snapshot(json: walk.snapshot.json, definition: walk.definition)
        #expect(again == walk.snapshot)
        #expect(again.clocks.first?.isVoid == true)
    }

    @Test func `only a decision extends`() {
        let text = Self.machineText().replacing(
            "{act: b, clocks: {extend: limit}}", with: "{act: f, clocks: {extend: limit}}")
        #expect(diagnostics(text).contains { $0.code == "W110" })
    }

    @Test func `an extension without a number of times is found`() {
        #expect(
            diagnostics(Self.machineText(extend: "{by: 30 workdays}")).map(\.code).contains("W304"))
    }

    @Test func `a fact about days that did not count reopens the question whether the limit has passed`()
        throws
    {
        let text = Self.machineText().replacing("g:\n    kind: decision", with: "g:\n    kind: fact")
        var walk = try started(text)
        try walk.breach("limit#1")
        #expect(walk.run("limit#1")?.phase == .breached)
        try walk.do("g", ["begin": .date(Day(ordinal: 20_250)), "finish": .date(Day(ordinal: 20_280))])
        #expect(walk.run("limit#1")?.phase == .running)
        // Counted anew it still ended before today: the breach is raised again, at its new instant.
        count(&walk, due: "2025-09-10")
        let moment = try #require(walk.snapshot.dueMoments(walk.definition).first)
        #expect(moment.kind == .breach)
        #expect(moment.instant == day("2025-09-10").latest)
    }

    @Test func `a limit that has passed is not interrupted by a fact`() throws {
        let text = Self.machineText().replacing(
            "{act: d, clocks: {interrupt: [limit]}}", with: "{act: f, clocks: {interrupt: [limit]}}"
        ).replacing(", {act: d, clocks: {interrupt: limit}}", with: ", {act: d}")
        var walk = try started(text)
        try walk.breach("limit#1")
        try walk.do("f")
        #expect(walk.run("limit#1")?.phase == .breached)
        #expect(walk.run("limit#2") == nil)
    }
}
