import CEL
import Testing
import Values

/// Random expressions against an evaluator that shares nothing with the module but the rules of cel-spec.
struct RandomExpressionTests {
    @Test func `random integer and boolean expressions agree with an independent evaluator`() throws {
        let seed: UInt64 = 20_250_407
        var random = SplitMix(state: seed)
        for round in 0..<1200 {
            let expression: Term = round.isMultiple(of: 2) ? .randomBool(5, &random) : .randomInt(5, &random)
            for text in [expression.text(minimum: 0), expression.bracketed] where text.utf8.count <= 8000 {
                let program = try program(text)
                let expected = expression.value
                do throws(CELError) {
                    let value = try program.evaluate(Office.activation)
                    switch (value, expected) {
                    case (.int(let actual), .int(let wanted)):
                        #expect(actual == wanted, "seed \(seed): \(text)")
                    case (.bool(let actual), .bool(let wanted)):
                        #expect(actual == wanted, "seed \(seed): \(text)")
                    case (_, _): Issue.record("seed \(seed): \(text) gave \(value.text), wanted \(expected)")
                    }
                } catch {
                    #expect(expected == .error, "seed \(seed): \(text): \(error)")
                }
            }
        }
    }

    @Test func `operands of && and || can change places without changing the result`() throws {
        let seed: UInt64 = 42_980
        var random = SplitMix(state: seed)
        for _ in 0..<200 {
            let terms = (0..<4).map { _ in "(" + Term.randomBool(3, &random).text(minimum: 0) + ")" }
            for sign in [" && ", " || "] {
                let forwards = try kind(terms.joined(separator: sign))
                #expect(try kind(terms.reversed().joined(separator: sign)) == forwards, "seed \(seed)")
            }
            // De Morgan
            let (a, b) = (terms[0], terms[1])
            #expect(try kind("!(\(a) && \(b))") == kind("!\(a) || !\(b)"), "seed \(seed)")
        }
    }

    private func kind(_ text: String) throws -> String {
        let outcome = try outcome(text)
        return outcome.hasPrefix("C3") ? "error" : outcome
    }

    @Test func `random bytes are refused or checked, and never trap`() {
        var random = SplitMix(state: 7)
        let pieces = [
            "(", ")", "[", "]", "&&", "||", "!", "-", "?", ":", ".", ",", "n", "b", "s", "numbers", "case",
            "all", "has",
            "1", "0x", "'a'", "\"", "'''", "r'", "\\", "in", "==", "<", "size", "\u{0}", "工", "💰", "//", "\n",
            "x", "1.5",
        ]
        for _ in 0..<8000 {
            let count = Int(random.next() % 12) + 1
            let text = (0..<count).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined(
                separator: random.next() % 2 == 0 ? "" : " ")
            _ = try? program(text).explain(Office.activation).lines(.zh)
        }
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A tiny language of its own: what is generated, how it is written, what it comes to.
indirect enum Term {
    enum Value: Equatable { case int(Int64), bool(Bool), error }

    case int(Int64)
    case bool(Bool)
    case infix(String, Term, Term)
    case not(Term)
    case choice(Term, Term, Term)

    static func randomInt(_ depth: Int, _ random: inout SplitMix) -> Term {
        guard depth > 0 else {
            let edges: [Int64] = [0, 1, 2, -1, 7, .max, .min, 3_037_000_500]
            return .int(edges[Int(random.next() % 8)])
        }
        switch random.next() % 7 {
        case 0: return randomInt(0, &random)
        case 1:
            return .choice(
                randomBool(depth - 1, &random), randomInt(depth - 1, &random), randomInt(depth - 1, &random))
        case let roll:
            let signs = ["+", "-", "*", "/", "%"]
            return .infix(signs[Int(roll) - 2], randomInt(depth - 1, &random), randomInt(depth - 1, &random))
        }
    }

    static func randomBool(_ depth: Int, _ random: inout SplitMix) -> Term {
        guard depth > 0 else { return .bool(random.next() % 2 == 0) }
        switch random.next() % 10 {
        case 0: return .not(randomBool(depth - 1, &random))
        case 1:
            return .choice(
                randomBool(depth - 1, &random), randomBool(depth - 1, &random), randomBool(depth - 1, &random)
            )
        case 2, 3: return .infix("&&", randomBool(depth - 1, &random), randomBool(depth - 1, &random))
        case 4, 5: return .infix("||", randomBool(depth - 1, &random), randomBool(depth - 1, &random))
        case let roll:
            let signs = ["==", "!=", "<", "<=", ">", ">="]
            let sign = signs[Int(random.next() % 6)]
            return roll == 6
                ? .infix(sign, randomBool(depth - 1, &random), randomBool(depth - 1, &random))
                : .infix(sign, randomInt(depth - 1, &random), randomInt(depth - 1, &random))
        }
    }

    private static func level(_ sign: String) -> Int {
        switch sign {
        case "||": return 1
        case "&&": return 2
        case "+", "-": return 4
        case "*", "/", "%": return 5
        case _: return 3
        }
    }

    /// With the fewest parentheses.
    func text(minimum: Int) -> String {
        let (text, level): (String, Int)
        switch self {
        case .int(let number): (text, level) = ("\(number)", number < 0 ? 6 : 7)
        case .bool(let flag): (text, level) = ("\(flag)", 7)
        case .not(let operand): (text, level) = ("!" + operand.text(minimum: 7), 6)
        case .infix(let sign, let left, let right):
            level = Term.level(sign)
            text = left.text(minimum: level) + sign + right.text(minimum: level + 1)
        case .choice(let condition, let first, let second):
            level = 0
            text = condition.text(minimum: 1) + "?" + first.text(minimum: 1) + ":" + second.text(minimum: 0)
        }
        return level < minimum ? "(" + text + ")" : text
    }

    /// With all parentheses.
    var bracketed: String {
        switch self {
        case .int(let number): return "(\(number))"
        case .bool(let flag): return "(\(flag))"
        case .not(let operand): return "(!\(operand.bracketed))"
        case .infix(let sign, let left, let right): return "(\(left.bracketed) \(sign) \(right.bracketed))"
        case .choice(let condition, let first, let second):
            return "(\(condition.bracketed) ? \(first.bracketed) : \(second.bracketed))"
        }
    }

    var value: Value {
        switch self {
        case .int(let number): return .int(number)
        case .bool(let flag): return .bool(flag)
        case .not(let operand):
            guard case .bool(let flag) = operand.value else { return .error }
            return .bool(!flag)
        case .choice(let condition, let first, let second):
            guard case .bool(let flag) = condition.value else { return .error }
            return flag ? first.value : second.value
        case .infix(let sign, let left, let right): return Term.combine(sign, left.value, right.value)
        }
    }

    private static func combine(_ sign: String, _ left: Value, _ right: Value) -> Value {
        if sign == "&&" || sign == "||" {
            let decisive = Value.bool(sign == "||")
            if left == decisive || right == decisive { return decisive }
            return left == .error || right == .error ? .error : .bool(sign == "&&")
        }
        switch (left, right) {
        case (.int(let a), .int(let b)): return number(sign, Int128(a), Int128(b))
        case (.bool(let a), .bool(let b)): return number(sign, a ? 1 : 0, b ? 1 : 0)
        case (_, _): return .error
        }
    }

    private static func number(_ sign: String, _ a: Int128, _ b: Int128) -> Value {
        switch sign {
        case "==": return .bool(a == b)
        case "!=": return .bool(a != b)
        case "<": return .bool(a < b)
        case "<=": return .bool(a <= b)
        case ">": return .bool(a > b)
        case ">=": return .bool(a >= b)
        case _:
            if (sign == "/" || sign == "%") && b == 0 { return .error }
            if sign == "%" && a == Int128(Int64.min) && b == -1 { return .error }
            let wide =
                sign == "+" ? a + b : sign == "-" ? a - b : sign == "*" ? a * b : sign == "/" ? a / b : a % b
            return Int64(exactly: wide).map(Value.int) ?? .error
        }
    }
}
