import Source
import SourceYAML
import Testing
import Values

@testable import Workflow

/// Drawings for other tools are text, the same for the same definition, and say what the procedure says.
@Suite struct DrawingTests {
    /// Two regions, a way out of both, a condition, a limit and an end.
    private func twoRegions() throws -> WorkflowDefinition {
        try load(
            machine(
                """
                initial: both
                states:
                  both:
                    \(label("both"))
                    transitions: [{act: c, to: gone}]
                    regions:
                      left:
                        \(label("left"))
                        initial: l1
                        states:
                          l1: {\(label("l1")), transitions: [{act: a, to: l2}]}
                          l2: {\(label("l2")), final: true}
                      right:
                        \(label("right"))
                        initial: r1
                        states:
                          r1: {label: {zh: r1, en: "r1 & so"}, transitions: [{act: b, to: r2, when: "!In('over')"}]}
                          r2: {\(label("r2")), final: true}
                    done: [{to: over, when: "In('l2')"}, {to: gone, otherwise: true}]
                  over: {\(label("over")), final: true, outcome: over}
                  gone: {\(label("gone")), final: true, outcome: gone}
                """))
    }

    @Test func `the net has a place for every innermost state and unfolds a way out of both regions`() throws
    {
        let net = try #require(WorkflowNet(try twoRegions(), language: .en))
        #expect(net.soundness == .sound)
        #expect(
            net.places.map(\.id) == ["start", "s.l1", "s.l2", "s.r1", "s.r2", "s.over", "s.gone", "end"])
        let leaving = net.transitions.filter { $0.outputs == ["s.gone"] }.map(\.inputs)
        // By the act from each of the four positions, and once when both are done.
        #expect(leaving.count == 5)
        #expect(Set(leaving) == [["s.l1", "s.r1"], ["s.l2", "s.r1"], ["s.l1", "s.r2"], ["s.l2", "s.r2"]])
        let within = net.transitions.first { $0.inputs == ["s.l1"] }
        #expect(within?.outputs == ["s.l2"])
    }

    @Test func `a place without a way on is not sound, and neither is a way that nobody can go`() throws {
        let stuck = """
            initial: a1
            states:
              a1: {\(label("a1")), transitions: [{act: a, to: pit}, {act: b, to: over}]}
              pit: {\(label("pit")), transitions: [{act: c, to: pit}]}
              over: {\(label("over")), final: true, outcome: over}
            """
        let draft = WorkflowDraft.read(
            try YAMLReader.read(Array(machine(stuck).utf8), file: "t.yaml"), vocabularies: [])
        #expect(draft.findings.contains { $0.code == "W205" })
        let drawn = try PNMLDrawing.text(try #require(draft.definition), language: .en)
        #expect(drawn.contains("verdict=\"unsound\""))
        let skeleton = ControlSkeleton(try #require(draft.definition))
        let verdict = skeleton.soundness(skeleton.explore())
        guard case .unsound(let position?, let dead) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(position.contains(skeleton.tree.index(of: "pit") ?? -1))
        #expect(dead.isEmpty)
    }

    @Test
    func
        `SCXML keeps the hierarchy, and a condition it cannot read becomes a variable with the condition beside`()
        throws
    {
        let text = SCXMLDrawing.text(try twoRegions())
        #expect(text == SCXMLDrawing.text(try twoRegions()))
        #expect(text.contains("<parallel id=\"both\""))
        #expect(text.contains("<final id=\"l2\""))
        #expect(
            text.contains(
                "<transition event=\"done.state.both\" cond=\"In(&apos;l2&apos;)\" target=\"over\"/>"))
        #expect(text.contains("backpay:when=\"!In(&apos;over&apos;)\""))
        #expect(text.contains("backpay:en=\"r1 &amp; so\""))
    }

    @Test func `what a case went through is marked by signs, and a picture without colours tells it too`()
        throws
    {
        let definition = try twoRegions()
        var marks = DrawingMarks()
        marks.active = ["l2", "r1"]
        marks.visits = ["l1": [1], "l2": [2], "r1": [1]]
        marks.taken = Set(
            definition.route(
                from: Snapshot(definition: "t@1", active: ["both/left/l1", "both/right/r1"]),
                to: Snapshot(definition: "t@1", active: ["both/left/l2", "both/right/r1"])
            ) { $0 == .act("a") })
        #expect(marks.taken.count == 1)
        let dot = DOTDrawing.text(definition, language: .en, marks: marks)
        #expect(dot.contains("\"l2\" [label=\"▶ (2) l2\""))
        #expect(dot.contains("subgraph \"cluster_left\""))
        #expect(dot.contains("penwidth=2"))
        #expect(WorkflowDiagram.mermaid(definition, language: .en, marks: marks).contains("▶ a"))
    }

    @Test func `a hold can be drawn as a net: what it froze stands under places of its own`() throws {
        let drawn = try PNMLDrawing.text(try load(HoldTests.text()), language: .en)
        #expect(drawn.contains("<place id=\"f."))
    }

    @Test func `a proceeding that is waited for may end at any time, and its end is an event`() throws {
        let definition = try WorkflowDefinition.load(
            try YAMLReader.read(waiting(), file: "t.yaml"), vocabularies: [testVocabulary],
            using: interfaces(suit))
        #expect(try #require(WorkflowNet(definition, language: .en)).soundness == .sound)
        #expect(SCXMLDrawing.text(definition).contains("event=\"done.invoke.waiting\""))
    }

    @Test func `the way of one act may go on by itself`() throws {
        let definition = try twoRegions()
        let end = Snapshot(definition: "t@1", active: ["over"])
        let before = Snapshot(definition: "t@1", active: ["both/left/l1", "both/right/r2"])
        #expect(definition.route(from: before, to: end) { $0 == .act("a") }.count == 2)
        #expect(definition.route(from: end, to: before) { _ in true }.isEmpty)
    }
}
