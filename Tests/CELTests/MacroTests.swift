import CEL
import Testing

struct MacroTests {
    @Test(arguments: [
        ("numbers.all(x, x >= 0)", "true"), ("numbers.all(x, x > 0)", "false"), ("[].all(x, false)", "true"),
        ("numbers.exists(x, x == 5)", "true"), ("[].exists(x, true)", "false"),
        ("numbers.exists_one(x, x > 3)", "true"), ("numbers.exists_one(x, x >= 3)", "false"),
        ("[].exists_one(x, true)", "false"), ("numbers.filter(x, x > 0)", "[3, 5]"),
        ("[].filter(x, true)", "[]"),
        ("numbers.map(x, x * x)", "[9, 0, 25]"), ("numbers.map(x, x > 0, 15 / x)", "[5, 3]"),
        ("numbers.map(x, words.map(y, y + string(x)))", #"[["a3", "b3"], ["a0", "b0"], ["a5", "b5"]]"#),
        ("numbers.all(x, numbers.exists(y, y == x))", "true"),
        ("numbers.map(x, numbers.filter(x, x > 3))", "[[5], [5], [5]]"),
        ("numbers.exists(n, n == 7)", "false"), ("numbers.exists(x, x == n)", "false"),
        ("numbers.filter(x, x > 0).map(x, x + 1).sum(x, x)", "10"), ("numbers[numbers.sum(x, 1) - 1]", "5"),
    ])
    func `macros look at every element`(text: String, value: String) throws {
        #expect(try outcome(text) == value)
    }

    @Test(arguments: [
        ("numbers.all(x, 15 / x > 3)", "false"),  // 5, error, 3: the false one decides
        ("numbers.all(x, 15 / x > 1)", "C302"), ("numbers.exists(x, 15 / x == 3)", "true"),
        ("numbers.exists(x, 15 / x == 99)", "C302"), ("numbers.exists_one(x, 15 / x == 5)", "C302"),
        ("numbers.filter(x, 15 / x == 5)", "C302"), ("numbers.map(x, 15 / x)", "C302"),
        ("numbers.sum(x, 15 / x)", "C302"), ("numbers.map(x, 15 / x > 1, x)", "C302"),
        ("[1 / 0].exists(x, true)", "C302"),
        ("[1, 0].all(x, 1 / x == 2) == [0, 1].all(x, 1 / x == 2)", "true"),
    ])
    func `all and exists absorb errors as && and || do, the others do not`(text: String, value: String) throws
    {
        #expect(try outcome(text) == value)
    }

    @Test(arguments: [
        ("numbers.sum(x, x)", "8"), ("[].sum(x, 1)", "0"), ("case.claimants.sum(c, c.owed)", "350.50"),
        ("case.claimants.filter(c, c.id == 'none').sum(c, c.owed)", "0.00"),
        ("numbers.sum(x, days(x))", "8d"),
        ("[].sum(x, days(1)) == duration('0s')", "true"), ("numbers.sum(x, 9223372036854775807)", "C301"),
        ("[1, -1].sum(x, x * 9223372036854775807)", "0"), ("case.claimants.sum(c, c.paid)", "C303"),
        ("case.claimants.sum(c, has(c.paid) ? c.paid : yuan('0'))", "100.00"),
        ("case.claimants.sum(c, c.owed) == yuan('350.50')", "true"),
    ])
    func `sum adds integers, money and durations and knows the zero of an empty list`(
        text: String, value: String
    ) throws {
        #expect(try outcome(text) == value)
    }
}
