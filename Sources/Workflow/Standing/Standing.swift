public import CEL

/// A state a proceeding stands in, with the rows that stand there where it is one of a row.
public struct Standing: Hashable, Sendable {
    /// The state.
    public let state: Named
    /// Its address, without rows.
    public let address: String
    /// The list whose rows these are; nothing for a state of the proceeding.
    public let list: String?
    /// The keys of the rows, in order.
    public let rows: [String]
    /// Whether the members of these rows are no longer in the list.
    public let areGone: Bool
}

extension WorkflowDefinition {
    /// Where a proceeding stands, rows gathered by state.
    public func standing(in snapshot: Snapshot) -> [Standing] {
        standing(at: snapshot.active, outcomes: snapshot.rowOutcomes)
    }

    /// The same for addresses as they are stored.
    public func standing(at addresses: [String], outcomes: [String: [String: String]] = [:]) -> [Standing] {
        var order: [Standing] = []
        var rows: [Standing: [String]] = [:]
        for address in addresses {
            let (name, row) = Place.parts(address)
            let index = tree.index(address: name)
            let host = row == nil ? nil : index.flatMap(tree.host(of:))
            let isGone = host.map { outcomes[tree[$0].id]?[row ?? ""] == RowState.gone } ?? false
            let group = Standing(
                state: index.map { tree[$0].named } ?? Named(unlabelled: name), address: name,
                list: host.flatMap { tree[$0].forEach }, rows: [], areGone: isGone)
            if rows[group] == nil { order.append(group) }
            rows[group, default: []] += row.map { [$0] } ?? []
        }
        return order.map { group in
            Standing(
                state: group.state, address: group.address, list: group.list, rows: rows[group] ?? [],
                areGone: group.areGone)
        }
    }

    /// The rows that the payload of an act names: its `claimant` or `claimants`, where the act names claimants.
    public func rows(namedBy payload: [String: CELValue], of act: String) -> [String] {
        guard let list = acts[act]?.of.flatMap(list(named:)), !list.isOwn,
            let schema = self.act(named: act)
        else { return [] }
        // `claimants` is read through the field that is called like the list, or like one member of it.
        let names = [list.name, String(list.name.dropLast())]
        for field in schema.payload where names.contains(field.name) {
            switch (field.type, payload[field.name]) {
            case (.reference, .string(let id)?): return [id]
            case (.list(.reference), .list(let items)?):
                return items.compactMap { item in
                    guard case .string(let id) = item else { return nil }
                    return id
                }
            default: continue
            }
        }
        return []
    }
}
