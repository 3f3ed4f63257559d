import Testing
import Values
import WageArrears

@Suite struct `An amount in capital characters` {
    @Test(arguments: [
        ("1409.50", "人民币壹仟肆佰零玖元伍角整"), ("6007.14", "人民币陆仟零柒元壹角肆分"), ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("107000.53", "人民币壹拾万柒仟元零伍角叁分"), ("0.08", "人民币捌分"), ("42980.00", "人民币肆万贰仟玖佰捌拾元整"),
        ("60158.00", "人民币陆万零壹佰伍拾捌元整"), ("10", "人民币壹拾元整"), ("15", "人民币壹拾伍元整"), ("0", "人民币零元整"),
        ("0.50", "人民币伍角整"), ("0.55", "人民币伍角伍分"), ("10.5", "人民币壹拾元零伍角整"), ("100000000", "人民币壹亿元整"),
        ("100000001", "人民币壹亿零壹元整"), ("1000500", "人民币壹佰万零伍佰元整"), ("10005000", "人民币壹仟万伍仟元整"),
        ("1010.01", "人民币壹仟零壹拾元零壹分"), ("120000000", "人民币壹亿贰仟万元整"), ("102000000", "人民币壹亿零贰佰万元整"),
        ("1000000000000", "人民币壹万亿元整"), ("-35600", "人民币负叁万伍仟陆佰元整"),
    ])
    func `is written as the rule for bills says`(_ yuan: String, _ expected: String) throws {
        #expect(UppercaseAmount.text(try #require(Fen(yuan: yuan))) == expected)
    }

    @Test func `may leave the last character away after jiao`() throws {
        let amount = try #require(Fen(yuan: "1409.50"))
        #expect(UppercaseAmount.text(amount, jiaoEnding: .bare) == "人民币壹仟肆佰零玖元伍角")
        #expect(UppercaseAmount.text(try #require(Fen(yuan: "15")), jiaoEnding: .bare) == "人民币壹拾伍元整")
    }

    @Test func `can be read back, and never has two zeros side by side`() throws {
        let seed: UInt64 = 20_250_407
        var state = seed
        for round in 0..<4_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            // Few digits other than zero, so that gaps are common.
            var count: Int64 = 0
            for place in 0..<(3 + round % 13) {
                let bits = state >> UInt64(place * 4) & 15
                count = count * 10 + Int64(bits < 10 ? 0 : bits - 9)
            }
            let text = UppercaseAmount.text(Fen(count))
            #expect(readBack(text) == count, "seed \(seed), round \(round): \(text)")
            #expect(!text.contains("零零"), "seed \(seed), round \(round): \(text)")
        }
        for extreme in [Int64.max, Int64.min] {
            #expect(readBack(UppercaseAmount.text(Fen(extreme))) == extreme)
        }
    }

    /// The fen that a text in capital characters means, read by the value of each unit.
    private func readBack(_ text: String) -> Int64? {
        let digits = Array("零壹贰叁肆伍陆柒捌玖")
        let small: [Character: Int64] = ["拾": 10, "佰": 100, "仟": 1_000]
        var total: Int64 = 0
        var section: Int64 = 0
        var digit: Int64 = 0
        var sign: Int64 = 1
        var fen: Int64 = 0
        for character in text.dropFirst(3) {
            if let value = digits.firstIndex(of: character) {
                digit = Int64(value)
            } else if let unit = small[character] {
                section += digit * unit
                digit = 0
            } else if character == "万" {
                section = (section + digit) * 10_000
                digit = 0
                // A ten-thousand inside a group of 亿 stays in the section.
                total += section
                section = 0
            } else if character == "亿" {
                total = (total + section + digit) * 100_000_000
                section = 0
                digit = 0
            } else if character == "元" {
                total += section + digit
                section = 0
                digit = 0
            } else if character == "角" {
                fen += digit * 10 * sign
                digit = 0
            } else if character == "分" {
                fen += digit * sign
                digit = 0
            } else if character == "负" {
                sign = -1
            } else if character != "整" {
                return nil
            }
        }
        let (yuan, overflow) = (total * sign).multipliedReportingOverflow(by: 100)
        let (sum, carried) = yuan.addingReportingOverflow(fen)
        return overflow || carried ? nil : sum
    }
}
