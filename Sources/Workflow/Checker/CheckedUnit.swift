import Values

/// One finished exploration with what the findings ask of it.
struct CheckedUnit {
    let model: CheckModel
    let unit: ExplorationPlan.Unit
    let explorer: Explorer
    let replayer: Replayer

    init(_ model: CheckModel, _ unit: ExplorationPlan.Unit, _ following: Following, keepsRules: Bool = false)
    {
        self.model = model
        self.unit = unit
        explorer = Explorer(model, following)
        explorer.run()
        replayer = Replayer(model, explorer, keepsRules: keepsRules)
    }

    /// The nodes from which an end can still be reached, whatever is unknown.
    func reaching(_ isGoal: (Int) -> Bool) -> [Bool] {
        var before: [[Int32]] = Array(repeating: [], count: explorer.nodes.count)
        for edge in explorer.edges { before[Int(edge.to)].append(edge.from) }
        var good = explorer.nodes.indices.map(isGoal)
        var queue = explorer.nodes.indices.filter { good[$0] }
        while let node = queue.popLast() {
            for earlier in before[node] where !good[Int(earlier)] {
                good[Int(earlier)] = true
                queue.append(Int(earlier))
            }
        }
        return good
    }

    /// The states that are active somewhere, and those passed through on the way to rest.
    var reached: StateSet {
        var reached = StateSet(count: model.stateCount)
        for standing in explorer.standings { reached.formUnion(standing.active) }
        for (index, way) in model.ways.enumerated() where explorer.firstFired[index] != nil {
            reached.formUnion(way.entry)
        }
        return reached
    }

    func isEnded(_ node: Int) -> Bool { model.isEnded(explorer.active(node)) }

    /// Whether the regions that are followed are all done at a node: then either another one is not, and the wait is for
    /// that, or the state around them is done and nothing waits.
    func isThrough(_ node: Int) -> Bool {
        let active = explorer.active(node)
        guard let parallel = unit.parallel, active.contains(parallel) else { return false }
        return model.tree.nodes[parallel].children.allSatisfy { region in
            unit.hidden.contains(region) || explorer.mover.isDone(region, in: active).must
        }
    }

    /// Whether something ends the wait at a node: a clock that runs or is overdue, a review, a child.
    func isCovered(_ node: Int) -> Bool {
        let standing = explorer.standing(of: node)
        let clocks = explorer.nodes[node].clocks
        for index in model.definition.clocks.indices where !explorer.bound.pausesHere(index, standing) {
            if let slot = explorer.bound.clockSlot[index] {
                switch explorer.bound.phase(slot, of: clocks) {
                case .running, .breached: return true
                case .off, .settled, .leftBreached: continue
                }
            }
            if explorer.bound.runsHere(index, standing.active) { return true }
        }
        return standing.active.elements.contains { model.tree[$0].waitsForChild }
    }
}
