/// An operator with two operands that are both always evaluated.
public enum CELOperator: String, Hashable, Sendable {
    /// Equal.
    case equal = "=="
    /// Not equal.
    case notEqual = "!="
    /// Less.
    case less = "<"
    /// Less or equal.
    case lessOrEqual = "<="
    /// Greater.
    case greater = ">"
    /// Greater or equal.
    case greaterOrEqual = ">="
    /// Is an element of a list.
    case `in` = "in"
    /// Sum or concatenation.
    case add = "+"
    /// Difference.
    case subtract = "-"
    /// Product.
    case multiply = "*"
    /// Quotient, cut towards zero.
    case divide = "/"
    /// Remainder, with the sign of the dividend.
    case remainder = "%"

    /// How tightly it binds among the three levels: relations 0, sums 1, products 2.
    var level: Int {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in: return 0
        case .add, .subtract: return 1
        case .multiply, .divide, .remainder: return 2
        }
    }

    /// The operator that a token stands for.
    init?(_ token: Token) {
        switch token.kind {
        case .symbol(let symbol): self.init(rawValue: symbol.rawValue)
        case .word(let word) where word == "in": self = .in
        case .word, .int, .string, .end: return nil
        }
    }
}
