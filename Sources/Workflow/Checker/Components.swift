/// The sets of nodes that can be gone round, without reopening.
struct Components {
    /// Those with more than one node.
    let cyclic: [[Int]]

    init(_ explorer: Explorer) {
        let count = explorer.nodes.count
        var next: [[Int32]] = Array(repeating: [], count: count)
        for edge in explorer.edges {
            let hasEnded = explorer.model.isEnded(explorer.active(Int(edge.from)))
            if !hasEnded { next[Int(edge.from)].append(edge.to) }
        }
        var order = Array(repeating: -1, count: count)
        var low = Array(repeating: 0, count: count)
        var isOpen = Array(repeating: false, count: count)
        var open: [Int] = []
        var counter = 0
        var found: [[Int]] = []
        for root in 0..<count where order[root] < 0 {
            // Tarjan's search with a stack of its own, since paths may be long.
            var work: [(node: Int, edge: Int)] = [(root, 0)]
            while let (node, edge) = work.last {
                if edge == 0 {
                    order[node] = counter
                    low[node] = counter
                    counter += 1
                    open.append(node)
                    isOpen[node] = true
                }
                if edge < next[node].count {
                    work[work.count - 1].edge += 1
                    let target = Int(next[node][edge])
                    if order[target] < 0 {
                        work.append((target, 0))
                    } else if isOpen[target] {
                        low[node] = min(low[node], order[target])
                    }
                    continue
                }
                work.removeLast()
                if let parent = work.last?.node { low[parent] = min(low[parent], low[node]) }
                guard low[node] == order[node] else { continue }
                var component: [Int] = []
                while let last = open.popLast() {
                    isOpen[last] = false
                    component.append(last)
                    if last == node { break }
                }
                if component.count > 1 { found.append(component) }
            }
        }
        cyclic = found.sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
    }
}
