import Source
import Testing

/// The offset at which a text is refused, or nothing when it is read.
private func refused(_ bytes: [UInt8]) -> Int? {
    do throws(JSONError) {
        _ = try JSON(parsing: bytes)
        return nil
    } catch {
        return error.offset
    }
}

private func refused(_ text: String) -> Int? { refused(Array(text.utf8)) }

@Suite struct `A text is not our JSON` {
    @Test(arguments: [
        ("", 0), ("   ", 3), ("nul", 0), ("[1,]", 3), ("[1 2]", 3), ("{\"a\"}", 4), ("{\"a\":1,}", 7),
        ("{a:1}", 1), ("'a'", 0), ("[1", 2),
        ("\"a", 2), ("1 2", 2), ("]", 0), ("{\"a\":1 \"b\":2}", 7), ("\u{FEFF}1", 0), ("// x\n1", 0),
    ])
    func `when its shape is wrong`(_ text: String, _ offset: Int) { #expect(refused(text) == offset) }

    @Test(arguments: [
        "1.0", "1.5", "1e3", "1E3", "-0", "01", "-01", "+1", "--1", "-", "9007199254740992",
        "-9007199254740992", "1_0", "0x1", "NaN", ".5",
    ])
    func `when a number is not a plain exact integer`(_ text: String) { #expect(refused(text) != nil) }

    @Test func `when a number is far too long, without a trap`() {
        #expect(refused(String(repeating: "9", count: 100_000)) != nil)
    }

    @Test(arguments: [
        #""\ud800""#, #""\ud800x""#, #""\ud800\n""#, #""\ud800\ud800""#, #""\udc00""#, #""\u12""#,
        #""\u12g4""#, #""\x""#, #""\"#, #""\u"#,
        #""\ud83d\u""#, "\"\u{1}\"", "\"\n\"", "\"\\u0041\u{1}\"",
    ])
    func `when a string has a wrong escape, half a surrogate pair or a control character`(_ text: String) {
        #expect(refused(text) != nil)
    }

    @Test func `when it is not UTF-8`() {
        #expect(refused([0x22, 0xFF, 0x22]) != nil)
        #expect(refused([0x22, 0xED, 0xA0, 0x80, 0x22]) != nil)
        #expect(refused([0x22, 0xC0, 0xAF, 0x22]) != nil)
    }

    @Test func `when a name stands twice`() {
        #expect(refused(#"{"a":1,"a":2}"#) != nil)
        #expect(refused(#"{"a":1,"\u0061":2}"#) != nil)
    }

    @Test func `when it is nested more than sixty-four levels deep`() {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(refused(nested(64)) == nil)
        #expect(refused(nested(65)) == 64)
        #expect(refused(String(repeating: "[", count: 1_000_000)) == 64)
        #expect(refused(String(repeating: "{\"a\":", count: 65)) == 320)
    }

    @Test func `whatever is cut off or left out, without a trap`() {
        let text = Array(#"{"a":[1,-2,{"b\u00e9\ud83d\ude00":"工"}],"c":null,"d":true}"#.utf8)
        #expect(refused(text) == nil)
        for end in text.indices { #expect(refused(Array(text[..<end])) != nil) }
        for index in text.indices {
            var damaged = text
            damaged.remove(at: index)
            _ = refused(damaged)
            for byte: UInt8 in [0, 0x22, 0x5C, 0x7B, 0x5D, 0x80, 0xFF] {
                damaged = text
                damaged[index] = byte
                _ = refused(damaged)
            }
        }
    }
}
