import Glibc
import Synchronization
import Values

@testable import BackpayCommands

/// A world for one test: it records what was written, its clock stands until it is moved, its bytes are 0, 1, 2 ….
final class TestWorld: Sendable {
    private struct State {
        var out = ""
        var err = ""
        var now: Int64 = 1_743_987_600_000_000  // 2025-04-07T09:00+08:00
        var uptime: Int64 = 0
    }

    private let state = Mutex(State())

    /// What was written to `out`.
    var out: String { state.withLock(\.out) }
    /// What was written to `err`.
    var err: String { state.withLock(\.err) }

    /// Lets both clocks run on.
    func advance(milliseconds: Int64) {
        state.withLock {
            $0.now += milliseconds * 1000
            $0.uptime += milliseconds * 1000
        }
    }

    /// A context in this world: no terminal, no environment, English unless said otherwise.
    func context(
        environment: [String: String] = [:], folder: String = "/nowhere", isTerminal: Bool = false,
        width: Int? = nil, errorWidth: Int? = nil, language: Language = .en
    ) -> CommandContext {
        CommandContext(
            environment: environment, folder: folder, out: { text in self.state.withLock { $0.out += text } },
            err: { text in self.state.withLock { $0.err += text } },
            flush: { () throws(CommandFailure) in },
            now: { Instant(microseconds: self.state.withLock(\.now)) },
            uptime: { self.state.withLock(\.uptime) },
            random: { count in (0..<count).map { UInt8(truncatingIfNeeded: $0) } }, isTerminal: isTerminal,
            width: width, errorWidth: errorWidth, language: language)
    }
}

/// A folder of its own for one test, removed with everything in it when the test lets go of it.
final class TestFolder {
    /// The absolute path.
    let path: String

    /// Makes the folder.
    init() throws {
        var template = Array("/tmp/backpay-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestFailure(what: "no folder could be made") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                unlink(path + "/" + name)
            }
            closedir(folder)
        }
        rmdir(path)
    }

    /// Writes a file and returns its path.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let full = path + "/" + name
        let descriptor = open(full, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0, write(descriptor, bytes, bytes.count) == bytes.count else {
            throw TestFailure(what: "\(name) could not be written")
        }
        close(descriptor)
        return full
    }
}

/// A test could not be set up.
struct TestFailure: Error {
    let what: String
}

/// A small seeded generator (SplitMix64), so that a failing property can be run again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// Text of characters that are hard to lay out: wide, narrow, marks, emoji, controls, bidi.
func difficultText(using generator: inout SeededGenerator, length: Int) -> String {
    let parts = [
        "工", "资", "，", "。", "（", "）", "a", "b", " ", "1", ",", "e\u{301}", "한", "👨‍👩‍👧", "🇨🇳", "❤️", "ｱ", "…",
        "\u{1B}[2J", "\u{0}", "\u{202E}", "\n", "\t", "\u{9B}", "\u{200B}", "𠮷", "\u{301}", "\u{FE0F}",
        "\r\n",
    ]
    return (0..<length).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
}
