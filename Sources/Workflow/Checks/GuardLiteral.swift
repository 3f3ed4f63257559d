import CEL
import Source
import Values

/// A constant that a guard compares with. Values of one type become numbers that keep their order.
enum GuardConstant: Hashable {
    case bool(Bool)
    case string(String)
    case number(Int64)

    init?(_ node: CELNode) {
        guard case .literal(let value) = node.kind else {
            if case .negate(let inner) = node.kind, case .literal(.int(let value)) = inner.kind,
                value != Int64.min
            {
                self = .number(-value)
                return
            }
            return nil
        }
        self.init(value)
    }

    /// A value that conditions compare; nothing for those they only look into.
    init?(_ value: CELValue) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .number(value)
        case .string(let value): self = .string(value)
        case .money(let value): self = .number(value.count)
        case .date(let value): self = .number(Int64(value.ordinal))
        case .timestamp(let value): self = .number(value.microseconds)
        case .duration(let value): self = .number(value)
        case .null, .list, .record: return nil
        }
    }
}

/// One comparison of a guard, or its denial.
struct GuardLiteral: Hashable {
    /// What is said about the subject.
    enum Test: Hashable {
        case isTrue
        case isFalse
        case equals(GuardConstant)
        case differs(GuardConstant)
        case atMost(Int64)
        case atLeast(Int64)
    }

    /// The expression that is tested, written in one way.
    let subject: String
    /// The variables, fields of `data` and functions it depends on.
    let reads: Set<String>
    let test: Test

    var negated: GuardLiteral {
        let other: Test
        switch test {
        case .isTrue: other = .isFalse
        case .isFalse: other = .isTrue
        case .equals(let constant): other = .differs(constant)
        case .differs(let constant): other = .equals(constant)
        case .atMost(let value):
            other = value == Int64.max ? .differs(.number(value)) : .atLeast(value + 1)
        case .atLeast(let value):
            other = value == Int64.min ? .differs(.number(value)) : .atMost(value - 1)
        }
        return GuardLiteral(subject: subject, reads: reads, test: other)
    }

    /// Whether no values can satisfy all of them.
    static func contradict(_ literals: [GuardLiteral]) -> Bool {
        Dictionary(grouping: literals, by: \.subject).values.contains { contradict($0.map(\.test)) }
    }

    private static func contradict(_ tests: [Test]) -> Bool {
        var low = Int64.min
        var high = Int64.max
        var equals: Set<GuardConstant> = []
        var differs: Set<GuardConstant> = []
        var truths: Set<Bool> = []
        for test in tests {
            switch test {
            case .isTrue: truths.insert(true)
            case .isFalse: truths.insert(false)
            case .equals(let constant): equals.insert(constant)
            case .differs(let constant): differs.insert(constant)
            case .atMost(let value): high = min(high, value)
            case .atLeast(let value): low = max(low, value)
            }
        }
        if truths.count > 1 || equals.count > 1 || low > high || !equals.isDisjoint(with: differs) {
            return true
        }
        if case .number(let value)? = equals.first, value < low || value > high { return true }
        return low == high && differs.contains(.number(low))
    }
}

/// One way to write a checked expression, and what it depends on.
enum GuardText {
    static func text(_ node: CELNode) -> String {
        func list(_ nodes: [CELNode]) -> String { nodes.map(text).joined(separator: ",") }
        switch node.kind {
        case .literal(let value): return value.json.canonicalText
        case .variable(let name): return name
        case .local(_, let slot): return "$\(slot)"
        case .field(let operand, let name, _): return "\(text(operand)).\(name)"
        case .index(let items, let index): return "\(text(items))[\(text(index))]"
        case .list(let items): return "[\(list(items))]"
        case .has(let operand, let field): return "has(\(text(operand)).\(field))"
        case .not(let operand): return "!(\(text(operand)))"
        case .negate(let operand): return "-(\(text(operand)))"
        case .and(let operands): return "and(\(list(operands)))"
        case .or(let operands): return "or(\(list(operands)))"
        case .conditional(let condition, let first, let second):
            return "if(\(list([condition, first, second])))"
        case .binary(let operation, let left, let right):
            return "(\(text(left)) \(operation.rawValue) \(text(right)))"
        case .builtin(let function, let arguments): return "\(function.rawValue)(\(list(arguments)))"
        case .host(let function, let arguments): return "\(function)(\(list(arguments)))"
        case .comprehension(let macro):
            let parts = [macro.list] + (macro.condition.map { [$0] } ?? []) + [macro.body]
            return "\(macro.macro.rawValue)(\(list(parts)))"
        }
    }

    /// `case`, `act`, `data.FIELD`, and host functions by name.
    static func reads(_ node: CELNode) -> Set<String> {
        switch node.kind {
        case .variable(let name): return [name]
        case .field(let operand, let name, _), .has(let operand, let name):
            if case .variable("data") = operand.kind { return ["data.\(name)"] }
            return reads(operand)
        case .host(let function, let arguments):
            return arguments.reduce(into: [function]) { $0.formUnion(reads($1)) }
        case .literal, .local, .index, .list, .not, .negate, .and, .or, .conditional, .binary, .builtin,
            .comprehension:
            return node.children.reduce(into: []) { $0.formUnion(reads($1)) }
        }
    }
}
