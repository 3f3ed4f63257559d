import Foundation
import Source
import Testing

/// Files that are not what their names say.
struct HostileFileTests {
    /// A file that no reader of YAML may take, and the reason.
    struct Bad: Sendable, CustomTestStringConvertible {
        let what: String
        let bytes: Data
        let line: Int?
        var testDescription: String { what }

        init(_ what: String, _ text: String, line: Int?) { self.init(what, Data(text.utf8), line: line) }
        init(_ what: String, _ bytes: Data, line: Int?) {
            self.what = what
            self.bytes = bytes
            self.line = line
        }
    }

    /// Ten lists of ten of the list before: a file of half a page that would fill any memory.
    private static let bomb =
        "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
        + (1...12).map { level in
            "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
                + "]\n"
        }.joined()

    static let files = [
        Bad("nothing", "", line: nil), Bad("only a comment", "# story\n", line: nil),
        Bad("no YAML", "story: [unclosed\nlabel: {zh: x\n", line: 2),
        Bad("a picture", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]), line: nil),
        Bad("tabs", "story: x\n\tlabel: y\n", line: 2), Bad("an alias bomb", bomb, line: 1),
        Bad("an anchor", "story: &x dehua\nlabel: *x\n", line: 1),
        Bad("a tag", "story: !!python/object:os.system x\n", line: 1),
        Bad("a merge key", "story: {<<: {a: 1}}\n", line: 1),
        Bad("a key twice", "story: a\nstory: b\n", line: 2),
        Bad("a key that YAML takes for a boolean", "on: x\n", line: 1),
        Bad("two documents", "story: a\n---\nstory: b\n", line: nil),
        Bad("a list", "- story\n", line: 1), Bad("a text", "story\n", line: 1),
        Bad("an unknown key", "stroy: x\n", line: 1),
        Bad("a NUL byte", Data("story: a\u{0}b\n".utf8), line: nil),
        Bad("bytes that are not UTF-8", Data("story: caf".utf8) + Data([0xE9, 0x0A]), line: nil),
        Bad("UTF-16", Data([0xFF, 0xFE, 0x73, 0, 0x74, 0]), line: nil),
        Bad(
            "a very deep nesting",
            String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000), line: 1),
        Bad("a very long line", "story: " + String(repeating: "x", count: 5_000_000), line: nil),
    ]

    @Test(arguments: files)
    func `no file of that kind is taken for a story, a workflow or a calendar`(file: Bad) throws {
        try TestRegister.empty { register in
            let path = try register.folder.write("bad/bad.yaml", file.bytes)
            for command in [
                ["play", path], ["open", path, "--as", "system", "--set", "channel=walk_in"],
                ["calendar", "add", register.folder.file("bad")],
            ] {
                let clock = ContinuousClock()
                let took = try clock.measure {
                    try register.unchanged {
                        let finished = try register.run(command + ["--format", "json"])
                        #expect(finished.status == 65, "\(command[0]): \(finished.said)")
                        let complaint = try #require(Complaint(finished), "\(command[0]): \(finished.said)")
                        #expect(
                            complaint.text.contains("bad.yaml"),
                            "\(command[0]) names the file: \(complaint.text)")
                        if let line = file.line {
                            #expect(
                                complaint.text.contains("bad.yaml:\(line):"),
                                "\(command[0]) names the place: \(complaint.text)")
                        }
                        #expect(finished.err.utf8.count < 20_000, "\(command[0]) does not repeat the file")
                    }
                }
                #expect(took < .seconds(20), "\(command[0]) took \(took)")
            }
            let check = try register.run(["workflow", "check", path, "--format", "json"])
            #expect([1, 65].contains(check.status), check.said)
        }
    }

    @Test func `a workflow that leads to a state that is not there is refused with the place`() throws {
        try TestRegister.empty { register in
            let text = try String(contentsOfFile: Binary.file("workflows/two-station.yaml"), encoding: .utf8)
            let broken = text.replacing("{act: decline, to: declined}", with: "{act: decline, to: declnied}")
            try #require(broken != text)
            let path = try register.folder.write("workflows/two-station.yaml", broken)
            let line =
                try #require(
                    broken.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
                        $0.contains("declnied")
                    }) + 1
            let check = try register.run(["workflow", "check", path, "--format", "json"])
            #expect(check.status == 1, check.said)
            let finding = try #require(try JSON(parsing: check.out)["findings"]?.arrayValue?.first)
            #expect(finding["line"]?.integerValue == Int64(line), check.said)
            #expect(finding["column"]?.integerValue ?? 0 > 1, check.said)
            #expect(check.out.contains("declined"), "the nearest state is named: \(check.out)")
            try register.unchanged {
                let complaint = try register.complaint(
                    ["open", path, "--as", "system", "--set", "channel=walk_in"], status: 65,
                    code: "diagnostics")
                #expect(complaint.text.contains(":\(line):"), "\(complaint.text)")
                // A story takes the workflow that lies beside it.
                let story = try String(contentsOfFile: Binary.file("seeds/dehua-2025.yaml"), encoding: .utf8)
                let seed = try register.folder.write("seeds/dehua-2025.yaml", story)
                _ = try register.complaint(["play", seed], status: 65, code: "diagnostics")
            }
        }
    }

    /// Lists for `--from` that no act may take.
    static let lists = [
        Bad("name.csv", Data("claimant,sum\nP-000001,\"10.00".utf8), line: 2),
        Bad("name.csv", Data("claimant,sum\nP-000001,a\u{0}b\n".utf8), line: 2),
        Bad("name.csv", Data("claimant,sum\nP-000001,10.00,more\n".utf8), line: 2),
        Bad("name.csv", Data([0xFF, 0xFE, 0x61, 0]), line: 1),
        Bad("name.csv", Data("claimant,sum\nP-000001,10.001\n".utf8), line: 2),
        Bad("name.csv", Data("claimant,sum\nP-000001,-10.00\n".utf8), line: 2),
        Bad("name.csv", Data("claimant,smu\nP-000001,10.00\n".utf8), line: 1),
        Bad("name.csv", Data(), line: nil),
        Bad("name.csv", Data("claimant,claimant\nP-000001,P-000002\n".utf8), line: 1),
        Bad("name.json", Data("[{\"claimant\": \"P-000001\", \"sum\": 1e3}]".utf8), line: nil),
        Bad("name.json", Data("{".utf8), line: nil),
        Bad("name.json", Data("[{\"claimant\": \"P-000001\", \"claimant\": \"P-000002\"}]".utf8), line: nil),
        Bad("name.json", Data("[]".utf8), line: nil), Bad("name.json", Data("[1, 2]".utf8), line: nil),
        Bad("name.json", Data([0x5B, 0x22, 0xC3, 0x28, 0x22, 0x5D]), line: nil),
    ]

    @Test(arguments: lists)
    func `of a list with a mistake nothing is recorded, and the row is named`(list: Bad) throws {
        try TestRegister.open { register, number in
            try register.folder.write(list.what, list.bytes)
            try register.unchanged {
                let finished = try register.run([
                    "advance", number, "payment_recorded", "--as", "inspector", "--at", "2025-04-11",
                    "--from", list.what,
                    "--confirm", "--reason", "x", "--format", "json",
                ])
                #expect(finished.status == 65, finished.said)
                let complaint = try #require(Complaint(finished), finished.said)
                if let line = list.line {
                    let named =
                        complaint.text.contains("\(list.what):\(line):")
                        || complaint.text.contains("line \(line)")
                    #expect(named, "\(complaint.text)")
                }
            }
        }
    }

    @Test func `of sixty workers with three mistakes all three rows are named and nobody is recorded`() throws
    {
        try TestRegister.open { register, _ in
            var lines = ["姓名,身份证号,联系电话"]
            for row in 2...61 {
                lines.append([7, 30, 61].contains(row) ? ",,13800000000" : "工友\(row),,13800000000")
            }
            try register.folder.write("workers.csv", lines.joined(separator: "\n") + "\n")
            let open = [
                "open", "two-station", "--as", "clerk", "--at", "2025-05-06", "--set", "channel=walk_in",
                "--from", "workers.csv",
            ]
            try register.unchanged {
                let complaint = try register.complaint(open, status: 65, code: "input-rows")
                for row in [7, 30, 61] {
                    #expect(complaint.text.contains("workers.csv:\(row):"), "\(complaint.text)")
                }
            }
            let mended = lines.map { $0.hasPrefix(",") ? "工友\($0)" : $0 }
            try register.folder.write("workers.csv", mended.joined(separator: "\n") + "\n")
            let opened = try register.json(arguments: open)
            #expect(try register.shown(try #require(opened["case"]?.stringValue)).claimants.count == 60)
        }
    }

    @Test func `a list as a spreadsheet in China saves it is read`() throws {
        try TestRegister.open { register, _ in
            // 姓名 and 张三 in GB18030, lines ended the Windows way.
            try register.folder.write(
                "gb.csv", Data([0xD0, 0xD5, 0xC3, 0xFB, 0x0D, 0x0A, 0xD5, 0xC5, 0xC8, 0xFD, 0x0D, 0x0A]))
            try register.done(
                "open", "two-station", "--as", "clerk", "--at", "2025-05-06", "--set", "channel=walk_in",
                "--from", "gb.csv")
            #expect(try register.rows("search", "张三").count == 1)
        }
    }
}
