import Testing

/// How pages are read and compared; a reader that lets everything pass would prove nothing.
struct ConsolePageTests {
    @Test func `a command may go over several lines, and what follows is what it printed`() throws {
        let page = try ConsolePage(
            """
            words
            ```console
            $ one \\
            >   two
            printed

            > printed too
            $ three
            ```
            ```
            $ not a console
            ```
            """)
        #expect(page.steps.map(\.command) == ["one \\\n  two", "three"])
        #expect(page.steps.map(\.shown) == [["printed", "", "> printed too"], []])
        #expect(page.steps.map(\.line) == [3, 8])
    }

    @Test(arguments: ["```console\nprinted\n```", "```console\n$ one"])
    func `a block without a command or an end is an error`(text: String) {
        #expect(throws: ConsolePage.Unreadable.self) { try ConsolePage(text) }
    }

    @Test(arguments: [
        ("root …", "root 12ab", true), ("root …", "roof 12ab", false), ("… d left", "13 d left", true),
        ("a … b … c", "a x b y c", true), ("a … b … c", "a x c y b", false), ("…", "", true),
        ("a  b", "a      b", true), ("  a", "a", false), ("a", "ab", false), ("a…a", "a", false),
        ("逾期 … 天", "逾期 586 天", true),
    ])
    func `… stands for anything within a line`(shown: String, printed: String, fits: Bool) {
        #expect(ShownOutput.fits(shown, printed) == fits)
    }

    @Test func `… alone stands for any number of lines`() {
        let printed = ["one", "two", "three", "two", "four"]
        for shown in [
            ["…"], ["…", "four"], ["one", "…", "two", "four"],
            ["one", "two", "…", "three", "two", "four", "…"],
        ] {
            #expect(ShownOutput(shown).mismatch(printed) == nil, "\(shown)")
        }
        for shown in [
            [], ["…", "five"], ["one", "three", "…"], ["…", "two"], ["one", "…", "four", "two"],
        ] {
            #expect(ShownOutput(shown).mismatch(printed) != nil, "\(shown)")
        }
    }

    @Test func `where page and command part is named`() {
        let mismatch = ShownOutput(["one", "2"]).mismatch(["one", "two"])
        #expect(mismatch == ShownOutput.Mismatch(index: 1, shown: "2", printed: "two"))
        #expect(ShownOutput(["one"]).mismatch(["one", "two"])?.printed == "two")
        #expect(ShownOutput(["one", "two"]).mismatch(["one"])?.printed == "nothing more")
    }
}
