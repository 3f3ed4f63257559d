/// The ways one transition goes in a net: which places it takes tokens from and where it puts them.
///
/// Places are innermost states; a frozen one has its sign turned.
struct NetWays {
    /// One combination.
    struct Way: Hashable {
        let taken: [Int]
        let given: [Int]
    }

    /// With so many combinations they are still listed one by one.
    static let mostListed = 16

    /// The transition, by its number among those of the skeleton.
    let transition: Int
    /// The combinations, in the order they were found.
    let all: [Way]
    /// Whether it may be taken wherever its source is active.
    let isOpenEverywhere: Bool

    /// Steps that empty one region after another and do the same as all the combinations; nothing where there are few
    /// of them, or where they are not all that the regions allow.
    ///
    /// Every step but the first may be delayed: what a region does meanwhile leads only to states from which that step
    /// goes too. The first takes the token of the first region, so that of two such chains only one begins.
    func chain(_ skeleton: ControlSkeleton) -> [[[Int]]]? {
        guard skeleton.transitions[transition].target != nil,
            all.allSatisfy({ $0.given == all[0].given })
        else { return nil }
        return parts(skeleton)
    }

    /// What stands for all the combinations where nothing moves: that the first region is active says it of all.
    func witnesses(_ skeleton: ControlSkeleton) -> [[Int]]? {
        skeleton.transitions[transition].target == nil ? parts(skeleton)?.first : nil
    }

    /// What may stand in each region, the first one together with that of the source; nothing where the combinations
    /// are few or not all that the regions allow.
    private func parts(_ skeleton: ControlSkeleton) -> [[[Int]]]? {
        guard all.count > NetWays.mostListed, isOpenEverywhere,
            let regions = skeleton.regionsLeft(by: transition, from: all[0].taken)
        else { return nil }
        let tree = skeleton.tree
        let source = tree.index(of: skeleton.transitions[transition].source) ?? 0
        var groups = regions.map { [$0] }
        if let own = regions.firstIndex(where: { $0 == source || tree.isInside(source, $0) }), own > 0 {
            groups[0].append(regions[own])
            groups.remove(at: own)
        }
        let parts = groups.map { group in
            var seen: Set<[Int]> = []
            return all.map { way in
                way.taken.filter { leaf in
                    group.contains { $0 == abs(leaf) || tree.isInside(abs(leaf), $0) }
                }
            }.filter { seen.insert($0).inserted }
        }
        let isWhole = parts.reduce(1) { $0 * $1.count } == all.count
        return isWhole && parts.count > 1 && !parts.joined().contains([]) ? parts : nil
    }
}

extension ControlSkeleton {
    /// Every transition that can be taken, with its ways.
    func ways(_ exploration: Exploration) -> [NetWays] {
        let isLeaf = tree.nodes.map(\.children.isEmpty)
        let leaves = exploration.positions.map { $0.filter { isLeaf[abs($0)] } }
        let left = transitions.map { transition -> Range<Int> in
            guard let source = tree.index(of: transition.source) else { return 0..<0 }
            let domain = domain(of: transition) ?? source
            return domain..<tree.nodes[domain].end
        }
        let sources = transitions.map { tree.index(of: $0.source) ?? 0 }
        var standing = [Int](repeating: 0, count: tree.nodes.count)
        for position in exploration.positions where !isEnd(position) {
            for state in position where state >= 0 { standing[state] += 1 }
        }
        var all = [[NetWays.Way]](repeating: [], count: transitions.count)
        var seen = [Set<NetWays.Way>](repeating: [], count: transitions.count)
        var froms = [Int](repeating: 0, count: transitions.count)
        var last = [Int](repeating: -1, count: transitions.count)
        var order: [Int] = []
        for move in exploration.moves {
            let number = move.transition
            if last[number] != move.from {
                last[number] = move.from
                froms[number] += 1
            }
            let taken = leaves[move.from].filter { left[number].contains(abs($0)) }
            // What was kept stands in both positions; all else that stands afterwards was entered.
            let given =
                transitions[number].target == nil
                ? taken : leaves[move.to].filter { left[number].contains(abs($0)) }
            if seen[number].insert(NetWays.Way(taken: taken, given: given)).inserted {
                if all[number].isEmpty { order.append(number) }
                all[number].append(NetWays.Way(taken: taken, given: given))
            }
        }
        return order.map { number in
            NetWays(
                transition: number, all: all[number],
                isOpenEverywhere: froms[number] == standing[sources[number]])
        }
    }

    /// The regions that a transition leaves at once, where it leaves those of one parallel state.
    fileprivate func regionsLeft(by transition: Int, from leaves: [Int]) -> [Int]? {
        let source = tree.index(of: transitions[transition].source) ?? 0
        // Where nothing moves, what is asked is whether the source is active, so that it may itself be the parallel.
        let domain = domain(of: transitions[transition]) ?? tree.nodes[source].parent ?? 0
        guard let leaf = leaves.first.map(abs) else { return nil }
        let outermost = tree.ancestors(of: leaf).last {
            tree.isInside($0, domain) && tree[$0].kind == .parallel
        }
        return outermost.map { tree.nodes[$0].children }
    }
}
