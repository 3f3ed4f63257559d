import CEL
import Source
import Values

/// What the exploration of a procedure shows to be wrong, or worth knowing.
struct ModelFindings {
    let model: CheckModel
    let units: [CheckedUnit]
    private(set) var found: [WorkflowFinding] = []

    init(_ model: CheckModel, _ units: [CheckedUnit]) {
        self.model = model
        self.units = units
        constants()
        gaps()
        unreachable()
        withoutEnd()
        uncovered()
        loops()
        order()
    }

    mutating func report(
        _ severity: Diagnostic.Severity, _ code: String, _ subject: String, _ message: Bilingual,
        at position: SourcePosition, hint: Bilingual? = nil, witness: Replayer.Walked? = nil
    ) {
        found.append(
            WorkflowFinding(
                diagnostic: Diagnostic(severity: severity, code: code, message, at: position, hint: hint),
                subject: subject, witness: witness?.steps ?? [], isReplayed: witness?.isComplete ?? false))
    }

    mutating func add(_ more: [WorkflowFinding]) { found += more }

    /// W401: an end that no crew brings a case to, although the way there is open.
    mutating func add(_ crews: [CrewReport]) {
        for crew in crews where crew.people == nil && crew.isReachable {
            guard let state = model.definition.state(crew.end) else { continue }
            report(
                .warning, "W401", crew.end,
                Bilingual(
                    zh: "\(CrewSearch.most) 个人也不能把案件办到 '\(crew.end)'：职责分离互相挡住",
                    en:
                        "not even \(CrewSearch.most) people can bring a case to '\(crew.end)': the duties bar one another"
                ),
                at: state.position,
                hint: Bilingual(
                    zh: "检查 separate、not_same_actor_as 和 signed",
                    en: "look at separate, not_same_actor_as and signed"))
        }
    }

    // MARK: Conditions

    /// W111: a condition that is always or never true, whatever the values.
    private mutating func constants() {
        let values = ValueSearch(words: model.known.words)
        for way in model.ways {
            guard let program = way.transition.program else { continue }
            let formula = GuardFormula(program.root)
            guard !formula.literals.isEmpty || program.text == "true" || program.text == "false" else {
                continue
            }
            let isNever = values.satisfying(formula) == .none
            let isAlways = values.satisfying(formula.negated) == .none
            guard isNever || isAlways else { continue }
            report(
                .warning, "W111", way.transition.source,
                Bilingual(
                    zh: "条件恒为\(isNever ? "假" : "真")：\(program.text)",
                    en: "the condition is \(isNever ? "never" : "always") true: \(program.text)"),
                at: program.position,
                hint: isNever
                    ? Bilingual(zh: "此转移永远不会发生", en: "the transition is never taken")
                    : Bilingual(zh: "去掉条件，或写出真正的条件", en: "drop it, or write the condition that is meant"))
        }
    }

    /// W211: an act that every state is to take whatever the values, and one that does not.
    private mutating func gaps() {
        let example = GuardExample(model.definition)
        for rule in model.definition.acts.values.sorted(by: { $0.act < $1.act }) where rule.isTotal {
            for (state, node) in model.tree.nodes.enumerated() {
                let group = node.state.transitions.filter { $0.trigger == .act(rule.act) }
                guard let first = group.first, let index = model.actIndex[rule.act] else { continue }
                let ways = model.waysAt[state][.act(index)] ?? []
                let none = GuardFormula.and(ways.map { model.ways[$0].formula.negated })
                switch example.answer(none) {
                case .none: continue
                case .found(let picks):
                    let values = example.text(picks)
                    report(
                        .error, "W211", node.state.id,
                        Bilingual(
                            zh: "'\(rule.act)' 声明了 total，但 \(values) 时状态 '\(node.state.id)' 没有去处",
                            en:
                                "'\(rule.act)' is declared total, but with \(values) the state '\(node.state.id)' does not take it"
                        ),
                        at: first.position,
                        hint: Bilingual(
                            zh: "补上这一支，或写 otherwise: true", en: "add that branch, or write otherwise: true"))
                case .unknown:
                    report(
                        .warning, "W211", node.state.id,
                        Bilingual(
                            zh: "无法证明状态 '\(node.state.id)' 对 '\(rule.act)' 的各种取值都有去处",
                            en:
                                "cannot show that the state '\(node.state.id)' takes '\(rule.act)' whatever the values"
                        ),
                        at: first.position,
                        hint: Bilingual(zh: "写 otherwise: true", en: "write otherwise: true"))
                }
            }
        }
    }

    /// The ways that W111 speaks of already.
    private func isConstant(_ way: CheckModel.Way) -> Bool {
        guard let program = way.transition.program else { return false }
        let values = ValueSearch(words: model.known.words)
        return values.satisfying(GuardFormula(program.root)) == .none
    }

    // MARK: Reachability

    /// W203 and W206: what conditions keep from ever happening.
    private mutating func unreachable() {
        // What one part of the procedure never reaches is not reached, whatever the others could do.
        var unreached = StateSet(count: model.stateCount)
        for unit in units where unit.explorer.isComplete {
            let reached = unit.reached
            for state in model.tree.nodes.indices.dropFirst()
            where !reached.contains(state) && !unit.unit.hidden.contains(state) { unreached.insert(state) }
        }
        for state in unreached.elements {
            if let parent = model.tree.nodes[state].parent, parent != 0, unreached.contains(parent) {
                continue
            }
            let definition = model.tree[state]
            report(
                .error, "W203", definition.id,
                Bilingual(
                    zh: "状态 '\(definition.id)' 的各条路径都被条件挡住，永远到不了",
                    en: "conditions bar every way to the state '\(definition.id)': it is never reached"),
                at: definition.position,
                hint: Bilingual(
                    zh: "检查通向它的转移的条件", en: "look at the conditions of the transitions that lead there"))
        }
        for (index, way) in model.ways.enumerated() where !unreached.contains(way.source) && !isConstant(way)
        {
            let never = units.contains { unit in
                unit.explorer.isComplete && !unit.unit.hidden.contains(way.source)
                    && unit.explorer.firstFired[index] == nil
            }
            guard never else { continue }
            if let target = way.target, unreached.contains(target) { continue }
            switch way.cause {
            case .cured: continue
            case .done where isFirst(index):
                report(
                    .error, "W206", way.transition.source,
                    Bilingual(
                        zh: "状态 '\(way.transition.source)' 内部永远不会全部完成，或 done 的这一支永远走不到",
                        en:
                            "what is inside '\(way.transition.source)' is never all done, or this branch is never taken"
                    ),
                    at: way.transition.position)
            case .act, .reopen, .breach, .auto, .done:
                report(
                    .warning, "W203", way.transition.source,
                    Bilingual(
                        zh: "此转移永远不会发生：\(way.transition.summary(in: model.definition, .zh))",
                        en:
                            "this transition is never taken: \(way.transition.summary(in: model.definition, .en))"
                    ),
                    at: way.transition.position,
                    hint: Bilingual(
                        zh: "到达该状态时条件总不成立，或总有里层的转移先发生",
                        en: "its condition never holds there, or a transition further in always comes first"))
            }
        }
    }

    private func isFirst(_ way: Int) -> Bool {
        let definition = model.ways[way]
        return model.waysAt[definition.source][definition.cause]?.first == way
    }

    /// W205: a place that can be reached and from which no end can be.
    private mutating func withoutEnd() {
        for unit in units where unit.explorer.isComplete {
            let good = unit.reaching { unit.isEnded($0) }
            var named: Set<[String]> = []
            for node in unit.explorer.nodes.indices where !good[node] {
                let names = model.leafNames(unit.explorer.active(node))
                guard named.isEmpty, named.insert(names).inserted, let state = innermost(unit, node) else {
                    continue
                }
                let walked = unit.replayer.walk(to: node)
                let list = names.joined(separator: ", ")
                report(
                    walked.isComplete ? .error : .warning, "W205", state.id,
                    Bilingual(
                        zh: "到了 \(list) 就再也不能办结", en: "once at \(list), no end can be reached any more"),
                    at: state.position,
                    hint: Bilingual(zh: "检查此后各转移的条件", en: "look at the conditions of what follows"),
                    witness: walked)
            }
        }
    }

    func innermost(_ unit: CheckedUnit, _ node: Int) -> StateDefinition? {
        model.leaves(unit.explorer.active(node)).first.map { model.tree[$0] }
    }

    // MARK: Waiting

    /// W301: an open place where no clock, review or child ends the wait.
    private mutating func uncovered() {
        var waits: [(unit: CheckedUnit, nodes: [Int])] = []
        for unit in units {
            let nodes = unit.explorer.nodes.indices.filter { !unit.isEnded($0) && !unit.isCovered($0) }
            waits.append((unit, nodes))
        }
        var named: Set<String> = []
        for (unit, nodes) in waits {
            for node in nodes where !unit.isThrough(node) {
                let active = unit.explorer.active(node)
                let around = units.filter { other in
                    other.unit.parallel.map { active.contains($0) && $0 != unit.unit.parallel } ?? false
                }
                // Beside a region that is not followed there are others whose clocks count.
                let siblings = waits.filter { other in
                    other.unit.unit.parallel != nil && other.unit.unit.parallel == unit.unit.parallel
                }
                if let parallel = unit.unit.parallel, active.contains(parallel) {
                    let allWait = siblings.allSatisfy { other in
                        other.nodes.contains { other.unit.explorer.active($0).contains(parallel) }
                    }
                    if !allWait { continue }
                } else if !around.isEmpty {
                    continue
                }
                if isOver(active, in: unit) { continue }
                guard let state = innermost(unit, node), named.insert(state.id).inserted else { continue }
                let walked = unit.replayer.walk(to: node)
                let names = model.leafNames(active).joined(separator: ", ")
                report(
                    .warning, "W301", state.id,
                    Bilingual(
                        zh: "停在 \(names) 时没有期限、检视或下级程序在走：可能无人过问",
                        en: "at \(names) no clock, review or child runs: nobody may ever come back to it"),
                    at: state.position,
                    hint: Bilingual(
                        zh: "写一个在此运行的期限，或定期检视",
                        en: "let a clock run here, or a periodic review"), witness: walked)
            }
        }
    }

    /// Whether all that is followed has come to its end: then another row or region is still open, and what ends its
    /// wait is seen where that one is followed.
    private func isOver(_ active: StateSet, in unit: CheckedUnit) -> Bool {
        let leaves = model.leaves(active)
        return leaves.allSatisfy { model.tree[$0].isFinal || model.tree[$0].forEach != nil }
            && (unit.unit.parallel != nil
                || leaves.contains { leaf in model.chains[leaf].contains { model.tree[$0].forEach != nil } })
    }

    /// W303: rounds that acts and facts can make again and again while no clock goes on.
    private mutating func loops() {
        for unit in units where unit.explorer.isComplete {
            for component in Components(unit.explorer).cyclic {
                var active = StateSet(count: model.stateCount)
                for node in component { active.formUnion(unit.explorer.active(node)) }
                let isBounded = model.definition.clocks.indices.contains { index in
                    guard unit.explorer.bound.runsHere(index, active) else { return false }
                    return model.definition.clocks[index].reenter == .continue
                        || component.allSatisfy {
                            unit.explorer.bound.runsHere(index, unit.explorer.active($0))
                        }
                }
                guard !isBounded, let first = component.min(), let state = innermost(unit, first) else {
                    continue
                }
                var names: [String] = []
                for node in component.sorted() {
                    for name in model.leafNames(unit.explorer.active(node)) where !names.contains(name) {
                        names.append(name)
                    }
                }
                let list = names.prefix(8).joined(separator: ", ")
                report(
                    .information, "W303", state.id,
                    Bilingual(
                        zh: "可以在 \(list) 之间反复往返而没有期限累计",
                        en: "rounds through \(list) can be made again and again while no clock adds up"),
                    at: state.position,
                    hint: Bilingual(
                        zh: "若属正常，可在 waivers 中说明理由；否则给期限写 reenter: continue",
                        en:
                            "if that is meant, say why in 'waivers'; otherwise let a clock go on with reenter: continue"
                    ),
                    witness: unit.replayer.walk(to: first))
            }
        }
    }
}
