import CEL

/// A guard as a formula over the comparisons it makes, so that two guards can be shown never to hold together.
///
/// Sums and other computed values are opaque: only their text is compared.
indirect enum GuardFormula {
    case constant(Bool)
    case literal(GuardLiteral)
    case and([GuardFormula])
    case or([GuardFormula])

    /// How many conjunctions are looked at before giving up with "cannot show".
    private static let limit = 512

    init(_ node: CELNode) { self = GuardFormula.made(node, isTrue: true) }

    /// The formula that holds exactly when this one does not.
    var negated: GuardFormula {
        switch self {
        case .constant(let value): return .constant(!value)
        case .literal(let literal): return .literal(literal.negated)
        case .and(let parts): return .or(parts.map(\.negated))
        case .or(let parts): return .and(parts.map(\.negated))
        }
    }

    /// Whether it is shown that both can never hold at once. `false` means "not shown".
    static func areDisjoint(
        _ left: GuardFormula, _ right: GuardFormula, isStable: (GuardLiteral) -> Bool = { _ in true }
    ) -> Bool {
        guard let conjunctions = GuardFormula.and([left, right]).conjunctions() else { return false }
        return conjunctions.allSatisfy { GuardLiteral.contradict($0.filter(isStable)) }
    }

    /// The alternatives of which one must hold, each a list of literals; nothing when there are too many.
    private func conjunctions() -> [[GuardLiteral]]? {
        switch self {
        case .constant(let value): return value ? [[]] : []
        case .literal(let literal): return [[literal]]
        case .or(let parts):
            var all: [[GuardLiteral]] = []
            for part in parts {
                guard let some = part.conjunctions() else { return nil }
                all += some
                if all.count > GuardFormula.limit { return nil }
            }
            return all
        case .and(let parts):
            var all: [[GuardLiteral]] = [[]]
            for part in parts {
                guard let some = part.conjunctions() else { return nil }
                guard all.count * some.count <= GuardFormula.limit else { return nil }
                all = all.flatMap { left in some.map { left + $0 } }
            }
            return all
        }
    }

    private static func made(_ node: CELNode, isTrue: Bool) -> GuardFormula {
        switch node.kind {
        case .literal(.bool(let value)): return .constant(value == isTrue)
        case .not(let operand): return made(operand, isTrue: !isTrue)
        case .and(let operands):
            let parts = operands.map { made($0, isTrue: isTrue) }
            return isTrue ? .and(parts) : .or(parts)
        case .or(let operands):
            let parts = operands.map { made($0, isTrue: isTrue) }
            return isTrue ? .or(parts) : .and(parts)
        case .conditional(let condition, let first, let second):
            return .or([
                .and([made(condition, isTrue: true), made(first, isTrue: isTrue)]),
                .and([made(condition, isTrue: false), made(second, isTrue: isTrue)]),
            ])
        case .binary(let operation, let left, let right):
            let formula = comparison(operation, left, right) ?? .literal(opaque(node))
            return isTrue ? formula : formula.negated
        case .literal, .variable, .local, .field, .index, .list, .has, .negate, .builtin, .host,
            .comprehension:
            return .literal(isTrue ? opaque(node) : opaque(node).negated)
        }
    }

    private static func opaque(_ node: CELNode) -> GuardLiteral {
        GuardLiteral(subject: GuardText.text(node), reads: GuardText.reads(node), test: .isTrue)
    }

    private static func comparison(
        _ operation: CELOperator, _ left: CELNode, _ right: CELNode
    ) -> GuardFormula? {
        if let constant = GuardConstant(right) { return against(constant, operation, left) }
        if let constant = GuardConstant(left), let mirrored = operation.mirrored {
            return against(constant, mirrored, right)
        }
        let reads = GuardText.reads(left).union(GuardText.reads(right))
        func opaque(_ sign: String, _ first: CELNode, _ second: CELNode) -> GuardFormula {
            let subject = "\(GuardText.text(first)) \(sign) \(GuardText.text(second))"
            return .literal(GuardLiteral(subject: subject, reads: reads, test: .isTrue))
        }
        switch operation {
        case .equal: return opaque("==", left, right)
        case .notEqual: return opaque("==", left, right).negated
        case .less: return opaque("<", left, right)
        case .greater: return opaque("<", right, left)
        case .greaterOrEqual: return opaque("<", left, right).negated
        case .lessOrEqual: return opaque("<", right, left).negated
        case .in: return membership(left, right)
        case .add, .subtract, .multiply, .divide, .remainder: return nil
        }
    }

    private static func against(
        _ constant: GuardConstant, _ operation: CELOperator, _ node: CELNode
    ) -> GuardFormula? {
        func literal(_ test: GuardLiteral.Test) -> GuardFormula {
            .literal(GuardLiteral(subject: GuardText.text(node), reads: GuardText.reads(node), test: test))
        }
        switch (operation, constant) {
        case (.equal, .bool(let value)): return made(node, isTrue: value)
        case (.notEqual, .bool(let value)): return made(node, isTrue: !value)
        case (.equal, _): return literal(.equals(constant))
        case (.notEqual, _): return literal(.differs(constant))
        case (.less, .number(let value)):
            return value == Int64.min ? .constant(false) : literal(.atMost(value - 1))
        case (.lessOrEqual, .number(let value)): return literal(.atMost(value))
        case (.greater, .number(let value)):
            return value == Int64.max ? .constant(false) : literal(.atLeast(value + 1))
        case (.greaterOrEqual, .number(let value)): return literal(.atLeast(value))
        default: return nil
        }
    }

    private static func membership(_ element: CELNode, _ list: CELNode) -> GuardFormula? {
        guard case .list(let items) = list.kind else { return nil }
        var parts: [GuardFormula] = []
        for item in items {
            guard let constant = GuardConstant(item), let part = against(constant, .equal, element) else {
                return nil
            }
            parts.append(part)
        }
        return .or(parts)
    }
}

extension CELOperator {
    /// The operator with its operands exchanged.
    fileprivate var mirrored: CELOperator? {
        switch self {
        case .equal, .notEqual: return self
        case .less: return .greater
        case .lessOrEqual: return .greaterOrEqual
        case .greater: return .less
        case .greaterOrEqual: return .lessOrEqual
        case .in, .add, .subtract, .multiply, .divide, .remainder: return nil
        }
    }
}
