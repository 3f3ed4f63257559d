import CEL
import Source
import Testing
import Values

struct PrecedenceTests {
    @Test(arguments: [
        ("1 + 2 * 3", "(+ 1 (* 2 3))"), ("1 * 2 + 3", "(+ (* 1 2) 3)"), ("1 - 2 - 3", "(- (- 1 2) 3)"),
        ("8 / 4 / 2", "(/ (/ 8 4) 2)"), ("8 % 5 * 2", "(* (% 8 5) 2)"),
        ("1 + 2 < 3 * 4", "(< (+ 1 2) (* 3 4))"),
        ("1 < 2 && 3 < 4", "(&& (< 1 2) (< 3 4))"), ("b || b && b", "(|| b (&& b b))"),
        ("b && b || b && b", "(|| (&& b b) (&& b b))"), ("b || b || b", "(|| b b b)"),
        ("!b && b", "(&& (! b) b)"), ("!!b", "(! (! b))"), ("- - n", "(- (- n))"), ("-n * m", "(* (- n) m)"),
        ("--5", "(- -5)"), ("n -1", "(- n 1)"), ("n- -1", "(- n -1)"),
        ("b ? 1 : b ? 2 : 3", "(? b 1 (? b 2 3))"), ("b ? (b ? 1 : 2) : 3", "(? b (? b 1 2) 3)"),
        ("b || b ? 1 : 2", "(? (|| b b) 1 2)"), ("1 in numbers == b", "(== (in 1 numbers) b)"),
        ("1 == 1 == true", "(== (== 1 1) true)"), ("1 < 2 != false", "(!= (< 1 2) false)"),
        ("(1 + 2) * 3", "(* (+ 1 2) 3)"), ("-(1 + 2)", "(- (+ 1 2))"),
        ("!case.accepted", "(! case.accepted)"),
        ("-numbers[0]", "(- ([] numbers 0))"), ("numbers[n + 1]", "([] numbers (+ n 1))"),
        ("words[0].size() + 1", "(+ (size ([] words 0)) 1)"), ("1 + (2 + 3)", "(+ 1 (+ 2 3))"),
        ("numbers.all(x, x > 0 || b)", "(all numbers (|| (> x#0 0) b))"),
        ("(b && b) && b", "(&& (&& b b) b)"),
        ("case.package", "case.package"), (".n + n", "(+ n n)"),
        ("numbers.exists(n, .n == n)", "(exists numbers (== n n#0))"),
    ])
    func `operators bind as in the table of cel-spec`(text: String, tree: String) throws {
        #expect(try shape(program(text).root) == tree)
    }

    @Test(arguments: [
        ("", "C108 3:9"), ("  ", "C108 3:11"), ("1 +", "C101 3:12"), ("(1", "C101 3:11"), ("1)", "C101 3:10"),
        ("[1", "C101 3:11"), ("[1 2]", "C101 3:12"), ("n n", "C101 3:11"), ("b ? 1", "C101 3:14"),
        ("b ? b ? 1 : 2 : 3", "C101 3:15"), ("!-n", "C101 3:10"), ("-!b", "C101 3:10"), ("n.", "C101 3:11"),
        ("n.true", "C101 3:11"), ("size(s,)", "C101 3:16"), (".5x", "C203 3:9"), ("{'a': 1}", "C204 3:9"),
        ("case{a: 1}", "C204 3:13"), ("`a`", "C204 3:9"), ("n = 1", "C101 3:11"), ("b & b", "C101 3:11"),
        ("b and b", "C101 3:11"), ("n ； 1", "C101 3:11"), ("1 in", "C101 3:13"), ("in", "C101 3:9"),
        (",", "C101 3:9"),
    ])
    func `what does not follow the grammar is named where it stands`(text: String, fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test(arguments: [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
        "package",
        "namespace", "return", "var", "void", "while",
    ])
    func `a reserved word names no variable, function or element`(word: String) {
        #expect(faults(word) == ["C105 3:9"])
        #expect(faults("\(word)(1)") == ["C105 3:9"])
        #expect(faults("numbers.all(\(word), true)") == ["C105 3:21"])
    }

    @Test(arguments: [
        ("b and b", "write && for 'and'"), ("b or b", "write || for 'or'"), ("not b", "write ! for 'not'"),
        ("n = 1", "write =="), ("b & b", "write &&"), ("n ＞ 1", "write >"), ("s == “a”", "write '"),
    ])
    func `the usual slips get the answer at once`(text: String, hint: String) {
        #expect(diagnostics(text).first?.hint?.en == hint)
    }
}
