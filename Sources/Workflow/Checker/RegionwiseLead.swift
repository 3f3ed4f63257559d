import Values

/// Shows region by region that a goal outside the regions is reached: each of them can surely be brought to its end
/// whatever the others do, an end of a region stays, and what follows when all are done leads to the goal.
struct RegionwiseLead {
    private let model: CheckModel
    private let units: [CheckedUnit]
    private let parallel: Int

    /// Nothing unless the regions of one parallel state were followed one by one, and wholly.
    init?(_ model: CheckModel, _ units: [CheckedUnit]) {
        guard units.count > 1, let parallel = units.first?.unit.parallel,
            units.allSatisfy({ $0.unit.parallel == parallel && $0.explorer.isComplete })
        else { return nil }
        self.model = model
        self.units = units
        self.parallel = parallel
    }

    func leads(from start: Int, to goals: [Int]) -> Bool {
        guard !goals.contains(where: { model.tree.isInside($0, parallel) }) else { return false }
        return units.allSatisfy { leads($0, from: start, to: goals) }
    }

    private func leads(_ checked: CheckedUnit, from start: Int, to goals: [Int]) -> Bool {
        let explorer = checked.explorer
        let isGoal = explorer.nodes.indices.map { node in
            goals.contains(where: explorer.active(node).contains)
        }
        let direct = SureReach(explorer, isGoal: isGoal).reaching
        // Where all that is followed is done, the wait is for the other regions; what then follows leads on directly.
        let through = explorer.nodes.indices.map(checked.isThrough)
        var leadsOn = through
        var follows = Array(repeating: false, count: through.count)
        for edge in explorer.edges where through[Int(edge.from)] {
            guard !explorer.active(Int(edge.to)).contains(parallel) else { continue }
            follows[Int(edge.from)] = true
            switch edge.cause {
            case .act, .start: break
            case .auto, .fact, .breach, .cured: if !direct[Int(edge.to)] { leadsOn[Int(edge.from)] = false }
            }
        }
        let reached = SureReach(
            explorer, isGoal: isGoal.indices.map { isGoal[$0] || (leadsOn[$0] && follows[$0]) }
        ).reaching
        return explorer.nodes.indices.allSatisfy { node in
            let active = explorer.active(node)
            let isBeginning =
                active.contains(start)
                || (checked.unit.hidden.contains(start) && active.contains(parallel))
            return !isBeginning || reached[node]
        }
    }
}
