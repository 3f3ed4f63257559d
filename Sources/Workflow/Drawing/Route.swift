extension WorkflowDefinition {
    /// The transitions by which one act led from one position to the next: the shortest way that explains it.
    ///
    /// The log keeps where a proceeding stood after each act, not the arrows; a drawing shows the arrows.
    /// - Parameters:
    ///   - before: where the proceeding stood before the act
    ///   - after: where it stood then
    ///   - isTrigger: whether a transition's trigger is what happened
    /// - Returns: numbers of transitions; none when no way explains it.
    public func route(from before: Snapshot, to after: Snapshot, where isTrigger: (Trigger) -> Bool) -> Set<
        Int
    > {
        let skeleton = ControlSkeleton(self)
        let rows = Set((before.active + after.active).map { Place.parts($0).row })
        // Rows go their own ways: each is followed with what lies outside of all rows.
        return rows.reduce(into: []) { taken, row in
            let start = skeleton.position(of: before, row: row)
            let goal = skeleton.position(of: after, row: row)
            let other = skeleton.insides(ofRowsOtherThan: row, in: [start, goal])
            if start != goal {
                taken.formUnion(route(skeleton, from: start, to: goal, but: other, where: isTrigger))
            }
        }
    }

    private func route(
        _ skeleton: ControlSkeleton, from start: ControlSkeleton.Position, to goal: ControlSkeleton.Position,
        but other: Set<Int>, where isTrigger: (Trigger) -> Bool
    ) -> [Int] {
        // What rows of other lists do is told by them.
        let wanted = goal.filter { !other.contains(abs($0)) }
        var paths: [(position: ControlSkeleton.Position, taken: [Int])] = [(start, [])]
        var seen: Set<ControlSkeleton.Position> = [start]
        var at = 0
        while at < paths.count, paths.count < 2_000 {
            let (position, taken) = paths[at]
            at += 1
            for transition in transitions where transition.target != nil {
                guard skeleton.mayTake(transition, in: position, isTrigger) else { continue }
                for next in skeleton.next(transition, from: position) {
                    if next.filter({ !other.contains(abs($0)) }) == wanted {
                        return taken + [transition.number]
                    }
                    if seen.insert(next).inserted { paths.append((next, taken + [transition.number])) }
                }
            }
        }
        return []
    }
}

extension ControlSkeleton {
    /// Where a snapshot stands, with one of its rows or with none.
    func position(of snapshot: Snapshot, row: String? = nil) -> Position {
        var result: Set<Int> = snapshot.active.isEmpty ? [] : [0]
        func add(_ addresses: [String], _ sign: Int) {
            for address in addresses {
                let parts = Place.parts(address)
                guard parts.row == nil || parts.row == row, let index = tree.index(address: parts.name) else {
                    continue
                }
                result.insert(sign * index)
                // What is around a frozen state is frozen as far as the hold reaches.
                for ancestor in tree.ancestors(of: index) where sign > 0 || isHeld(ancestor) {
                    result.insert(sign * ancestor)
                }
            }
        }
        add(snapshot.active, 1)
        add(snapshot.frozen, -1)
        return result.sorted()
    }

    /// The states inside of lists in which these positions have no row, where a row is followed; of all lists otherwise.
    fileprivate func insides(ofRowsOtherThan row: String?, in positions: [Position]) -> Set<Int> {
        let standing = Set(positions.joined().map(abs))
        let all = tree.nodes.indices
        return all.filter { tree.nodes[$0].state.forEach != nil }.reduce(into: []) { insides, list in
            let inside = all.filter { $0 != list && tree.isInside($0, list) }
            if row == nil || standing.isDisjoint(with: inside) { insides.formUnion(inside) }
        }
    }

    private func isHeld(_ index: Int) -> Bool {
        tree.nodes.contains { node in
            guard let held = node.state.suspends.flatMap(tree.index(of:)) else { return false }
            return held == index || tree.isInside(index, held)
        }
    }

    /// What happened, in one region or several, and what moves by itself.
    fileprivate func mayTake(
        _ transition: TransitionDefinition, in position: Position, _ isTrigger: (Trigger) -> Bool
    ) -> Bool {
        guard let source = tree.index(of: transition.source), position.contains(source) else { return false }
        switch transition.trigger {
        case .auto: return true
        case .done: return isDone(source, in: position)
        case .act, .breach, .cured, .reopen: return isTrigger(transition.trigger)
        }
    }
}
