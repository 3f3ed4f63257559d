import Source
import Values

extension DefinitionChecks {
    /// What is asked of clocks beyond their names and types: handlers, acts that come late, extensions, dates.
    func checkClockRules() {
        for clock in definition.clocks {
            checkHandlers(clock)
            checkLateActs(clock)
        }
        checkOperations()
        ClockDateChecks(self).run()
    }

    private func handlers(_ clock: ClockDefinition) -> [TransitionDefinition] {
        transitions.filter { $0.trigger == .breach(clock.id) }
    }

    // MARK: W302

    /// W302: a clock that may pass in a state where no transition takes it.
    private func checkHandlers(_ clock: ClockDefinition) {
        let sources = Set(handlers(clock).compactMap { index($0.source) })
        guard clock.breach == .toHandler, !sources.isEmpty else { return }
        let runs = clock.runsIn.compactMap { index($0) }.filter { !isOnlyPassed($0) }
        guard let state = runs.first(where: { !isHandled($0, by: sources) }) else { return }
        let open = firstOpen(state, sources)
        sink.error(
            "W302",
            Bilingual(
                zh: "期限 '\(clock.id)' 可能在状态 '\(tree[open].id)' 届满，那里没有转移处理它",
                en: "the clock '\(clock.id)' may pass in '\(tree[open].id)', where no transition takes it"),
            at: clock.position,
            hint: Bilingual(
                zh: "在该状态或其外层写 {breach: \(clock.id), to: …}",
                en: "write {breach: \(clock.id), to: …} there or around it"))
    }

    /// Whether a proceeding never rests in a state: an automatic move without a condition leaves it at once.
    private func isOnlyPassed(_ state: Int) -> Bool {
        ([state] + tree.ancestors(of: state)).contains { place in
            tree[place].transitions.contains { $0.trigger == .auto && $0.condition == .always }
        }
    }

    /// Whether a handler is active whenever a state is: at it, around it, everywhere inside it, or in a region beside it.
    private func isHandled(_ state: Int, by sources: Set<Int>) -> Bool {
        if isHandledInside(state, by: sources) { return true }
        var inner = state
        for around in tree.ancestors(of: state) {
            if sources.contains(around) { return true }
            if tree[around].kind == .parallel {
                let beside = tree.nodes[around].children.filter { $0 != inner }
                if beside.contains(where: { isHandledInside($0, by: sources) }) { return true }
            }
            inner = around
        }
        return false
    }

    private func isHandledInside(_ state: Int, by sources: Set<Int>) -> Bool {
        if sources.contains(state) { return true }
        let children = tree.nodes[state].children
        switch tree[state].kind {
        case .atomic, .final: return false
        case .compound:
            return tree[state].forEach == nil && children.allSatisfy { isHandledInside($0, by: sources) }
        case .parallel: return children.contains { isHandledInside($0, by: sources) }
        }
    }

    /// The innermost state to name: where nothing takes the breach.
    private func firstOpen(_ state: Int, _ sources: Set<Int>) -> Int {
        let children = tree.nodes[state].children
        guard tree[state].kind != .parallel,
            let open = children.first(where: { !isHandledInside($0, by: sources) }), children.count > 1,
            children.contains(where: { isHandledInside($0, by: sources) })
        else { return state }
        return firstOpen(open, sources)
    }

    // MARK: W308

    /// W308: a duty that nobody can fulfil any more once its breach has moved the proceeding.
    ///
    /// Late is late, never impossible. A fact can be recorded everywhere, and after the end of a right nothing is.
    private func checkLateActs(_ clock: ClockDefinition) {
        guard clock.limit == .duty, let first = clock.ends.first,
            clock.ends.allSatisfy({ definition.act(named: $0)?.isRefusable ?? false })
        else { return }
        for handler in handlers(clock) {
            guard let source = index(handler.source), let target = index(handler.target) else { continue }
            let after = standing(after: handler, source: source, target: target)
            if clock.ends.contains(where: { act in after.contains { takes(act, at: $0) } }) { continue }
            let acts = clock.ends.joined(separator: ", ")
            sink.error(
                "W308",
                Bilingual(
                    zh: "期限 '\(clock.id)' 届满后进入 '\(tree[target].id)'，应办的事项（\(acts)）不再被接受",
                    en: "after the breach of '\(clock.id)' what is owed (\(acts)) is no longer taken in "
                        + "'\(tree[target].id)'"),
                at: handler.position,
                hint: Bilingual(
                    zh: "逾期仍应能办：在那里写 {act: \(first), …}；若逾期失权，写 limit: right",
                    en: "late is not impossible: write {act: \(first), …} there; if the right is lost, write "
                        + "limit: right"))
        }
    }

    /// The states that may be active once a transition was taken, and those that automatic moves lead on to.
    private func standing(after handler: TransitionDefinition, source: Int, target: Int) -> Set<Int> {
        let domain = tree.domain(source: source, target: target, isInternal: handler.isInternal)
        var standing = tree.entry(target: target, domain: domain)
        standing.formUnion([domain] + tree.ancestors(of: domain))
        for around in [domain] + tree.ancestors(of: domain) where tree[around].kind == .parallel {
            standing.formUnion(
                tree.nodes.indices.filter { tree.isInside($0, around) && !tree.isInside(source, $0) })
        }
        var grows = true
        while grows {
            grows = false
            for transition in transitions where transition.trigger == .auto || transition.trigger == .done {
                guard let from = index(transition.source), standing.contains(from) else { continue }
                let new = entered(by: transition).subtracting(standing)
                grows = grows || !new.isEmpty
                standing.formUnion(new)
            }
        }
        return standing
    }

    private func takes(_ act: String, at state: Int) -> Bool {
        tree[state].transitions.contains { $0.trigger == .act(act) }
    }

    // MARK: W304

    /// W304: an extension of a clock that knows none; W110: a span left out of a limit that counts no days.
    private func checkOperations() {
        for transition in transitions {
            for operation in transition.clockOperations {
                guard let clock = definition.clock(operation.clock) else { continue }
                if operation.kind == .extend, clock.extend == nil {
                    sink.error(
                        "W304",
                        Bilingual(
                            zh: "期限 '\(clock.id)' 没有 extend，不能延长",
                            en: "the clock '\(clock.id)' has no 'extend'; it cannot be extended"),
                        at: transition.position,
                        hint: Bilingual(
                            zh: "在期限中写 extend: {by: 30 workdays, times: 1}",
                            en: "write extend: {by: 30 workdays, times: 1} at the clock"))
                }
                if operation.kind == .exclude, clock.until != nil {
                    sink.error(
                        "W110",
                        Bilingual(
                            zh: "期限 '\(clock.id)' 到固定之日为止，不逐日计算，没有期间可扣除",
                            en: "the clock '\(clock.id)' runs to a fixed day; there are no days to leave out"),
                        at: transition.position,
                        hint: Bilingual(zh: "用 length 的期限才能 exclude", en: "'exclude' goes with 'length'"))
                }
            }
        }
        for clock in definition.clocks where clock.extend != nil {
            let isUsed = transitions.contains { transition in
                transition.clockOperations.contains { $0.kind == .extend && $0.clock == clock.id }
            }
            guard !isUsed else { continue }
            sink.error(
                "W304",
                Bilingual(
                    zh: "没有转移延长期限 '\(clock.id)'", en: "no transition extends the clock '\(clock.id)'"),
                at: clock.position,
                hint: Bilingual(
                    zh: "写 {act: …, clocks: {extend: [\(clock.id)]}}，或去掉 extend",
                    en: "write {act: …, clocks: {extend: [\(clock.id)]}}, or drop 'extend'"))
        }
    }
}
