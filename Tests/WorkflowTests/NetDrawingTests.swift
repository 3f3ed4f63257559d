import Source
import Testing
import Values

@testable import Workflow

/// Ways out of many regions at once are drawn as a chain, which must say the same as all the combinations would.
@Suite struct NetDrawingTests {
    /// Three regions of three states each, two ways out of all of them and an act that moves nothing.
    private func threeRegions() throws -> WorkflowDefinition {
        let regions = ["p", "q", "r"].map { name in
            """
                  \(name):
                    \(label(name))
                    initial: \(name)1
                    states:
                      \(name)1: {\(label("\(name)1")), transitions: [{act: a, to: \(name)2}]}
                      \(name)2: {\(label("\(name)2")), transitions: [{act: a, to: \(name)3}, {act: b, to: \(name)1}]}
                      \(name)3: {\(label("\(name)3")), transitions: [{act: b, to: \(name)1}\(name == "q" ? ", {act: d, to: gone}" : "")]}
            """
        }.joined(separator: "\n")
        return try load(
            machine(
                """
                initial: all
                states:
                  all:
                    \(label("all"))
                    transitions: [{act: c, to: gone}, {act: d, to: over}, {act: e}]
                    regions:
                \(regions)
                  over: {\(label("over")), final: true, outcome: over}
                  gone: {\(label("gone")), final: true, outcome: gone}
                """, acts: "a b c d e"))
    }

    /// Every marking the net can reach, with those that follow it.
    private func play(_ net: WorkflowNet) -> [Set<String>: Set<Set<String>>] {
        var found: [Set<String>: Set<Set<String>>] = [:]
        var waiting: [Set<String>] = [["start"]]
        while let marking = waiting.popLast() {
            guard found[marking] == nil else { continue }
            found[marking] = []
            for transition in net.transitions where marking.isSuperset(of: transition.inputs) {
                let rest = marking.subtracting(transition.inputs)
                #expect(rest.isDisjoint(with: transition.outputs), "two tokens by \(transition.id)")
                found[marking]?.insert(rest.union(transition.outputs))
                waiting.append(rest.union(transition.outputs))
            }
        }
        return found
    }

    @Test func `emptying regions one after another leads to the same places as leaving them at once`() throws
    {
        let definition = try threeRegions()
        let net = try #require(WorkflowNet(definition, language: .en))
        let skeleton = ControlSkeleton(definition)
        let exploration = try #require(skeleton.explore())
        #expect(net.soundness == .sound)
        #expect(net.places.contains { $0.id.hasPrefix("d.") })
        // One for each combination would be 27 for each of the ways out.
        #expect(net.transitions.count < 60)
        let markings = play(net)
        let resting = markings.keys.filter { !$0.contains { $0.hasPrefix("d.") } }
        let positions = exploration.positions.map { position in
            Set(
                position.filter { skeleton.tree.nodes[$0].children.isEmpty }.map {
                    "s.\(skeleton.tree[$0].id)"
                })
        }
        #expect(Set(resting) == Set(positions).union([["start"], ["end"]]))
    }

    @Test func `what is half emptied can always be emptied to the end`() throws {
        let markings = play(try #require(WorkflowNet(try threeRegions(), language: .en)))
        var live: Set<Set<String>> = [["end"]]
        var grows = true
        while grows {
            let more = markings.filter { !live.contains($0.key) && !live.isDisjoint(with: $0.value) }
            grows = !more.isEmpty
            live.formUnion(more.keys)
        }
        #expect(live == Set(markings.keys))
    }

    @Test func `an act that moves nothing is drawn once for each state of the first region`() throws {
        let net = try #require(WorkflowNet(try threeRegions(), language: .en))
        let standing = net.transitions.filter { $0.inputs == $0.outputs }
        #expect(standing.map(\.inputs) == [["s.p1"], ["s.p2"], ["s.p3"]])
    }

    @Test func `in SCXML a history is one, and a hold brings back what a deep history kept`() throws {
        let history = try load(
            machine(
                """
                initial: work
                states:
                  work:
                    \(label("work"))
                    initial: one
                    transitions: [{act: a, to: away}]
                    states:
                      back: {history: shallow, initial: one}
                      one: {\(label("one")), transitions: [{act: b, to: two}]}
                      two: {\(label("two")), transitions: [{act: b, to: over}]}
                  away: {\(label("away")), transitions: [{act: c, to: back}]}
                  over: {\(label("over")), final: true, outcome: over}
                """))
        let text = SCXMLDrawing.text(history)
        #expect(text.contains("<history id=\"back\" type=\"shallow\">"))
        #expect(text.contains("<transition event=\"c\" target=\"back\"/>"))
        let held = SCXMLDrawing.text(try load(HoldTests.text()))
        #expect(held.contains("<history id=\"kept.open\" type=\"deep\">"))
        #expect(held.contains("<transition event=\"resume_work\" target=\"kept.open\"/>"))
    }
}
