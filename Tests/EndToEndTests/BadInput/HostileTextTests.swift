import Foundation
import Source
import Testing

/// Texts that are too long, that are no text, or that would play tricks on a terminal.
struct HostileTextTests {
    /// Every place where a person can write free text, as a command that holds `TEXT`.
    private static func commands(_ number: String, _ text: String) -> [[String]] {
        [
            [
                "advance", number, "note_added", "--as", "clerk", "--at", "2025-04-08", "--set",
                "text=\(text)",
            ],
            [
                "advance", number, "contact_attempted", "--as", "clerk", "--at", "2025-04-08", "--set",
                "with=respondent",
                "--set", "method=phone", "--set", "result=failed", "--set", "note=\(text)",
            ],
            [
                "advance", number, "note_added", "--as", "clerk", "--at", "2025-04-08", "--set", "text=x",
                "--reason",
                text,
            ],
            [
                "advance", number, "paper_received", "--as", "clerk", "--at", "2025-04-08", "--not-scanned",
                "complaint@\(text)",
            ],
            [
                "advance", number, "paper_received", "--as", "clerk", "--at", "2025-04-08", "--not-scanned",
                "complaint@shelf", "--paper-number", text,
            ],
            ["person", "add", "--as", "clerk", "--name", text],
            ["person", "add", "--as", "clerk", "--name", "x", "--number", text],
            ["person", "add", "--as", "clerk", "--name", "x", "--phone", text],
            ["person", "add", "--as", "clerk", "--name", "x", "--region", text],
            ["organisation", "add", "--as", "clerk", "--name", text],
            ["organisation", "add", "--as", "clerk", "--name", "x", "--code", text],
            ["organisation", "add", "--as", "clerk", "--name", "x", "--region", text],
            ["actor", "add", "new", "--name", text],
            ["actor", "add", text, "--name", "x"],
            ["actor", "add", "new", "--name", "x", "--role", "r", "--body", text],
            ["actor", "add", "new", "--name", "x", "--role", text, "--body", "b"],
            [
                "open", "two-station", "--as", "clerk", "--at", "2025-04-08", "--set", "channel=walk_in",
                "--set", "summary=\(text)",
            ],
            [
                "open", "two-station", "--as", "clerk", "--at", "2025-04-08", "--set", "channel=walk_in",
                "--set", "ticket=\(text)",
            ],
        ]
    }

    private func refusesEverywhere(_ text: String) throws {
        try TestRegister.open { register, number in
            let before = try register.verified().summary
            var taken: [String] = []
            for command in Self.commands(number, text) {
                let finished = try register.run(command + ["--format", "json"])
                let words = command.map { $0.contains(text) ? $0.replacing(text, with: "TEXT") : $0 }.joined(
                    separator: " ")
                if ![64, 65].contains(finished.status) {
                    taken.append("\(words): status \(finished.status)")
                }
                guard finished.status != 0 else { continue }
                #expect(Complaint(finished) != nil || finished.status == 64, "\(words): \(finished.said)")
                #expect(finished.err.utf8.count < 5000, "the complaint does not repeat the text: \(words)")
            }
            #expect(taken == [])
            #expect(try register.verified().summary == before || !taken.isEmpty)
        }
    }

    @Test func `a text of 100,000 characters is refused wherever a text can be written`() throws {
        try refusesEverywhere(String(repeating: "长x", count: 25_000) + String(repeating: "y", count: 20_000))
        try TestRegister.open { register, number in
            // As long as a command line can be, a list in a file being the way for more.
            let rows = "[{\"text\": \"\(String(repeating: "字", count: 100_000))\"}]"
            try register.folder.write("rows.json", rows)
            try register.unchanged {
                let finished = try register.run([
                    "advance", number, "payment_recorded", "--as", "clerk", "--from", "rows.json", "--format",
                    "json",
                ])
                #expect(finished.status == 65, finished.said)
            }
        }
    }

    @Test(arguments: ["a\u{1B}[2J\u{1B}]0;evil\u{7}", "a\u{0}b", "a\u{9B}31m", "a\rb", "a\u{8}b", "a\u{7F}"])
    func `control characters are refused wherever a text can be written`(text: String) throws {
        // An argument ends at a NUL, so it comes in by JSON.
        if text.contains("\u{0}") {
            try TestRegister.open { register, number in
                try register.refused(
                    "advance", number, "note_added", "--as", "clerk", "--set", #"text:="a\u0000b""#,
                    status: 65,
                    code: "payload")
            }
        } else {
            try refusesEverywhere(text)
        }
    }

    @Test func `what may move a cursor is recorded as it is and shown harmlessly`() throws {
        try TestRegister.open { register, number in
            // Marks that turn the direction of writing are letters to a log and a trick to a reader.
            let text = "abc\u{202E}def\u{2066}x"
            let finished = try register.run(["person", "add", "--as", "clerk", "--name", text])
            guard finished.status == 0 else {
                #expect(finished.status == 65, finished.said)
                return
            }
            let shown = try register.done("person", "list", "--unmask")
            #expect(!shown.unicodeScalars.contains { [0x202E, 0x2066].contains($0.value) }, "\(shown)")
            #expect(try register.shown(number).claimants.count == 3)
        }
    }

    @Test func `an argument that is not UTF-8 is refused, not mended`() throws {
        try TestRegister.open { register, number in
            let last = [
                [
                    "advance", number, "note_added", "--as", "clerk", "--at", "2025-04-08", "--format",
                    "json", "--set",
                ]:
                    "text=caf\\351",
                ["person", "add", "--as", "clerk", "--format", "json", "--name"]: "\\377\\376",
                ["search", "--format", "json"]: "\\300\\257",
                ["actor", "add", "new", "--format", "json", "--name"]: "\\355\\240\\200",
            ]
            for (words, octal) in last {
                try register.unchanged {
                    let finished = try register.run(words, manner: Manner(lastArgument: octal))
                    #expect(
                        [64, 65].contains(finished.status),
                        "\(words.joined(separator: " ")): \(finished.said)")
                }
            }
        }
    }

    @Test func `text that people write is kept to the letter`() throws {
        try TestRegister.open { register, number in
            let text = "第一行\n第二行\t制表　全角空格 𠮷 é e\u{301} 👩‍🌾 \"引号\" \\ ' ; -- $(rm) <b>&amp;"
            try register.done(
                "advance", number, "note_added", "--as", "clerk", "--at", "2025-04-08", "--set",
                "text=\(text)")
            let history = try register.shown(number).json["history"]?.arrayValue ?? []
            let facts = history.last?["facts"]?.arrayValue ?? []
            #expect(
                facts.contains {
                    $0["personal"]?["text"]?.stringValue?.unicodeScalars.elementsEqual(text.unicodeScalars)
                        == true
                })
        }
    }
}
