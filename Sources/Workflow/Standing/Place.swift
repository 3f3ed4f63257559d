/// A state that is active: a state of the definition, and the row it is active for where it lies in the template of a
/// `for_each`.
struct Place: Hashable, Comparable, Sendable {
    /// The state, by its index in the tree.
    let node: Int
    /// The key of the row; nothing outside templates.
    let row: String?

    init(_ node: Int, _ row: String? = nil) {
        self.node = node
        self.row = row
    }

    /// In the order of the file, then of the row keys.
    static func < (left: Place, right: Place) -> Bool {
        guard left.node == right.node else { return left.node < right.node }
        return (left.row ?? "") < (right.row ?? "")
    }

    /// An id or an address with the row behind it, as it is stored: `owing[P3]`.
    static func text(_ name: String, row: String?) -> String { row.map { "\(name)[\($0)]" } ?? name }

    /// An id or an address as stored, without and with its row.
    static func parts(_ text: String) -> (name: String, row: String?) {
        guard text.hasSuffix("]"), let open = text.firstIndex(of: "[") else { return (text, nil) }
        return (
            String(text[..<open]), String(text[text.index(after: open)..<text.index(before: text.endIndex)])
        )
    }
}

/// A transition that is taken, and the row it is taken in.
struct Move: Hashable, Sendable {
    let transition: TransitionDefinition
    let row: String?

    init(_ transition: TransitionDefinition, row: String? = nil) {
        self.transition = transition
        self.row = row
    }

    /// A transition is told by its number.
    static func == (left: Move, right: Move) -> Bool {
        left.transition.number == right.transition.number && left.row == right.row
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(transition.number)
        hasher.combine(row)
    }
}

extension StateTree {
    /// The id of a place as it is stored.
    func id(_ place: Place) -> String { Place.text(self[place.node].id, row: place.row) }

    /// The address of a place as it is stored.
    func address(_ place: Place) -> String { Place.text(self[place.node].address, row: place.row) }

    /// The place with this stored address; nothing when there is no such state, or a row where there can be none.
    func place(address text: String) -> Place? {
        let (address, row) = Place.parts(text)
        guard let node = index(address: address), (host(of: node) != nil) == (row != nil) else { return nil }
        return Place(node, row)
    }

    /// The same place seen from a state: the row counts only inside its template.
    func place(_ node: Int, seenFrom row: String?) -> Place { Place(node, host(of: node) == nil ? nil : row) }

    /// The places around one, innermost first, the root last.
    func ancestors(of place: Place) -> [Place] {
        ancestors(of: place.node).map { self.place($0, seenFrom: place.row) }
    }

    /// The places a proceeding begins in; rows follow from the lists.
    var initialPlaces: Set<Place> {
        Set(defaultEntry(0).filter { host(of: $0) == nil }.map { Place($0) })
    }

    /// The active places with nothing active inside, in the order of the file. A `for_each` without rows is one.
    func leaves(of active: Set<Place>) -> [Place] {
        active.filter { place in
            if nodes[place.node].children.isEmpty { return true }
            guard self[place.node].forEach != nil else { return false }
            return !active.contains { isInside($0.node, place.node) }
        }.sorted()
    }

    /// Whether a state is done: its active child is final, every region is done, or every row has come to a final state.
    func isDone(_ place: Place, in active: Set<Place>) -> Bool {
        let node = nodes[place.node]
        switch node.state.kind {
        case .atomic, .final: return false
        case .compound:
            if node.state.forEach != nil {
                return active.allSatisfy {
                    nodes[$0.node].parent != place.node || nodes[$0.node].state.isFinal
                }
            }
            return node.children.contains {
                active.contains(Place($0, place.row)) && nodes[$0].state.isFinal
            }
        case .parallel:
            return node.children.allSatisfy { isDone(self.place($0, seenFrom: place.row), in: active) }
        }
    }
}

extension WorkflowDefinition {
    /// What a transition does not leave.
    func domain(of transition: TransitionDefinition) -> Int? {
        guard let source = tree.index(of: transition.source),
            let target = transition.target.flatMap(tree.index(of:))
        else { return nil }
        if case .history(let id) = transition.restores, let owner = owner(ofHistory: id) {
            return domain(of: transition, toHistoryIn: owner, source: source)
        }
        return tree.domain(source: source, target: target, isInternal: transition.isInternal)
    }

    /// The active places that a move leaves; of rows only its own, unless it leaves what is around them all.
    func exits(of move: Move, in active: Set<Place>) -> Set<Place> {
        guard let domain = domain(of: move.transition) else { return [] }
        let isWithinRow = tree[domain].forEach != nil || tree.host(of: domain) != nil
        if isWithinRow {
            // A case may have many rows, and a template few states.
            return Set(tree.inside(domain).map { Place($0, move.row) }.filter(active.contains))
        }
        return active.filter { tree.isInside($0.node, domain) }
    }

    /// The places that a move enters. Rows of a `for_each` that it enters from outside are not among them: they follow
    /// from the list.
    func entries(of move: Move) -> Set<Place> {
        guard let domain = domain(of: move.transition),
            let target = move.transition.target.flatMap(tree.index(of:))
        else { return [] }
        let host = tree.host(of: target)
        return Set(
            tree.entry(target: target, domain: domain).filter { tree.host(of: $0) == nil || host != nil }
                .map { tree.place($0, seenFrom: move.row) })
    }

    /// The active places of a snapshot, those around the leaves included.
    func active(of snapshot: Snapshot) -> Set<Place> {
        var active: Set<Place> = snapshot.active.isEmpty ? [] : [Place(0)]
        for address in snapshot.active {
            guard let leaf = tree.place(address: address) else { continue }
            active.insert(leaf)
            active.formUnion(tree.ancestors(of: leaf))
        }
        return active
    }
}
