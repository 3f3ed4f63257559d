import Values

/// The control skeleton as a workflow net: a place for every innermost state, a token for every active one.
///
/// A transition that leaves several regions at once becomes one net transition for each combination of their states
/// that can be reached; where these are many, a chain that empties one region after another.
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
        func names(_ leaves: [Int]) -> [String] {
            leaves.map { ($0 < 0 ? "f." : "s.") + tree[abs($0)].id }
        }
        transitions.append(
            Transition(
                id: "t.start", label: "start", inputs: ["start"],
                outputs: names(skeleton.start.filter { tree.nodes[$0].children.isEmpty })))
        let summaries = skeleton.transitions.map { $0.summary(in: definition, language) }
        func add(_ number: Int, _ inputs: [String], _ outputs: [String], label: String? = nil) {
            transitions.append(
                Transition(
                    id: "t.\(skeleton.transitions[number].number).\(transitions.count)",
                    label: label ?? summaries[number], inputs: inputs, outputs: outputs))
        }
        let leaving = Bilingual(zh: "离开", en: "leaves").text(language)
        for ways in skeleton.ways(exploration) {
            if let witnesses = ways.witnesses(skeleton) {
                for witness in witnesses { add(ways.transition, names(witness), names(witness)) }
                continue
            }
            guard let chain = ways.chain(skeleton) else {
                for way in ways.all { add(ways.transition, names(way.taken), names(way.given)) }
                continue
            }
            let number = skeleton.transitions[ways.transition].number
            var standing: [String] = []
            for (step, parts) in chain.enumerated() {
                let isLast = step == chain.count - 1
                let next = isLast ? names(ways.all[0].given) : ["d.\(number).\(step + 1)"]
                if !isLast {
                    places.append(Place(id: next[0], label: "\(summaries[ways.transition]) (\(step + 1))"))
                }
                for part in parts {
                    let label = step == 0 ? nil : "\(leaving) \(names(part).joined(separator: ", "))"
                    add(ways.transition, standing + names(part), next, label: label)
                }
                standing = next
            }
        }
        let taken = Set(exploration.moves.map(\.transition))
        for (number, transition) in skeleton.transitions.enumerated() where !taken.contains(number) {
            add(
                number, WorkflowNet.inside(transition.source, tree),
                WorkflowNet.inside(transition.target ?? transition.source, tree))
        }
        places.append(Place(id: "end", label: Bilingual(zh: "终结", en: "end").text(language)))
        for index in tree.nodes.indices where tree.isOutermostFinal(index) {
            let id = tree[index].id
            transitions.append(
                Transition(id: "t.end.\(id)", label: "end", inputs: ["s.\(id)"], outputs: ["end"]))
        }
    }

    /// The places a state that nobody reaches would begin with.
    private static func inside(_ state: String, _ tree: StateTree) -> [String] {
        guard let index = tree.index(of: state) else { return [] }
        return tree.defaultEntry(index).sorted().filter { tree.nodes[$0].children.isEmpty }
            .map { "s.\(tree[$0].id)" }
    }
}
