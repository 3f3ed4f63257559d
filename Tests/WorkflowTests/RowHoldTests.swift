import CEL
import Source
import Testing
import Values

@testable import Workflow

/// Rows together with what freezes them, and with what their own states set.
@Suite struct RowHoldTests {
    private func clock(_ state: String) -> String {
        """
          limit:
            label: {zh: 期限, en: limit}
            owes: clerk
            kind: internal
            limit: duty
            length: 30 days
            runs_in: [\(state)]
            breach: note
            reenter: restart
            source: {zh: 内部, en: internal}

        """
    }

    private func held(_ leave: String = ", rows: dropped") throws -> Walk {
        let acts = "  hold: {kind: decision, label: {zh: 中止, en: hold}, who: [clerk]}\n"
        let hold = """
              on_hold:
                \(label("on_hold"))
                suspends: workers
                transitions: [{act: hold, to: resume}, {act: stop, to: stopped\(leave)}]

            """
        let yaml = RowProcedure.yaml(states: hold, acts: acts, clocks: clock("on_hold")).replacing(
            "transitions: [{act: stop, to: stopped, rows: dropped}]",
            with:
                "transitions: [{act: stop, to: stopped, rows: dropped}, {act: hold, to: on_hold}]"
        )
        var walk = try Walk(load(yaml), view: caseView(claimants: ["w1", "w2"]))
        try walk.do("go")
        try walk.do("pay", of: ["w1"])
        try walk.do("hold")
        return walk
    }

    @Test func `a hold freezes every row where it is, and who joins meanwhile begins on resumption`() throws {
        var walk = try held()
        #expect(walk.states == ["on_hold"])
        #expect(walk.snapshot.frozen == ["workers/owing[w2]", "workers/paid[w1]"])
        #expect(walk.snapshot.rowOutcomes == ["workers": ["w1": "paid"]])
        #expect(walk.refusal(of: "pay", rows: ["w2"])?.primary.code == "not-here")
        try walk.facts(caseView(claimants: ["w1", "w2", "w3"]))
        #expect(try Snapshot(json: walk.snapshot.json, definition: walk.definition) == walk.snapshot)
        try walk.do("hold")
        #expect(walk.states == ["workers/owing[w2]", "workers/owing[w3]", "workers/paid[w1]"])
        #expect(walk.snapshot.rowOutcomes == ["workers": ["w1": "paid"]])
    }

    @Test func `leaving the hold otherwise gives frozen rows that are open the outcome it says`() throws {
        var walk = try held()
        try walk.do("stop")
        #expect(walk.states == ["stopped"])
        #expect(walk.snapshot.rowOutcomes == ["workers": ["w1": "paid", "w2": "dropped"]])
        #expect(throws: DiagnosticList.self) { try held("") }
    }

    @Test func `a row has a hold of its own, which freezes nobody else`() throws {
        let acts = "  hold: {kind: decision, label: {zh: 中止, en: hold}, who: [clerk], of: claimants}\n"
        let row =
            "        waiting: {\(label("waiting")), suspends: owing, transitions: [{act: hold, to: resume}]}\n"
        let yaml = RowProcedure.yaml(row: row, acts: acts, clocks: clock("waiting")).replacing(
            "[{act: pay, to: paid}", with: "[{act: hold, to: waiting}, {act: pay, to: paid}")
        var walk = try Walk(load(yaml), view: caseView(claimants: ["w1", "w2"]))
        try walk.do("go")
        try walk.do("hold", of: ["w1"])
        #expect(walk.states == ["workers/owing[w2]", "workers/waiting[w1]"])
        #expect(walk.snapshot.frozen == ["workers/owing[w1]"])
        try walk.do("pay", of: ["w2"])
        try walk.do("hold", of: ["w1"])
        #expect(walk.states == ["workers/owing[w1]", "workers/paid[w2]"])
        #expect(walk.snapshot.frozen == [])
    }

    @Test func `states of a row set fields of its own member`() throws {
        let yaml = """
            workflow: notes
            language: 1
            version: 1
            label: {zh: 备注, en: notes}
            roles:
              clerk: {label: {zh: 经办, en: clerk}}
            data:
              lines:
                type: list
                key: id
                label: {zh: 各项, en: lines}
                item:
                  id: {type: text, required: true, label: {zh: 编号, en: id}}
                  seen: {type: integer, label: {zh: 次数, en: seen}}
                  left: {type: bool, label: {zh: 离开, en: left}}
            acts:
              add: {kind: decision, label: {zh: 加, en: add}, who: [clerk], payload: {lines: {type: list, of: lines, label: {zh: 项, en: lines}}}}
              move: {kind: decision, label: {zh: 移, en: move}, who: [clerk], of: lines}
            initial: rows
            states:
              rows:
                \(label("rows"))
                for_each: lines
                each:
                  initial: one
                  states:
                    one: {\(label("one")), leave: {this.left: "true"}, transitions: [{act: move, to: two, set: {this.seen: "1"}}]}
                    two: {\(label("two")), final: true, outcome: over}
                transitions: [{act: add, add: {lines: act.lines}}]
                done: [{to: end, when: "size(data.lines) > 1"}, {to: idle, otherwise: true}]
              idle: {\(label("idle")), transitions: [{act: add, to: rows, add: {lines: act.lines}}]}
              end: {\(label("end")), final: true, outcome: over}
            """
        var walk = try Walk(load(yaml))
        #expect(walk.states == ["idle"])
        func line(_ id: String) -> CELValue { .record(["id": .string(id)]) }
        try walk.do("add", ["lines": .list([line("a"), line("b")])])
        try walk.do("move", of: ["b", "a"])
        #expect(walk.states == ["end"])
        #expect(
            walk.snapshot.data["lines"]
                == .list(
                    ["a", "b"].map {
                        .record(["id": .string($0), "seen": .int(1), "left": .bool(true)])
                    }))
    }

    @Test func `a case of four hundred workers moves as one`() throws {
        let keys = (1...400).map { "w\($0)" }
        var walk = try Walk(load(RowProcedure.yaml()), view: caseView(claimants: keys))
        try walk.do("go")
        try walk.do("pay", of: keys)
        #expect(walk.states == ["end"])
        #expect(walk.snapshot.ledger.count == 401)
    }
}
