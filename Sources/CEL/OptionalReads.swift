import Source

/// Finds optional fields that are read where nothing says that they are there.
///
/// `has(a.b)` in the same `&&` (on either side, since CEL's `&&` commutes), in the condition of `?:`, or its denial
/// in the same `||` is what says so.
struct OptionalReads {
    private(set) var unguarded: [(range: Range<Int>, path: String?)] = []

    mutating func visit(_ node: CELNode, known: Set<String>) {
        switch node.kind {
        case .and(let operands): visit(operands, known: known, assuming: true)
        case .or(let operands): visit(operands, known: known, assuming: false)
        case .conditional(let condition, let first, let second):
            let facts = OptionalReads.facts(condition)
            visit(condition, known: known)
            visit(first, known: known.union(facts.ifTrue ?? []))
            visit(second, known: known.union(facts.ifFalse ?? []))
        case .field(let operand, _, let isOptional):
            let path = isOptional ? OptionalReads.path(node) : nil
            if isOptional, path.map(known.contains) != true { unguarded.append((node.range, path)) }
            visit(operand, known: known)
        case .comprehension(let macro):
            visit(macro.list, known: known)
            if let condition = macro.condition {
                visit(condition, known: known)
                visit(macro.body, known: known.union(OptionalReads.facts(condition).ifTrue ?? []))
            } else {
                visit(macro.body, known: known)
            }
        case .literal, .variable, .local, .index, .list, .has, .not, .negate, .binary, .builtin, .host:
            for child in node.children { visit(child, known: known) }
        }
    }

    /// Each operand counts only when all others have gone the way that leaves it to decide.
    private mutating func visit(_ operands: [CELNode], known: Set<String>, assuming: Bool) {
        let facts = operands.map(OptionalReads.facts).map { (assuming ? $0.ifTrue : $0.ifFalse) ?? [] }
        var sayers: [String: Int] = [:]
        for path in facts.joined() { sayers[path, default: 0] += 1 }
        guard !sayers.isEmpty else {
            for operand in operands { visit(operand, known: known) }
            return
        }
        for (operand, own) in zip(operands, facts) {
            let others = sayers.filter { $0.value > (own.contains($0.key) ? 1 : 0) }.map(\.key)
            visit(operand, known: known.union(others))
        }
    }

    /// The optional fields that are certainly there when a condition is true.
    static func present(whenTrue node: CELNode) -> Set<String> { facts(node).ifTrue ?? [] }

    /// The fields that are certainly there when `node` is true, and when it is false; nothing for what can never be.
    ///
    /// Both at once, so that nested conditions cost no more than their length.
    private static func facts(_ node: CELNode) -> Facts {
        switch node.kind {
        case .literal(.bool(let value)): return Facts(ifTrue: value ? [] : nil, ifFalse: value ? nil : [])
        case .has(let operand, let field): return Facts(ifTrue: present(operand, field), ifFalse: [])
        case .not(let operand):
            let facts = facts(operand)
            return Facts(ifTrue: facts.ifFalse, ifFalse: facts.ifTrue)
        case .and(let operands):
            let parts = operands.map(facts)
            return Facts(
                ifTrue: parts.map(\.ifTrue).reduce([], both),
                ifFalse: parts.map(\.ifFalse).reduce(nil, either))
        case .or(let operands):
            let parts = operands.map(facts)
            return Facts(
                ifTrue: parts.map(\.ifTrue).reduce(nil, either),
                ifFalse: parts.map(\.ifFalse).reduce([], both))
        case .conditional(let condition, let first, let second):
            let (condition, first, second) = (facts(condition), facts(first), facts(second))
            return Facts(
                ifTrue: either(both(condition.ifTrue, first.ifTrue), both(condition.ifFalse, second.ifTrue)),
                ifFalse: either(
                    both(condition.ifTrue, first.ifFalse), both(condition.ifFalse, second.ifFalse)))
        case .literal, .variable, .local, .field, .index, .list, .negate, .binary, .builtin, .host,
            .comprehension:
            return Facts(ifTrue: [], ifFalse: [])
        }
    }

    private struct Facts {
        let ifTrue: Set<String>?
        let ifFalse: Set<String>?
    }

    private static func both(_ left: Set<String>?, _ right: Set<String>?) -> Set<String>? {
        guard let left, let right else { return nil }
        return left.union(right)
    }

    private static func either(_ left: Set<String>?, _ right: Set<String>?) -> Set<String>? {
        guard let left else { return right }
        guard let right else { return left }
        return left.intersection(right)
    }

    /// The field itself, and every optional field on the way to it.
    private static func present(_ operand: CELNode, _ field: String) -> Set<String> {
        guard let path = path(operand) else { return [] }
        var paths: Set<String> = [path + "." + field]
        var node = operand
        while case .field(let inner, _, let isOptional) = node.kind {
            if isOptional, let path = Self.path(node) { paths.insert(path) }
            node = inner
        }
        return paths
    }

    /// One text for all ways to write the same place; nothing for a computed one.
    private static func path(_ node: CELNode) -> String? {
        switch node.kind {
        case .variable(let name): return name
        case .local(_, let slot): return "#\(slot)"
        case .field(let operand, let name, _): return path(operand).map { $0 + "." + name }
        case .index(let list, let index):
            guard case .literal(let value) = index.kind, let path = path(list) else { return nil }
            return "\(path)[\(value.text)]"
        case .host(let name, let arguments):
            var texts: [String] = []
            for argument in arguments {
                guard case .literal(let value) = argument.kind else { return nil }
                texts.append(value.json.canonicalText)
            }
            return name + "(" + texts.joined(separator: ",") + ")"
        case .literal, .list, .has, .not, .negate, .and, .or, .conditional, .binary, .builtin, .comprehension:
            return nil
        }
    }
}
