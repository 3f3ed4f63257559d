import Testing

@testable import BackpayCommands

struct StyleTests {
    @Test(
        arguments: [
            (true, [:], true), (true, ["TERM": "xterm-256color"], true), (false, [:], false),
            (true, ["NO_COLOR": "1"], false),
            (true, ["NO_COLOR": ""], true), (true, ["TERM": "dumb"], false),
        ] as [(Bool, [String: String], Bool)])
    func `colour wants a terminal that can show it and a person who did not refuse it`(
        isTerminal: Bool, environment: [String: String], isColored: Bool
    ) {
        #expect(Style(isTerminal: isTerminal, environment: environment).isColored == isColored)
    }

    @Test func `an explicit wish wins over everything`() {
        #expect(Style(choice: .always, isTerminal: false, environment: ["NO_COLOR": "1"]).isColored)
        #expect(!Style(choice: .never, isTerminal: true, environment: [:]).isColored)
    }

    @Test func `without colour the text is untouched`() {
        #expect(Style.plain.apply(.bad, to: "逾期") == "逾期")
        #expect(Style(isColored: true).apply(.bad, to: "逾期") == "\u{1B}[31m逾期\u{1B}[0m")
        #expect(Style(isColored: true).apply(.plain, to: "在办") == "在办")
    }
}
