import CEL
import Source
import Values

/// The step itself: a configuration, and the moves that change it. Semantics of SCXML, appendix D, tightened.
struct StepMachine {
    let definition: WorkflowDefinition
    var snapshot: Snapshot
    /// The active states, ancestors and the root included.
    var active: Set<String>
    var entered: [String] = []
    var left: [String] = []
    let occurred: Moment

    init(definition: WorkflowDefinition, snapshot: Snapshot, occurred: Moment) {
        self.definition = definition
        self.snapshot = snapshot
        self.occurred = occurred
        active = snapshot.activeIDs(in: definition).union([definition.root.id])
    }

    /// The active states without active children, in document order.
    var leaves: [String] {
        active.filter { id in
            guard let state = definition.state(id) else { return false }
            return state.children.isEmpty
        }.sorted { (definition.order[$0] ?? 0) < (definition.order[$1] ?? 0) }
    }

    /// The functions guards call, for this configuration.
    func activation(case view: CaseView, act: [String: CELValue]?, roles: [String]) -> CELActivation {
        var variables: [String: CELValue] = ["case": view.record, "data": .record(snapshot.data)]
        if let act {
            variables["act"] = .record(act)
            variables["actor"] = .record(["roles": .list(roles.map(CELValue.string))])
        }
        let active = active
        let clocks = snapshot.clocks
        let papers = view.papers
        return CELActivation(variables: variables) { function, arguments in
            guard case .string(let name)? = arguments.first else { return nil }
            switch function {
            case "In": return .bool(active.contains(name))
            case "docs": return .int(Int64(papers.filter { $0.kind == name }.count))
            case "clock":
                let run = clocks.last { $0.clock == name }
                return .record([
                    "running": .bool(run?.state == .running && run?.phase != .breached),
                    "warned": .bool(run?.phase == .warned), "breached": .bool(run?.phase == .breached),
                    "paused": .bool(run?.state == .paused),
                ])
            default: return nil
            }
        }
    }

    /// Selects, from each active leaf upward, the innermost enabled transition.
    ///
    /// `enabled` says whether a transition is; its errors end the step.
    func select(
        _ matches: (TransitionDefinition) -> Bool, activation: CELActivation
    ) throws(StepFault) -> [TransitionDefinition] {
        var chosen: [TransitionDefinition] = []
        for leaf in leaves {
            var next: String? = leaf
            while let id = next {
                if let found = try enabled(in: id, matches, activation) {
                    if !chosen.contains(found) { chosen.append(found) }
                    break
                }
                next = definition.parents[id]
            }
        }
        return try withoutConflicts(chosen)
    }

    private func enabled(
        in state: String, _ matches: (TransitionDefinition) -> Bool, _ activation: CELActivation
    ) throws(StepFault) -> TransitionDefinition? {
        let candidates = definition.state(state)?.transitions.filter(matches) ?? []
        var holding: [TransitionDefinition] = []
        for candidate in candidates where !candidate.isOtherwise {
            guard let condition = candidate.condition else {
                holding.append(candidate)
                continue
            }
            if try Self.holds(condition, activation) { holding.append(candidate) }
        }
        if holding.count > 1 {
            throw .guardError(
                GuardErrorRefusal(
                    act: nil, expressions: holding.map { $0.condition?.text ?? "true" },
                    reason: Bilingual(zh: "两项转换同时成立", en: "two transitions hold at once"),
                    places: holding.map { $0.position.description }))
        }
        return holding.first ?? candidates.first(where: \.isOtherwise)
    }

    /// Evaluates a guard; an error is never false.
    static func holds(_ condition: CELProgram, _ activation: CELActivation) throws(StepFault) -> Bool {
        do {
            return try condition.evaluate(activation) == .bool(true)
        } catch {
            throw .guardError(
                GuardErrorRefusal(
                    act: nil, expressions: [condition.text], reason: error.message,
                    places: [error.position.description]))
        }
    }

    /// A transition in an inner state wins over one further out; two that exclude each other otherwise are an error.
    private func withoutConflicts(
        _ chosen: [TransitionDefinition]
    ) throws(StepFault) -> [TransitionDefinition] {
        var result: [TransitionDefinition] = []
        for transition in chosen {
            let exits = exitSet(transition)
            var isPreempted = false
            var kept: [TransitionDefinition] = []
            for other in result {
                if exits.isDisjoint(with: exitSet(other)) {
                    kept.append(other)
                } else if isInside(transition.source, other.source) {
                    continue
                } else if isInside(other.source, transition.source) {
                    isPreempted = true
                    kept.append(other)
                } else {
                    throw .guardError(
                        GuardErrorRefusal(
                            act: nil, expressions: [transition.condition?.text ?? "true", other.condition?.text ?? "true"],
                            reason: Bilingual(zh: "两个区域要求互相排斥的转换", en: "two regions ask for moves that exclude each other"),
                            places: [transition.position.description, other.position.description]))
                }
            }
            result = kept
            if !isPreempted { result.append(transition) }
        }
        return result
    }

    private func isInside(_ id: String, _ holder: String) -> Bool {
        var next: String? = id
        while let current = next {
            if current == holder { return true }
            next = definition.parents[current]
        }
        return false
    }

    /// The innermost compound state that holds source and target and stays active.
    private func domain(_ transition: TransitionDefinition, target: String) -> String {
        let targetLine = line(target)
        for id in line(transition.source).dropFirst() {
            guard let state = definition.state(id) else { continue }
            if state.kind == .compound, id != target, targetLine.contains(id) { return id }
        }
        return definition.root.id
    }

    /// A state and what holds it, from the inside out, the root last.
    private func line(_ id: String) -> [String] {
        var result = [id]
        var next = definition.parents[id]
        while let current = next {
            result.append(current)
            next = definition.parents[current]
        }
        return result
    }

    private func exitSet(_ transition: TransitionDefinition) -> Set<String> {
        guard let target = transition.target else { return [] }
        let domain = domain(transition, target: target)
        return active.filter { $0 != domain && isInside($0, domain) }
    }

    /// One microstep: leave from the inside out, set data all at once, enter from the outside in.
    mutating func take(
        _ transitions: [TransitionDefinition], activation: CELActivation
    ) throws(StepFault) {
        var values: [String: CELValue] = [:]
        for transition in transitions {
            for effect in transition.sets {
                if values[effect.field] != nil {
                    throw .guardError(
                        GuardErrorRefusal(
                            act: nil, expressions: [effect.value.text],
                            reason: Bilingual(zh: "两项转换同时写 '\(effect.field)'", en: "two transitions write '\(effect.field)' at once"),
                            places: [transition.position.description]))
                }
                do {
                    values[effect.field] = try effect.value.evaluate(activation)
                } catch {
                    throw .guardError(
                        GuardErrorRefusal(
                            act: nil, expressions: [effect.value.text], reason: error.message,
                            places: [error.position.description]))
                }
            }
        }
        let moving = transitions.filter { $0.target != nil }
        let exits = moving.reduce(into: Set<String>()) { $0.formUnion(exitSet($1)) }
        for id in exits.sorted(by: { rank($0) > rank($1) }) {
            active.remove(id)
            left.append(id)
            snapshot.enteredAt[id] = nil
        }
        for (field, value) in values { snapshot.data[field] = value }
        for transition in moving {
            if let target = transition.target { enter(target) }
        }
    }

    private func rank(_ id: String) -> Int { definition.order[id] ?? 0 }

    /// Enters a state with everything that holds it and everything that is initial in it.
    mutating func enter(_ target: String) {
        var path = Array(line(target).reversed())
        path.removeAll { active.contains($0) && $0 != target }
        for id in path { activate(id, towards: target) }
        descend(target)
    }

    private mutating func activate(_ id: String, towards target: String) {
        if active.insert(id).inserted {
            entered.append(id)
            snapshot.enteredAt[id] = occurred
        }
        // The other regions of a parallel state on the way are entered by default.
        guard let state = definition.state(id), state.kind == .parallel, id != target else { return }
        for region in state.children where !isInside(target, region.id) && !active.contains(region.id) {
            activate(region.id, towards: region.id)
            descend(region.id)
        }
    }

    private mutating func descend(_ id: String) {
        guard let state = definition.state(id) else { return }
        switch state.kind {
        case .compound:
            guard let initial = state.initial, !state.children.contains(where: { active.contains($0.id) }) else { return }
            activate(initial, towards: initial)
            descend(initial)
        case .parallel:
            for region in state.children where !active.contains(region.id) {
                activate(region.id, towards: region.id)
                descend(region.id)
            }
        case .leaf, .final: break
        }
    }

    /// Whether a state has come to its end: all regions, or the child, are final.
    func isDone(_ state: StateDefinition) -> Bool {
        switch state.kind {
        case .final: return active.contains(state.id)
        case .leaf: return false
        case .compound: return state.children.contains { $0.kind == .final && active.contains($0.id) }
        case .parallel: return state.children.allSatisfy(isDone)
        }
    }

    /// `auto`, innermost first, then `done`, until neither fires.
    mutating func runToRest(case view: CaseView) throws(StepFault) {
        var trail: [String] = []
        for _ in 0..<100 {
            let activation = activation(case: view, act: nil, roles: [])
            var moves = try select({ $0.trigger == .auto }, activation: activation)
            if moves.isEmpty {
                let ready = Set(definition.root.descendants.filter { active.contains($0.id) && isDone($0) }.map(\.id))
                moves = try select({ $0.trigger == .done && ready.contains($0.source) }, activation: activation)
            }
            if moves.isEmpty { return }
            trail += moves.map(\.source)
            try take(moves, activation: activation)
        }
        throw .notQuiescent(Array(trail.suffix(8)))
    }
}
