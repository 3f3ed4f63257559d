import CEL
import Source
import SourceYAML
import Testing
import Values

@testable import Workflow

/// Rows, histories and what waits for signatures come along when a procedure is changed under a live case.
@Suite struct MigrationLifeTests {
    /// Moves a walk to a new text of its procedure, version 2.
    private func move(_ walk: Walk, to text: String, plan: String = "") throws -> Walk {
        let new = try load(text.replacing("version: 1\n", with: "version: 2\n", maxReplacements: 1))
        let head = "migration: \(new.id)\nfrom: 1\nto: 2\nreason: {zh: 改, en: changed}\n"
        let plan = try MigrationPlan.load(
            try YAMLReader.read(head + plan, file: "plan.yaml"), from: walk.definition, to: new)
        let result = try Migration(from: walk.definition, to: new, by: plan).move(
            walk.snapshot, case: walk.view, at: walk.on)
        var moved = try Walk(new, view: walk.view)
        moved.on = walk.on
        moved.snapshot = result.snapshot
        // What is stored of it is read back.
        #expect(try Snapshot(json: result.snapshot.json, definition: new) == result.snapshot)
        return moved
    }

    private func blocks(_ walk: Walk, to text: String, plan: String = "") throws -> [MigrationBlock.Code] {
        do {
            _ = try move(walk, to: text, plan: plan)
            return []
        } catch let blocked as MigrationBlocked {
            for block in blocked.blocks { #expect(block.text.zh.contains("写作"), "\(block.text)") }
            return blocked.blocks.map(\.code)
        }
    }

    private func renamed(_ text: String, _ old: String, _ new: String) -> String {
        text.replacing("\(old):", with: "\(new):").replacing("to: \(old)}", with: "to: \(new)}")
            .replacing("initial: \(old)\n", with: "initial: \(new)\n")
    }

    // MARK: Rows

    private func rows() throws -> Walk {
        var walk = try Walk(load(RowProcedure.yaml()), view: caseView(claimants: ["w1", "w2", "w3"]))
        try walk.do("go")
        try walk.do("pay", of: ["w1"])
        return walk
    }

    @Test func `every row goes along, finished ones with what they came to`() throws {
        var moved = try move(
            rows(), to: renamed(RowProcedure.yaml(), "owing", "unpaid"), plan: "states: {owing: unpaid}\n")
        #expect(moved.states == ["workers/unpaid[w2]", "workers/unpaid[w3]", "workers/paid[w1]"])
        #expect(moved.snapshot.rowOutcomes == ["workers": ["w1": "paid"]])
        #expect(moved.refusal(of: "pay", rows: ["w1"])?.primary.code == "not-here")
        try moved.do("quit", of: ["w2"])
        try moved.do("pay", of: ["w3"])
        #expect(moved.states == ["end"])
        #expect(moved.snapshot.rowOutcomes == ["workers": ["w1": "paid", "w2": "withdrawn", "w3": "paid"]])
    }

    @Test func `a state of rows without an image stops the case once for each row that stands there`() throws
    {
        let text = renamed(RowProcedure.yaml(), "owing", "unpaid")
        #expect(try blocks(rows(), to: text) == [.state, .state])
        // Out of the rows there is no way for one of them.
        #expect(try blocks(rows(), to: text, plan: "states: {owing: start}\n") == [.state, .state])
    }

    // MARK: Histories

    private static func withHistory(_ kind: String) -> String {
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
                    initial: inner
                    states:
                      inner: {\(label("inner")), transitions: [{act: go, to: deeper}]}
                      deeper: {\(label("deeper")), transitions: [{act: go, to: end}]}
              away:
                \(label("away"))
                transitions: [{act: go, to: back}, {act: out, to: end}]
              end: {\(label("end")), final: true, outcome: over}
            """, acts: "go out")
    }

    private func away(_ kind: String) throws -> Walk {
        var walk = try Walk(load(Self.withHistory(kind)))
        for act in ["go", "go", "out"] { try walk.do(act) }
        #expect(walk.states == ["away"])
        return walk
    }

    @Test(arguments: [("deep", "work/second/farther"), ("shallow", "work/second/inner")])
    func `what a history keeps is found again under its new name`(_ kind: String, _ back: String) throws {
        var moved = try move(
            away(kind), to: renamed(Self.withHistory(kind), "deeper", "farther"),
            plan: "states: {deeper: farther}\n")
        #expect(
            moved.snapshot.history == ["back": [kind == "deep" ? "work/second/farther" : "work/second"]])
        try moved.do("go")
        #expect(moved.states == [back])
    }

    @Test func `what a history keeps needs an image like where a case stands`() throws {
        let text = renamed(Self.withHistory("deep"), "deeper", "farther")
        #expect(try blocks(away("deep"), to: text) == [.state])
    }

    @Test func `a text without the history forgets what it kept`() throws {
        let text = Self.withHistory("deep").replacing(
            "                  back: {history: deep, initial: first}\n", with: "")
        let without = text.replacing("      back: {history: deep, initial: first}\n", with: "").replacing(
            "{act: go, to: back}", with: "{act: go, to: work}")
        var moved = try move(away("deep"), to: without)
        #expect(moved.snapshot.history.isEmpty)
        try moved.do("go")
        #expect(moved.states == ["work/first"])
    }
}
