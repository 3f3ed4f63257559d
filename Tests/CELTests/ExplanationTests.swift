import CEL
import Testing
import Values

struct ExplanationTests {
    private func lines(_ text: String) throws -> String {
        try program(text).explain(Office.activation).lines(.en).joined(separator: "\n")
    }

    @Test func `a comparison shows the values it compared`() throws {
        #expect(
            try lines("case.verified >= yuan('1.00')")
                == "case.verified >= yuan('1.00') → false: case.verified = 0.00")
        #expect(try lines("case.accepted") == "case.accepted = true")
        #expect(try lines("true") == "true → true")
    }

    @Test func `a refused guard shows everything that stands in the way, not only the first thing`() throws {
        let text = "case.accepted && case.verified > yuan('0') && !In('paying') && case.due > day"
        #expect(
            try lines(text) == """
                case.accepted && case.verified > yuan('0') && !In('paying') && case.due > day → false
                  case.accepted = true
                  case.verified > yuan('0') → false: case.verified = 0.00
                  !In('paying') → false: In('paying') = true
                  case.due > day → error: case.due → error C303 field 'due' is absent: case.due; day → not evaluated
                """)
        #expect(
            try program("case.verified > yuan('0')").explain(Office.activation).lines(.zh)
                == ["case.verified > yuan('0') → false：case.verified = 0.00"])
    }

    @Test func `a macro shows its elements, a record by its id`() throws {
        #expect(
            try lines("case.claimants.all(c, has(c.paid) && c.paid >= c.owed)") == """
                case.claimants.all(c, has(c.paid) && c.paid >= c.owed) → false
                  case.claimants = [{id: "w1", owed: 100.00, paid: 100.00}, {id: "w2", owed: 250.50}]
                  [0] c id "w1": has(c.paid) && c.paid >= c.owed → true
                    has(c.paid) = true
                    c.paid >= c.owed → true: c.paid = 100.00; c.owed = 100.00
                  [1] c id "w2": has(c.paid) && c.paid >= c.owed → false
                    has(c.paid) = false
                    c.paid >= c.owed → error: c.paid → error C303 field 'paid' is absent: c.paid; c.owed → not evaluated
                """)
    }

    @Test func `of a long list the elements that decide are shown`() throws {
        let range = (0..<40).map(String.init).joined(separator: ", ")
        let explanation = try program("[\(range)].all(x, x != 30 && x != 35)").explain(Office.activation)
        #expect(explanation.result == .value(.bool(false)))
        #expect(explanation.children.count == 8)
        #expect(explanation.omitted == 32)
        #expect(explanation.children.compactMap(\.element?.index).contains(30))
        #expect(explanation.children.compactMap(\.element?.index).contains(35))
        #expect(explanation.lines(.en).last == "  … and 32 more")
    }

    @Test func `the branch not taken is not evaluated`() throws {
        let explanation = try program("b ? n : n / 0").explain(Office.activation)
        #expect(explanation.result == .value(.int(7)))
        #expect(explanation.children.map(\.text) == ["b", "n", "n / 0"])
        #expect(explanation.children.last?.result == .notEvaluated)
    }

    @Test func `an explanation has the result of the evaluation`() throws {
        for text in [
            "1 / 0 == 1 && false", "false && 1 / 0 == 1", "1 / 0 == 1", "numbers.exists(x, 15 / x == 3)",
            "case.due",
            "b ? 1 : 2", "numbers.map(x, x > 0, x)", "size(s) + numbers[1]", "lies()", "[b, !b]",
            "n in numbers",
            "numbers.all(x, words.exists(w, w == string(x)))", "case.claimants.sum(c, c.owed) > money",
        ] {
            for budget in [1_000_000, 12, 7, 4, 3, 2, 1] {
                let program = try program(text)
                let explained = program.explain(Office.activation, budget: budget).result
                do throws(CELError) {
                    let value = try program.evaluate(Office.activation, budget: budget)
                    #expect(explained == .value(value), "\(text), budget \(budget)")
                } catch {
                    #expect(explained == .error(error), "\(text), budget \(budget)")
                }
            }
        }
    }

    @Test func `an error names the sub-expression and its place`() throws {
        let program = try program("b &&\n  n / (n - 7) > 1")
        let error = #expect(throws: CELError.self) { try program.evaluate(Office.activation) }
        #expect(error?.description == "guard.yaml:4:3: C302: division by zero: n / (n - 7)")
        #expect(error?.message.zh == "除以零：n / (n - 7)")
    }
}
