import CEL
import Source
import Values

extension DefinitionChecks {
    /// The condition under which a transition is taken, with `otherwise` spelled out.
    func formula(_ transition: TransitionDefinition) -> GuardFormula {
        switch transition.condition {
        case .always: return .constant(true)
        case .when(let program): return GuardFormula(program.root)
        case .otherwise:
            guard let source = index(transition.source) else { return .constant(true) }
            let others = tree[source].transitions.filter {
                $0.trigger == transition.trigger && $0.number != transition.number
            }
            return .and(others.compactMap { $0.program.map { GuardFormula($0.root).negated } })
        }
    }

    /// W210: two ways out of one state on one trigger that may be open at once.
    func checkOverlaps() {
        for node in tree.nodes {
            let groups = Dictionary(grouping: node.state.transitions, by: \.trigger)
            for group in groups.values {
                for (offset, right) in group.enumerated() {
                    for left in group.prefix(offset) { checkOverlap(left, right) }
                }
            }
        }
    }

    private func checkOverlap(_ left: TransitionDefinition, _ right: TransitionDefinition) {
        switch (left.condition, right.condition) {
        case (.otherwise, .otherwise):
            report(left, right, hint: Bilingual(zh: "otherwise 只能有一个", en: "only one may be 'otherwise'"))
        case (.otherwise, .when), (.when, .otherwise): break
        case (.always, _), (_, .always):
            report(
                left, right,
                hint: Bilingual(
                    zh: "没有条件的转移总是成立；写 otherwise: true 表示其余情形",
                    en: "a transition without a condition is always open; write otherwise: true for the rest")
            )
        case (.when, .when):
            if GuardFormula.areDisjoint(formula(left), formula(right)) { return }
            report(
                left, right,
                hint: Bilingual(
                    zh: "无法证明两个条件互斥；写成互斥的比较（如 == 不同的值、p 与 !p），或其一写 otherwise: true",
                    en:
                        "cannot show that they exclude each other; compare with different values, write p and !p, or make "
                        + "one 'otherwise: true'"))
        }
    }

    private func report(_ left: TransitionDefinition, _ right: TransitionDefinition, hint: Bilingual) {
        let trigger = triggerText(right.trigger)
        let example = GuardExample(definition).text(of: .and([formula(left), formula(right)]))
        sink.error(
            "W210",
            Bilingual(
                zh: "\(trigger.zh)的两个转移可能同时成立（另一处：\(left.position)）"
                    + (example.isEmpty ? "" : "，如 \(example)"),
                en: "two transitions on \(trigger.en) may be open at once (the other: \(left.position))"
                    + (example.isEmpty ? "" : ", as with \(example)")),
            at: right.position, hint: hint)
    }

    private func triggerText(_ trigger: Trigger) -> Bilingual {
        switch trigger {
        case .act(let name), .reopen(let name): return Bilingual(zh: "事项 '\(name)' ", en: "'\(name)'")
        case .auto: return Bilingual(zh: "auto ", en: "'auto'")
        case .done: return Bilingual(zh: "done ", en: "'done'")
        case .breach(let clock): return Bilingual(zh: "期限 '\(clock)' 逾期", en: "the breach of '\(clock)'")
        case .cured(let clock):
            return Bilingual(zh: "期限 '\(clock)' 逾期的补正", en: "the lifted breach of '\(clock)'")
        }
    }

    /// W210 and W212 between regions: moves that tear each other's regions down, or write one field.
    func checkRegions() {
        for (offset, right) in transitions.enumerated() {
            for left in transitions.prefix(offset) where left.trigger == right.trigger {
                guard let one = index(left.source), let two = index(right.source),
                    let parallel = tree.commonParallel(one, two)
                else { continue }
                let conflict =
                    (leaves(left, parallel) && right.target != nil)
                    || (leaves(right, parallel) && left.target != nil)
                let fields = Set(writers(of: left).flatMap(\.fields)).intersection(
                    writers(of: right).flatMap(\.fields))
                guard conflict || !fields.isEmpty, !GuardFormula.areDisjoint(formula(left), formula(right))
                else {
                    continue
                }
                if conflict {
                    report(
                        left, right,
                        hint: Bilingual(
                            zh: "两处在不同区域，其一要离开整个并行状态；请把它移到并行状态上，或写互斥的条件",
                            en:
                                "they stand in different regions and one leaves them all; move it to the state around the "
                                + "regions, or make the conditions exclude each other"))
                }
                for field in fields.sorted() {
                    sink.error(
                        "W212",
                        Bilingual(
                            zh: "同一步中两处写字段 '\(field)'（另一处：\(left.position)）",
                            en:
                                "two transitions of one step may write '\(field)' (the other: \(left.position))"
                        ),
                        at: right.position,
                        hint: Bilingual(
                            zh: "只在一处写，或写互斥的条件",
                            en: "write it in one place, or make the conditions exclude each other"))
                }
            }
        }
    }

    private func leaves(_ transition: TransitionDefinition, _ parallel: Int) -> Bool {
        guard let domain = definition.domain(of: transition) else { return false }
        return domain != parallel && !tree.isInside(domain, parallel)
    }
}
