/// What one microstep does to a configuration, apart from effects.
struct ConfigurationChange {
    /// Active places that are left, and frozen ones that their hold no longer keeps.
    var left: Set<Place> = []
    /// Active places that are frozen: not left.
    var frozen: Set<Place> = []
    /// Frozen places that are active again: not entered.
    var thawed: Set<Place> = []
    /// Places that are entered.
    var entered: Set<Place> = []
}

extension WorkflowDefinition {
    /// The frozen places of a snapshot, those around the innermost included as far as they are not active.
    func frozen(of snapshot: Snapshot, besides active: Set<Place>) -> Set<Place> {
        var frozen: Set<Place> = []
        for address in snapshot.frozen {
            guard let leaf = tree.place(address: address) else { continue }
            frozen.insert(leaf)
            frozen.formUnion(tree.ancestors(of: leaf))
        }
        return frozen.subtracting(active)
    }

    /// Of a set of places, those inside the state that a hold suspends.
    func suspended(by hold: Place, in places: Set<Place>) -> Set<Place> {
        guard let suspended = tree[hold.node].suspends.flatMap(tree.index(of:)) else { return [] }
        let isRow = tree.host(of: suspended) != nil
        return places.filter {
            ($0.node == suspended || tree.isInside($0.node, suspended)) && (!isRow || $0.row == hold.row)
        }
    }

    /// What a hold brings back: what it froze, without what holds inside that had frozen before.
    func restored(by hold: Place, in frozen: Set<Place>) -> Set<Place> {
        let kept = suspended(by: hold, in: frozen)
        return kept.reduce(into: kept) { $0.subtract(suspended(by: $1, in: kept)) }
    }

    /// The innermost hold around a state, or the state itself.
    func hold(around state: Int) -> Int? {
        ([state] + tree.ancestors(of: state)).first { tree[$0].suspends != nil }
    }

    /// What moves taken together do to a configuration.
    func change(
        _ moves: [Move], active: Set<Place>, frozen: Set<Place>, history: [String: [String]]
    ) -> ConfigurationChange {
        var change = ConfigurationChange()
        var resumed: Set<Place> = []
        for move in moves {
            change.left.formUnion(exits(of: move, in: active))
            if move.transition.restores == .frozen,
                let hold = tree.index(of: move.transition.source).flatMap(hold(around:))
            {
                let place = tree.place(hold, seenFrom: move.row)
                let thawed = restored(by: place, in: frozen)
                if !thawed.isEmpty {
                    resumed.insert(place)
                    change.thawed.formUnion(thawed)
                    continue
                }
            }
            change.entered.formUnion(entries(of: move, history: history))
        }
        for place in change.entered where tree[place.node].suspends != nil {
            change.frozen.formUnion(suspended(by: place, in: change.left))
        }
        change.left.subtract(change.frozen)
        for hold in change.left where !resumed.contains(hold) {
            // A hold that is only entered anew keeps what it holds.
            let stays =
                change.entered.contains(hold)
                && !(tree.ancestors(of: hold).first.map(change.left.contains) ?? false)
            if !stays { change.left.formUnion(suspended(by: hold, in: frozen)) }
        }
        change.entered.subtract(active.subtracting(change.left).subtracting(change.frozen))
        return change
    }
}
