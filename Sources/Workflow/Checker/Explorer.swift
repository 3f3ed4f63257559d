import CEL
import Values

/// Walks the abstract machine breadth first, so that the path to each node is a shortest one.
final class Explorer {
    let model: CheckModel
    let following: Following
    let mover: Mover
    private(set) var standings: [AbstractStanding] = []
    private(set) var nodes: [CheckNode] = []
    /// The node before each node on a shortest path to it; itself for those it begins with.
    private(set) var parents: [Int32] = []
    private(set) var steps: [StepTaken] = []
    private(set) var edges: [Edge] = []
    /// Acts that can be taken where they change nothing that is followed.
    private(set) var stays: [(node: Int32, act: Int)] = []
    /// For each way the first node it was taken from; nothing when it never was.
    private(set) var firstFired: [Int32?]
    /// Whether everything was looked at.
    private(set) var isComplete = true
    private var standingIndex: [AbstractStanding: Int32] = [:]
    private var nodeIndex: [CheckNode: Int32] = [:]
    let bound: BoundGuards
    private let walker: Walker

    /// One step from a node to another.
    struct Edge {
        let from: Int32
        let to: Int32
        let cause: StepTaken.Cause
        /// Whether it is sure to be there for whoever wants it: an act whose condition rests on nothing unknown.
        let isSure: Bool
    }

    init(_ model: CheckModel, _ following: Following) {
        self.model = model
        self.following = following
        mover = Mover(model, hidden: following.hidden)
        bound = BoundGuards(model, following)
        walker = Walker(model, following, mover, bound)
        firstFired = Array(repeating: nil, count: model.ways.count)
    }

    /// Walks until everything was seen, or too much.
    func run() {
        for start in walker.starts() { _ = add(start.node(self), parent: nil, StepTaken(.start, start.ways)) }
        for way in walker.fired { firstFired[way] = 0 }
        var next = 0
        while next < nodes.count {
            if nodes.count > following.nodeBudget || edges.count > following.edgeBudget {
                isComplete = false
                return
            }
            expand(next)
            next += 1
        }
    }

    private func expand(_ index: Int) {
        let node = nodes[index]
        let standing = standings[Int(node.standing)]
        if following.isGoal(standing.active) { return }
        let outcomes = walker.successors(of: node, standing)
        for way in walker.fired where firstFired[way] == nil { firstFired[way] = Int32(index) }
        for outcome in outcomes {
            for way in outcome.step.ways.joined() where firstFired[way] == nil {
                firstFired[way] = Int32(index)
            }
            let target = outcome.landing.node(self)
            if target == node {
                if case .act(let act) = outcome.step.cause { stay(index, act) }
                continue
            }
            let to = add(target, parent: index, outcome.step)
            edges.append(
                Edge(from: Int32(index), to: to, cause: outcome.step.cause, isSure: outcome.isSure))
        }
    }

    private func stay(_ node: Int, _ act: Int) {
        if let last = stays.last, last.node == node, last.act == act { return }
        stays.append((Int32(node), act))
    }

    private func add(_ node: CheckNode, parent: Int?, _ step: StepTaken) -> Int32 {
        if let known = nodeIndex[node] { return known }
        let index = Int32(nodes.count)
        nodeIndex[node] = index
        nodes.append(node)
        parents.append(parent.map(Int32.init) ?? index)
        steps.append(step)
        return index
    }

    func number(of standing: AbstractStanding) -> Int32 {
        if let known = standingIndex[standing] { return known }
        let index = Int32(standings.count)
        standingIndex[standing] = index
        standings.append(standing)
        return index
    }

    func standing(of node: Int) -> AbstractStanding { standings[Int(nodes[node].standing)] }

    func active(_ node: Int) -> StateSet { standing(of: node).active }

    /// The nodes on a shortest path, from the start.
    func path(to node: Int) -> [Int] {
        var result = [node]
        var current = node
        while Int(parents[current]) != current {
            current = Int(parents[current])
            result.append(current)
        }
        return result.reversed()
    }

    /// What the step of an edge did.
    func step(of edge: Edge) -> StepTaken? {
        let node = nodes[Int(edge.from)]
        return walker.successors(of: node, standing(of: Int(edge.from))).first {
            $0.step.cause == edge.cause && $0.landing.node(self) == nodes[Int(edge.to)]
        }?.step
    }
}
