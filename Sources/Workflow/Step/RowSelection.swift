import CEL
import Values

/// What an act that names rows sets off in them.
struct RowSelection {
    /// The moves, or why there are none.
    let selection: Selection
    /// The rows in which nothing takes it, although others may.
    let missing: [String]
}

extension GuardScope {
    /// Offers an act to each of the rows it names and to what is around them: all of them take it, or none.
    ///
    /// Where no `for_each` of its list is active the act is about these members, but no row stands anywhere: it is offered
    /// like any other.
    func select(
        rows: [String], of list: String, active: Set<Place>, matching: (Trigger) -> Bool, act: Named?
    ) -> RowSelection {
        let tree = definition.tree
        let hosts = Set(tree.rowHosts.filter { tree[$0].forEach == list && active.contains(Place($0)) })
        guard !hosts.isEmpty else {
            let selection = select(active: active, offer: .none, matching: matching, act: act)
            return RowSelection(selection: selection, missing: [])
        }
        var found: [String: [Move]] = [:]
        var guarded: [(move: Move, program: CELProgram)] = []
        var missing: [String] = []
        for row in rows {
            switch select(active: active, offer: .row(row, hosts: hosts), matching: matching, act: act) {
            case .selected(let moves): found[row] = moves
            case .guarded(let failing):
                missing.append(row)
                guarded += failing
            case .none: missing.append(row)
            case .failed(let failure): return RowSelection(selection: .failed(failure), missing: [row])
            }
        }
        guard missing.isEmpty else {
            return RowSelection(selection: guarded.isEmpty ? .none : .guarded(guarded), missing: missing)
        }
        var known: Set<Move> = []
        let all = rows.flatMap { found[$0] ?? [] }.filter { known.insert($0).inserted }
        let selection = withoutConflicts(all, active: active, act: act)
        guard case .selected(let kept) = selection else {
            return RowSelection(selection: selection, missing: [])
        }
        // A move of one row and a move of what is around all of them do not go together.
        let taken = Set(kept)
        let beaten = rows.filter { row in !(found[row] ?? []).contains(where: taken.contains) }
        return RowSelection(selection: beaten.isEmpty ? .selected(kept) : .none, missing: beaten)
    }
}
