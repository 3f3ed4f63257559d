extension WorkflowDefinition {
    /// The transitions by which one act led from one position to the next: the shortest way that explains it.
    ///
    /// The log keeps where a proceeding stood after each act, not the arrows; a drawing shows the arrows.
    /// - Parameters:
    ///   - before: the addresses of the active innermost states before the act
    ///   - after: those after it
    ///   - isTrigger: whether a transition's trigger is what happened
    /// - Returns: numbers of transitions, in order; none when no way explains it.
    public func route(
        from before: [String], to after: [String], where isTrigger: (Trigger) -> Bool
    ) -> [Int] {
        let skeleton = ControlSkeleton(self)
        let start = skeleton.position(of: before)
        let goal = skeleton.position(of: after)
        var paths: [(position: ControlSkeleton.Position, taken: [Int])] = [(start, [])]
        var seen: Set<ControlSkeleton.Position> = [start]
        var at = 0
        while at < paths.count, paths.count < 2_000 {
            let (position, taken) = paths[at]
            at += 1
            if position == goal, !taken.isEmpty { return taken }
            for transition in transitions where transition.target != nil {
                guard skeleton.mayTake(transition, in: position, isTrigger) else { continue }
                let next = skeleton.next(transition, from: position)
                if next == goal { return taken + [transition.number] }
                if seen.insert(next).inserted { paths.append((next, taken + [transition.number])) }
            }
        }
        return []
    }
}

extension ControlSkeleton {
    /// The position with these innermost states, given by address.
    func position(of leaves: [String]) -> Position {
        var result: Set<Int> = []
        for index in leaves.compactMap(tree.index(address:)) {
            result.insert(index)
            result.formUnion(tree.ancestors(of: index))
        }
        result.remove(0)
        return Set(result).union(start.contains(0) ? [0] : []).sorted()
    }

    /// What happened, in one region or several, and what moves by itself.
    fileprivate func mayTake(
        _ transition: TransitionDefinition, in position: Position, _ isTrigger: (Trigger) -> Bool
    ) -> Bool {
        guard let source = tree.index(of: transition.source), position.contains(source) else { return false }
        switch transition.trigger {
        case .auto: return true
        case .done: return tree.isDone(source, in: Set(position))
        case .act, .breach, .cured, .reopen: return isTrigger(transition.trigger)
        }
    }
}
