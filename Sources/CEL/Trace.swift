/// The parts of an explanation while it is being written: a stack of the parts that are under way.
struct Trace {
    /// A part under way.
    struct Frame {
        var children: [CELExplanation] = []
        /// How many of the node's operands were dealt with.
        var visited = 0
        var omitted = 0
    }

    /// An explanation has at most about this many parts.
    static let maxParts = 1000
    /// At most this many elements of one list are shown, those that decide first.
    static let maxElements = 8

    var place: TextPlace?
    var frames: [Frame] = []
    var parts = 0

    mutating func push() { frames.append(Frame()) }

    mutating func pop() -> Frame { frames.popLast() ?? Frame() }

    mutating func visit() {
        if !frames.isEmpty { frames[frames.count - 1].visited += 1 }
    }

    mutating func omit() {
        if !frames.isEmpty { frames[frames.count - 1].omitted += 1 }
    }

    mutating func append(_ part: CELExplanation) {
        if !frames.isEmpty { frames[frames.count - 1].children.append(part) }
    }

    /// Notes an operand that is not going to be evaluated.
    mutating func skip(_ node: CELNode) {
        visit()
        guard !node.isConstant else { return }
        guard parts < Trace.maxParts else { return omit() }
        parts += 1
        append(explanation(node, .notEvaluated, Frame()))
    }

    func explanation(_ node: CELNode, _ result: CELExplanation.Outcome, _ frame: Frame) -> CELExplanation {
        CELExplanation(
            text: place?.slice(node.range) ?? "", result: result, isRead: node.isRead,
            children: frame.children,
            element: nil, omitted: frame.omitted)
    }

    func outcome(_ result: Result<CELValue, Fault>) -> CELExplanation.Outcome {
        switch result {
        case .success(let value): return .value(value)
        case .failure(let fault): return place.map { .error(CELError(fault, in: $0)) } ?? .notEvaluated
        }
    }

    /// Adds the explanation for one element; when there are too many, one that decides replaces one that does not.
    mutating func appendElement(_ part: CELExplanation, decides: (CELExplanation) -> Bool) {
        guard var frame = frames.popLast() else { return }
        defer { frames.append(frame) }
        let shown = frame.children.count { $0.element != nil }
        guard shown >= Trace.maxElements else {
            frame.children.append(part)
            return
        }
        frame.omitted += 1
        if decides(part), let index = frame.children.lastIndex(where: { $0.element != nil && !decides($0) }) {
            parts -= frame.children[index].size
            frame.children.remove(at: index)
            frame.children.append(part)
        } else {
            parts -= part.size
        }
    }
}

extension CELNode {
    /// Whether it has the same value in every evaluation, so that there is nothing to explain.
    var isConstant: Bool {
        switch kind {
        case .literal: return true
        case .variable, .local, .host, .comprehension: return false
        case .field, .index, .list, .has, .not, .negate, .and, .or, .conditional, .binary, .builtin:
            return children.allSatisfy(\.isConstant)
        }
    }

    /// Whether it only reads: fields and elements of a variable, or of the answer to a question with literals.
    var isRead: Bool {
        switch kind {
        case .variable, .local: return true
        case .field(let operand, _, _), .has(let operand, _): return operand.isRead
        case .index(let list, let index): return list.isRead && index.isConstant
        case .host(_, let arguments): return arguments.allSatisfy(\.isConstant)
        case .literal, .list, .not, .negate, .and, .or, .conditional, .binary, .builtin, .comprehension:
            return false
        }
    }
}
