import Foundation
import Testing

/// The program started by something that left its streams in an odd state.
struct StreamTests {
    private func run(_ register: TestRegister, _ words: [String], _ redirection: String) throws -> Finished {
        try register.run(words, manner: Manner(redirection: redirection))
    }

    @Test(arguments: ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
    func `with a stream closed no message gets into the register`(redirection: String) throws {
        try TestRegister.nowhere { register in
            _ = try run(register, ["init"], redirection)
            try register.done("actor", "add", "clerk", "--name", "Clerk")
            _ = try run(register, ["actor", "add", "second", "--name", "Second"], redirection)
            _ = try run(register, ["show", "2025-0001"], redirection)
            _ = try run(register, ["actor", "add", "clerk", "--name", "Clerk"], redirection)
            let seen = try register.verified()
            #expect(seen.isClean)
            #expect(try register.rows("actor", "list").count == 2)
        }
    }

    @Test func `a result that nobody could get is not told as done`() throws {
        try TestRegister.dehua { register, number in
            for words in [
                ["show", number], ["list"], ["audit", "verify"], ["audit", "log", "--format", "ndjson"],
            ] {
                for redirection in [">&-", ">/dev/full"] {
                    let finished = try run(register, words, redirection)
                    #expect(
                        finished.status == 74,
                        "\(words.joined(separator: " ")) \(redirection): \(finished.err)")
                }
            }
        }
    }

    @Test func `a reader that has seen enough ends it quietly`() throws {
        try TestRegister.dehua { register, _ in
            let finished = try register.run(
                ["audit", "log", "--format", "ndjson"], manner: Manner(redirection: "| head -n 1"))
            #expect(finished.status == 0, finished.said)
            #expect(finished.err.isEmpty, finished.said)
            #expect(finished.out.split(separator: "\n").count == 1)
        }
    }

    @Test func `colour, errors and progress never get into a result`() throws {
        try TestRegister.dehua { register, number in
            let plain = try register.done("show", number)
            #expect(!plain.contains("\u{1B}"))
            let wrong = try register.run(["show", "2025-0099"])
            #expect(wrong.out.isEmpty)
            #expect(wrong.err.hasPrefix("backpay: "), wrong.said)
            #expect(!wrong.err.contains("Error:"), wrong.said)
        }
    }
}
