import CEL

extension PathSearch {
    /// The transitions of active states, with the row where there is one; of rows that stand alike, those of the first.
    func ways(_ node: PathNode) -> [Move] {
        let active = definition.active(of: node.simulation.snapshot).sorted()
        let spare = alike(active, node.simulation)
        return active.filter { place in !spare.contains(Row(place, definition.tree)) }.flatMap { place in
            definition.tree[place.node].transitions.map { Move($0, row: place.row) }
        }
    }

    /// One row of a `for_each`.
    private struct Row: Hashable {
        let host: Int?
        let key: String?

        init(_ place: Place, _ tree: StateTree) {
            host = place.row == nil ? nil : tree.host(of: place.node)
            key = place.row
        }
    }

    /// The rows that stand where an earlier one does, and whose members are the same but for their keys.
    private func alike(_ active: [Place], _ simulation: Simulation) -> Set<Row> {
        var standing: [(row: Row, nodes: [Int])] = []
        for place in active where place.row != nil {
            let row = Row(place, definition.tree)
            if let index = standing.firstIndex(where: { $0.row == row }) {
                standing[index].nodes.append(place.node)
            } else {
                standing.append((row, [place.node]))
            }
        }
        guard standing.count > 1 else { return [] }
        var first: Set<RowKind> = []
        var spare: Set<Row> = []
        for (row, nodes) in standing {
            guard let list = row.host.flatMap(definition.list(ofHost:)) else { continue }
            let members = list.members(data: simulation.snapshot.data, view: simulation.view)
            let item = members.first { $0.key == row.key }?.item ?? [:]
            let kind = RowKind(nodes: nodes, item: item.filter { !list.key.contains($0.key) })
            if !first.insert(kind).inserted { spare.insert(row) }
        }
        return spare
    }

    /// What tells rows apart apart from their keys.
    private struct RowKind: Hashable {
        let nodes: [Int]
        let item: [String: CELValue]
    }
}
