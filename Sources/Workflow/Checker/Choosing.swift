import Values

/// Ways that one trigger sets off together.
struct WayChoice {
    let ways: [Int]
    /// Whether it happens however what is unknown falls.
    let isSure: Bool
}

/// Every combination of ways that one trigger may set off in a configuration, as selection would take them.
struct Choosing {
    let model: CheckModel
    let cause: CheckModel.Cause
    let leaves: [Int]
    let standing: AbstractStanding
    /// What the condition of a way may be.
    let look: (Int) -> (may: Bool, must: Bool)

    func all() -> [WayChoice] {
        var found: [WayChoice] = []
        choose(0, from: 0, made: [:], ways: [], isSure: true, into: &found)
        return found
    }

    /// `made` says for each state looked at which of its ways was taken, -1 for none.
    private func choose(
        _ leaf: Int, from step: Int, made: [Int: Int], ways: [Int], isSure: Bool,
        into found: inout [WayChoice]
    ) {
        guard leaf < leaves.count else {
            let kept = withoutConflicts(ways)
            if !kept.isEmpty { found.append(WayChoice(ways: kept, isSure: isSure)) }
            return
        }
        let chain = model.chains[leaves[leaf]]
        var position = step
        while position < chain.count {
            let state = chain[position]
            guard let group = model.waysAt[state][cause] else {
                position += 1
                continue
            }
            if let way = made[state] {
                if way < 0 {
                    position += 1
                    continue
                }
                let both = ways.contains(way) ? ways : ways + [way]
                return choose(leaf + 1, from: 0, made: made, ways: both, isSure: isSure, into: &found)
            }
            let looks = group.map { ($0, look($0)) }
            for (way, truth) in looks where truth.may {
                guard ways.allSatisfy({ goTogether($0, way) }) else { continue }
                var next = made
                next[state] = way
                choose(
                    leaf + 1, from: 0, made: next, ways: ways + [way], isSure: isSure && truth.must,
                    into: &found)
            }
            let isTaken =
                looks.contains { $0.1.must } || (group.first.map(model.exhaustive.contains) ?? false)
            if isTaken { return }
            var next = made
            next[state] = -1
            let mayBeTaken = looks.contains { $0.1.may }
            return choose(
                leaf, from: position + 1, made: next, ways: ways, isSure: isSure && !mayBeTaken,
                into: &found)
        }
        choose(leaf + 1, from: 0, made: made, ways: ways, isSure: isSure, into: &found)
    }

    private func goTogether(_ left: Int, _ right: Int) -> Bool {
        left == right || !GuardFormula.areDisjoint(model.ways[left].formula, model.ways[right].formula)
    }

    private func withoutConflicts(_ ways: [Int]) -> [Int] {
        guard ways.count > 1 else { return ways }
        var kept: [Int] = []
        for candidate in ways {
            let way = model.ways[candidate]
            var isBeaten = false
            var beaten: Set<Int> = []
            for other in kept {
                let rival = model.ways[other]
                guard way.target != nil, rival.target != nil, meet(way, rival) else { continue }
                if model.tree.isInside(way.source, rival.source) {
                    beaten.insert(other)
                } else {
                    isBeaten = true
                }
            }
            if isBeaten { continue }
            kept.removeAll(where: beaten.contains)
            kept.append(candidate)
        }
        return kept
    }

    private func meet(_ left: CheckModel.Way, _ right: CheckModel.Way) -> Bool {
        left.domain == right.domain || model.tree.isInside(left.domain, right.domain)
            || model.tree.isInside(right.domain, left.domain)
    }
}
