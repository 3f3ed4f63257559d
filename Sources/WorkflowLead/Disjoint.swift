import CEL
import Values

/// Shows that two guards cannot hold at once, or says that it cannot show it.
///
/// Each guard becomes alternatives of simple statements (`x == c`, `x < c`, `p`, `!p`); the guards are disjoint when every
/// pair of alternatives contradicts itself in one statement about the same thing. Sound; not complete.
enum Disjoint {
    /// Whether it can be shown. False means "cannot show", not "they overlap".
    static func areDisjoint(_ left: CELProgram, _ right: CELProgram) -> Bool {
        guard let left = alternatives(left.root, positive: true), let right = alternatives(right.root, positive: true)
        else { return false }
        return left.allSatisfy { a in right.allSatisfy { b in contradict(a, b) } }
    }

    /// A simple statement about one thing.
    private struct Statement: Hashable {
        /// What it is about, spelled without places.
        let subject: String
        /// `true`/`false` for a condition; a comparison with a literal otherwise.
        let relation: Relation
    }

    private enum Relation: Hashable {
        case holds(Bool)
        case compared(CELOperator, CELValue)
    }

    private static let limit = 64

    private static func alternatives(_ node: CELNode, positive: Bool) -> [[Statement]]? {
        switch node.kind {
        case .not(let inner): return alternatives(inner, positive: !positive)
        case .and(let parts): return positive ? product(parts, positive) : union(parts, positive)
        case .or(let parts): return positive ? union(parts, positive) : product(parts, positive)
        case .literal(.bool(let value)): return value == positive ? [[]] : []
        case .binary(let relation, let left, let right):
            guard let statement = comparison(relation, left, right, positive: positive) else {
                return [[Statement(subject: spelled(node), relation: .holds(positive))]]
            }
            return [[statement]]
        default: return [[Statement(subject: spelled(node), relation: .holds(positive))]]
        }
    }

    private static func union(_ parts: [CELNode], _ positive: Bool) -> [[Statement]]? {
        var result: [[Statement]] = []
        for part in parts {
            guard let some = alternatives(part, positive: positive) else { return nil }
            result += some
            if result.count > limit { return nil }
        }
        return result
    }

    private static func product(_ parts: [CELNode], _ positive: Bool) -> [[Statement]]? {
        var result: [[Statement]] = [[]]
        for part in parts {
            guard let some = alternatives(part, positive: positive) else { return nil }
            result = result.flatMap { left in some.map { left + $0 } }
            if result.count > limit { return nil }
        }
        return result
    }

    private static func comparison(
        _ relation: CELOperator, _ left: CELNode, _ right: CELNode, positive: Bool
    ) -> Statement? {
        var relation = relation
        let subject: CELNode
        let literal: CELValue
        if case .literal(let value) = right.kind {
            (subject, literal) = (left, value)
        } else if case .literal(let value) = left.kind {
            guard let turned = turned(relation) else { return nil }
            (subject, literal, relation) = (right, value, turned)
        } else {
            return nil
        }
        if !positive {
            guard let opposite = opposite(relation) else { return nil }
            relation = opposite
        }
        switch relation {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            return Statement(subject: spelled(subject), relation: .compared(relation, literal))
        case .in, .add, .subtract, .multiply, .divide, .remainder: return nil
        }
    }

    private static func turned(_ relation: CELOperator) -> CELOperator? {
        switch relation {
        case .equal, .notEqual: return relation
        case .less: return .greater
        case .lessOrEqual: return .greaterOrEqual
        case .greater: return .less
        case .greaterOrEqual: return .lessOrEqual
        case .in, .add, .subtract, .multiply, .divide, .remainder: return nil
        }
    }

    private static func opposite(_ relation: CELOperator) -> CELOperator? {
        switch relation {
        case .equal: return .notEqual
        case .notEqual: return .equal
        case .less: return .greaterOrEqual
        case .lessOrEqual: return .greater
        case .greater: return .lessOrEqual
        case .greaterOrEqual: return .less
        case .in, .add, .subtract, .multiply, .divide, .remainder: return nil
        }
    }

    private static func contradict(_ left: [Statement], _ right: [Statement]) -> Bool {
        let all = left + right
        return all.indices.contains { i in
            all.indices.contains { j in
                i < j && all[i].subject == all[j].subject && contradict(all[i].relation, all[j].relation)
            }
        }
    }

    private static func contradict(_ left: Relation, _ right: Relation) -> Bool {
        switch (left, right) {
        case (.holds(let a), .holds(let b)): return a != b
        case (.compared(let a, let x), .compared(let b, let y)): return exclude(a, x, b, y)
        case (.holds, .compared), (.compared, .holds): return false
        }
    }

    /// Whether no value stands in relation `a` to `x` and in relation `b` to `y`.
    private static func exclude(_ a: CELOperator, _ x: CELValue, _ b: CELOperator, _ y: CELValue) -> Bool {
        if a == .equal, b == .equal { return x != y }
        if (a == .equal && b == .notEqual) || (a == .notEqual && b == .equal) { return x == y }
        if a == .notEqual || b == .notEqual { return false }
        guard let order = order(x, y) else { return false }
        // Bounds of each statement: a value below or above, the end itself included or not.
        let lowA = a == .greater || a == .greaterOrEqual || a == .equal
        let highA = a == .less || a == .lessOrEqual || a == .equal
        let lowB = b == .greater || b == .greaterOrEqual || b == .equal
        let highB = b == .less || b == .lessOrEqual || b == .equal
        let strictA = a == .greater || a == .less
        let strictB = b == .greater || b == .less
        if highA, lowB { if order < 0 || (order == 0 && (strictA || strictB)) { return true } }
        if lowA, highB { if order > 0 || (order == 0 && (strictA || strictB)) { return true } }
        return false
    }

    private static func order(_ x: CELValue, _ y: CELValue) -> Int? {
        func sign<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : (a == b ? 0 : 1) }
        switch (x, y) {
        case (.int(let a), .int(let b)): return sign(a, b)
        case (.money(let a), .money(let b)): return sign(a, b)
        case (.date(let a), .date(let b)): return sign(a, b)
        case (.timestamp(let a), .timestamp(let b)): return sign(a, b)
        case (.duration(let a), .duration(let b)): return sign(a, b)
        default: return nil
        }
    }

    /// An expression spelled without places, so that equal meaning has equal spelling.
    static func spelled(_ node: CELNode) -> String {
        let inner = node.children.map(spelled).joined(separator: ",")
        switch node.kind {
        case .literal(let value): return value.text
        case .variable(let name): return name
        case .local(let name, let slot): return "\(name)#\(slot)"
        case .field(_, let name, _): return "\(inner).\(name)"
        case .index: return "index(\(inner))"
        case .list: return "[\(inner)]"
        case .has(_, let field): return "has(\(inner).\(field))"
        case .not: return "!(\(inner))"
        case .negate: return "-(\(inner))"
        case .and: return "and(\(inner))"
        case .or: return "or(\(inner))"
        case .conditional: return "if(\(inner))"
        case .binary(let relation, _, _): return "\(relation.rawValue)(\(inner))"
        case .builtin(let function, _): return "\(function.rawValue)(\(inner))"
        case .host(let name, _): return "\(name)(\(inner))"
        case .comprehension(let macro): return "\(macro.macro)(\(inner))"
        }
    }
}
