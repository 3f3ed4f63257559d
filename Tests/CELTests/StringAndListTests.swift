import CEL
import Testing

struct StringAndListTests {
    @Test(arguments: [
        ("size(s)", "5"), ("s.size()", "5"), ("size('💰')", "1"), (#"size('e\u0301')"#, "2"),
        ("size('')", "0"),
        ("size('👨‍👩‍👧')", "5"), ("size(numbers)", "3"), ("[].size()", "0"), ("size([[], []])", "2"),
        ("s.contains('资a')", "true"), ("s.contains('')", "true"), ("''.contains('a')", "false"),
        ("'aabaabaaa'.contains('aabaaa')", "true"), ("'abab'.contains('abc')", "false"),
        ("s.startsWith('工')", "true"), ("s.startsWith('abc')", "false"), ("s.endsWith('abc')", "true"),
        ("s.endsWith('')", "true"), ("'a'.endsWith('aa')", "false"), ("s + '!'", "\"工资abc!\""),
        ("string(42)", "\"42\""), ("string(true)", "\"true\""), ("string('x')", "\"x\""),
        ("int('-42')", "-42"),
        ("int('+7')", "7"), ("int(7)", "7"), ("int(s)", "C307"), ("string(n) + 'x'", "\"7x\""),
        ("'a' < 'b'", "true"), ("'Z' < 'a'", "true"), ("'' < 'a'", "true"),
        (#"'\uFFFF' < '\U00010000'"#, "true"),
        ("false < true", "true"), ("'a' <= 'a'", "true"),
    ])
    func `strings are sequences of code points`(text: String, value: String) throws {
        #expect(try outcome(text) == value)
    }

    @Test func `strings that only look alike differ`() throws {
        #expect(try outcome(#"'\u00e9' == 'e\u0301'"#) == "false")
        #expect(try outcome(#"'\u00e9' in ['e\u0301']"#) == "false")
        #expect(try outcome(#"'\u00e9' != 'e\u0301'"#) == "true")
        #expect(try outcome(#"['\u00e9'] == ['e\u0301']"#) == "false")
        #expect(try outcome(#"'e\u0301'.startsWith('e')"#) == "true")
    }

    @Test(arguments: [
        ("5 in numbers", "true"), ("4 in numbers", "false"), ("4 in []", "false"), ("'a' in words", "true"),
        ("numbers[0]", "3"), ("numbers[2]", "5"), ("numbers[3]", "C304"), ("numbers[-1]", "C304"),
        ("numbers[9223372036854775807]", "C304"), ("numbers + [1]", "[3, 0, 5, 1]"),
        ("[] + [] == []", "true"),
        ("[1, 2] == [1, 2]", "true"), ("[1, 2] == [2, 1]", "false"), ("[1] == [1, 2]", "false"),
        ("[1] != [2]", "true"), ("[[1], []] == [[1], []]", "true"), ("null == null", "true"),
        ("[1 / 0]", "C302"), ("1 in [1, 1 / 0]", "C302"), ("[b ? 1 : 2]", "[1]"),
        ("(b ? [] : [1]) == []", "true"),
    ])
    func `lists are compared and indexed element by element`(text: String, value: String) throws {
        #expect(try outcome(text) == value)
    }
}
