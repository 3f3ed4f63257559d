/// The positions that bare moves can reach.
struct Exploration {
    /// One move.
    struct Move {
        let from: Int
        let transition: Int
        let to: Int
    }

    /// In the order they were found, the start first.
    let positions: [ControlSkeleton.Position]
    let moves: [Move]
}

extension ControlSkeleton {
    /// How many positions are looked at before a verdict is given up.
    static let mostPositions = 500_000

    /// Every position that can be reached, with the moves between them; nothing when there are more than the limit.
    func explore(limit: Int = mostPositions) -> Exploration? {
        let plans = transitions.map(plan)
        var leaving = [[Int]](repeating: [], count: tree.nodes.count)
        for (number, plan) in plans.enumerated() {
            if let source = plan.source { leaving[source].append(number) }
        }
        let isOutermostFinal = tree.nodes.indices.map(tree.isOutermostFinal)
        var found: [Position: Int] = [start: 0]
        var positions = [start]
        var moves: [Exploration.Move] = []
        var at = 0
        while at < positions.count {
            let position = positions[at]
            let active = position.filter { $0 > 0 }
            if !active.contains(where: { isOutermostFinal[$0] }) {
                var open: [Int] = []
                for state in [0] + active {
                    for number in leaving[state] where isOpen(plans[number], number, in: position) {
                        open.append(number)
                    }
                }
                for number in open.sorted() {
                    for next in next(plans[number], number, from: position) {
                        let index = found[next] ?? positions.count
                        if index == positions.count {
                            guard positions.count < limit else { return nil }
                            found[next] = index
                            positions.append(next)
                        }
                        moves.append(Exploration.Move(from: at, transition: number, to: index))
                    }
                }
            }
            at += 1
        }
        return Exploration(positions: positions, moves: moves)
    }

    /// What is the same about a transition in every position.
    private struct Plan {
        let source: Int?
        /// What is left and entered, where that hangs on nothing that was kept.
        let change: (left: Range<Int>, entered: [Int])?
        /// Whether it is open wherever its source is active.
        let isPlain: Bool
    }

    private func plan(_ transition: TransitionDefinition) -> Plan {
        guard let source = tree.index(of: transition.source) else {
            return Plan(source: nil, change: nil, isPlain: false)
        }
        let inner = tree.inside(source)
        let isPlain =
            transition.trigger != .done
            && !inner.contains {
                tree.nodes[$0].children.isEmpty && isShadowed(transition, source: source, leaf: $0)
            }
        guard transition.restores == nil, let domain = domain(of: transition),
            let target = transition.target.flatMap(tree.index(of:))
        else { return Plan(source: source, change: nil, isPlain: isPlain) }
        let entered = tree.entry(target: target, domain: domain).sorted()
        guard !entered.contains(where: { tree[$0].suspends != nil }) else {
            return Plan(source: source, change: nil, isPlain: isPlain)
        }
        return Plan(source: source, change: (tree.inside(domain), entered), isPlain: isPlain)
    }

    private func isOpen(_ plan: Plan, _ number: Int, in position: Position) -> Bool {
        plan.isPlain || isOpen(transitions[number], in: position)
    }

    private func next(_ plan: Plan, _ number: Int, from position: Position) -> [Position] {
        guard let change = plan.change else { return next(transitions[number], from: position) }
        var after: Position = []
        after.reserveCapacity(position.count + change.entered.count)
        // What is entered lies inside of what is left, so it stands in one piece among what is kept.
        var isEntered = false
        for state in position where !change.left.contains(abs(state)) {
            if !isEntered, state > change.left.lowerBound {
                after += change.entered
                isEntered = true
            }
            after.append(state)
        }
        if !isEntered { after += change.entered }
        return [after]
    }

    /// Whether the bare moves always leave a way to an end and leave none of the transitions out.
    func soundness(_ exploration: Exploration?) -> Soundness {
        guard let exploration else { return .notDecided }
        var isLive = exploration.positions.map(isEnd)
        var before = [[Int]](repeating: [], count: exploration.positions.count)
        var isTaken = [Bool](repeating: false, count: transitions.count)
        for move in exploration.moves {
            isTaken[move.transition] = true
            if before[move.to].last != move.from { before[move.to].append(move.from) }
        }
        var waiting = isLive.indices.filter { isLive[$0] }
        while let next = waiting.popLast() {
            for earlier in before[next] where !isLive[earlier] {
                isLive[earlier] = true
                waiting.append(earlier)
            }
        }
        let dead = transitions.indices.filter { !isTaken[$0] }
        let stuck = isLive.firstIndex(of: false).map { exploration.positions[$0] }
        return stuck == nil && dead.isEmpty ? .sound : .unsound(stuck: stuck, dead: dead)
    }
}
