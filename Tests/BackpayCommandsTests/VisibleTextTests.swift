import Testing

@testable import BackpayCommands

struct VisibleTextTests {
    @Test(arguments: [
        ("\u{1B}[2J清屏", "\\u{1B}[2J清屏"), ("a\u{0}b", "a\\u{0}b"), ("\u{9B}31m", "\\u{9B}31m"),
        ("冯某\u{202E}元005", "冯某\\u{202E}元005"), ("a\r\nb\tc", "a\\r\\nb\\tc"), ("\u{7F}", "\\u{7F}"),
        ("张\u{200B}三", "张\\u{200B}三"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
        ("a\u{2028}b", "a\\u{2028}b"),
        ("\u{3164}", "\\u{3164}"), ("\u{E0041}", "\\u{E0041}"),
    ])
    func `what would move the cursor or hide is shown as an escape`(hostile: String, shown: String) {
        #expect(VisibleText.line(hostile) == shown)
    }

    @Test(arguments: ["冯某 42,980.00 元", "👨‍👩‍👧", "می‌خواهم", "C:\\册", "e\u{301}"])
    func `ordinary text of any script stays as it is`(text: String) {
        #expect(VisibleText.line(text) == text)
        #expect(VisibleText.block(text) == text)
    }

    @Test func `a paragraph keeps its lines and nothing else that moves`() {
        #expect(VisibleText.block("第一行\r\n第二行\n\t第三行\u{1B}c\rx") == "第一行\n第二行\n    第三行\\u{1B}c\\rx")
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `no hostile character passes, whatever comes in`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let text = difficultText(using: &generator, length: 30)
            #expect(
                !VisibleText.line(text).unicodeScalars.contains(where: VisibleText.isHostile), "seed \(seed)")
            let block = VisibleText.block(text).unicodeScalars.filter { $0 != "\n" }
            #expect(!block.contains(where: VisibleText.isHostile), "seed \(seed)")
        }
    }
}
