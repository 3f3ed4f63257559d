import CEL
import Source
import Testing
import Values

struct TypeErrorTests {
    @Test(arguments: [
        ("nn + 1", "C201 3:9"), ("In", "C201 3:9"), ("case.verifed > money", "C202 3:14"),
        ("n.x", "C205 3:11"),
        ("n + money", "C205 3:11"), ("money * money", "C205 3:15"), ("money / 2", "C205 3:15"),
        ("money > 5", "C205 3:15"),
        ("day + 5", "C205 3:13"), ("day + day", "C205 3:13"), ("day < at", "C205 3:13"),
        ("day == '2025-04-07'", "C205 3:13"),
        ("at + day", "C205 3:12"), ("at * 2", "C205 3:12"), ("1 + 'a'", "C205 3:11"),
        ("'a' - 'b'", "C205 3:13"),
        ("1 < 2 < 3", "C205 3:15"), ("1 == 'a'", "C205 3:11"), ("case.due == null", "C205 3:18"),
        ("[1] < [2]", "C205 3:13"), ("null < null", "C205 3:14"), ("1 in n", "C205 3:11"),
        ("'a' in numbers", "C205 3:13"),
        ("n && b", "C205 3:9"), ("b || n", "C205 3:14"), ("!n", "C205 3:10"), ("-s", "C205 3:10"),
        ("-money", "C205 3:10"),
        ("n ? 1 : 2", "C205 3:9"), ("b ? 1 : 'a'", "C210 3:17"), ("b ? money : 0", "C210 3:21"),
        ("[1, 'a']", "C210 3:13"),
        ("numbers['a']", "C205 3:17"), ("n[0]", "C205 3:9"), ("case['due']", "C205 3:9"),
        ("[][0]", "C211 3:9"),
        ("[].sum(x, x)", "C211 3:19"), ("numbers.sum(x, day)", "C205 3:24"),
        ("numbers.all(x, x)", "C205 3:24"),
        ("numbers.map(x, x, x)", "C205 3:24"), ("n.all(x, b)", "C208 3:9"), ("numbers.all(x)", "C208 3:17"),
        ("numbers.all(1, b)", "C208 3:21"), ("numbers.all(a.b, b)", "C208 3:21"),
        ("numbers.all(.a, b)", "C208 3:21"),
        ("numbers.filter(x, b, b)", "C208 3:17"), ("has(case)", "C208 3:9"), ("has(n)", "C208 3:9"),
        ("has()", "C208 3:9"),
        ("has(case.nope)", "C202 3:18"), ("has(n.x)", "C205 3:15"), ("sise(s)", "C206 3:9"),
        ("s.trim()", "C206 3:11"),
        ("contains(s, 'a')", "C206 3:9"), ("s.In()", "C206 3:11"), ("all(numbers, b)", "C206 3:9"),
        ("s.yuan()", "C206 3:11"),
        ("s.matches('a')", "C204 3:11"), ("matches(s, 'a')", "C204 3:9"), ("type(n)", "C204 3:9"),
        ("at.getHours()", "C204 3:12"),
        ("double(n)", "C203 3:9"), ("uint(n)", "C204 3:9"), ("size(n)", "C207 3:9"), ("In(1)", "C207 3:9"),
        ("In('a', 'b')", "C207 3:9"), ("s.contains(1)", "C207 3:11"), ("s.contains()", "C207 3:11"),
        ("yuan(5)", "C207 3:9"),
        ("fen('5')", "C207 3:9"), ("days()", "C207 3:9"), ("int(b)", "C207 3:9"),
        ("numbers.size(1)", "C207 3:17"),
    ])
    func `an ill-typed expression is refused at the place that is wrong`(text: String, fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test(arguments: [
        ("cse.accepted", "did you mean 'case'?"), ("case.verifed == money", "did you mean 'verified'?"),
        ("sze(s)", "did you mean 'size'?"), ("numbers.exist(x, b)", "did you mean 'exists'?"),
        ("money > 5", "money never goes with a number; write yuan('1.00') or fen(100)"),
        ("day + 5", "write a number of days as days(5)"),
        ("day == '2025-04-07'", "write the date as date('2025-04-07')"),
        ("case.due == null", "no field is ever null; ask has(a.b) whether it is there"),
        ("In", "'In' is a function: write In(…)"),
        ("s.matches('a')", "regular expressions are not supported; use contains, startsWith or endsWith"),
    ])
    func `a type error says what was probably meant`(text: String, hint: String) {
        #expect(diagnostics(text).first?.hint?.en == hint)
    }

    @Test func `everything wrong is reported at once, in the order of the text`() {
        let text = "nope && money > 5 && case.x && s.trim() == n.frob()"
        #expect(faults(text) == ["C201 3:9", "C205 3:23", "C202 3:35", "C206 3:42", "C206 3:54"])
    }

    @Test func `places in further lines count from the first column`() {
        #expect(faults("b &&\n  nope") == ["C201 4:3"])
        #expect(faults("b &&\r\n\r\n nope") == ["C201 5:2"])
        #expect(faults("s == '工资' && nope") == ["C201 3:22"])
    }

    @Test func `a guard of another type than wanted is refused`() throws {
        #expect(faults("n + 1", expecting: .bool) == ["C212 3:9"])
        #expect(faults("0", expecting: .money) == ["C212 3:9"])
        #expect(try program("[]", expecting: .list(.int)).type == .list(.int))
        #expect(try program("n > 1", expecting: .bool).type == .bool)
    }
}
