import Values

extension Migration {
    /// What keeps a set of places from being a configuration.
    static func faults(_ active: Set<Place>, _ tree: StateTree) -> [Bilingual] {
        var faults: [Bilingual] = []
        for place in active.sorted() {
            let node = tree.nodes[place.node]
            let inside = node.children.filter { child in
                active.contains { $0.node == child && (place.row == nil || $0.row == place.row) }
            }
            let label = place.node == 0 ? Bilingual(zh: "流程", en: "the procedure") : node.state.label
            switch node.state.kind {
            case .atomic, .final: break
            case .compound where node.state.forEach != nil: break
            case .compound:
                if inside.count != 1 {
                    faults.append(
                        Bilingual(
                            zh: "“\(label.zh)”内应有一个状态，对应后有 \(inside.count) 个",
                            en: "one state inside '\(label.en)' is active; the images give \(inside.count)"))
                }
            case .parallel:
                for child in node.children where !inside.contains(child) {
                    let region = tree[child].label
                    faults.append(
                        Bilingual(
                            zh: "“\(label.zh)”的区域“\(region.zh)”没有对应的状态",
                            en: "no state has an image in the region '\(region.en)' of '\(label.en)'"))
                }
            }
        }
        return faults
    }
}
