import Foundation
import Testing

/// A newcomer's terminal: one shell in a fresh copy of the project, into which commands are typed one after the other.
struct ShellSession {
    private let folder: TemporaryFolder
    /// Stands between what one command printed and the next.
    private static let mark = "\u{1E}"
    /// Everything is built already, and tests that run all tests would have no end.
    private static let make = "make() { [ \"$1\" = demo ] && bash scripts/demo.sh; }\n"

    /// Sets up a folder with what a clone of the project holds, and the program where the build puts it.
    init() throws {
        folder = try TemporaryFolder()
        for name in ["workflows", "roles", "calendars", "seeds", "scripts"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.file(name), withDestinationPath: Binary.file(name))
        }
        try FileManager.default.createDirectory(
            atPath: folder.file(".build/debug"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file(".build/debug/backpay"), withDestinationPath: Binary.path)
    }

    /// Types the commands and returns what each printed, on both streams.
    func type(_ commands: [String]) throws -> [[String]] {
        // The mark must not change what `$?` says to the command after it.
        let script = commands.map {
            "page_status=$?; printf '\(ShellSession.mark)\\n'; (exit $page_status)\n\($0)\n"
        }
        try folder.write(".session.sh", "exec 2>&1\n" + ShellSession.make + script.joined())
        var environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8",
            "TZ": "Asia/Shanghai",
        ]
        if let libraries = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] {
            environment["LD_LIBRARY_PATH"] = libraries
        }
        let child = try Child(
            ["/bin/sh", ".session.sh"], in: folder.path, environment: environment, hasInput: true)
        if !child.hasEnded(within: .seconds(300)) {
            child.kill()
            Issue.record("the commands of the page did not end within 300 s")
        }
        return try child.finished().out.components(separatedBy: ShellSession.mark + "\n").dropFirst().map {
            var lines = $0.components(separatedBy: "\n")
            if lines.last == "" { lines.removeLast() }
            return lines
        }
    }

    /// Deletes the folder.
    func remove() { folder.remove() }
}
