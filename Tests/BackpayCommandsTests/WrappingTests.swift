import Testing

@testable import BackpayCommands

struct WrappingTests {
    @Test func `Chinese breaks between characters, Latin between words`() {
        #expect(Wrapping.lines("用人单位应当按时支付工资", width: 10) == ["用人单位应", "当按时支付", "工资"])
        #expect(
            Wrapping.lines("wages must be paid on time", width: 10) == ["wages must", "be paid on", "time"])
        #expect(Wrapping.lines("共 60,158.00 元", width: 9) == ["共", "60,158.00", "元"])
    }

    @Test func `no line begins with a closing mark or ends with an opening one`() {
        #expect(Wrapping.lines("工资已付，本案结案。", width: 8) == ["工资已", "付，本案", "结案。"])
        #expect(Wrapping.lines("依照《保障条例》办理", width: 6) == ["依照", "《保障", "条例》", "办理"])
    }

    @Test func `a word longer than the line is cut`() {
        #expect(Wrapping.lines("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    }

    @Test func `line ends in the text are kept`() {
        #expect(Wrapping.lines("一\n\n二", width: 10) == ["一", "", "二"])
        #expect(Wrapping.lines("", width: 10) == [""])
    }

    @Test(arguments: [21, 22, 23, 24] as [UInt64])
    func `every line fits and no visible character is lost`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let text = VisibleText.block(difficultText(using: &generator, length: 40))
            let width = Int.random(in: 2...30, using: &generator)
            let lines = Wrapping.lines(text, width: width)
            #expect(lines.allSatisfy { $0.displayWidth <= width }, "seed \(seed)")
            func solid(_ text: String) -> [Unicode.Scalar] {
                text.unicodeScalars.filter { $0 != " " && $0 != "\n" }
            }
            #expect(solid(lines.joined()) == solid(text), "seed \(seed)")
        }
    }
}
