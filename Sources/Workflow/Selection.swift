import CEL
import Source
import Values

/// Which transitions a trigger sets off in a configuration.
enum Selection {
    /// These, together; their exit sets do not meet.
    case selected([TransitionDefinition])
    /// Some would take it, but none of the guards holds.
    case guarded([(transition: TransitionDefinition, program: CELProgram)])
    /// Nothing here takes it.
    case none
    /// A guard could not be evaluated, or two moves contradict each other.
    case failed(GuardErrorRefusal)
}

extension GuardScope {
    /// Selects as SCXML does: from each active leaf upward the innermost enabled transition; then what lies further in
    /// wins over what lies around it.
    ///
    /// `isReady` says whether a state takes part at all, as `done` does only when it is.
    func select(
        active: Set<Int>, matching: (Trigger) -> Bool, act: Named?, isReady: (Int) -> Bool = { _ in true }
    ) -> Selection {
        let tree = definition.tree
        var cache: [Int: Enabled] = [:]
        var chosen: [TransitionDefinition] = []
        var guarded: [(TransitionDefinition, CELProgram)] = []
        for leaf in tree.leaves(of: active) {
            for place in [leaf] + tree.ancestors(of: leaf) where isReady(place) {
                let result: Enabled
                if let known = cache[place] {
                    result = known
                } else {
                    result = enabled(at: place, matching: matching, act: act)
                    cache[place] = result
                    if case .nothing(let failing) = result { guarded += failing }
                }
                if case .failed(let failure) = result { return .failed(failure) }
                guard case .one(let transition) = result else { continue }
                if !chosen.contains(where: { $0.number == transition.number }) { chosen.append(transition) }
                break
            }
        }
        if chosen.isEmpty { return guarded.isEmpty ? .none : .guarded(guarded) }
        return withoutConflicts(chosen, active: active, act: act)
    }

    private enum Enabled {
        case one(TransitionDefinition)
        case nothing([(TransitionDefinition, CELProgram)])
        case failed(GuardErrorRefusal)
    }

    private func enabled(at place: Int, matching: (Trigger) -> Bool, act: Named?) -> Enabled {
        var open: [TransitionDefinition] = []
        var otherwise: TransitionDefinition?
        var failing: [(TransitionDefinition, CELProgram)] = []
        for transition in definition.tree[place].transitions where matching(transition.trigger) {
            switch transition.condition {
            case .always: open.append(transition)
            case .otherwise: otherwise = transition
            case .when(let program):
                do {
                    if try isTrue(program) {
                        open.append(transition)
                    } else {
                        failing.append((transition, program))
                    }
                } catch {
                    return .failed(error.refusal(act, program))
                }
            }
        }
        if open.count > 1 { return .failed(contradiction(open, act: act)) }
        if let transition = open.first ?? otherwise { return .one(transition) }
        return .nothing(failing)
    }

    private func withoutConflicts(
        _ chosen: [TransitionDefinition], active: Set<Int>, act: Named?
    ) -> Selection {
        let tree = definition.tree
        var kept: [TransitionDefinition] = []
        for candidate in chosen {
            guard let source = tree.index(of: candidate.source) else { continue }
            let exits = definition.exits(of: candidate, in: active)
            var isBeaten = false
            var beaten: Set<Int> = []
            for other in kept {
                guard let otherSource = tree.index(of: other.source),
                    !exits.isDisjoint(with: definition.exits(of: other, in: active))
                else { continue }
                if tree.isInside(source, otherSource) {
                    beaten.insert(other.number)
                } else if tree.isInside(otherSource, source) {
                    isBeaten = true
                } else {
                    return .failed(contradiction([other, candidate], act: act))
                }
            }
            if isBeaten { continue }
            kept.removeAll { beaten.contains($0.number) }
            kept.append(candidate)
        }
        return .selected(kept)
    }

    private func contradiction(_ transitions: [TransitionDefinition], act: Named?) -> GuardErrorRefusal {
        GuardErrorRefusal(
            act: act, expressions: transitions.map { $0.program?.text ?? "true" },
            reason: Bilingual(
                zh: "流程中有相互矛盾的转移同时成立", en: "transitions that contradict each other are open at once"),
            places: transitions.map(\.position.description))
    }
}

extension WorkflowDefinition {
    /// The active states that a transition leaves.
    func exits(of transition: TransitionDefinition, in active: Set<Int>) -> Set<Int> {
        guard let source = tree.index(of: transition.source),
            let target = transition.target.flatMap(tree.index(of:))
        else { return [] }
        let domain = tree.domain(source: source, target: target, isInternal: transition.isInternal)
        return active.filter { tree.isInside($0, domain) }
    }

    /// The states that a transition enters.
    func entries(of transition: TransitionDefinition) -> Set<Int> {
        guard let source = tree.index(of: transition.source),
            let target = transition.target.flatMap(tree.index(of:))
        else { return [] }
        let domain = tree.domain(source: source, target: target, isInternal: transition.isInternal)
        return tree.entry(target: target, domain: domain)
    }

    /// The active states of a snapshot, those around the leaves included.
    func active(of snapshot: Snapshot) -> Set<Int> {
        var active: Set<Int> = snapshot.active.isEmpty ? [] : [0]
        for address in snapshot.active {
            guard let leaf = tree.index(address: address) else { continue }
            active.insert(leaf)
            active.formUnion(tree.ancestors(of: leaf))
        }
        return active
    }
}
