@preconcurrency import Glibc
import Values

extension CommandContext {
    /// The real world: the process's streams, clock, environment and random numbers.
    static func live() throws(CommandFailure) -> CommandContext {
        let environment = processEnvironment()
        let language = try LanguageChoice.language(environment: environment)
        let streams = StandardStreams()
        let isTerminal = isatty(STDOUT_FILENO) == 1
        return CommandContext(
            environment: environment, folder: try currentFolder(), out: { streams.out($0) },
            err: { streams.err($0) }, flush: { () throws(CommandFailure) in try streams.flush() },
            now: { Instant(microseconds: microseconds(CLOCK_REALTIME)) },
            uptime: { microseconds(CLOCK_MONOTONIC) }, random: randomBytes, isTerminal: isTerminal,
            width: isTerminal ? columns(STDOUT_FILENO, environment) : nil,
            errorWidth: isatty(STDERR_FILENO) == 1 ? columns(STDERR_FILENO, environment) : nil,
            language: language)
    }

    private static func processEnvironment() -> [String: String] {
        var result: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let parts = String(cString: entry).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            // As getenv does, the first of two equal names counts.
            if parts.count == 2, result[String(parts[0])] == nil {
                result[String(parts[0])] = String(parts[1])
            }
            next += 1
        }
        return result
    }

    private static func currentFolder() throws(CommandFailure) -> String {
        guard let pointer = getcwd(nil, 0) else {
            throw .file(".", doing: Bilingual(zh: "确定当前文件夹", en: "find the current folder"), number: errno)
        }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    private static func columns(_ descriptor: Int32, _ environment: [String: String]) -> Int {
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        if let stated = environment["COLUMNS"].flatMap({ Int($0) }), (20...10_000).contains(stated) {
            return stated
        }
        return 80
    }
}

/// A clock of the system in microseconds.
private func microseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
}

/// Bytes from the system's own generator.
private func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
