import CEL
import Source
import Testing
import Values

@testable import Workflow

/// Awards with a line for each award and worker, as in arbitration: composite keys, limits of their own.
private let awards = """
    workflow: awards
    language: 1
    version: 1
    label: {zh: 裁决, en: awards}
    roles:
      clerk: {label: {zh: 经办, en: clerk}}
    data:
      lines:
        type: list
        key: [award, worker]
        label: {zh: 裁决事项, en: award lines}
        item:
          award: {type: text, required: true, label: {zh: 裁决书, en: award}}
          worker: {type: text, required: true, label: {zh: 劳动者, en: worker}}
          final: {type: bool, required: true, label: {zh: 终局, en: final}}
          until: {type: date, label: {zh: 期满, en: until}}
    acts:
      given:
        kind: decision
        label: {zh: 裁决, en: award given}
        who: [clerk]
        payload: {lines: {type: list, of: lines, required: true, label: {zh: 事项, en: lines}}}
      over: {kind: decision, label: {zh: 不再裁决, en: no more awards}, who: [clerk]}
      served: {kind: decision, label: {zh: 送达, en: served}, who: [clerk], of: lines}
      sued: {kind: decision, label: {zh: 起诉, en: sued}, who: [clerk], of: lines}
    clocks:
      suit:
        label: {zh: 起诉期, en: time to sue}
        owes: clerk
        kind: legal
        limit: right
        length: 15 days
        runs_in: [open]
        ends: [sued]
        breach: to_handler
        source: {zh: 法定, en: law}
    initial: both
    states:
      both:
        label: {zh: 审理, en: pending}
        regions:
          tribunal:
            label: {zh: 仲裁庭, en: tribunal}
            initial: sitting
            states:
              sitting:
                label: {zh: 审理中, en: sitting}
                transitions:
                  - {act: given, add: {lines: act.lines}}
                  - {act: over, to: risen}
              risen: {label: {zh: 审理终结, en: risen}, final: true}
          rows:
            label: {zh: 各项, en: lines}
            for_each: lines
            each:
              initial: sorting
              states:
                sorting:
                  label: {zh: 分类, en: sorting}
                  auto:
                    - {to: in_force, when: this.final}
                    - {to: unserved, otherwise: true}
                unserved: {label: {zh: 待送达, en: unserved}, transitions: [{act: served, to: open}]}
                open:
                  label: {zh: 起诉期内, en: may be sued over}
                  transitions:
                    - {act: sued, to: in_court}
                    - {breach: suit, to: in_force, set: {this.until: clock('suit').due}}
                in_court: {label: {zh: 诉讼, en: in court}, final: true, outcome: sued}
                in_force: {label: {zh: 生效, en: in force}, final: true, outcome: in_force}
        done: [{to: ended, otherwise: true}]
      ended: {label: {zh: 终结, en: ended}, final: true, outcome: ended}

    """

private func line(_ award: String, _ worker: String, final: Bool = false) -> CELValue {
    .record(["award": .string(award), "worker": .string(worker), "final": .bool(final)])
}

/// Lists of the procedure's own data: members are added by key, each with its own machine and its own limit.
@Suite struct RowListTests {
    private func walk(_ lines: [CELValue]) throws -> Walk {
        var walk = try Walk(load(awards))
        try walk.do("given", ["lines": .list(lines)])
        return walk
    }

    private func due(_ walk: inout Walk, _ run: String, _ text: String) {
        guard let day = Day(text) else { return }
        walk.snapshot.fill(
            run, due: .day(day), expiresAt: Instant(startOf: day.adding(days: 1)), warnings: [],
            isProvisional: false)
    }

    @Test func `rows are added by an act and move by themselves from the first state on`() throws {
        let walk = try walk([line("A", "w1"), line("A", "w2", final: true)])
        #expect(
            walk.states == ["both/tribunal/sitting", "both/rows/unserved[A:w1]", "both/rows/in_force[A:w2]"])
        #expect(walk.snapshot.rowOutcomes == ["rows": ["A:w2": "in_force"]])
    }

    @Test func `a key that is in the list, or twice in the act, is refused with its place`() throws {
        let walk = try walk([line("A", "w1")])
        let again = walk.refusal(
            of: "given", ["lines": .list([line("B", "w1"), line("A", "w1"), line("B", "w1")])])
        guard case .payload(let problems)? = again?.primary else {
            Issue.record("no payload refusal")
            return
        }
        #expect(problems.map(\.path) == ["lines[1]", "lines[2]"])
        #expect(walk.refusal(of: "given", ["lines": .list([line("", "w1")])])?.primary.code == "payload")
    }

    @Test func `members may be made of what an act of other fields says; a required field is asked for then`()
        throws
    {
        let yaml = awards.replacing(
            "payload: {lines: {type: list, of: lines, required: true, label: {zh: 事项, en: lines}}}",
            with: "payload: {lines: {type: list, of: notes, required: true, label: {zh: 事项, en: lines}}}"
        ).replacing(
            "  lines:\n    type: list",
            with: """
                  notes:
                    type: list
                    key: award
                    label: {zh: 记录, en: notes}
                    item:
                      award: {type: text, required: true, label: {zh: 裁决书, en: award}}
                      worker: {type: text, required: true, label: {zh: 劳动者, en: worker}}
                      final: {type: bool, label: {zh: 终局, en: final}}
                      place: {type: text, label: {zh: 地点, en: place}}
                  lines:
                    type: list
                """)
        var walk = try Walk(load(yaml))
        let told = line("A", "w1", final: true)
        guard case .record(var fields) = told else { return }
        fields["place"] = .string("Dehua")
        try walk.do("given", ["lines": .list([.record(fields)])])
        #expect(walk.snapshot.data["lines"] == .list([told]))
        fields["final"] = nil
        fields["award"] = .string("B")
        let refused = walk.refusal(of: "given", ["lines": .list([.record(fields)])])
        guard case .payload(let problems)? = refused?.primary else {
            Issue.record("no payload refusal")
            return
        }
        #expect(problems.map(\.path) == ["lines[0].final"])
    }

    @Test func `keys of two parts never read the same, and fit on a command line`() throws {
        let walk = try walk([line("A:b", "c"), line("A", "b:c"), line("甲,乙", "[x] 1")])
        #expect(
            Set(walk.states.dropFirst()) == [
                "both/rows/unserved[A%3Ab:c]", "both/rows/unserved[A:b%3Ac]",
                "both/rows/unserved[甲%2C乙:%5Bx%5D%201]",
            ])
        #expect(try Snapshot(json: walk.snapshot.json, definition: walk.definition) == walk.snapshot)
    }

    @Test func `each row has a run of the clock, and its breach moves this row only`() throws {
        var walk = try walk([line("A", "w1"), line("A", "w2"), line("B", "w1")])
        try walk.do("served", of: ["A:w2", "B:w1"])
        #expect(walk.snapshot.clocks.map(\.subject) == ["A:w2", "B:w1"])
        #expect(walk.snapshot.clocks.map(\.id) == ["suit#1", "suit#2"])
        due(&walk, "suit#1", "2025-04-22")
        due(&walk, "suit#2", "2025-04-22")
        #expect(walk.snapshot.dueMoments(walk.definition).map(\.run) == ["suit#1", "suit#2"])
        walk.on = day("2025-04-23")
        try walk.breach("suit#1")
        #expect(
            walk.states == [
                "both/tribunal/sitting", "both/rows/unserved[A:w1]", "both/rows/open[B:w1]",
                "both/rows/in_force[A:w2]",
            ])
        guard case .list(let items)? = walk.snapshot.data["lines"], case .record(let item) = items[1] else {
            Issue.record("no list")
            return
        }
        #expect(item["until"] == Day("2025-04-22").map(CELValue.date))
        #expect(walk.run("suit#2")?.state == .running)
        #expect(walk.run("suit#1")?.ended == .passed)
    }

    @Test func `a limit of a row is counted from a day of its own line`() throws {
        let yaml = awards.replacing(
            "served: {kind: decision, label: {zh: 送达, en: served}, who: [clerk], of: lines}",
            with: """
                served:
                    kind: decision
                    label: {zh: 送达, en: served}
                    who: [clerk]
                    of: lines
                    payload: {day: {type: date, required: true, label: {zh: 送达日, en: served on}}}
                """
        ).replacing(
            "{act: served, to: open}", with: "{act: served, to: open, set: {this.until: act.day}}"
        ).replacing("length: 15 days\n", with: "length: 15 days\n    from: this.until\n")
        var walk = try Walk(load(yaml))
        try walk.do("given", ["lines": .list([line("A", "w1"), line("A", "w2")])])
        walk.on = day("2025-05-20")
        try walk.do("served", of: ["A:w1"], ["day": .date(try #require(Day("2025-05-12")))])
        try walk.do("served", of: ["A:w2"], ["day": .date(try #require(Day("2025-05-19")))])
        #expect(walk.snapshot.clocks.map(\.subject) == ["A:w1", "A:w2"])
        // Not from the day on which it was entered, and not from the other line's.
        #expect(walk.snapshot.clocks.map(\.trigger) == [day("2025-05-12"), day("2025-05-19")])
        // A line that was never served has no such day: the checker says so.
        let early = yaml.replacing("runs_in: [open]", with: "runs_in: [unserved, open]").replacing(
            "ends: [sued]", with: "ends: [sued]\n    reenter: restart")
        #expect(diagnostics(early).map(\.code).contains("W309"))
    }

    @Test func `a right that lapsed for one row is refused for that row and named`() throws {
        var walk = try walk([line("A", "w1"), line("A", "w2")])
        try walk.do("served", of: ["A:w1"])
        due(&walk, "suit#1", "2025-04-22")
        walk.on = day("2025-04-15")
        try walk.do("served", of: ["A:w2"])
        due(&walk, "suit#2", "2025-04-30")
        walk.on = day("2025-04-25")
        let report = walk.refusal(of: "sued", rows: ["A:w1", "A:w2"])
        #expect(report?.primary.code == "clock")
        #expect(report?.primary.message(.en).contains("[A:w1]") == true)
        try walk.do("sued", of: ["A:w2"])
        #expect(walk.run("suit#2")?.ended == .met)
        #expect(walk.run("suit#1")?.state == .running)
    }

    @Test func `the whole is done when the tribunal has risen and no line is open`() throws {
        var walk = try walk([line("A", "w1"), line("A", "w2", final: true)])
        try walk.do("over")
        #expect(walk.snapshot.outcome == nil)
        try walk.do("served", of: ["A:w1"])
        try walk.do("sued", of: ["A:w1"])
        #expect(walk.states == ["ended"])
        #expect(walk.snapshot.rowOutcomes == ["rows": ["A:w1": "sued", "A:w2": "in_force"]])
    }

    @Test func `no line at all holds nothing up`() throws {
        var walk = try Walk(load(awards))
        #expect(walk.states == ["both/tribunal/sitting", "both/rows"])
        try walk.do("over")
        #expect(walk.states == ["ended"])
    }

    @Test func `lists that are stored wrongly are not read back`() throws {
        let walk = try walk([line("A", "w1"), line("A", "w2")])
        let text = walk.snapshot.json.canonicalText
        for (from, to) in [
            ("\"w2\"", "\"w1\""), ("\"final\":false", "\"final\":\"x\""), ("\"award\":\"A\"", "\"x\":1"),
        ] {
            #expect(text.contains(from))
            let broken = try JSON(parsing: Array(text.replacing(from, with: to).utf8))
            #expect(throws: SnapshotError.self) {
                _ = try Snapshot(json: broken, definition: walk.definition)
            }
        }
    }

    @Test(arguments: [
        ("key: [award, worker]", "key: [award, until]", "W110"),
        ("key: [award, worker]", "key: [award, nobody]", "W101"),
        ("key: [award, worker]", "key: []", "S105"),
        ("set: {this.until: clock('suit').due}", "set: {this.worker: this.award}", "W103"),
        ("set: {this.until: clock('suit').due}", "set: {this.until: this.award}", "W110"),
        ("{act: sued, to: in_court}", "{act: sued, to: in_court, add: {lines: data.lines}}", "W212"),
        ("- {act: over, to: risen}", "- {act: over, to: risen, set: {lines: data.lines}}", "W110"),
        ("add: {lines: act.lines}", "add: {line: act.lines}", "W101"),
        ("add: {lines: act.lines}", "add: {lines: \"['A']\"}", "W110"),
        ("payload: {lines: {type: list, of: lines,", "payload: {lines: {type: list, of: text,", "W110"),
        ("runs_in: [open]", "runs_in: [open, sitting]", "W220"),
        ("breach: suit, to: in_force", "breach: suit, to: ended", "W222"),
        ("- {act: over, to: risen}", "- {act: over, to: risen, when: \"clock('suit').running\"}", "W220"),
        ("- {act: over, to: risen}", "- {act: over, to: ended}", "W221"),
        ("final: {type: bool,", "final: {type: moment,", "W110"),
    ])
    func `what cannot work is told`(_ old: String, _ new: String, _ code: String) {
        let yaml = awards.replacing(old, with: new)
        #expect(yaml != awards)
        #expect(diagnostics(yaml).map(\.code).contains(code))
    }
}
