import CEL
public import Values

extension WorkflowDefinition {
    /// For every code what could be refused with it.
    var refusalGoals: [PathGoal] {
        let moving = allActs.filter { act in transitions.contains { $0.trigger.act == act.name } }
        let decided = moving.filter(\.isRefusable)
        func goals(_ code: String, _ about: some Sequence<String>) -> [PathGoal] {
            about.map { .refusal(code, about: $0) }
        }
        func ways(of act: ActSchema) -> [TransitionDefinition] {
            transitions.filter { $0.trigger.act == act.name }
        }
        let separated = decided.filter { act in
            acts[act.name]?.notSameActorAs.isEmpty == false || separate.contains { $0.contains(act.name) }
        }
        let ending = decided.filter { act in
            ways(of: act).contains {
                $0.target.flatMap(tree.index(of:)).map(tree.isOutermostFinal) ?? false
            }
        }
        let fallible = moving.filter { act in
            ways(of: act).contains { way in
                ((way.program.map { [$0] } ?? []) + way.effects.map(\.value)).contains(where: \.canFail)
            }
        }
        let lapsing = decided.filter { act in
            clocks.contains { $0.limit == .right && $0.ends.contains(act.name) }
        }
        let needing = decided.filter { acts[$0.name]?.needs.contains { $0.laterWithin == nil } ?? false }
        // Where another way is always open, no condition can stand in the way.
        let guarded = decided.filter { act in
            states.contains { state in
                let here = state.transitions.filter { $0.trigger.act == act.name }
                return !here.isEmpty && !isAlwaysOpen(here, act)
            }
        }
        let ends = ends.map(\.id)
        return goals("conflict", [""]) + goals("unknown-act", [""]) + goals("closed", ends)
            + goals("payload", moving.map(\.name)) + goals("not-here", decided.map(\.name))
            + goals("role", moving.map(\.name)) + goals("guard-error", fallible.map(\.name))
            + goals("guard", guarded.map(\.name)) + goals("same-actor", separated.map(\.name))
            + goals("needs", needing.map(\.name)) + goals("clock", lapsing.map(\.name))
            + goals("approvals", decided.map(\.name)) + goals("finding", ending.map(\.name))
            + goals("property", properties.filter(\.isWatched).map(\.name))
    }

    /// The ends of the proceeding; what a single row ends with closes nothing.
    var ends: [StateDefinition] { tree.nodes[0].children.map { tree[$0] }.filter(\.isFinal) }

    /// Whether it is shown that one of these ways is always open: one has no condition, or together they leave nothing out.
    private func isAlwaysOpen(_ ways: [TransitionDefinition], _ act: ActSchema) -> Bool {
        let guards = ways.compactMap(\.program)
        guard guards.count == ways.count else { return true }
        let denied = GuardFormula.and(guards.map { GuardFormula($0.root).negated })
        let words = act.payload.compactMap { field -> GuardFormula? in
            guard case .enumeration(let words) = field.type, field.isRequired else { return nil }
            return .or(
                words.map { word in
                    .literal(
                        GuardLiteral(
                            subject: "act.\(field.name)", reads: ["act"], test: .equals(.string(word))))
                })
        }
        return GuardFormula.areDisjoint(denied, .and(words))
    }

    /// Why nothing can be refused with a code under this procedure; nothing where something can.
    public func impossibility(of code: String) -> Bilingual? {
        if pathGoals.contains(where: { if case .refusal(code, _) = $0 { true } else { false } }) {
            return nil
        }
        switch code {
        case "clock":
            return Bilingual(zh: "没有权利期限（limit: right）", en: "no clock limits a right (limit: right)")
        case "finding": return Bilingual(zh: "没有决定直接终结程序", en: "no decision ends the proceeding at once")
        case "same-actor":
            return Bilingual(
                zh: "没有 separate，也没有 not_same_actor_as",
                en: "there is neither 'separate' nor 'not_same_actor_as'")
        case "needs": return Bilingual(zh: "没有决定须附材料", en: "no decision needs papers")
        case "property": return Bilingual(zh: "没有规则（properties）", en: "there are no properties")
        case "guard": return Bilingual(zh: "没有带条件的决定", en: "no decision has a condition")
        case "guard-error":
            return Bilingual(zh: "没有会求值失败的条件", en: "no condition or value can fail to be evaluated")
        case "closed": return Bilingual(zh: "没有终结状态", en: "there is no end")
        default: return Bilingual(zh: "没有引起转移的事项", en: "no act sets anything off")
        }
    }
}

extension PropertyDefinition {
    /// Whether a step can be refused for it; that a way remains is for the checker to show.
    fileprivate var isWatched: Bool { if case .leadsTo = rule { false } else { true } }
}

extension CELProgram {
    /// Whether an evaluation can fail for some values: facts that are not known, division, an element that is not
    /// there, an optional field read blindly.
    var canFail: Bool {
        if !unguardedOptionalReads.isEmpty { return true }
        if references.contains(where: { $0.hasPrefix("case.") }) { return true }
        func fails(_ node: CELNode) -> Bool {
            switch node.kind {
            case .index, .binary(.divide, _, _), .binary(.remainder, _, _): return true
            default: return node.children.contains(where: fails)
            }
        }
        return fails(root)
    }
}
