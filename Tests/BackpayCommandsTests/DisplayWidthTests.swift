import Testing

@testable import BackpayCommands

struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("Li Si", 5), ("欠薪", 4), ("冯某", 4), ("¥60,158.00", 10), ("（拟）", 6), ("ＡＢ", 4), ("ｱｲ", 2),
        ("조정", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("e\u{301}", 1), ("が", 2), ("か\u{3099}", 2), ("𠮷𬱖", 4),
        ("\u{3000}", 2), ("…", 1), ("①", 1), ("—", 1), ("“”", 2), ("━", 1), ("⿰", 2), ("䷀", 2),
    ])
    func `Chinese takes two columns, Latin one, marks none`(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test(arguments: ["👍", "👨‍👩‍👧‍👦", "🇨🇳", "❤️", "👍🏽", "🏴‍☠️", "1️⃣", "⏰", "🀄"])
    func `an emoji takes two columns, however many parts it has`(emoji: String) {
        #expect(emoji.displayWidth == 2)
    }

    @Test func `a heart without the emoji selector takes one column`() {
        #expect("❤".displayWidth == 1)
    }

    @Test func `characters that draw nothing take no column`() {
        #expect("a\u{200D}b\u{200C}c\u{FEFF}".displayWidth == 3)
        #expect("\r\n\u{1B}\u{7F}".displayWidth == 0)
    }

    @Test(arguments: [
        ("欠薪案件", 8, "欠薪案件"), ("欠薪案件", 7, "欠薪案…"), ("欠薪案件", 6, "欠薪…"), ("欠薪案件", 2, "…"),
        ("欠薪案件", 1, "…"), ("欠薪", 0, ""), ("abcdef", 4, "abc…"), ("a👨‍👩‍👧b", 3, "a…"),
        ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ])
    func `text is cut by width and says so, never inside a grapheme`(text: String, width: Int, cut: String) {
        #expect(text.truncated(to: width) == cut)
    }

    @Test func `padding counts columns, not characters`() {
        #expect("欠薪".padded(to: 6) == "欠薪  ")
        #expect("欠薪".padded(to: 6, .right) == "  欠薪")
        #expect("欠薪".padded(to: 3) == "欠薪")
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `cut text never exceeds its width and is a beginning of the whole`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let length = Int.random(in: 0...20, using: &generator)
            let text = VisibleText.line(difficultText(using: &generator, length: length))
            let width = Int.random(in: 0...30, using: &generator)
            let cut = text.truncated(to: width)
            #expect(cut.displayWidth <= width, "seed \(seed)")
            if cut != text, width > 0 {
                #expect(cut.last == "…" && Array(text).starts(with: cut.dropLast()), "seed \(seed)")
            }
        }
    }
}
