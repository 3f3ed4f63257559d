import Source

/// Collects what a checked expression reads and calls.
struct References {
    private(set) var paths: Set<String> = []
    private(set) var calls: [CELCall] = []
    let place: TextPlace

    init(_ root: CELNode, _ place: TextPlace) {
        self.place = place
        visit(root)
    }

    private mutating func visit(_ node: CELNode) {
        if let path = References.path(node) {
            paths.insert(path)
            return
        }
        if case .has(let operand, let field) = node.kind, let path = References.path(operand) {
            paths.insert(path + "." + field)
            return
        }
        if case .host(let name, let arguments) = node.kind {
            let literals = arguments.map { argument -> String? in
                guard case .literal(.string(let text)) = argument.kind else { return nil }
                return text
            }
            calls.append(
                CELCall(function: name, arguments: literals, position: place.position(node.range.lowerBound)))
        }
        for child in node.children { visit(child) }
    }

    /// The dotted path of a chain of fields that begins at a variable of the environment.
    private static func path(_ node: CELNode) -> String? {
        switch node.kind {
        case .variable(let name): return name
        case .field(let operand, let name, _): return path(operand).map { $0 + "." + name }
        case .literal, .local, .index, .list, .has, .not, .negate, .and, .or, .conditional, .binary, .builtin,
            .host, .comprehension:
            return nil
        }
    }
}
