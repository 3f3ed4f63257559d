import CEL
import Source
import Values

/// The checks that need the whole definition: reachability, dead ends, overlaps, automatic loops.
///
/// Each is exact on the structure; what depends on facts is decided only where it can be shown.
struct WorkflowChecks {
    let definition: WorkflowDefinition
    let sink: DiagnosticSink

    func run() {
        unused()
        reachability()
        for state in definition.root.descendants {
            deadEnd(state)
            overlaps(state)
            completeness(state)
        }
        automaticLoops()
    }

    /// W201: acts that are declared and never taken; W203: clocks with a handler that nobody wrote.
    private func unused() {
        let taken = Set(definition.transitions.compactMap { $0.trigger.act })
        for (name, rule) in definition.acts.sorted(by: { $0.key < $1.key })
        where rule.schema.kind == .decision && rule.schema.availability == .byState && !taken.contains(name) {
            sink.error(
                "W201", Bilingual(zh: "行为 '\(name)' 声明了，但没有任何状态受理", en: "act '\(name)' is declared but no state takes it"), at: rule.position)
        }
        let handled = Set(definition.transitions.compactMap { $0.trigger.clock })
        for clock in definition.clocks where clock.hasHandler && !handled.contains(clock.id) {
            sink.error(
                "W302", Bilingual(zh: "期限 '\(clock.id)' 写明由转换处理届满，但没有 breach 转换", en: "clock '\(clock.id)' says a transition handles it, but there is none"),
                at: definition.root.position)
        }
        for clock in definition.clocks where !clock.hasHandler && handled.contains(clock.id) {
            sink.error(
                "W302", Bilingual(zh: "期限 '\(clock.id)' 有 breach 转换，但写明只作记录", en: "clock '\(clock.id)' has a breach transition but says 'note'"),
                at: definition.root.position, hint: Bilingual(zh: "写 breach: to_handler", en: "write breach: to_handler"))
        }
    }

    /// W202: states nothing leads to; W205: states no way leads from to an end.
    private func reachability() {
        var reached: Set<String> = []
        var queue = [definition.root.id]
        while let id = queue.popLast() {
            guard reached.insert(id).inserted, let state = definition.state(id) else { continue }
            switch state.kind {
            case .compound: if let initial = state.initial { queue.append(initial) }
            case .parallel: queue += state.children.map(\.id)
            case .leaf, .final: break
            }
            queue += state.transitions.compactMap(\.target)
            // Entering a state enters what holds it, with the other regions of every parallel state on the way.
            if let parent = definition.parents[id] { queue.append(parent) }
        }
        for state in definition.root.descendants where !reached.contains(state.id) {
            sink.error(
                "W202", Bilingual(zh: "没有任何路径到达状态 '\(state.id)'", en: "no way leads to state '\(state.id)'"), at: state.position)
        }
        for state in definition.root.children where reached.contains(state.id) && !canEnd(from: state) {
            sink.error(
                "W205", Bilingual(zh: "从状态 '\(state.id)' 没有通向结束的路径", en: "no way leads from state '\(state.id)' to an end"), at: state.position)
        }
    }

    private func canEnd(from start: StateDefinition) -> Bool {
        var seen: Set<String> = []
        var queue = [start]
        while let state = queue.popLast() {
            guard seen.insert(state.id).inserted else { continue }
            if state.kind == .final, definition.parents[state.id] == definition.root.id { return true }
            for inner in state.descendants {
                for target in inner.transitions.filter({ $0.trigger.isOrdinary }).compactMap(\.target) {
                    let top = definition.path(target).first ?? target
                    if let next = definition.state(top), next.id != state.id { queue.append(next) }
                }
            }
        }
        return false
    }

    /// W204: a state that is not final and from which, and from what holds it, nothing leads on.
    private func deadEnd(_ state: StateDefinition) {
        guard state.kind == .leaf else { return }
        for id in [state.id] + ancestors(state.id) {
            guard let holder = definition.state(id) else { continue }
            if holder.transitions.contains(where: { $0.target != nil }) { return }
        }
        sink.error(
            "W204", Bilingual(zh: "状态 '\(state.id)' 无路可走，也不是终态", en: "state '\(state.id)' is not final and nothing leads out"), at: state.position)
    }

    private func ancestors(_ id: String) -> [String] {
        var result: [String] = []
        var next = definition.parents[id]
        while let id = next {
            result.append(id)
            next = definition.parents[id]
        }
        return result
    }

    /// W206: `done` must answer for every case.
    private func completeness(_ state: StateDefinition) {
        let done = state.transitions.filter { $0.trigger == .done }
        guard let last = done.last else { return }
        if !last.isOtherwise, last.condition != nil {
            sink.error(
                "W206", Bilingual(zh: "done 没有覆盖所有情形", en: "'done' does not answer for every case"), at: last.position,
                hint: Bilingual(zh: "最后一项写 otherwise: true", en: "let the last one say otherwise: true"))
        }
    }

    /// W210: two transitions of one state on one trigger must be shown disjoint, or one is `otherwise`.
    private func overlaps(_ state: StateDefinition) {
        for (index, first) in state.transitions.enumerated() {
            for second in state.transitions[(index + 1)...] where second.trigger == first.trigger {
                if first.isOtherwise != second.isOtherwise { continue }
                if let left = first.condition, let right = second.condition, Disjoint.areDisjoint(left, right) {
                    continue
                }
                sink.error(
                    "W210",
                    Bilingual(
                        zh: "两项转换可能同时成立（另一项在 \(first.position.line) 行）",
                        en: "two transitions may hold at once (the other is on line \(first.position.line))"),
                    at: second.position,
                    hint: Bilingual(zh: "让条件互斥，或其中一项写 otherwise: true", en: "make the guards exclude each other, or let one say otherwise: true"))
            }
        }
    }

    /// W304: automatic moves that could go round without a new act.
    private func automaticLoops() {
        let moves = definition.transitions.filter { $0.trigger == .auto || $0.trigger == .done }
        for start in moves {
            // A loop is harmless when two of its guards exclude each other and nothing on the way sets data.
            if let loop = loop(from: start, moves: moves, path: [start]) {
                let names = loop.map(\.source).joined(separator: " → ")
                sink.error(
                    "W304", Bilingual(zh: "自动转换可能循环：\(names)", en: "automatic moves may go round: \(names)"),
                    at: start.position, hint: Bilingual(zh: "让其中两项条件互斥", en: "let two of the guards exclude each other"))
                return
            }
        }
    }

    private func loop(
        from start: TransitionDefinition, moves: [TransitionDefinition], path: [TransitionDefinition]
    ) -> [TransitionDefinition]? {
        guard path.count <= 12, let last = path.last, let target = last.target else { return nil }
        let entered = entered(by: target)
        for next in moves where entered.contains(next.source) {
            if next == start {
                let guards = path.compactMap(\.condition)
                let excluded = guards.indices.contains { i in
                    guards.indices.contains { j in i < j && Disjoint.areDisjoint(guards[i], guards[j]) }
                }
                let sets = path.contains { !$0.sets.isEmpty }
                if !excluded || sets { return path }
                continue
            }
            if path.contains(next) { continue }
            if let found = loop(from: start, moves: moves, path: path + [next]) { return found }
        }
        return nil
    }

    /// The states that entering a target enters: itself, its initial descendants, and what holds it.
    private func entered(by target: String) -> Set<String> {
        var result = Set(ancestors(target))
        var queue = [target]
        while let id = queue.popLast() {
            guard result.insert(id).inserted, let state = definition.state(id) else { continue }
            switch state.kind {
            case .compound: if let initial = state.initial { queue.append(initial) }
            case .parallel: queue += state.children.map(\.id)
            case .leaf, .final: break
            }
        }
        return result
    }
}

extension Trigger {
    /// The act that sets it off, if one does.
    var act: String? {
        switch self {
        case .act(let name), .reopen(let name): return name
        case .auto, .done, .breach: return nil
        }
    }

    /// The clock that sets it off, if one does.
    var clock: String? {
        switch self {
        case .breach(let name): return name
        case .act, .auto, .done, .reopen: return nil
        }
    }
}
