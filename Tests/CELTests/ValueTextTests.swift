import CEL
import Source
import Testing
import Values

struct ValueTextTests {
    @Test func `values read well for people`() {
        #expect(CELValue.money(Fen(4_298_000)).text == "42,980.00")
        #expect(CELValue.string("a\"b\n\u{1}").text == #""a\"b\n\x01""#)
        #expect(CELValue.duration(microseconds: 0).text == "0s")
        #expect(CELValue.duration(microseconds: .min).text.hasPrefix("-106751991d"))
        #expect(CELValue.record(["b": .int(1), "a": .null]).text == "{a: null, b: 1}")
        #expect(CELValue.list((0..<12).map { .int($0) }).text == "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, … +2]")
        #expect(CELValue.list([.list([.list([.list([.int(1)])])])]).text == "[[[[…]]]]")
        #expect(CELValue.string(String(repeating: "x", count: 500)).text.count == 203)
    }

    @Test func `the JSON of a value is stable and keeps the opaque types apart`() {
        let value = CELValue.record([
            "n": .int(5), "large": .int(.max), "fen": .money(Fen(-1)), "day": .date(Day(ordinal: 20_185)),
            "at": .timestamp(Instant(microseconds: 1_744_039_800_000_000)),
            "span": .duration(microseconds: -1_500_000), "list": .list([.bool(true), .null, .string("x")]),
        ])
        #expect(
            value.json.canonicalText
                == #"{"at":{"timestamp":"2025-04-07T23:30:00+08:00"},"day":{"date":"2025-04-07"},"#
                + #""fen":{"fen":-1},"large":"9223372036854775807","list":[true,null,"x"],"n":5,"#
                + #""span":{"duration":"-1.5s"}}"#)
    }
}
