import CEL
import Source
import Testing
import Values

struct LiteralTests {
    @Test(arguments: [
        ("0", "0"), ("007", "7"), ("0x1F", "31"), ("0xff", "255"), ("-5", "-5"), ("-0x10", "-16"),
        ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
        ("true", "true"), ("false", "false"), ("null", "null"),
        ("[]", "[]"), ("[1, 2]", "[1, 2]"), ("[1, 2,]", "[1, 2]"), ("[[], [1]]", "[[], [1]]"),
    ])
    func `numbers, booleans, null and lists read as cel-spec has them`(text: String, value: String) throws {
        #expect(try outcome(text) == value)
    }

    @Test(arguments: [
        (#"'it is "so"'"#, #"it is "so""#), (#""it's""#, "it's"), (#"'''x''x'''"#, "x''x"),
        ("'''two\nlines'''", "two\nlines"), (#""\"""#, "\""), (#"'\\'"#, "\\"), (#"r'\\'"#, #"\\"#),
        (#"R"\n""#, #"\n"#), (#"r'''a\'''"#, #"a\"#),
        (#"'\n\t\r\a\b\f\v\?\`'"#, "\n\t\r\u{07}\u{08}\u{0C}\u{0B}?`"),
        (#"'\x41\X42'"#, "AB"), (#"'\303\277'"#, "\u{C3}\u{BF}"), (#"'\377'"#, "\u{FF}"),
        (#"'\u5DE5\u8D44'"#, "工资"), (#"'\U0001F4B0'"#, "💰"), (#"'\uD83D\uDCB0'"#, "💰"), ("''", ""),
        (#"'\x00'"#, "\u{00}"), (#"'\U00000041'"#, "A"), ("'欠薪'", "欠薪"),
    ])
    func `strings and their escapes read as cel-spec has them`(text: String, value: String) throws {
        #expect(try program(text).evaluate(Office.activation) == .string(value))
    }

    @Test(arguments: [
        (#"'abc"#, "C102 3:9"), (#""abc'"#, "C102 3:9"), ("'a\nb'", "C102 3:9"), (#"'''abc''"#, "C102 3:9"),
        (#"'abc\'"#, "C102 3:9"), (#"'a\q'"#, "C103 3:11"), (#"'\x4'"#, "C103 3:10"),
        (#"'\400'"#, "C103 3:10"),
        (#"'\08'"#, "C103 3:10"), (#"'\uD83D'"#, "C103 3:10"), (#"'\uDC00'"#, "C103 3:10"),
        (#"'\U00110000'"#, "C103 3:10"), (#"'\U0000D800'"#, "C103 3:10"), (#"'\"#, "C103 3:10"),
        ("9223372036854775808", "C104 3:9"), ("-9223372036854775809", "C104 3:10"),
        ("99999999999999999999", "C104 3:9"), ("0x", "C104 3:9"), ("0xFFFFFFFFFFFFFFFFF", "C104 3:9"),
        ("12abc", "C104 3:9"), ("1 + 2u", "C204 3:13"), ("b'abc'", "C204 3:9"), (#"br"x""#, "C204 3:9"),
    ])
    func `a malformed literal is named where it stands`(text: String, fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test(arguments: ["1.5", ".5", "1e3", "1E-3", "2.5e10", "1.", "-1.5", "n + 1.0", "n.5"])
    func `floating point is refused in every spelling`(text: String) {
        let found = diagnostics(text)
        #expect(found.map(\.code) == ["C203"])
        #expect(found.first?.message.en == "no floating point; use money or integers")
    }

    @Test func `comments run to the end of the line`() throws {
        #expect(try outcome("1 + // one\n 2 // two") == "3")
        #expect(try outcome("'// not a comment'") == "\"// not a comment\"")
        #expect(faults("// nothing else") == ["C108 3:24"])
    }
}
