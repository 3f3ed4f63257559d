import Foundation
import Source
import Testing

/// The read models beside the register: made by whoever asks first, and made again when they are gone or wrong.
struct IndexTests {
    private static let index = "register.index.sqlite"

    private func answers(_ register: TestRegister) throws -> [String] {
        try [
            ["list"], ["list", "--status", "closed"], ["due", "--on", "2025-04-10", "--within", "30"],
            ["search", "塔吊"], ["search", "2025-"], ["person", "list"], ["organisation", "list"],
        ].map { words in
            let finished = try register.run(words + ["--format", "json"])
            #expect(finished.status == 0, finished.said)
            return finished.out
        }
    }

    @Test func `deleted by hand it is made again and answers the same`() throws {
        try TestRegister.stories { register, _ in
            let before = try answers(register)
            let path = register.folder.file(Self.index)
            #expect(FileManager.default.fileExists(atPath: path))
            for name in try register.folder.names() where name.hasPrefix(Self.index) {
                try FileManager.default.removeItem(atPath: register.folder.file(name))
            }
            #expect(try answers(register) == before)
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    @Test(arguments: ["", "no database", "SQLite format 3\0 and then something else"])
    func `with anything else in its place it is made again and answers the same`(text: String) throws {
        try TestRegister.stories { register, _ in
            let before = try answers(register)
            try register.folder.write(
                Self.index, text + String(repeating: "\u{7}", count: text.isEmpty ? 0 : 9000))
            #expect(try answers(register) == before)
        }
    }

    @Test func `an index of another register is not believed`() throws {
        try TestRegister.stories { register, _ in
            let before = try answers(register)
            try TestRegister.open { other, _ in
                try other.done("list")
                let path = register.folder.file(Self.index)
                try FileManager.default.removeItem(atPath: path)
                try FileManager.default.copyItem(atPath: other.folder.file(Self.index), toPath: path)
            }
            #expect(try answers(register) == before)
        }
    }

    @Test func `an index that is ahead of the register it lies beside is not believed`() throws {
        try TestRegister.dehua { register, number in
            let url = URL(filePath: register.path)
            let older = try Data(contentsOf: url)
            let before = try register.done("list", "--format", "json")
            try register.done(
                "open", "two-station", "--as", "dehua-clerk", "--at", "2025-05-06", "--set",
                "channel=walk_in",
                "--claimant", "P-000001")
            #expect(try register.rows("list").count == 2)
            try older.write(to: url)
            #expect(try register.done("list", "--format", "json") == before)
        }
    }

    @Test func `what was recorded a moment ago is listed`() throws {
        try TestRegister.open { register, number in
            #expect(try register.rows("list").count == 1)
            try register.done("person", "add", "--name", "赵钱孙", "--as", "clerk")
            #expect(try register.rows("person", "list").count == 4)
            let opened = try register.json(
                "open", "two-station", "--as", "clerk", "--at", "2025-05-06", "--set", "channel=walk_in",
                "--claimant",
                "P-000004")
            #expect(try register.rows("list").count == 2)
            #expect(try register.rows("search", "赵钱").compactMap { $0["case"] } == [opened["case"]])
            #expect(try register.rows("search", "钱孙").count == 1)
            #expect(try register.rows("search", number).count == 1)
            #expect(try register.rows("search", "nobody of this name").isEmpty)
        }
    }

    @Test func `four readers at once make one index between them`() throws {
        try TestRegister.stories { register, _ in
            let children = try (0..<4).map { _ in try register.start(["list", "--format", "json"]) }
            let finished = try children.map { child in
                #expect(child.hasEnded(within: .seconds(60)))
                return try child.finished()
            }
            for each in finished { #expect(each.status == 0, each.said) }
            #expect(Set(finished.map(\.out)).count == 1)
        }
    }
}
