import CEL
import Source
import Values

/// What rows a trigger is offered to.
enum RowOffer {
    /// Every row: `auto` and `done`.
    case all
    /// None: an act or a limit that is about the proceeding. What is around the rows takes it, or what lies beside them.
    case none
    /// One row of each of these `for_each`, and what is around it; nothing beside.
    case row(String, hosts: Set<Int>)
}

extension StateTree {
    /// Where the search for a transition begins.
    func origins(_ offer: RowOffer, of active: Set<Place>) -> [Place] {
        switch offer {
        case .all: return leaves(of: active)
        case .none:
            var seen: Set<Place> = []
            return leaves(of: active).map { leaf in
                guard let host = self.host(of: leaf.node) else { return leaf }
                return Place(host)
            }.filter { seen.insert($0).inserted }
        case .row(let key, let hosts):
            return hosts.sorted().flatMap(inside).filter { nodes[$0].children.isEmpty }.map {
                Place($0, key)
            }.filter(active.contains)
        }
    }
}

extension WorkflowDefinition {
    /// The `for_each` in whose rows a clock runs; nothing for a clock of the proceeding.
    func rowHost(ofClock id: String) -> Int? {
        clock(id)?.runsIn.first.flatMap(tree.index(of:)).flatMap(tree.host(of:))
    }

    /// Where the passing of a run is offered: in its row and around it, or not to rows.
    func offer(of run: ClockRun) -> RowOffer {
        guard let row = run.subject, let host = rowHost(ofClock: run.clock) else { return .none }
        return .row(row, hosts: [host])
    }

    /// The rows of a `for_each` that are active.
    func rows(of host: Int, in active: Set<Place>) -> Set<String> {
        Set(active.compactMap { tree.nodes[$0.node].parent == host ? $0.row : nil })
    }

    /// The active places of a snapshot that take part in a step.
    func live(of snapshot: Snapshot) -> Set<Place> {
        live(active(of: snapshot), outcomes: snapshot.rowOutcomes)
    }

    /// The active places without those of rows whose member is no longer in the list: they stand still.
    func live(_ active: Set<Place>, outcomes: [String: [String: String]]) -> Set<Place> {
        let gone = tree.rowHosts.reduce(into: [Int: Set<String>]()) { result, host in
            let keys = outcomes[tree[host].id]?.filter { $0.value == RowState.gone }.keys
            if let keys, !keys.isEmpty { result[host] = Set(keys) }
        }
        guard !gone.isEmpty else { return active }
        return active.filter { place in
            guard let row = place.row, let host = tree.host(of: place.node) else { return true }
            return gone[host]?.contains(row) != true
        }
    }
}

extension StepRun {
    /// The active places that take part in the step.
    var live: Set<Place> { definition.live(active, outcomes: snapshot.rowOutcomes) }

    /// Brings the rows of every active `for_each` into line with its list: who is new begins at the initial state; who is
    /// no longer in the list stands still where they were, and goes on when they come back.
    mutating func reconcileRows() throws(EffectFault) {
        for host in definition.tree.rowHosts where active.contains(Place(host)) {
            guard let list = definition.list(ofHost: host),
                case .compound(let initial) = definition.tree[host].kind,
                let first = definition.tree.index(of: initial)
            else { continue }
            let members = Set(list.members(data: snapshot.data, view: view).map(\.key))
            let rows = definition.rows(of: host, in: active)
            let id = definition.tree[host].id
            for key in members.subtracting(rows).sorted() {
                written = []
                try enter(Set(definition.tree.defaultEntry(first).map { Place($0, key) }))
            }
            for key in rows.sorted() {
                let outcome = snapshot.rowOutcomes[id]?[key]
                if members.contains(key), outcome == RowState.gone {
                    setOutcome(nil, of: key, host: id)
                } else if !members.contains(key), outcome == nil {
                    setOutcome(RowState.gone, of: key, host: id)
                }
            }
        }
    }

    /// Keeps what a row came to, once it has.
    mutating func noteRowEnd(at place: Place) {
        let node = definition.tree.nodes[place.node]
        guard let row = place.row, node.state.isFinal, let host = node.parent,
            definition.tree[host].forEach != nil
        else { return }
        setOutcome(node.state.outcome ?? node.state.id, of: row, host: definition.tree[host].id)
    }

    /// Rows that are still open when what is around them is left come to what the move says.
    mutating func dropRows(leaving exits: Set<Place>, by moves: [Move]) {
        for host in definition.tree.rowHosts where exits.contains(Place(host)) {
            let id = definition.tree[host].id
            let outcome = moves.lazy.compactMap(\.transition.rowsOutcome).first
            for key in definition.rows(of: host, in: active.union(frozen)).sorted()
            where snapshot.rowOutcomes[id]?[key] == nil {
                setOutcome(outcome, of: key, host: id)
            }
        }
    }

    private mutating func setOutcome(_ outcome: String?, of row: String, host: String) {
        snapshot.rowOutcomes[host, default: [:]][row] = outcome
        if snapshot.rowOutcomes[host]?.isEmpty ?? false { snapshot.rowOutcomes[host] = nil }
        trace.append(
            StepTrace(
                .row, Place.text(host, row: row),
                outcome.map { Bilingual(zh: "\(row)：\($0)", en: "\(row): \($0)") }
                    ?? Bilingual(zh: "\(row)：重新在列", en: "\(row): in the list again")))
    }
}
