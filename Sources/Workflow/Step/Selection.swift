import CEL
import Source
import Values

/// Which transitions a trigger sets off in a configuration.
enum Selection {
    /// These, together; their exit sets do not meet.
    case selected([Move])
    /// Some would take it, but none of the guards holds.
    case guarded([(move: Move, program: CELProgram)])
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
        active: Set<Place>, offer: RowOffer, matching: (Trigger) -> Bool, act: Named?,
        isReady: (Place) -> Bool = { _ in true }
    ) -> Selection {
        let tree = definition.tree
        var cache: [Place: Enabled] = [:]
        var chosen: [Move] = []
        var known: Set<Move> = []
        var guarded: [(Move, CELProgram)] = []
        for leaf in tree.origins(offer, of: active) {
            for place in [leaf] + tree.ancestors(of: leaf) {
                let result: Enabled
                if let known = cache[place] {
                    result = known
                } else if !isReady(place) {
                    result = .nothing([])
                    cache[place] = result
                } else {
                    result = enabled(at: place, matching: matching, act: act)
                    cache[place] = result
                    if case .nothing(let failing) = result { guarded += failing }
                }
                if case .failed(let failure) = result { return .failed(failure) }
                guard case .one(let move) = result else { continue }
                if known.insert(move).inserted { chosen.append(move) }
                break
            }
        }
        if chosen.isEmpty { return guarded.isEmpty ? .none : .guarded(guarded) }
        return withoutConflicts(chosen, active: active, act: act)
    }

    private enum Enabled {
        case one(Move)
        case nothing([(Move, CELProgram)])
        case failed(GuardErrorRefusal)
    }

    private func enabled(at place: Place, matching: (Trigger) -> Bool, act: Named?) -> Enabled {
        var open: [TransitionDefinition] = []
        var otherwise: TransitionDefinition?
        var failing: [(Move, CELProgram)] = []
        let candidates = definition.tree[place.node].transitions.filter { matching($0.trigger) }
        guard !candidates.isEmpty else { return .nothing([]) }
        let scope = local(to: place)
        for transition in candidates {
            switch transition.condition {
            case .always: open.append(transition)
            case .otherwise: otherwise = transition
            case .when(let program):
                do {
                    if try scope.isTrue(program) {
                        open.append(transition)
                    } else {
                        failing.append((Move(transition, row: place.row), program))
                    }
                } catch {
                    return .failed(error.refusal(act, program))
                }
            }
        }
        if open.count > 1 { return .failed(contradiction(open, act: act)) }
        if let transition = open.first ?? otherwise { return .one(Move(transition, row: place.row)) }
        return .nothing(failing)
    }

    func withoutConflicts(
        _ chosen: [Move], active: Set<Place>, act: Named?
    ) -> Selection {
        let tree = definition.tree
        var kept: [(move: Move, source: Int, exits: Set<Place>)] = []
        for candidate in chosen {
            guard let source = tree.index(of: candidate.transition.source) else { continue }
            let exits = definition.exits(of: candidate, in: active)
            var isBeaten = false
            var beaten: Set<Move> = []
            for other in kept {
                // Moves of different rows leave nothing in common.
                if let row = candidate.row, let otherRow = other.move.row, row != otherRow { continue }
                guard !exits.isDisjoint(with: other.exits) else { continue }
                if tree.isInside(source, other.source) {
                    beaten.insert(other.move)
                } else if tree.isInside(other.source, source) {
                    isBeaten = true
                } else {
                    return .failed(
                        contradiction([other.move.transition, candidate.transition], act: act))
                }
            }
            if isBeaten { continue }
            if !beaten.isEmpty { kept.removeAll { beaten.contains($0.move) } }
            kept.append((candidate, source, exits))
        }
        return .selected(kept.map(\.move))
    }

    private func contradiction(_ transitions: [TransitionDefinition], act: Named?) -> GuardErrorRefusal {
        GuardErrorRefusal(
            act: act, expressions: transitions.map { $0.program?.text ?? "true" },
            reason: Bilingual(
                zh: "流程中有相互矛盾的转移同时成立", en: "transitions that contradict each other are open at once"),
            places: transitions.map(\.position.description))
    }
}
