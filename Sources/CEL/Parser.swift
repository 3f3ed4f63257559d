import Source
import Values

/// Builds the syntax tree by the grammar of cel-spec, with a bound on depth so that no text can exhaust the stack.
struct Parser {
    static let maxBytes = 8000
    static let maxDepth = 64

    let place: TextPlace
    private let tokens: [Token]
    private var index = 0
    private var nesting = 0

    init(_ place: TextPlace) throws(Diagnostic) {
        self.place = place
        guard place.text.utf8.count <= Parser.maxBytes else {
            throw Diagnostic(
                code: "C106",
                Bilingual(
                    zh: "表达式超过 \(Parser.maxBytes) 字节",
                    en: "the expression is longer than \(Parser.maxBytes) bytes"),
                at: place.start)
        }
        var lexer = Lexer(place)
        tokens = try lexer.tokens()
    }

    /// The whole text as one expression.
    mutating func parse() throws(Diagnostic) -> Syntax {
        if current.kind == .end {
            throw fail("C108", Bilingual(zh: "表达式为空", en: "the expression is empty"))
        }
        let root = try expression()
        guard current.kind == .end else { throw unexpected(wanted: nil) }
        return root
    }

    private mutating func expression() throws(Diagnostic) -> Syntax {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Parser.maxDepth else { throw tooDeep() }
        let start = current.range.lowerBound
        let condition = try disjunction()
        guard accept(.question) else { return condition }
        let first = try disjunction()
        try expect(.colon)
        let second = try expression()
        return try node(.conditional(condition, first, second), from: start)
    }

    private mutating func disjunction() throws(Diagnostic) -> Syntax {
        let start = current.range.lowerBound
        var operands = [try conjunction()]
        while accept(.or) { operands.append(try conjunction()) }
        return operands.count == 1 ? operands[0] : try node(.or(operands), from: start)
    }

    private mutating func conjunction() throws(Diagnostic) -> Syntax {
        let start = current.range.lowerBound
        var operands = [try binary(level: 0)]
        while accept(.and) { operands.append(try binary(level: 0)) }
        return operands.count == 1 ? operands[0] : try node(.and(operands), from: start)
    }

    /// Relations, sums and products, all left-associative.
    private mutating func binary(level: Int) throws(Diagnostic) -> Syntax {
        let start = current.range.lowerBound
        var left = try unary()
        while let operation = CELOperator(current), operation.level >= level {
            let operatorStart = current.range.lowerBound
            index += 1
            let right = try binary(level: operation.level + 1)
            left = try node(.binary(operation, left, right, operatorStart: operatorStart), from: start)
        }
        return left
    }

    private mutating func unary() throws(Diagnostic) -> Syntax {
        let sign: Token.Symbol
        switch current.kind {
        case .symbol(.not): sign = .not
        case .symbol(.minus): sign = .minus
        case .symbol, .int, .string, .word, .end: return try member(from: try primary())
        }
        var starts: [Int] = []
        while case let start = current.range.lowerBound, accept(sign) {
            starts.append(start)
            guard starts.count <= Parser.maxDepth else { throw tooDeep() }
        }
        var operand: Syntax
        if sign == .minus, case .int(let magnitude) = current.kind, let start = starts.popLast() {
            // The sign belongs to the literal, so that the smallest integer can be written.
            guard magnitude <= UInt64(Int64.max) + 1 else { throw fail("C104", Lexer.tooLarge) }
            index += 1
            let value = Int64(truncatingIfNeeded: 0 &- magnitude)
            operand = try member(from: try node(.literal(.int(value)), from: start))
        } else {
            operand = try member(from: try primary())
        }
        for start in starts.reversed() {
            operand = try node(sign == .not ? .not(operand) : .negate(operand), from: start)
        }
        return operand
    }

    private mutating func member(from primary: (Syntax, start: Int)) throws(Diagnostic) -> Syntax {
        var (operand, start) = primary
        while case .symbol(let symbol) = current.kind {
            switch symbol {
            case .dot:
                index += 1
                let nameStart = current.range.lowerBound
                let name = try selector()
                if accept(.openParenthesis) {
                    let arguments = try list(until: .closeParenthesis)
                    operand = try node(
                        .call(receiver: operand, name, nameStart: nameStart, arguments), from: start)
                } else {
                    operand = try node(.select(operand, name, nameStart: nameStart), from: start)
                }
            case .openBracket:
                index += 1
                let subscriptValue = try expression()
                try expect(.closeBracket)
                operand = try node(.index(operand, subscriptValue), from: start)
            case .openBrace:
                throw unsupported(Bilingual(zh: "不支持构造消息", en: "message construction is not supported"))
            case .and, .or, .equal, .notEqual, .lessOrEqual, .greaterOrEqual, .less, .greater, .not, .plus,
                .minus,
                .times, .divide, .remainder, .comma, .colon, .question, .openParenthesis, .closeParenthesis,
                .closeBracket, .closeBrace:
                return operand
            }
        }
        return operand
    }

    private mutating func member(from literal: Syntax) throws(Diagnostic) -> Syntax {
        try member(from: (literal, literal.range.lowerBound))
    }

    /// A primary expression and where it starts, which is before its own range when it is in parentheses.
    private mutating func primary() throws(Diagnostic) -> (Syntax, start: Int) {
        let token = current
        let start = token.range.lowerBound
        switch token.kind {
        case .int(let magnitude):
            guard let value = Int64(exactly: magnitude) else { throw fail("C104", Lexer.tooLarge) }
            index += 1
            return (try node(.literal(.int(value)), from: start), start)
        case .string(let value):
            index += 1
            return (try node(.literal(.string(value)), from: start), start)
        case .word(let word):
            index += 1
            return (try self.word(word, from: start), start)
        case .symbol(.dot):
            index += 1
            guard case .word(let word) = current.kind, ReservedWords.allow(word) else {
                throw unexpected(wanted: Bilingual(zh: "名称", en: "a name"))
            }
            index += 1
            if current.kind == .symbol(.openParenthesis) { return (try self.word(word, from: start), start) }
            return (try node(.name(word, isRooted: true), from: start), start)
        case .symbol(.openParenthesis):
            index += 1
            let inner = try expression()
            try expect(.closeParenthesis)
            return (inner, start)
        case .symbol(.openBracket):
            index += 1
            let items = try list(until: .closeBracket)
            return (try node(.list(items), from: start), start)
        case .symbol(.openBrace):
            throw unsupported(Bilingual(zh: "不支持映射字面量", en: "map literals are not supported"))
        case .symbol, .end:
            throw unexpected(wanted: Bilingual(zh: "一个值", en: "a value"))
        }
    }

    private mutating func word(_ word: String, from start: Int) throws(Diagnostic) -> Syntax {
        switch word {
        case "true": return try node(.literal(.bool(true)), from: start)
        case "false": return try node(.literal(.bool(false)), from: start)
        case "null": return try node(.literal(.null), from: start)
        case "in":
            index -= 1
            throw unexpected(wanted: Bilingual(zh: "一个值", en: "a value"))
        case _ where ReservedWords.reserved.contains(word):
            throw Diagnostic(
                code: "C105",
                Bilingual(
                    zh: "'\(word)' 是保留字，不能作名称", en: "'\(word)' is a reserved word and cannot be a name"),
                at: place.position(start))
        case _:
            guard accept(.openParenthesis) else { return try node(.name(word, isRooted: false), from: start) }
            let arguments = try list(until: .closeParenthesis)
            return try node(.call(receiver: nil, word, nameStart: start, arguments), from: start)
        }
    }

    /// The name after a dot: reserved words are allowed there, words of the grammar are not.
    private mutating func selector() throws(Diagnostic) -> String {
        guard case .word(let name) = current.kind, !ReservedWords.keywords.contains(name) else {
            throw unexpected(wanted: Bilingual(zh: "字段名", en: "a field name"))
        }
        index += 1
        return name
    }

    /// Expressions between commas up to a closing bracket, which is consumed; a list may end in a comma.
    private mutating func list(until end: Token.Symbol) throws(Diagnostic) -> [Syntax] {
        var items: [Syntax] = []
        while !accept(end) {
            items.append(try expression())
            if current.kind == .symbol(end) { continue }
            guard accept(.comma) else {
                throw unexpected(
                    wanted: Bilingual(zh: "',' 或 '\(end.rawValue)'", en: "',' or '\(end.rawValue)'"))
            }
            if end == .closeParenthesis, current.kind == .symbol(end) {
                throw unexpected(wanted: Bilingual(zh: "一个值", en: "a value"))
            }
        }
        return items
    }
}

extension Parser {
    private var current: Token { tokens[index] }

    private mutating func accept(_ symbol: Token.Symbol) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ symbol: Token.Symbol) throws(Diagnostic) {
        guard accept(symbol) else {
            throw unexpected(wanted: Bilingual(zh: "'\(symbol.rawValue)'", en: "'\(symbol.rawValue)'"))
        }
    }

    /// A node that ends with the token just read.
    private func node(_ kind: Syntax.Kind, from start: Int) throws(Diagnostic) -> Syntax {
        let end = index > 0 ? tokens[index - 1].range.upperBound : start
        let node = Syntax(kind, start..<max(start, end))
        guard node.depth <= Parser.maxDepth else { throw tooDeep(at: start) }
        return node
    }

    private func fail(_ code: String, _ message: Bilingual, hint: Bilingual? = nil) -> Diagnostic {
        Diagnostic(code: code, message, at: place.position(current.range.lowerBound), hint: hint)
    }

    private func unsupported(_ message: Bilingual) -> Diagnostic { fail("C204", message) }

    private func tooDeep(at offset: Int? = nil) -> Diagnostic {
        Diagnostic(
            code: "C107",
            Bilingual(
                zh: "表达式嵌套超过 \(Parser.maxDepth) 层",
                en: "the expression is nested more than \(Parser.maxDepth) levels deep"),
            at: place.position(offset ?? current.range.lowerBound),
            hint: Bilingual(zh: "请拆成几个较小的表达式", en: "split it into smaller expressions"))
    }

    private func unexpected(wanted: Bilingual?) -> Diagnostic {
        let wantedText = wanted.map { Bilingual(zh: "；此处应为\($0.zh)", en: "; \($0.en) was expected") }
        let message: Bilingual
        if current.kind == .end {
            message = Bilingual(zh: "表达式没有写完", en: "the expression ends too early")
        } else {
            let text = place.slice(current.range)
            message = Bilingual(zh: "意外的 \(text)", en: "'\(text)' is not expected here")
        }
        return fail(
            "C101",
            Bilingual(zh: message.zh + (wantedText?.zh ?? ""), en: message.en + (wantedText?.en ?? "")),
            hint: wordHint)
    }

    /// Words of other languages that stand where CEL wants an operator.
    private var wordHint: Bilingual? {
        var words: [String] = []
        for token in [current, index > 0 ? tokens[index - 1] : current] {
            if case .word(let word) = token.kind { words.append(word.lowercased()) }
        }
        for word in words {
            switch word {
            case "and": return Bilingual(zh: "“并且”写作 &&", en: "write && for 'and'")
            case "or": return Bilingual(zh: "“或者”写作 ||", en: "write || for 'or'")
            case "not": return Bilingual(zh: "“非”写作 !", en: "write ! for 'not'")
            case _: continue
            }
        }
        return nil
    }
}
