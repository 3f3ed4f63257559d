/// A thing with parts that have parts: states of a workflow, events with their facts, grounds of a refusal.
struct Tree: Hashable, Sendable {
    /// What is said about this node.
    let label: Cell
    /// The parts, top to bottom.
    let children: [Tree]

    /// Makes a node.
    init(_ label: Cell, _ children: [Tree] = []) {
        self.label = label
        self.children = children
    }

    /// The lines to print: the node, then its parts joined by branches. Long labels go on beside the branch.
    func lines(width: Int?, style: Style = .plain) -> [String] {
        var result: [String] = []
        // An own stack, so that a deep tree cannot exhaust that of the process.
        var pending: [(node: Tree, head: String, rest: String)] = [(self, "", "")]
        while let (node, head, rest) = pending.popLast() {
            let room = max(12, (width ?? Int.max / 2) - head.displayWidth)
            let below = rest + (node.children.isEmpty ? "" : "│  ")
            for (index, line) in Wrapping.lines(VisibleText.block(node.label.text), width: room).enumerated()
            {
                let margin = index == 0 ? head : below
                result.append(margin + style.apply(node.label.tone, to: line))
            }
            for (index, child) in node.children.enumerated().reversed() {
                let isLast = index == node.children.count - 1
                pending.append((child, rest + (isLast ? "└─ " : "├─ "), rest + (isLast ? "   " : "│  ")))
            }
        }
        return result
    }
}
