/// The states of a definition in the order of the file, each with its parent and the extent of what is inside it.
///
/// Index 0 is the root, so that "inside" is a comparison of numbers.
struct StateTree: Hashable, Sendable {
    /// One state.
    struct Node: Hashable, Sendable {
        let state: StateDefinition
        let parent: Int?
        let children: [Int]
        /// One past the last state inside this one.
        let end: Int
        /// The `for_each` whose template it lies in.
        let host: Int?
    }

    let nodes: [Node]
    /// The states with `for_each`.
    let rowHosts: [Int]
    private let indexByID: [String: Int]
    private let indexByAddress: [String: Int]

    init(root: StateDefinition) {
        var nodes: [Node] = []
        StateTree.add(root, parent: nil, host: nil, to: &nodes)
        self.nodes = nodes
        rowHosts = nodes.indices.filter { nodes[$0].state.forEach != nil }
        let states = nodes.enumerated().dropFirst()
        indexByID = Dictionary(states.map { ($1.state.id, $0) }) { first, _ in first }
        indexByAddress = Dictionary(states.map { ($1.state.address, $0) }) { first, _ in first }
    }

    @discardableResult
    private static func add(
        _ state: StateDefinition, parent: Int?, host: Int?, to nodes: inout [Node]
    ) -> Int {
        let index = nodes.count
        nodes.append(Node(state: state, parent: parent, children: [], end: index + 1, host: host))
        var children: [Int] = []
        let inner = state.forEach == nil ? host : index
        for child in state.children {
            children.append(add(child, parent: index, host: inner, to: &nodes))
        }
        nodes[index] = Node(
            state: state, parent: parent, children: children, end: nodes.count, host: host)
        return index
    }

    subscript(index: Int) -> StateDefinition { nodes[index].state }

    func index(of id: String) -> Int? { indexByID[id] }

    func index(address: String) -> Int? { indexByAddress[address] }

    /// The `for_each` whose template a state lies in.
    func host(of index: Int) -> Int? { nodes[index].host }

    /// The states inside one, at any depth.
    func inside(_ index: Int) -> Range<Int> { index + 1..<nodes[index].end }

    func isInside(_ inner: Int, _ outer: Int) -> Bool { inner > outer && inner < nodes[outer].end }

    /// The states around one, innermost first, the root last.
    func ancestors(of index: Int) -> [Int] {
        var result: [Int] = []
        var next = nodes[index].parent
        while let current = next {
            result.append(current)
            next = nodes[current].parent
        }
        return result
    }

    /// The innermost compound state around the source that has the target inside: what a transition does not leave.
    func domain(source: Int, target: Int, isInternal: Bool) -> Int {
        if isInternal, isInside(target, source) { return source }
        for ancestor in ancestors(of: source) where isInside(target, ancestor) {
            if case .compound = nodes[ancestor].state.kind { return ancestor }
        }
        return 0
    }

    /// The states entered by default with a state: itself, its initial child or all regions, and so on inwards.
    func defaultEntry(_ index: Int) -> Set<Int> {
        var result: Set<Int> = [index]
        switch nodes[index].state.kind {
        case .atomic, .final: break
        case .compound(let initial):
            if let child = self.index(of: initial) { result.formUnion(defaultEntry(child)) }
        case .parallel:
            for region in nodes[index].children { result.formUnion(defaultEntry(region)) }
        }
        return result
    }

    /// The states entered on the way from a domain to a target: the target with its defaults, the states between, and
    /// the other regions of every parallel state on the way.
    func entry(target: Int, domain: Int) -> Set<Int> {
        var result = defaultEntry(target)
        var inner = target
        for ancestor in ancestors(of: target) {
            if ancestor == domain { break }
            result.insert(ancestor)
            if nodes[ancestor].state.kind == .parallel {
                for region in nodes[ancestor].children where region != inner {
                    result.formUnion(defaultEntry(region))
                }
            }
            inner = ancestor
        }
        return result
    }

    /// Whether a state is an end of the whole proceeding.
    func isOutermostFinal(_ index: Int) -> Bool { nodes[index].parent == 0 && nodes[index].state.isFinal }

    /// The innermost parallel state that has both inside, in different regions; nothing when there is none.
    func commonParallel(_ left: Int, _ right: Int) -> Int? {
        guard left != right, !isInside(left, right), !isInside(right, left) else { return nil }
        guard let common = ancestors(of: left).first(where: { isInside(right, $0) }),
            nodes[common].state.kind == .parallel
        else { return nil }
        return common
    }
}
