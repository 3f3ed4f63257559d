import CEL
import Testing

/// `&&` and `||` of cel-spec: commutative, and an operand that decides absorbs the error of any other.
struct LogicTests {
    private static let values = ["true", "false", "1 / 0 == 1"]

    @Test func `and is false as soon as one operand is, whatever the others do`() throws {
        for left in Self.values {
            for right in Self.values {
                let expected =
                    left == "false" || right == "false"
                    ? "false" : (left == "true" && right == "true" ? "true" : "C302")
                #expect(try outcome("\(left) && \(right)") == expected, "\(left) && \(right)")
                for third in Self.values {
                    let all = [left, right, third]
                    let expected =
                        all.contains("false") ? "false" : all.allSatisfy { $0 == "true" } ? "true" : "C302"
                    #expect(try outcome(all.joined(separator: " && ")) == expected)
                    #expect(try outcome("(\(left) && \(right)) && \(third)") == expected)
                }
            }
        }
    }

    @Test func `or is true as soon as one operand is, whatever the others do`() throws {
        for left in Self.values {
            for right in Self.values {
                for third in Self.values {
                    let all = [left, right, third]
                    let expected =
                        all.contains("true") ? "true" : all.allSatisfy { $0 == "false" } ? "false" : "C302"
                    #expect(try outcome(all.joined(separator: " || ")) == expected)
                    #expect(try outcome("\(left) || (\(right) || \(third))") == expected)
                }
            }
        }
    }

    @Test(arguments: [
        ("true ? 1 : 1 / 0", "1"), ("false ? 1 / 0 : 2", "2"), ("1 / 0 == 1 ? 1 : 2", "C302"),
        ("!(1 / 0 == 1)", "C302"), ("(1 / 0 == 1) == (1 / 0 == 1)", "C302"), ("b ? n / 0 : 1", "C302"),
    ])
    func `a condition evaluates the chosen branch only, and no error becomes false`(
        text: String, value: String
    ) throws {
        #expect(try outcome(text) == value)
    }

    @Test func `the first error is the one that is told`() throws {
        #expect(try outcome("1 / 0 == 1 && numbers[9] == 1") == "C302")
        #expect(try outcome("numbers[9] == 1 && 1 / 0 == 1") == "C304")
    }

    @Test func `a spent budget is never absorbed`() throws {
        let costly = "numbers.all(x, numbers.all(y, x == x)) || true"
        #expect(try outcome(costly) == "true")
        #expect(try outcome(costly, budget: 8) == "C311")
    }
}
