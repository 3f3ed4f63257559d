/// The nodes from which acts that are sure to be possible lead to a goal, whatever happens in between.
struct SureReach {
    let reaching: [Bool]

    /// A node counts when everything that may happen there by itself leads to nodes that count, and a goal is reached from
    /// it by sure acts through such nodes only.
    init(_ explorer: Explorer, isGoal: [Bool]) {
        let count = explorer.nodes.count
        var kept = Array(repeating: true, count: count)
        var before: [[Int32]] = Array(repeating: [], count: count)
        for edge in explorer.edges where edge.isSure { before[Int(edge.to)].append(edge.from) }
        while true {
            var isSafe = kept
            for edge in explorer.edges where !isGoal[Int(edge.from)] && !kept[Int(edge.to)] {
                switch edge.cause {
                case .act, .start: break
                case .auto, .fact, .breach, .cured: isSafe[Int(edge.from)] = false
                }
            }
            var good = isGoal
            var queue = good.indices.filter { good[$0] }
            while let node = queue.popLast() {
                for from in before[node] where !good[Int(from)] && isSafe[Int(from)] {
                    good[Int(from)] = true
                    queue.append(Int(from))
                }
            }
            if good == kept { break }
            let next = zip(good, kept).map { $0 && $1 }
            if next == kept { break }
            kept = next
        }
        reaching = kept
    }
}
