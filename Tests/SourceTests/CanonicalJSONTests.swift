import Source
import Testing

@Suite struct `Canonical JSON` {
    @Test(arguments: [
        ("null", "null"), (" true ", "true"), ("[ 1 , -2 , 0 ]", "[1,-2,0]"), ("{ }", "{}"), ("[]", "[]"),
        (#"{"b":1,"a":2}"#, #"{"a":2,"b":1}"#),
        (#""\u00e9\/\u20ac""#, "\"é/€\""), (#""\ud83d\ude00""#, "\"😀\""),
        ("9007199254740991", "9007199254740991"),
        ("-9007199254740991", "-9007199254740991"),
    ])
    func `is the shortest text with sorted names`(_ text: String, _ canonical: String) throws {
        #expect(try JSON(parsing: text).canonicalText == canonical)
    }

    @Test func `sorts names as the example of RFC 8785 does`() throws {
        // Section 3.2.3; by UTF-16 code units the emoji stands before U+FB33, by UTF-8 bytes after it.
        let text = #"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#
        let expected = "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{FB33}\":3}"
        #expect(try JSON(parsing: text).canonicalText == expected)
    }

    @Test func `escapes control characters, quote and backslash, and nothing else`() throws {
        let all =
            (0..<0x20).compactMap { Unicode.Scalar($0) }.map { String(Character($0)) }.joined()
            + "\"\\/\u{7F}é"
        let expected =
            #""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013"#
            + #"\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\"\\/"# + "\u{7F}é\""
        #expect(JSON.string(all).canonicalText == expected)
        #expect(try JSON(parsing: expected) == .string(all))
    }

    @Test func `is read back as the same value`() throws {
        let seed: UInt64 = 8_785
        var state = seed
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        func text() -> String {
            let letters = ["a", "é", "工", "资", "\u{FB33}", "😀", "\n", "\"", "\\", "\u{1}", "Z", "\u{10FFFF}"]
            return (0..<random(6)).map { _ in letters[random(letters.count)] }.joined()
        }
        func value(_ depth: Int) -> JSON {
            switch random(depth > 4 ? 4 : 6) {
            case 0: return .null
            case 1: return .bool(random(2) == 0)
            case 2: return .integer(Int64(random(1_000_000)) - 500_000)
            case 3: return .string(text())
            case 4: return .array((0..<random(5)).map { _ in value(depth + 1) })
            default:
                let members = (0..<random(5)).map { _ in (text(), value(depth + 1)) }
                return .object(Dictionary(members) { first, _ in first })
            }
        }
        for round in 0..<500 {
            let json = value(0)
            let bytes = json.canonicalBytes
            let again = try JSON(parsing: bytes)
            #expect(again == json, "seed \(seed), round \(round)")
            #expect(again.canonicalBytes == bytes, "seed \(seed), round \(round)")
            #expect(try JSON(parsing: json.prettyText) == json, "seed \(seed), round \(round)")
        }
    }

    @Test func `has a form for people`() throws {
        let json = try JSON(parsing: #"{"b":[1,{"c":null}],"a":{},"d":[]}"#)
        #expect(
            json.prettyText == """
                {
                  "a": {},
                  "b": [
                    1,
                    {
                      "c": null
                    }
                  ],
                  "d": []
                }
                """)
    }

    @Test func `gives its parts by kind`() throws {
        let json = try JSON(parsing: #"{"s":"x","i":1,"b":true,"a":[1],"n":null}"#)
        #expect(json["s"]?.stringValue == "x")
        #expect(json["i"]?.integerValue == 1)
        #expect(json["b"]?.boolValue == true)
        #expect(json["a"]?.arrayValue == [.integer(1)])
        #expect(json["missing"] == nil)
        #expect(json["s"]?.integerValue == nil)
        #expect(json.objectValue?.count == 5)
        #expect(JSON.object(omitting: ["a": .null, "b": nil]) == .object(["a": .null]))
    }
}
