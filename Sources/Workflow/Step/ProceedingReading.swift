extension Snapshot {
    /// What single rows have come to, by key: those that left their list, and those that stand in an end of their own.
    /// Where two lists of the file have a row of one key, the later one in the file tells.
    public func lineOutcomes(in definition: WorkflowDefinition) -> [String: String] {
        var lines: [String: String] = [:]
        for host in definition.tree.rowHosts {
            lines.merge(rowOutcomes[definition.tree[host].id] ?? [:]) { _, last in last }
        }
        for address in active {
            guard let place = definition.tree.place(address: address), let row = place.row,
                definition.tree[place.node].isFinal, let outcome = definition.tree[place.node].outcome
            else { continue }
            lines[row] = outcome
        }
        return lines
    }
}

extension WorkflowDefinition {
    /// Whether an act takes a proceeding that has ended up again, whatever its condition.
    func takesUp(_ act: String, at snapshot: Snapshot) -> Bool {
        active(of: snapshot).contains { place in
            tree[place.node].transitions.contains { $0.trigger == .reopen(act) }
        }
    }

    /// Whether a transition takes an act where a proceeding stands, whatever its condition.
    public func takes(_ act: String, at snapshot: Snapshot) -> Bool {
        active(of: snapshot).contains { place in
            tree[place.node].transitions.contains { $0.trigger.act == act }
        }
    }
}
