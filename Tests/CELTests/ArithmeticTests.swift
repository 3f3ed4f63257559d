import CEL
import Source
import Testing

struct ArithmeticTests {
    @Test(arguments: [
        ("7 / 2", "3"), ("-7 / 2", "-3"), ("7 / -2", "-3"), ("7 % 2", "1"), ("-7 % 2", "-1"), ("7 % -2", "1"),
        ("9223372036854775807 + 1", "C301"), ("-9223372036854775808 - 1", "C301"),
        ("9223372036854775807 * 2", "C301"), ("-9223372036854775808 / -1", "C301"),
        ("--9223372036854775808", "C301"),
        ("-9223372036854775808 * -1", "C301"), ("-9223372036854775808 + 0", "-9223372036854775808"),
        ("9223372036854775806 + 1", "9223372036854775807"), ("1 / 0", "C302"), ("1 % 0", "C302"),
        ("0 / 0", "C302"),
        ("-9223372036854775808 % -1", "C301"),
    ])
    func `integers have 64 bits and say when a result does not fit`(text: String, value: String) throws {
        #expect(try outcome(text) == value)
    }

    @Test(arguments: [
        ("yuan('42980.00')", "42,980.00"), ("yuan('42,980') == money", "true"), ("fen(12)", "0.12"),
        ("money - yuan('0.01')", "42,979.99"), ("yuan('1.10') + fen(5)", "1.15"),
        ("yuan('2.50') * 3", "7.50"),
        ("3 * yuan('2.50')", "7.50"), ("yuan('1') < yuan('1.01')", "true"),
        ("yuan('-3.20') <= fen(-320)", "true"),
        ("fen(9223372036854775807) + fen(1)", "C301"), ("fen(-9223372036854775808) - fen(1)", "C301"),
        ("fen(9223372036854775807) * 2", "C301"), ("fen(n)", "0.07"), ("yuan(s)", "C307"),
    ])
    func `money is exact and stays money`(text: String, value: String) throws {
        #expect(try outcome(text) == value)
    }

    @Test(arguments: [
        ("date('2025-04-07') + days(4)", "2025-04-11"), ("days(-7) + day", "2025-03-31"),
        ("day - days(7)", "2025-03-31"),
        ("date('2025-04-11') - day", "4d"), ("day - date('2025-04-11') == days(-4)", "true"),
        ("date('2024-02-28') + days(2)", "2024-03-01"), ("day + duration('72h')", "2025-04-10"),
        ("day + duration('36h')", "C306"), ("day < date('2025-04-08')", "true"),
        ("date('9999-12-31') + days(1)", "C305"), ("date('0001-01-01') - days(1)", "C305"),
        ("day + days(106751991)", "C305"), ("days(n * 100000000)", "C301"),
        ("date(at)", "2025-04-07"), ("date(timestamp('2025-04-07T16:00:00Z'))", "2025-04-08"),
        ("date(s)", "C307"),
    ])
    func `dates move by whole days and nothing else`(text: String, value: String) throws {
        #expect(try outcome(text) == value)
    }

    @Test(arguments: [
        ("timestamp('2025-04-07T09:00:00+08:00')", "2025-04-07T09:00:00+08:00"),
        ("timestamp('2025-04-07T01:00:00Z') == timestamp('2025-04-07T09:00:00+08:00')", "true"),
        ("at + duration('30m')", "2025-04-08T00:00:00+08:00"),
        ("at - duration('1s')", "2025-04-07T23:29:59+08:00"),
        ("at - timestamp('2025-04-07T23:00:00+08:00')", "30m"),
        ("at > timestamp('2025-04-07T00:00:00Z')", "true"),
        ("timestamp('9999-12-31T23:59:59Z') + duration('1s')", "C305"), ("timestamp(s)", "C307"),
        ("duration('1h30m') + duration('90s')", "1h 31m 30s"), ("duration('-1.5h')", "-1h 30m"),
        ("duration('250ms') < duration('1s')", "true"), ("duration('1us') - duration('1us')", "0s"),
        ("duration('3000ns')", "0.000003s"), ("days(5) == duration('120h')", "true"), ("duration('0')", "0s"),
        ("days(106751991) + days(1)", "C301"), ("duration('+2h')", "2h"), ("duration('.5s')", "0.5s"),
    ])
    func `timestamps and durations are exact to the microsecond`(text: String, value: String) throws {
        #expect(try outcome(text) == value)
    }

    @Test(arguments: [
        "yuan('12.345')", "yuan('')", "yuan('abc')", "yuan('¥1')", "date('2025-02-30')", "date('2025-4-7')",
        "timestamp('2025-04-07')", "timestamp('2025-04-07T09:00:00')", "duration('5')", "duration('5d')",
        "duration('')", "duration('-')", "duration('1ns')", "duration('1h 2m')", "duration('9999999999h')",
        "duration('1h1')", "duration('.s')", "days(106751992)", "int('x')", "int('9223372036854775808')",
        "days(9223372036854775807)",
        "timestamp('0001-01-01T00:00:00+08:00')",
    ])
    func `a literal that no value can be made of is found at load`(text: String) {
        #expect(diagnostics(text).map(\.code) == ["C209"])
        #expect(diagnostics(text).first?.position.column == 9 + text.prefix { $0 != "(" }.count + 1)
    }
}
