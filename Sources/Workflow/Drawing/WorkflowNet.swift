import Values

/// The control skeleton as a workflow net: a place for every innermost state, a token for every active one.
///
/// A transition that leaves several regions at once becomes one net transition for each combination of their states
/// that can be reached.
struct WorkflowNet {
    /// A place, named for its state.
    struct Place {
        let id: String
        let label: String
    }

    /// A net transition with the places it takes tokens from and puts them on.
    struct Transition {
        let id: String
        let label: String
        let inputs: [String]
        let outputs: [String]
    }

    private(set) var places: [Place] = []
    private(set) var transitions: [Transition] = []
    let soundness: ControlSkeleton.Soundness

    /// Nothing when there are too many positions to list.
    init?(_ definition: WorkflowDefinition, language: Language) {
        let skeleton = ControlSkeleton(definition)
        guard let exploration = skeleton.explore() else { return nil }
        soundness = skeleton.soundness(exploration)
        let tree = skeleton.tree
        places.append(Place(id: "start", label: Bilingual(zh: "开始", en: "start").text(language)))
        let holds = tree.nodes.compactMap { $0.state.suspends.flatMap(tree.index(of:)) }
        for index in tree.nodes.indices.dropFirst() where tree.nodes[index].children.isEmpty {
            let label = tree[index].label
            places.append(Place(id: "s.\(tree[index].id)", label: label.text(language)))
            if holds.contains(where: { $0 == index || tree.isInside(index, $0) }) {
                let frozen = Bilingual(zh: "\(label.zh)（中止）", en: "\(label.en), held")
                places.append(Place(id: "f.\(tree[index].id)", label: frozen.text(language)))
            }
        }
        places.append(Place(id: "end", label: Bilingual(zh: "终结", en: "end").text(language)))
        func leaves(_ position: ControlSkeleton.Position) -> [String] {
            WorkflowNet.places(position, tree)
        }
        transitions.append(
            Transition(id: "t.start", label: "start", inputs: ["start"], outputs: leaves(skeleton.start)))
        var seen: Set<String> = []
        func add(_ number: Int, _ inputs: [String], _ outputs: [String]) {
            let key = "\(number)|\(inputs.joined(separator: ","))|\(outputs.joined(separator: ","))"
            guard seen.insert(key).inserted else { return }
            let transition = skeleton.transitions[number]
            transitions.append(
                Transition(
                    id: "t.\(transition.number).\(seen.count)",
                    label: transition.summary(in: definition, language), inputs: inputs, outputs: outputs))
        }
        for move in exploration.moves {
            let transition = skeleton.transitions[move.transition]
            let before = leaves(exploration.positions[move.from])
            let after = leaves(exploration.positions[move.to])
            let touched = WorkflowNet.touched(transition, in: exploration.positions[move.from], skeleton)
            let inputs = before.filter { touched.contains($0) }
            let kept = Set(before).subtracting(touched)
            add(
                move.transition, inputs,
                transition.target == nil ? inputs : after.filter { !kept.contains($0) })
        }
        let taken = Set(exploration.moves.map(\.transition))
        for (number, transition) in skeleton.transitions.enumerated() where !taken.contains(number) {
            add(
                number, WorkflowNet.inside(transition.source, tree),
                WorkflowNet.inside(transition.target ?? transition.source, tree))
        }
        for index in tree.nodes.indices where tree.isOutermostFinal(index) {
            let id = tree[index].id
            transitions.append(
                Transition(id: "t.end.\(id)", label: "end", inputs: ["s.\(id)"], outputs: ["end"]))
        }
    }

    /// The places of a position, those of frozen states under a name of their own.
    private static func places(_ position: ControlSkeleton.Position, _ tree: StateTree) -> [String] {
        position.filter { tree.nodes[abs($0)].children.isEmpty }
            .map { ($0 < 0 ? "f." : "s.") + tree[abs($0)].id }
    }

    /// The places that a transition takes its tokens from, in one position.
    private static func touched(
        _ transition: TransitionDefinition, in position: ControlSkeleton.Position, _ skeleton: ControlSkeleton
    ) -> Set<String> {
        guard let source = skeleton.tree.index(of: transition.source) else { return [] }
        let domain = skeleton.domain(of: transition) ?? source
        return Set(
            places(
                position.filter { abs($0) == domain || skeleton.tree.isInside(abs($0), domain) },
                skeleton.tree))
    }

    /// The places a state that nobody reaches would begin with.
    private static func inside(_ state: String, _ tree: StateTree) -> [String] {
        guard let index = tree.index(of: state) else { return [] }
        return tree.defaultEntry(index).sorted().filter { tree.nodes[$0].children.isEmpty }
            .map { "s.\(tree[$0].id)" }
    }
}
