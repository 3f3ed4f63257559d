import CEL
import Values

extension StepRun {
    /// Notes the milestones that the resting configuration reaches for the first time; says whether there are any.
    mutating func reachMilestones() throws(StepFault) -> Bool {
        let ids = Set(active.map { definition.tree[$0.node].id })
        let scope = scope
        var reached: [MilestoneDefinition] = []
        for milestone in definition.milestones
        where milestone.workflow == nil && snapshot.milestones[milestone.name] == nil {
            var holds = milestone.states.contains(where: ids.contains)
            if !holds, let condition = milestone.condition {
                do {
                    holds = try scope.isTrue(condition)
                } catch {
                    throw .guardError(.guardError(error.refusal(nil, condition)))
                }
            }
            if holds { reached.append(milestone) }
        }
        for milestone in reached {
            snapshot.milestones[milestone.name] = occurred
            trace.append(
                StepTrace(
                    .milestone, milestone.name,
                    Bilingual(
                        zh: "里程碑：\(milestone.label.zh)", en: "milestone: \(milestone.label.en)")))
        }
        return !reached.isEmpty
    }
}
