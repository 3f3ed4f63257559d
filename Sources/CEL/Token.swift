/// One lexical element of an expression.
struct Token {
    /// Punctuation and operators.
    enum Symbol: String, CaseIterable {
        case and = "&&", or = "||", equal = "==", notEqual = "!=", lessOrEqual = "<=", greaterOrEqual = ">="
        case less = "<", greater = ">", not = "!", plus = "+", minus = "-", times = "*", divide = "/"
        case remainder = "%", dot = ".", comma = ",", colon = ":", question = "?", openParenthesis = "("
        case closeParenthesis = ")", openBracket = "[", closeBracket = "]", openBrace = "{", closeBrace = "}"
    }

    enum Kind: Hashable {
        case int(UInt64)
        case string(String)
        case word(String)
        case symbol(Symbol)
        case end
    }

    let kind: Kind
    let range: Range<Int>
}

/// The words that cannot be names.
enum ReservedWords {
    /// Words of the grammar itself; they cannot name a field either.
    static let keywords: Set<String> = ["true", "false", "null", "in"]
    /// Kept free for languages that embed CEL; allowed after a dot.
    static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
        "package",
        "namespace", "return", "var", "void", "while",
    ]

    /// Whether a word can name a variable.
    static func allow(_ word: String) -> Bool { !keywords.contains(word) && !reserved.contains(word) }
}
