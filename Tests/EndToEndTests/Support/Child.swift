import Foundation
import Synchronization

/// A process that was started by a test: its streams go to files, so that no pipe ever blocks it.
///
/// Its end is seen on a pipe that it inherits and that closes when it is gone; nobody has to sleep.
final class Child {
    /// Why it could not be started.
    struct CannotStart: Error, CustomStringConvertible {
        let command: [String]
        let reason: String
        var description: String { "cannot start \(command.first ?? ""): \(reason)" }
    }

    /// The number of the process.
    let id: pid_t
    private let alive: Int32
    private let outPath: String
    private let errPath: String
    private var ending: Finished.Ending?
    private static let aliveNumber: Int32 = 99
    private static let starting = Mutex<Void>(())

    /// Starts a command.
    init(_ command: [String], in folder: String, environment: [String: String], hasInput: Bool) throws {
        func fail(_ number: Int32) -> CannotStart {
            CannotStart(command: command, reason: String(cString: strerror(number)))
        }
        let name = folder + "/.run-" + UUID().uuidString
        outPath = name + ".out"
        errPath = name + ".err"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, outPath, flags, 0o644)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errPath, flags, 0o644)
        if hasInput {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        } else {
            posix_spawn_file_actions_addclose(&actions, STDIN_FILENO)
        }
        let words = ["/usr/bin/env", "-C", folder] + command
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        // One at a time, so that no other child inherits the pipe in the moment before it is marked.
        (id, alive) = try Child.starting.withLock { _ in
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { throw fail(errno) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            defer { close(ends[1]) }
            posix_spawn_file_actions_adddup2(&actions, ends[1], Child.aliveNumber)
            var started: pid_t = 0
            let result = posix_spawn(&started, words[0], &actions, nil, &arguments, &variables)
            guard result == 0 else {
                close(ends[0])
                throw fail(result)
            }
            return (started, ends[0])
        }
    }

    /// Waits for the end, this long at most, and says whether it came.
    func hasEnded(within time: Duration) -> Bool {
        var watched = pollfd(fd: alive, events: Int16(POLLIN), revents: 0)
        let clock = ContinuousClock()
        let deadline = clock.now + time
        while true {
            let left = clock.now.duration(to: deadline)
            // The last millisecond is waited for awake, so that a moment can be hit.
            let milliseconds = max(0, left / .milliseconds(1) - 1)
            if poll(&watched, 1, Int32(milliseconds)) == 1 { return true }
            if clock.now >= deadline { return false }
        }
    }

    /// Ends it at once, as a power cut or an impatient administrator would.
    func kill() { Foundation.kill(id, SIGKILL) }

    /// Waits for the end and gives back what it said.
    func finished() throws -> Finished {
        let ending = wait()
        let out = try Data(contentsOf: URL(filePath: outPath))
        let err = try Data(contentsOf: URL(filePath: errPath))
        for path in [outPath, errPath] { try FileManager.default.removeItem(atPath: path) }
        return Finished(
            ending: ending, out: String(decoding: out, as: UTF8.self),
            err: String(decoding: err, as: UTF8.self))
    }

    private func wait() -> Finished.Ending {
        if let ending { return ending }
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1, errno == EINTR {}
        let signal = status & 0x7F
        let found: Finished.Ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
        ending = found
        return found
    }

    deinit {
        if ending == nil {
            kill()
            _ = wait()
        }
        close(alive)
    }
}
