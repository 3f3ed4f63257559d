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
