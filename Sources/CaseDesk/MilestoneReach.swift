import Source
import Values
import Workflow

extension CaseState {
    /// The milestones that proceedings of the case have reached, as the others may read them.
    var milestones: [CaseMilestone] {
        proceedings.flatMap { place in
            place.snapshot.milestones.sorted { $0.key < $1.key }.map {
                CaseMilestone(workflow: place.definition.id, name: $0.key, reached: $0.value)
            }
        }
    }
}

extension ActEvaluator {
    /// Lets the open proceedings, in number order, move by milestones that were reached since `known` of them were;
    /// each is reached once, so this comes to an end.
    func followMilestones(
        since known: Int, in state: inout CaseState, occurred: Moment
    ) throws -> (changes: [JSON], broken: [String]) {
        var known = known
        var changes: [JSON] = []
        var broken: [String] = []
        while state.milestones.count > known {
            known = state.milestones.count
            for index in state.proceedings.indices where state.proceedings[index].snapshot.outcome == nil {
                let result = try run(index, in: &state) { place, view in
                    try WorkflowStep.react(
                        place.definition, place.snapshot, caseAfter: view, occurred: occurred)
                }
                changes += result.changes
                broken += result.broken
            }
        }
        return (changes, broken)
    }
}
