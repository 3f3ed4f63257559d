extension WorkflowDefinition {
    /// The acts that may be logged in a configuration although they move nothing, in the order of the file.
    func activities(in active: Set<Place>) -> [String] {
        let ids = Set(active.map { tree[$0.node].id })
        return activities.filter { $0.states.contains(where: ids.contains) }.map(\.act)
    }

    /// The active states in which an activity may be logged, without those around others that are.
    func activityStates(of act: String, in active: Set<Place>) -> [String] {
        guard let states = activities.first(where: { $0.act == act })?.states else { return [] }
        let nodes = active.map(\.node).filter { states.contains(tree[$0].id) }
        return nodes.filter { node in !nodes.contains { tree.isInside($0, node) } }.map { tree[$0].id }
    }
}
