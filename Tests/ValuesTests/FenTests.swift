import Testing
import Values

@Suite struct `An amount of money` {
    @Test(arguments: [
        ("42980", 4_298_000), ("42980.5", 4_298_050), ("42,980.00", 4_298_000), ("-3.20", -320), ("0", 0),
        ("0.01", 1), ("0.1", 10), ("-0", 0),
        ("1,234,567.89", 123_456_789), ("60158.00", 6_015_800), ("90071992547409.91", 9_007_199_254_740_991),
    ])
    func `is read exactly`(_ text: String, _ count: Int64) { #expect(Fen(yuan: text)?.count == count) }

    @Test(arguments: [
        "", "-", "+1", "1.", ".5", "1.234", "1.2.3", "1e3", "1 000", "1,00", "1,0000", "1000,000", ",100",
        "1,,000", "¥1", "1元", "１", " 1", "1 ",
        "--1", "90071992547409.92", "99999999999999999999", "1,000.0,0", "0x10", "NaN",
    ])
    func `is nothing else`(_ text: String) { #expect(Fen(yuan: text) == nil) }

    @Test(arguments: [
        (4_298_000, "42980.00", "42,980.00"), (0, "0.00", "0.00"), (1, "0.01", "0.01"),
        (-320, "-3.20", "-3.20"), (-5, "-0.05", "-0.05"),
        (123_456_789, "1234567.89", "1,234,567.89"), (99_999, "999.99", "999.99"),
        (100_000, "1000.00", "1,000.00"),
        (Int64.min, "-92233720368547758.08", "-92,233,720,368,547,758.08"),
    ])
    func `is written for machines and for people`(_ count: Int64, _ plain: String, _ grouped: String) {
        #expect(Fen(count).plain == plain)
        #expect(Fen(count).description == grouped)
    }

    @Test func `is read back from both forms`() {
        let seed: UInt64 = 60_158
        var state = seed
        for round in 0..<2_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let amount = Fen(Int64(bitPattern: state >> 11) % (1 << Int64(round % 53)))
            #expect(Fen(yuan: amount.plain) == amount, "seed \(seed), round \(round)")
            #expect(Fen(yuan: amount.description) == amount, "seed \(seed), round \(round)")
        }
    }

    @Test func `adds up, or says that it cannot`() {
        #expect(Fen(1).adding(Fen(2)) == Fen(3))
        #expect(Fen(1).subtracting(Fen(2)) == Fen(-1))
        #expect(Fen(.max).adding(Fen(1)) == nil)
        #expect(Fen(.min).subtracting(Fen(1)) == nil)
        #expect(Fen.sum([Fen(1), Fen(2), Fen(3)]) == Fen(6))
        #expect(Fen.sum([]) == .zero)
        #expect(Fen.sum([Fen(.max), Fen(1), Fen(-1)]) == nil)
        #expect(Fen(-1) < Fen.zero)
    }
}
