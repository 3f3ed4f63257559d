extension WorkflowDefinition {
    /// The state around a history, by its index.
    func owner(ofHistory id: String) -> Int? {
        tree.nodes.firstIndex { $0.state.histories.contains { $0.id == id } }
    }

    /// What a transition to a history does not leave: the innermost compound state around its source that has all of
    /// what may be remembered inside.
    func domain(of transition: TransitionDefinition, toHistoryIn owner: Int, source: Int) -> Int {
        if transition.isInternal, source == owner || tree.isInside(owner, source) { return source }
        for ancestor in tree.ancestors(of: source) where ancestor == owner || tree.isInside(owner, ancestor) {
            if case .compound = tree[ancestor].kind { return ancestor }
        }
        return 0
    }

    /// The places that a move enters: what a history recorded where it leads to one that did.
    func entries(of move: Move, history: [String: [String]]) -> Set<Place> {
        guard case .history(let id) = move.transition.restores, let owner = owner(ofHistory: id),
            let domain = domain(of: move.transition), let definition = self.history(id),
            let recorded = history[Place.text(id, row: tree.host(of: owner) == nil ? nil : move.row)]
        else { return entries(of: move) }
        let places = recorded.compactMap(tree.place(address:))
        guard !places.isEmpty, places.count == recorded.count else { return entries(of: move) }
        // The way to the owner as usual, and inside it what was recorded instead of what is entered by default.
        var entered: Set<Place> = []
        if owner != domain {
            for node in tree.entry(target: owner, domain: domain) where !tree.isInside(node, owner) {
                entered.insert(tree.place(node, seenFrom: move.row))
            }
        }
        for place in places {
            switch definition.depth {
            case .shallow:
                entered.formUnion(
                    tree.defaultEntry(place.node).map { tree.place($0, seenFrom: place.row) })
            case .deep:
                entered.insert(place)
                entered.formUnion(tree.ancestors(of: place).filter { tree.isInside($0.node, owner) })
            }
        }
        return entered
    }

    /// The states that a move leads to, by id: its target, or what it brings back.
    func targets(of move: Move, in snapshot: Snapshot) -> [String] {
        let addresses: [String]
        switch move.transition.restores {
        case nil: addresses = []
        case .frozen:
            let frozen = self.frozen(of: snapshot, besides: active(of: snapshot))
            let hold = tree.index(of: move.transition.source).flatMap { self.hold(around: $0) }
            let places = hold.map { restored(by: tree.place($0, seenFrom: move.row), in: frozen) } ?? []
            addresses = tree.leaves(of: places).map(tree.address)
        case .history(let id):
            let row = owner(ofHistory: id).flatMap(tree.host(of:)) == nil ? nil : move.row
            addresses = snapshot.history[Place.text(id, row: row)] ?? []
        }
        let ids = addresses.compactMap { tree.place(address: $0).map { tree[$0.node].id } }
        return ids.isEmpty ? move.transition.target.map { [$0] } ?? [] : ids
    }

    /// What the histories of states that are left record, by history.
    func recorded(
        leaving left: Set<Place>, active: Set<Place>, frozen: Set<Place>
    ) -> [String: [String]] {
        var result: [String: [String]] = [:]
        for place in left where !tree[place.node].histories.isEmpty {
            let inside = active.union(frozen).filter {
                tree.isInside($0.node, place.node) && (place.row == nil || $0.row == place.row)
            }
            // Work that is held is remembered as the work, not as the hold.
            let holds = inside.filter { !suspended(by: $0, in: frozen).isEmpty }
            let work = inside.filter { candidate in
                !holds.contains { hold in
                    candidate == hold
                        || (tree.isInside(candidate.node, hold.node) && candidate.row == hold.row)
                }
            }
            for history in tree[place.node].histories {
                let kept: [Place]
                switch history.depth {
                case .shallow: kept = work.filter { tree.nodes[$0.node].parent == place.node }.sorted()
                case .deep: kept = tree.leaves(of: work)
                }
                result[Place.text(history.id, row: place.row)] = kept.map(tree.address)
            }
        }
        return result
    }
}
