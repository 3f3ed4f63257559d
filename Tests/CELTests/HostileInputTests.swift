import CEL
import Source
import Testing
import Values

struct HostileInputTests {
    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    @Test func `texts beyond the bounds are refused, not followed`() {
        #expect(faults(Self.repeated("(", 10_000)) == ["C106 3:9"])
        let deep = [
            Self.repeated("(", 7000), Self.repeated("[", 8000), Self.repeated("!", 8000),
            Self.repeated("-", 7000) + "1",
            Self.repeated("b?b:", 1900) + "b", "n" + Self.repeated("+n", 3000),
            "n" + Self.repeated(".x", 3000),
            "n" + Self.repeated("[0]", 2000), Self.repeated("size(", 1500), Self.repeated("!(", 3000),
            "1" + Self.repeated("<1", 3000), "s" + Self.repeated(".size()", 1000), Self.repeated("-(", 3000),
            Self.repeated("numbers.all(x,", 500), "n" + Self.repeated("[n", 3000),
            Self.repeated("In(In(", 1000),
        ]
        for text in deep { #expect(diagnostics(text).map(\.code) == ["C107"], "\(text.prefix(20))") }
    }

    @Test func `the nesting that cel-spec asks of every implementation is there`() throws {
        for count in [32, 60] {
            #expect(try outcome(Self.repeated("(", count) + "n" + Self.repeated(")", count)) == "7")
            #expect(try outcome(Self.repeated("!", count) + "b") == "true")
            #expect(try outcome("n" + Self.repeated(" + 1", count)) == "\(7 + count)")
            #expect(try outcome(Self.repeated("!b ? 0 : ", count) + "n") == "7")
        }
        #expect(try outcome("b" + Self.repeated(" && b", 1200)) == "true")
        #expect(try outcome("!b" + Self.repeated(" || !b", 1200)) == "false")
        #expect(try outcome("[" + Self.repeated("1,", 3000) + "1].size()") == "3001")
    }

    @Test func `odd bytes are refused with a place`() {
        #expect(faults("b \u{0} b") == ["C101 3:11"])
        #expect(faults("'a\u{0}b'") == ["C101 3:11"])
        #expect(faults("b \u{1}") == ["C101 3:11"])
        #expect(faults("\u{FEFF}b") == ["C101 3:9"])
        #expect(faults("b \\ b") == ["C101 3:11"])
        #expect(faults("b 💰 b") == ["C101 3:11"])
        #expect(faults("变量 > 1") == ["C101 3:9"])
        #expect(faults("b @ b") == ["C101 3:11"])
    }

    @Test func `every evaluation ends within its budget`() throws {
        let bombs = [
            "[0,1].map(x, [x, x]).map(y, y[0]).map(x, x).size() == 2",
            Self.repeated("[0,1].all(x, ", 40) + "n / 0 == 1" + Self.repeated(")", 40),
            "['ab']" + Self.repeated(".map(x, x + x)", 55) + ".size() == 1",
            "[[1]]" + Self.repeated(".map(x, x + x)", 55) + ".size() == 1",
            Self.repeated("[0,1,2,3].map(a, ", 30) + "'x'" + Self.repeated(")", 30) + ".size() == 1",
        ]
        #expect(try outcome(bombs[0]) == "true")
        for bomb in bombs.dropFirst() { #expect(try outcome(bomb) == "C311", "\(bomb.prefix(40))") }
        // Lists of lists share their parts in memory; what counts is what they would hold.
        var nested = "[[1]]"
        for _ in 0..<25 { nested += ".map(x, [x, x, x])" }
        #expect(try outcome(nested) == "C311")
        for budget in [Int.min, -1, 0, 1] { #expect(try outcome("n + 1", budget: budget) == "C311") }
        #expect(try outcome("n + 1", budget: 3) == "8")
    }

    @Test func `explaining a costly expression stays small and ends`() throws {
        let text = Self.repeated("[0,1,2,3,4,5,6,7,8,9].all(x, ", 30) + "n / 0 == 1" + Self.repeated(")", 30)
        let explanation = try program(text).explain(Office.activation, budget: 100_000)
        #expect(explanation.lines(.en).count < 3000)
    }

    @Test func `nested conditions are checked in time that follows their length`() throws {
        var text = "has(case.due)"
        for _ in 0..<55 { text = "(\(text) ? b : !b)" }
        #expect(try program(text).unguardedOptionalReads.isEmpty)
    }

    @Test func `extreme values of the host print and compute without a trap`() throws {
        let extreme = CELActivation(variables: [
            "day": .date(Day(ordinal: .max)), "at": .timestamp(Instant(microseconds: .min)),
            "money": .money(Fen(.min)), "n": .int(.min), "m": .int(-1), "s": .string(""), "b": .bool(true),
        ])
        for text in [
            "day", "day + days(1)", "day - days(1)", "day - date('2025-04-07')", "at", "at - duration('1us')",
            "at - timestamp('2025-04-07T00:00:00Z')", "date(at)", "money", "money * m", "n / m", "n % m",
            "-n", "days(n)",
            "fen(n) - fen(1)",
        ] {
            let program = try program(text)
            _ = program.explain(extreme).lines(.zh)
            if let value = try? program.evaluate(extreme) { _ = (value.text, value.json.canonicalText) }
        }
    }
}
