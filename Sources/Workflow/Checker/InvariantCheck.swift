import CEL
import Values

/// Decides a rule over configurations at rest: explores with the comparisons of the case that the rule makes, and looks
/// for a step that begins where it holds and ends where it does not.
struct InvariantCheck {
    private let verdicts: PropertyVerdicts
    private let property: PropertyDefinition
    /// What must not become true.
    private let forbidden: GuardFormula
    private let program: CELProgram
    private var model: CheckModel { verdicts.model }
    /// How many steps that may break the rule are tried with the real step.
    private static let attempts = 12

    init(
        _ verdicts: PropertyVerdicts, _ property: PropertyDefinition, _ forbidden: GuardFormula,
        _ program: CELProgram
    ) {
        self.verdicts = verdicts
        self.property = property
        self.forbidden = forbidden
        self.program = program
    }

    func verdict() -> PropertyVerdict {
        let named = forbidden.literals.compactMap { model.known.states[$0.subject] }
        guard let unit = verdicts.unit(following: named) else {
            return verdicts.answer(property, .notDecided, PropertyVerdicts.budget)
        }
        let following = following(unit)
        let checked = CheckedUnit(model, unit, following)
        let explorer = checked.explorer
        let bound = FollowedGuard(forbidden, model.known, slots: explorer.bound.slotIndex)
        let looks = explorer.nodes.indices.map { node in
            explorer.bound.look(
                bound, explorer.standing(of: node), slots: explorer.nodes[node].slots,
                clocks: explorer.nodes[node].clocks)
        }
        var watched: Set<String> = []
        var breaking: [Explorer.Edge] = []
        for edge in explorer.edges where looks[Int(edge.to)].may && !looks[Int(edge.from)].must {
            switch edge.cause {
            case .act(let act) where model.definition.act(named: model.acts[act])?.isRefusable ?? false:
                breaking.append(edge)
            case .act(let act), .fact(let act):
                watched.insert(model.acts[act])
                for other in following.alike[act] ?? [] { watched.insert(model.acts[other]) }
            case .breach, .cured, .start: breaking.append(edge)
            case .auto:
                // An automatic move follows a fact; when the rule was kept before, that fact contradicts it.
                watched.insert("auto")
            }
        }
        let start = explorer.nodes.indices.filter { Int(explorer.parents[$0]) == $0 && looks[$0].may }
        guard !breaking.isEmpty || !start.isEmpty else {
            guard explorer.isComplete else {
                return verdicts.answer(property, .notDecided, PropertyVerdicts.budget)
            }
            return verdicts.answer(property, .proved, note(watched), watched: watched.sorted())
        }
        guard let walked = walk(start, breaking, checked) else {
            return verdicts.answer(
                property, .notDecided, PropertyVerdicts.unwalked, watched: watched.sorted())
        }
        guard forbidden.literals.contains(where: { $0.isFactual }) else {
            return verdicts.answer(property, .refuted, watched: watched.sorted(), witness: walked.steps)
        }
        // The facts on the path are made up; whether they can come together only the life of a case shows.
        return verdicts.answer(
            property, .notDecided,
            Bilingual(
                zh: "若案件事实如下列路径，最后一步由本规则拒绝",
                en: "with facts as on this path the rule itself refuses the last step"),
            watched: watched.sorted(), witness: walked.steps)
    }

    private func note(_ watched: Set<String>) -> Bilingual? {
        watched.isEmpty
            ? nil
            : Bilingual(
                zh: "任何决定都不会违反；事实可能与之矛盾，届时列为疑点",
                en: "no decision breaks it; facts may contradict it, which opens a finding")
    }

    private func walk(_ start: [Int], _ breaking: [Explorer.Edge], _ checked: CheckedUnit) -> Replayer.Walked?
    {
        for node in start.prefix(InvariantCheck.attempts) {
            let walked = checked.replayer.walk(to: node, confirming: forbidden, breaking: property)
            if walked.isComplete { return walked }
        }
        let byLength = breaking.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        for edge in byLength.prefix(InvariantCheck.attempts) {
            let walked = checked.replayer.walk(
                to: Int(edge.from), then: edge, confirming: forbidden, breaking: property)
            if walked.isComplete { return walked }
        }
        return nil
    }

    private func following(_ unit: ExplorationPlan.Unit) -> Following {
        var following = verdicts.plan.following(unit, asking: forbidden.literals)
        CaseSlots(model).add(
            Set(forbidden.literals.map(\.subject)), asking: forbidden.literals, to: &following)
        return following
    }
}
