import Values

/// Moves standings: what a way leaves and enters, what a hold freezes, what a history brings back.
final class Mover {
    let model: CheckModel
    let hidden: StateSet
    private let emptySet: StateSet

    init(_ model: CheckModel, hidden: StateSet) {
        self.model = model
        self.hidden = hidden
        emptySet = StateSet(count: model.stateCount)
    }

    /// Where a proceeding begins: once for each list that may be empty or not.
    func initial() -> [AbstractStanding] {
        var entry = emptySet
        for state in model.tree.defaultEntry(0) where !hidden.contains(state) { entry.insert(state) }
        let kept = model.keepsStandings ? Array(repeating: emptySet, count: model.histories.count + 1) : []
        return withLists(AbstractStanding(active: entry, kept: kept), entered: entry, before: emptySet)
    }

    /// Leaves, takes, enters.
    func moved(_ standing: AbstractStanding, by ways: [Int]) -> [AbstractStanding] {
        var exits = emptySet
        var entries = emptySet
        var next = standing
        for index in ways {
            let way = model.ways[index]
            for addition in way.transition.additions { next.filled.insert(addition.list) }
            guard way.target != nil else { continue }
            for state in model.extents[way.domain].elements
            where state != way.domain && standing.active.contains(state) {
                exits.insert(state)
            }
            entries.formUnion(entry(of: way, in: standing))
        }
        entries.subtract(hidden)
        if !standing.kept.isEmpty { keep(&next, exits: exits, entries: entries, ways: ways) }
        next.active.subtract(exits)
        var entered = entries
        entered.subtract(next.active)
        next.active.formUnion(entries)
        return withLists(next, entered: entered, before: next.active)
    }

    private func entry(of way: CheckModel.Way, in standing: AbstractStanding) -> StateSet {
        switch way.transition.restores {
        case nil: return way.entry
        case .frozen:
            guard let frozen = standing.kept.first, !frozen.isEmpty else { return way.entry }
            return frozen
        case .history(let id):
            guard let history = model.historyIndex[id], !standing.kept[history + 1].isEmpty else {
                return way.entry
            }
            let (state, isDeep) = model.histories[history]
            var result = way.entry
            var inside = model.extents[state]
            inside.remove(state)
            result.subtract(inside)
            let kept = standing.kept[history + 1]
            if isDeep {
                result.formUnion(kept)
            } else {
                for child in kept.elements {
                    for inner in model.tree.defaultEntry(child) { result.insert(inner) }
                }
            }
            return result
        }
    }

    private func keep(_ next: inout AbstractStanding, exits: StateSet, entries: StateSet, ways: [Int]) {
        let tree = model.tree
        for (index, history) in model.histories.enumerated() where exits.contains(history.state) {
            var kept = emptySet
            for state in exits.elements where tree.isInside(state, history.state) {
                if history.isDeep || tree.nodes[state].parent == history.state { kept.insert(state) }
            }
            next.kept[index + 1] = kept
        }
        for state in exits.elements where tree[state].suspends != nil { next.kept[0] = emptySet }
        for state in entries.elements where !exits.contains(state) {
            guard let name = tree[state].suspends, let frozen = tree.index(of: name), exits.contains(frozen)
            else { continue }
            var kept = exits
            for other in exits.elements where !model.extents[frozen].contains(other) { kept.remove(other) }
            next.kept[0] = kept
        }
    }

    /// A list that was just entered has a row that is followed, or is empty; one of the procedure's own is empty until
    /// something is added to it.
    private func withLists(_ standing: AbstractStanding, entered: StateSet, before: StateSet)
        -> [AbstractStanding]
    {
        var result = [standing]
        for host in entered.elements where model.tree[host].forEach != nil {
            guard let first = model.tree.nodes[host].children.first, !hidden.contains(first) else { continue }
            let empties = result.map { full in
                var empty = full
                var rows = model.extents[host]
                rows.remove(host)
                empty.active.subtract(rows)
                return empty
            }
            result = mayHaveRows(host, standing) ? result + empties : empties
        }
        return result
    }

    private func mayHaveRows(_ host: Int, _ standing: AbstractStanding) -> Bool {
        guard let name = model.tree[host].forEach else { return false }
        return !model.ownLists.contains(name) || standing.filled.contains(name)
    }

    /// Standings in which the first row of an empty list has come.
    func withFirstRow(_ standing: AbstractStanding) -> [AbstractStanding] {
        model.leaves(standing.active).compactMap { host in
            guard model.tree[host].forEach != nil, let first = model.tree.nodes[host].children.first,
                !hidden.contains(first), mayHaveRows(host, standing)
            else { return nil }
            var next = standing
            for state in model.tree.defaultEntry(host) { next.active.insert(state) }
            return next
        }
    }

    /// Whether a state may be done, and whether it certainly is.
    func isDone(_ state: Int, in active: StateSet) -> (may: Bool, must: Bool) {
        if hidden.contains(state) { return (true, false) }
        let node = model.tree.nodes[state]
        switch node.state.kind {
        case .atomic: return node.state.waitsForChild ? (true, false) : (false, false)
        case .final: return (false, false)
        case .compound:
            if node.state.forEach != nil {
                guard let first = node.children.first, !hidden.contains(first) else { return (true, false) }
                let inside = node.children.first { active.contains($0) }
                guard let inside else { return (true, true) }
                return (model.tree[inside].isFinal, false)
            }
            let isDone = node.children.contains { active.contains($0) && model.tree[$0].isFinal }
            return (isDone, isDone)
        case .parallel:
            var must = true
            for region in node.children {
                let result = isDone(region, in: active)
                if !result.may { return (false, false) }
                must = must && result.must
            }
            return (true, must)
        }
    }
}

extension StateDefinition {
    /// Whether it waits for a proceeding of its own to end.
    var waitsForChild: Bool { use != nil }
}
