/// One node of a checked expression: every name is resolved and every type known.
///
/// A class only so that evaluation passes it by reference; it never changes.
public final class CELNode: Hashable, Sendable {
    /// What a node is. Operands come in the order of the text.
    public enum Kind: Hashable, Sendable {
        /// A literal, or a conversion of one that was carried out at load, such as `yuan('1.00')`.
        case literal(CELValue)
        /// A variable of the environment.
        case variable(String)
        /// A variable of the macro at this depth, 0 for the outermost.
        case local(String, slot: Int)
        /// A field of a record.
        case field(CELNode, name: String, isOptional: Bool)
        /// An element of a list.
        case index(CELNode, CELNode)
        /// A list literal.
        case list([CELNode])
        /// `has(operand.field)`.
        case has(CELNode, field: String)
        /// Logical not.
        case not(CELNode)
        /// Integer negation.
        case negate(CELNode)
        /// `&&` over two or more operands.
        case and([CELNode])
        /// `||` over two or more operands.
        case or([CELNode])
        /// `condition ? first : second`.
        case conditional(CELNode, CELNode, CELNode)
        /// An operator that evaluates both operands.
        case binary(CELOperator, CELNode, CELNode)
        /// A built-in function; a method's receiver is the first argument.
        case builtin(CELBuiltin, [CELNode])
        /// A function of the host.
        case host(String, [CELNode])
        /// A macro over a list.
        case comprehension(CELComprehension)
    }

    /// What it is.
    public let kind: Kind
    /// The type of its value.
    public let type: CELType
    /// Where it stands in the text, as UTF-8 offsets.
    public let range: Range<Int>
    /// The form that a value read from the host must have here.
    let shape: Shape

    init(_ kind: Kind, _ type: CELType, _ range: Range<Int>) {
        self.kind = kind
        self.type = type
        self.range = range
        shape = type.shape
    }

    /// The direct operands, in the order of the text; of a macro its list, then what is evaluated per element.
    public var children: [CELNode] {
        switch kind {
        case .literal, .variable, .local: return []
        case .field(let operand, _, _), .has(let operand, _), .not(let operand), .negate(let operand):
            return [operand]
        case .index(let list, let index): return [list, index]
        case .list(let items), .and(let items), .or(let items), .builtin(_, let items), .host(_, let items):
            return items
        case .conditional(let condition, let first, let second): return [condition, first, second]
        case .binary(_, let left, let right): return [left, right]
        case .comprehension(let macro):
            return [macro.list] + (macro.condition.map { [$0] } ?? []) + [macro.body]
        }
    }

    /// Whether two nodes are the same expression at the same place.
    public static func == (left: CELNode, right: CELNode) -> Bool {
        left === right || (left.range == right.range && left.type == right.type && left.kind == right.kind)
    }

    /// Hashes kind and place.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(range)
        hasher.combine(kind)
    }
}

/// A macro that looks at every element of a list.
public struct CELComprehension: Hashable, Sendable {
    /// The macros by the name they are written with.
    public enum Macro: String, Hashable, Sendable, CaseIterable {
        /// Whether all elements satisfy the body.
        case all
        /// Whether at least one element does.
        case exists
        /// Whether exactly one element does.
        case existsOne = "exists_one"
        /// The elements that do.
        case filter
        /// The body's value for every element, or for those that satisfy the condition.
        case map
        /// The sum of the body's value (int, money or duration) over the elements.
        case sum
    }

    /// Which macro.
    public let macro: Macro
    /// The list.
    public let list: CELNode
    /// The name of the variable that stands for the element.
    public let variable: String
    /// The depth of that variable, 0 for the outermost macro.
    public let slot: Int
    /// The condition of the three-argument `map`.
    public let condition: CELNode?
    /// What is evaluated for each element.
    public let body: CELNode
}

/// A function of the language itself.
public enum CELBuiltin: String, Hashable, Sendable, CaseIterable {
    /// Length of a list, or of a string in code points.
    case size
    /// Whether a string contains another.
    case contains
    /// Whether a string begins with another.
    case startsWith
    /// Whether a string ends with another.
    case endsWith
    /// An integer or a boolean as text.
    case string
    /// A decimal text as an integer.
    case int
    /// Money from yuan: `yuan('42,980.00')`.
    case yuan
    /// Money from a count of fen.
    case fen
    /// A day from `2025-04-07`, or the day of a timestamp in China Standard Time.
    case date
    /// A point in time from RFC 3339.
    case timestamp
    /// A span from `72h`, `1h30m`, `90s`.
    case duration
    /// A span of whole days.
    case days
}
