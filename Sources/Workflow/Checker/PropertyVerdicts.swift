import CEL
import Source
import Values

/// Decides the rules of a procedure.
struct PropertyVerdicts {
    let model: CheckModel
    let plan: ExplorationPlan
    let units: [CheckedUnit]
    private(set) var verdicts: [PropertyVerdict] = []
    private(set) var findings: [WorkflowFinding] = []

    init(_ model: CheckModel, _ plan: ExplorationPlan, _ units: [CheckedUnit]) {
        self.model = model
        self.plan = plan
        self.units = units
        for property in model.definition.properties {
            let verdict = verdict(property)
            verdicts.append(verdict)
            guard verdict.outcome == .refuted else { continue }
            findings.append(
                WorkflowFinding(
                    diagnostic: Diagnostic(
                        code: "W601",
                        Bilingual(
                            zh: "规则“\(property.label.zh)”会被违反",
                            en: "the rule '\(property.label.en)' can be broken"),
                        at: property.position,
                        hint: Bilingual(
                            zh: "给最后一步加上条件，或改规则",
                            en: "put a condition on the last step, or change the rule")),
                    subject: property.name, witness: verdict.witness, isReplayed: true))
        }
    }

    private func verdict(_ property: PropertyDefinition) -> PropertyVerdict {
        switch property.rule {
        case .always(let program):
            return InvariantCheck(self, property, GuardFormula(program.root).negated, program).verdict()
        case .never(let program):
            return InvariantCheck(self, property, GuardFormula(program.root), program).verdict()
        case .path(let to, let via): return path(property, to: to, via: via)
        case .leadsTo(let from, let to): return leadsTo(property, from: from, to: to)
        case .takes(let rule): return takes(property, rule)
        }
    }

    func answer(
        _ property: PropertyDefinition, _ outcome: PropertyVerdict.Outcome, _ note: Bilingual? = nil,
        watched: [String] = [], witness: [WitnessStep] = []
    ) -> PropertyVerdict {
        PropertyVerdict(
            name: property.name, label: property.label, outcome: outcome, note: note, watched: watched,
            witness: witness)
    }

    static let budget = Bilingual(zh: "状态太多，未能看完", en: "too many states to look at them all")
    /// As many paths as are tried with the real step.
    private static let attempts = 8
    static let unwalked = Bilingual(
        zh: "抽象中有反例，但未能按实际步骤走通",
        en: "the abstraction has a counterexample that the real step could not be led along")

    /// The unit that follows all these states; nothing when none does.
    func unit(following states: [Int]) -> ExplorationPlan.Unit? {
        plan.units.first { unit in !states.contains(where: unit.hidden.contains) }
    }

    private func index(_ state: String) -> Int { model.tree.index(of: state) ?? 0 }

    // MARK: Paths

    private func path(_ property: PropertyDefinition, to: String, via: [String]) -> PropertyVerdict {
        let goal = index(to)
        let bits = via.prefix(64).enumerated().reduce(into: [Int: UInt64]()) { bits, entry in
            if let act = model.actIndex[entry.element] { bits[act, default: 0] |= 1 << UInt64(entry.offset) }
        }
        let all = bits.values.reduce(0, |)
        guard let unit = unit(following: [goal]) else {
            return answer(property, .notDecided, PropertyVerdicts.budget)
        }
        var following = plan.following(unit)
        following.remember = { memory, act, _ in [memory | (bits[act] ?? 0)] }
        following.isRemembered = { bits[$0] != nil }
        let checked = CheckedUnit(model, unit, following)
        let explorer = checked.explorer
        let broken = explorer.nodes.indices.first {
            explorer.active($0).contains(goal) && explorer.nodes[$0].memory & all != all
        }
        guard let broken else {
            return explorer.isComplete
                ? answer(property, .proved) : answer(property, .notDecided, PropertyVerdicts.budget)
        }
        let walked = checked.replayer.walk(to: broken, breaking: property)
        return walked.isComplete
            ? answer(property, .refuted, witness: walked.steps)
            : answer(property, .notDecided, PropertyVerdicts.unwalked, witness: walked.steps)
    }

    private func leadsTo(_ property: PropertyDefinition, from: String, to: [String]) -> PropertyVerdict {
        let start = index(from)
        let goals = to.map(index)
        guard
            let checked = units.first(where: { !([start] + goals).contains(where: $0.unit.hidden.contains) })
        else {
            return RegionwiseLead(model, units)?.leads(from: start, to: goals) ?? false
                ? answer(property, .proved) : answer(property, .notDecided, PropertyVerdicts.budget)
        }
        let explorer = checked.explorer
        let isGoal = explorer.nodes.indices.map { node in
            goals.contains(where: explorer.active(node).contains)
        }
        let beginning = explorer.nodes.indices.filter { explorer.active($0).contains(start) }
        let may = checked.reaching { isGoal[$0] }
        let lost = explorer.isComplete ? beginning.filter { !may[$0] } : []
        if !lost.isEmpty {
            let walks = lost.prefix(PropertyVerdicts.attempts).lazy.map { checked.replayer.walk(to: $0) }
            if let walked = walks.first(where: \.isComplete) {
                return answer(property, .refuted, witness: walked.steps)
            }
            return answer(
                property, .notDecided, PropertyVerdicts.unwalked, witness: walks.first?.steps ?? [])
        }
        guard explorer.isComplete else { return answer(property, .notDecided, PropertyVerdicts.budget) }
        let sure = SureReach(explorer, isGoal: isGoal).reaching
        if beginning.allSatisfy({ sure[$0] }) { return answer(property, .proved) }
        if RegionwiseLead(model, units)?.leads(from: start, to: goals) ?? false {
            return answer(property, .proved)
        }
        return answer(
            property, .notDecided,
            Bilingual(
                zh: "总有一条路径，但取决于案件事实", en: "there always is a path, but it depends on the facts of the case"))
    }

    // MARK: People

    private func takes(_ property: PropertyDefinition, _ rule: TakesRule) -> PropertyVerdict {
        let definition = model.definition
        var short: [String] = []
        var watched: [String] = []
        let acts: [Int]
        switch rule.subject {
        case .acts(let names): acts = names.compactMap { model.actIndex[$0] }
        case .states(let names): acts = leading(into: names.map(index), when: rule.condition)
        case .lowering(let sum):
            let members = FieldNames.names(after: "case.", in: GuardText.text(sum.root))
            acts = model.acts.indices.filter { act in
                guard let schema = definition.schema?.acts.first(where: { $0.name == model.acts[act] }) else {
                    return false
                }
                let frame = definition.schema?.frames[schema.name]
                guard frame.map({ !$0.changes.isDisjoint(with: members) }) ?? true else { return false }
                if !schema.isRefusable { watched.append(schema.name) }
                return schema.isRefusable
                    && model.ways.contains { $0.cause == .act(act) || $0.cause == .reopen(act) }
            }
        }
        for act in acts.map({ model.acts[$0] }) {
            guard definition.act(named: act)?.kind == .decision else { continue }
            let own = definition.acts[act]
            let frame = definition.schema?.frames[act]
            let people = max(1 + (own?.signed.count ?? 0), frame?.people ?? 1)
            let isPapered =
                !rule.needsPaper || frame?.needsPaper ?? false
                || (own?.needs ?? []).contains { $0.laterWithin == nil && !$0.isPerClaimant }
            if people < rule.people || !isPapered { short.append(act) }
        }
        guard !short.isEmpty else { return answer(property, .proved, watched: watched) }
        let list = short.joined(separator: ", ")
        return answer(
            property, .notDecided,
            Bilingual(
                zh: "\(list) 本身不要求这么多人或材料；由本规则在办理时拒绝",
                en:
                    "\(list) alone does not ask for as many people or a paper; the rule refuses it when it is done"
            ),
            watched: watched)
    }

    /// The decisions that may lead into a state while a condition may hold.
    private func leading(into states: [Int], when condition: CELProgram?) -> [Int] {
        let wanted = condition.map { GuardFormula($0.root) } ?? .constant(true)
        var acts: Set<Int> = []
        for unit in units {
            let explorer = unit.explorer
            for edge in explorer.edges {
                guard case .act(let act) = edge.cause else { continue }
                let before = explorer.active(Int(edge.from))
                let after = explorer.active(Int(edge.to))
                guard states.contains(where: { after.contains($0) && !before.contains($0) }) else { continue }
                let isOpen = model.ways.contains { way in
                    (way.cause == .act(act) || way.cause == .reopen(act)) && before.contains(way.source)
                        && !GuardFormula.areDisjoint(way.formula, wanted)
                }
                if isOpen { acts.insert(act) }
            }
        }
        return acts.sorted()
    }
}
