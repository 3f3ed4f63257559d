import Foundation
import Testing

/// The program under test: the real executable, as a person starts it.
enum Binary {
    /// The repository, whose `workflows/`, `calendars/` and `seeds/` the program works with.
    static let repository = {
        var url = URL(filePath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<4 { url.deleteLastPathComponent() }
        let path = url.path(percentEncoded: false)
        return path.hasSuffix("/") ? String(path.dropLast()) : path
    }()

    /// Where the executable is: what `BACKPAY_TEST_BINARY` names, else beside the tests, else in `.build/debug`.
    static let path: String = {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["BACKPAY_TEST_BINARY"], !named.isEmpty { return named }
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let beside = tests.deletingLastPathComponent().appending(path: "backpay").path(percentEncoded: false)
        if FileManager.default.isExecutableFile(atPath: beside) { return beside }
        return repository + "/.build/debug/backpay"
    }()

    /// A file of the repository.
    static func file(_ name: String) -> String { repository + "/" + name }

    /// The stories of `seeds/`, by name.
    static func stories() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: file("seeds")).filter { $0.hasSuffix(".yaml") }
            .sorted()
            .map { file("seeds/" + $0) }
    }

    /// Runs the program in a folder and waits for its end.
    ///
    /// The environment is clean but for what is given: no terminal, English, the clock of Shanghai.
    static func run(
        _ arguments: [String], in folder: String, environment: [String: String] = [:],
        manner: Manner = Manner(), timeout: Int = 60
    ) throws -> Finished {
        let child = try Child(
            manner.command(path, arguments), in: folder, environment: environmentOfTests(environment),
            hasInput: manner.hasInput)
        if !child.hasEnded(within: .seconds(timeout)) {
            child.kill()
            Issue.record("did not end within \(timeout) s: backpay \(arguments.joined(separator: " "))")
        }
        return try child.finished()
    }

    /// Starts the program in a folder and does not wait.
    static func start(
        _ arguments: [String], in folder: String, environment: [String: String] = [:]
    ) throws -> Child {
        try Child(
            [path] + arguments, in: folder, environment: environmentOfTests(environment), hasInput: true)
    }

    /// The environment every run gets.
    private static func environmentOfTests(_ more: [String: String]) -> [String: String] {
        var result = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai",
            "BACKPAY_LANG": "en",
            "BACKPAY_HOME": repository,
        ]
        // A binary that was built with a toolchain outside the usual places finds its libraries by this.
        if let libraries = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] {
            result["LD_LIBRARY_PATH"] = libraries
        }
        return result.merging(more) { _, new in new }
    }
}

/// What is unusual about the way the program is started.
struct Manner {
    /// Whether standard input is there at all.
    var hasInput = true
    /// The most bytes a file may get, in blocks of 512; the system answers more with an error.
    var fileBlocks: Int?
    /// The user to run as.
    var user: String?
    /// One more argument, in the octal notation of `printf`, for bytes that are no text.
    var lastArgument: String?
    /// What a shell does with the streams, e.g. `>/dev/full`.
    var redirection: String?

    /// The command line that starts the program so.
    func command(_ path: String, _ arguments: [String]) -> [String] {
        var command = [path] + arguments
        if let fileBlocks {
            command = ["/bin/sh", "-c", "ulimit -f \(fileBlocks); exec \"$@\"", "sh"] + command
        }
        if let lastArgument {
            command = ["/bin/sh", "-c", "exec \"$@\" \"$(printf '\(lastArgument)')\"", "sh"] + command
        }
        if let redirection {
            command = ["/bin/sh", "-c", "\"$@\" \(redirection)", "sh"] + command
        }
        if let user {
            command = ["setpriv", "--reuid", user, "--regid", "nogroup", "--clear-groups", "--"] + command
        }
        return command
    }
}

/// How a run ended, and what it said.
struct Finished {
    /// How it ended.
    enum Ending: Hashable {
        /// By itself, with this status.
        case exited(Int32)
        /// By this signal.
        case signalled(Int32)
    }

    /// How it ended.
    let ending: Ending
    /// What it wrote to standard output.
    let out: String
    /// What it wrote to standard error.
    let err: String

    /// The exit status; negative for a signal.
    var status: Int32 {
        switch ending {
        case .exited(let status): return status
        case .signalled(let signal): return -signal
        }
    }

    /// Both streams, for the report of a failed expectation.
    var said: Comment { "status \(status)\nstdout: \(out.prefix(2000))\nstderr: \(err.prefix(2000))" }
}
