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

    /// A position: the active states, sorted; a state that a hold froze stands there with its sign turned.
    ///
    /// Of the rows of a list one is followed.
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
    func isEnd(_ position: Position) -> Bool {
        position.contains { $0 > 0 && tree.isOutermostFinal($0) }
    }

    /// Whether a transition may be taken there.
    func isOpen(_ transition: TransitionDefinition, in position: Position) -> Bool {
        guard let source = tree.index(of: transition.source), position.contains(source) else { return false }
        if transition.trigger == .done { return isDone(source, in: position) }
        let leaves = position.filter { $0 > 0 && tree.nodes[$0].children.isEmpty }
            .filter { $0 == source || tree.isInside($0, source) }
        return leaves.contains { !isShadowed(transition, source: source, leaf: $0) }
    }

    /// Whether a state further in takes the same trigger without a condition, so that this one never comes to its turn.
    func isShadowed(_ transition: TransitionDefinition, source: Int, leaf: Int) -> Bool {
        ([leaf] + tree.ancestors(of: leaf)).prefix { $0 != source }.contains { inner in
            tree[inner].transitions.contains {
                $0.trigger == transition.trigger && $0.condition == .always
            }
        }
    }

    /// Whether a transition is taken because the proceeding that its state waits for has ended.
    func followsChild(_ transition: TransitionDefinition) -> Bool {
        guard transition.trigger == .done, let source = tree.index(of: transition.source) else {
            return false
        }
        return tree.nodes[source].state.use != nil
    }

    /// Whether a state is done: its active child is final, or every region is done. A proceeding that is waited for
    /// may end at any time.
    func isDone(_ index: Int, in position: Position) -> Bool {
        let node = tree.nodes[index]
        switch node.state.kind {
        case .atomic: return node.state.use != nil
        case .final: return false
        case .compound: return node.children.contains { position.contains($0) && tree[$0].isFinal }
        case .parallel: return node.children.allSatisfy { isDone($0, in: position) }
        }
    }

    /// What a transition does not leave; nothing when it moves nothing.
    func domain(of transition: TransitionDefinition) -> Int? {
        guard let source = tree.index(of: transition.source),
            let target = transition.target.flatMap(tree.index(of:))
        else { return nil }
        return tree.domain(source: source, target: target, isInternal: transition.isInternal)
    }

    /// Where a transition may lead from a position; several places only by a history, which may have kept any of them.
    func next(_ transition: TransitionDefinition, from position: Position) -> [Position] {
        guard let domain = domain(of: transition), let target = transition.target.flatMap(tree.index(of:))
        else { return [position] }
        let kept = Set(position.filter { !tree.isInside(abs($0), domain) })
        switch transition.restores {
        case .frozen?:
            let woken = position.filter { $0 < 0 }.map { -$0 }
            return [kept.union(woken).union(ancestorsInside(domain, of: woken)).sorted()]
        case .history(let name)?:
            let depth = tree.nodes.lazy.flatMap(\.state.histories).first { $0.id == name }?.depth
            let parent = tree.nodes[target].parent ?? 0
            let targets =
                depth == .deep
                ? tree.nodes.indices.filter { tree.isInside($0, parent) && tree.nodes[$0].children.isEmpty }
                : tree.nodes[parent].children
            return targets.map { kept.union(tree.entry(target: $0, domain: domain)).sorted() }
        case nil:
            let entered = tree.entry(target: target, domain: domain)
            let held = entered.compactMap { tree[$0].suspends.flatMap(tree.index(of:)) }
            let frozen = position.filter { state in
                held.contains { state == $0 || (state > 0 && tree.isInside(state, $0)) }
            }
            return [kept.union(entered).union(frozen.map { -$0 }).sorted()]
        }
    }

    private func ancestorsInside(_ domain: Int, of states: [Int]) -> Set<Int> {
        Set(states.flatMap(tree.ancestors(of:)).filter { tree.isInside($0, domain) })
    }
}
