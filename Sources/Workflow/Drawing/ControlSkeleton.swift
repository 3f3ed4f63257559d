/// The bare moves of a definition: one transition at a time, every condition free, people, papers and clocks left out.
///
/// It is what a workflow net can say of a procedure, so that other tools can judge it too (van der Aalst's soundness).
struct ControlSkeleton {
    /// What the search over the bare moves came to.
    enum Soundness: Hashable {
        /// From everywhere an end can be reached, and every transition can be taken.
        case sound
        /// The first place from which no end can be reached, and the transitions that can never be taken.
        case unsound(stuck: [Int]?, dead: [Int])
        /// There are more positions than were looked at.
        case notDecided
    }

    /// A position: the active states, sorted.
    typealias Position = [Int]

    let tree: StateTree
    /// The transitions that count: a reopened proceeding is a new episode, not a move.
    let transitions: [TransitionDefinition]

    init(_ definition: WorkflowDefinition) {
        tree = definition.tree
        transitions = definition.transitions.filter { transition in
            if case .reopen = transition.trigger { return false }
            return true
        }
    }

    var start: Position { tree.defaultEntry(0).sorted() }

    /// Whether a position is an end of the proceeding.
    func isEnd(_ position: Position) -> Bool { position.contains(where: tree.isOutermostFinal) }

    /// Whether a transition may be taken there.
    func isOpen(_ transition: TransitionDefinition, in position: Position) -> Bool {
        guard let source = tree.index(of: transition.source), position.contains(source) else { return false }
        if transition.trigger == .done { return tree.isDone(source, in: Set(position)) }
        let leaves = position.filter { tree.nodes[$0].children.isEmpty }
            .filter { $0 == source || tree.isInside($0, source) }
        return leaves.contains { !isShadowed(transition, source: source, leaf: $0) }
    }

    /// Whether a state further in takes the same trigger without a condition, so that this one never comes to its turn.
    private func isShadowed(_ transition: TransitionDefinition, source: Int, leaf: Int) -> Bool {
        ([leaf] + tree.ancestors(of: leaf)).prefix { $0 != source }.contains { inner in
            tree[inner].transitions.contains {
                $0.trigger == transition.trigger && $0.condition == .always
            }
        }
    }

    /// Where a transition leads from a position.
    func next(_ transition: TransitionDefinition, from position: Position) -> Position {
        guard let source = tree.index(of: transition.source),
            let target = transition.target.flatMap(tree.index(of:))
        else { return position }
        let domain = tree.domain(source: source, target: target, isInternal: transition.isInternal)
        let kept = position.filter { !tree.isInside($0, domain) }
        return Set(kept).union(tree.entry(target: target, domain: domain)).sorted()
    }

    /// Every position that can be reached, with the moves between them; nothing when there are more than the limit.
    func explore(limit: Int = 20_000) -> Exploration? {
        var found: [Position: Int] = [start: 0]
        var positions = [start]
        var moves: [Exploration.Move] = []
        var at = 0
        while at < positions.count {
            let position = positions[at]
            if !isEnd(position) {
                for (number, transition) in transitions.enumerated() where isOpen(transition, in: position) {
                    let next = next(transition, from: position)
                    let index = found[next] ?? positions.count
                    if index == positions.count {
                        guard positions.count < limit else { return nil }
                        found[next] = index
                        positions.append(next)
                    }
                    moves.append(Exploration.Move(from: at, transition: number, to: index))
                }
            }
            at += 1
        }
        return Exploration(positions: positions, moves: moves)
    }

    /// Whether the bare moves always leave a way to an end and leave none of the transitions out.
    func soundness(_ exploration: Exploration?) -> Soundness {
        guard let exploration else { return .notDecided }
        var isLive = exploration.positions.map(isEnd)
        let backwards = Dictionary(grouping: exploration.moves, by: \.to)
        var waiting = isLive.indices.filter { isLive[$0] }
        while let next = waiting.popLast() {
            for move in backwards[next] ?? [] where !isLive[move.from] {
                isLive[move.from] = true
                waiting.append(move.from)
            }
        }
        let taken = Set(exploration.moves.map(\.transition))
        let dead = transitions.indices.filter { !taken.contains($0) }
        let stuck = isLive.firstIndex(of: false).map { exploration.positions[$0] }
        return stuck == nil && dead.isEmpty ? .sound : .unsound(stuck: stuck, dead: dead)
    }
}

/// The positions that bare moves can reach.
struct Exploration {
    /// One move.
    struct Move {
        let from: Int
        let transition: Int
        let to: Int
    }

    /// In the order they were found, the start first.
    let positions: [ControlSkeleton.Position]
    let moves: [Move]
}
