import Foundation
import Testing

/// The pages a newcomer reads first show commands with what they print; they are held to it.
struct ReadmeTests {
    private static let pages = ["README.md", "README.zh-Hans.md"]

    private static func page(_ name: String) throws -> ConsolePage {
        try ConsolePage(String(contentsOfFile: Binary.file(name), encoding: .utf8))
    }

    @Test(arguments: pages)
    func `every command of the page prints what the page says`(name: String) throws {
        let steps = try Self.page(name).steps.filter { $0.command != "make test" }
        let session = try ShellSession()
        defer { session.remove() }
        let printed = try session.type(steps.map(\.command))
        try #require(printed.count == steps.count, "the shell came as far as command \(printed.count)")
        for (step, lines) in zip(steps, printed) {
            let mismatch = ShownOutput(step.shown).mismatch(lines)
            let place = "\(name):\(step.line): \(step.command)"
            #expect(
                mismatch == nil,
                "\(place)\n\(mismatch?.description ?? "")\nall it printed:\n\(lines.joined(separator: "\n"))")
        }
    }

    @Test(arguments: pages)
    func `the two commands and the verbs of a mediator and an auditor are on the page`(name: String) throws {
        let commands = try Self.page(name).steps.map(\.command)
        for wanted in [
            "make demo", "make test", "backpay init", "backpay actor add", "backpay person add",
            "backpay organisation add", "backpay open", "backpay next", "backpay advance", "backpay show",
            "backpay due", "backpay audit log", "backpay audit replay", "backpay audit recheck",
            "backpay audit verify --against", "backpay audit refusals",
        ] {
            #expect(commands.contains { $0.hasPrefix(wanted) }, "\(name) does not show '\(wanted)'")
        }
        #expect(commands.contains { $0.contains(" --as-of ") })
        #expect(commands.contains { $0.contains(" --known-at ") })
    }

    @Test func `both languages show the same commands in the same order`() throws {
        // Names and places differ; what is done to which case does not.
        func deeds(_ name: String) throws -> [String] {
            try Self.page(name).steps.map { step in
                let words = step.command.split(separator: " ")
                return words.prefix(words.first == "backpay" ? 3 : 1).joined(separator: " ")
            }
        }
        let english = try deeds("README.md")
        #expect(try deeds("README.zh-Hans.md") == english)
    }
}
