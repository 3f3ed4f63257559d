import CEL
import Source
import Testing
import Values

@testable import Workflow

/// What a clock is counted from: the payload of the act, a field, another clock's due date, the service of a paper.
@Suite struct ClockDateTests {
    static func clock(_ id: String, runs: String, _ rest: String, breach: String = "note") -> String {
        """
          \(id):
            label: {zh: \(id), en: \(id)}
            owes: clerk
            kind: legal
            limit: duty
            runs_in: [\(runs)]
            breach: \(breach)
            \(rest)
            source: {zh: 例, en: example}

        """
    }

    /// `a` leads from first to second with a day, `b` on to third; papers can be served.
    static func text(
        from: String, wayIn: String = "{act: serve, to: second}", second: String = "", data: String = "",
        third: String = ""
    ) -> String {
        machine(
            """
            initial: first
            states:
              first: {\(label("first")), transitions: [\(wayIn), {act: a}]}
              second: {\(label("second")), transitions: [{act: b, to: end}, {breach: limit, to: third}]}
              third: {\(label("third")), transitions: [{act: b, to: end}, {act: c, to: end}]\(third)}
              end: {\(label("end")), final: true, outcome: over}
            """, acts: "a b c", data: data,
            clocks: clock("limit", runs: "second", "length: 10 days\n    \(from)", breach: "to_handler")
                + clock("next", runs: "third", "length: 3 months\n    from: clock('limit').due")
        ).replacing(
            "  f: {kind: fact",
            with: """
                  serve:
                    kind: decision
                    label: {zh: 送达, en: serve}
                    who: [clerk]
                    payload:
                      served_on: {type: date, required: true, label: {zh: 送达日, en: served on}}
                      heard_on: {type: date, label: {zh: 听证日, en: heard on}}
                  f: {kind: fact
                """
        ).replacing("documents:", with: "documents:")
    }

    @Test func `a clock counts from a day of the act that starts it`() throws {
        var walk = try Walk(load(Self.text(from: "from: act.served_on")))
        walk.on = day("2025-05-20")
        try walk.do("serve", ["served_on": .date(try #require(Day("2025-05-12")))])
        #expect(walk.run("limit#1")?.trigger == day("2025-05-12"))
    }

    @Test func `a clock counts from the due date of another, not from the day somebody noticed`() throws {
        var walk = try Walk(load(Self.text(from: "from: act.served_on")))
        try walk.do("serve", ["served_on": .date(try #require(Day("2025-05-12")))])
        walk.snapshot.fill(
            "limit#1", due: day("2025-05-22"), expiresAt: day("2025-05-22").latest, warnings: [],
            isProvisional: false)
        walk.on = day("2025-07-01")
        try walk.breach("limit#1")
        #expect(walk.run("next#1")?.trigger == day("2025-05-22"))
    }

    @Test func `a field set on every way is surely there, one set on no way is not`() {
        let data = "  served: {type: date, label: {zh: 日, en: day}}\n"
        let set = Self.text(
            from: "from: data.served", wayIn: "{act: serve, to: second, set: {served: act.served_on}}",
            data: data)
        #expect(diagnostics(set) == [])
        let unset = Self.text(from: "from: data.served", data: data)
        #expect(diagnostics(unset).map(\.code) == ["W309"])
        #expect(diagnostics(unset).first?.message.en.contains("data.served") == true)
    }

    @Test func `a field asked for with has, or given another day, is no finding`() {
        let data = "  served: {type: date, label: {zh: 日, en: day}}\n"
        let asked = Self.text(
            from: "from: data.served", wayIn: "{act: serve, to: second, when: has(data.served)}", data: data)
        #expect(diagnostics(asked) == [])
        let given = Self.text(
            from: "from: \"has(data.served) ? data.served : act.served_on\"", data: data)
        #expect(diagnostics(given) == [])
    }

    @Test func `a day of the payload that may be left out, or is not there on every way, is found`() {
        #expect(diagnostics(Self.text(from: "from: act.heard_on")).map(\.code) == ["W309"])
        let both = Self.text(
            from: "from: act.served_on", wayIn: "{act: serve, to: second}, {act: b, to: second}")
        #expect(!diagnostics(both).filter { $0.severity == .error }.isEmpty)
    }

    @Test func `the due date of a clock that need not have run is found`() {
        let text = Self.text(
            from: "from: act.served_on", wayIn: "{act: serve, to: second}, {act: c, to: third}")
        #expect(diagnostics(text).map(\.code) == ["W309"])
    }

    @Test func `a clock counts from the service of a paper`() throws {
        let text = Self.text(
            from: "from: served('award').on",
            wayIn: "{act: serve, to: second, when: has(served('award').on)}"
        ).replacing(
            "acts:\n", with: "documents:\n  award: {label: {zh: 裁决书, en: award}}\nacts:\n")
        let served = PaperOnRecord(
            id: "D1", kind: "award", hash: nil, claimants: [], isFresh: false,
            servedOn: Day("2025-05-14"))
        var walk = try Walk(load(text), view: caseView(papers: [served]))
        try walk.do("serve", ["served_on": .date(try #require(Day("2025-05-12")))])
        #expect(walk.run("limit#1")?.trigger == day("2025-05-14"))
        var without = try Walk(load(text))
        #expect(
            without.refusal(of: "serve", ["served_on": .date(try #require(Day("2025-05-12")))])?.primary.code
                == "guard")
        without.view = caseView()
    }

    @Test func `the length in force on the day that sets it off is taken, and the row is noted`() throws {
        let text = Self.text(from: "from: act.served_on").replacing(
            "length: 10 days",
            with:
                "length: [{length: 30 days}, {from: \"2020-05-01\", length: 10 days}, {from: \"2026-01-01\", length: 5 workdays}]"
        )
        let definition = try load(text)
        for (on, length, from) in [
            ("2019-01-01", "30 days", nil), ("2020-05-01", "10 days", "2020-05-01"),
            ("2025-12-31", "10 days", "2020-05-01"), ("2026-01-01", "5 workdays", "2026-01-01"),
        ] {
            var walk = try Walk(definition, on: "2026-06-01")
            try walk.do("serve", ["served_on": .date(try #require(Day(on)))])
            #expect(walk.run("limit#1")?.length == length, "\(on)")
            #expect(walk.run("limit#1")?.lengthFrom?.description == from, "\(on)")
        }
    }

    @Test func `a day for which the table has no row refuses the act instead of making up a limit`() throws {
        let text = Self.text(from: "from: act.served_on").replacing(
            "length: 10 days", with: "length: [{from: \"2020-05-01\", length: 10 days}]")
        var walk = try Walk(load(text))
        #expect(throws: StepFault.self) {
            try walk.do("serve", ["served_on": .date(Day("2019-01-01") ?? Day(ordinal: 0))])
        }
    }
}
