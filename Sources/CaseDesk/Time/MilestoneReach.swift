import Source
import Values
import Workflow

extension CaseState {
    /// The milestones that proceedings of the case have reached, as the others may read them.
    var milestones: [CaseMilestone] { milestones { _ in true } }

    /// Those that one proceeding may read: a merger shows it none of the other case.
    func milestones(seenBy id: String) -> [CaseMilestone] {
        guard let own = part(of: id) else { return milestones }
        return milestones { parts[own].proceedings[$0] != nil }
    }

    private func milestones(where isSeen: (String) -> Bool) -> [CaseMilestone] {
        proceedings.filter { isSeen($0.id) }.flatMap { place in
            place.snapshot.milestones.sorted { $0.key < $1.key }.map {
                CaseMilestone(workflow: place.definition.id, name: $0.key, reached: $0.value)
            }
        }
    }
}
