import Glibc
import Source
import Testing
import Values

@testable import BackpayCommands

struct StandardStreamsTests {
    /// What a descriptor's file holds.
    private func contents(_ descriptor: Int32) -> String {
        lseek(descriptor, 0, SEEK_SET)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        let count = read(descriptor, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    @Test func `results before a message are written before it`() throws {
        let folder = try TestFolder()
        let descriptor = open(try folder.file("both", []), O_RDWR | O_APPEND | O_CLOEXEC)
        defer { close(descriptor) }
        let streams = StandardStreams(results: descriptor, messages: descriptor)
        streams.out("一\n")
        streams.err("二\n")
        streams.out("三\n")
        #expect(contents(descriptor) == "一\n二\n")
        try streams.flush()
        #expect(contents(descriptor) == "一\n二\n三\n")
    }

    @Test func `large results are handed on in slices and come out whole`() throws {
        let folder = try TestFolder()
        let descriptor = open(try folder.file("large", []), O_RDWR | O_CLOEXEC)
        defer { close(descriptor) }
        let streams = StandardStreams(results: descriptor, messages: descriptor)
        let line = String(repeating: "工资", count: 20) + "\n"
        for _ in 0..<2000 { streams.out(line) }
        try streams.flush()
        #expect(contents(descriptor) == String(repeating: line, count: 2000))
    }

    @Test func `a full disk is told, with status 74`() {
        let descriptor = open("/dev/full", O_WRONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let streams = StandardStreams(results: descriptor, messages: descriptor)
        streams.out("结果\n")
        let failure = #expect(throws: CommandFailure.self) { try streams.flush() }
        #expect(failure?.status == .io)
        #expect(failure?.message.en == "cannot write all of the output: the disk is full")
    }

    @Test func `a closed output is told, and nothing before that when nothing was written`() throws {
        let streams = StandardStreams(results: -1, messages: -1)
        try streams.flush()
        streams.out("结果\n")
        let failure = #expect(throws: CommandFailure.self) { try streams.flush() }
        #expect(failure?.status == .io)
    }

    @Test func `a file size limit is an error of the write, not the end of the process`() async {
        await #expect(processExitsWith: .exitCode(74)) {
            ProcessSetup.prepare()
            exit(try statusOfWritingBeyondTheLimit())
        }
    }

    @Test func `a reader that goes away ends the process quietly`() async {
        await #expect(processExitsWith: .signal(SIGPIPE)) {
            signal(SIGPIPE, SIG_IGN)
            ProcessSetup.prepare()
            var ends: [Int32] = [0, 0]
            _ = pipe(&ends)
            close(ends[0])
            let streams = StandardStreams(results: ends[1], messages: ends[1])
            streams.out("nobody reads this")
            try streams.flush()
        }
    }

    @Test func `a register never gets the number of a closed output`() async {
        await #expect(processExitsWith: .exitCode(74)) {
            close(STDOUT_FILENO)
            ProcessSetup.prepare()
            guard open("/dev/null", O_RDWR | O_CLOEXEC) > STDERR_FILENO else { exit(1) }
            exit(statusOfWriting("结果", to: StandardStreams()))
        }
    }
}

/// How a process ends that writes this as its only result.
private func statusOfWriting(_ text: String, to streams: StandardStreams) -> Int32 {
    streams.out(text)
    do throws(CommandFailure) {
        try streams.flush()
        return 0
    } catch {
        return error.status.rawValue
    }
}

/// How a process ends whose result is longer than a file may be.
private func statusOfWritingBeyondTheLimit() throws -> Int32 {
    let folder = try TestFolder()
    let descriptor = open(try folder.file("small", []), O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    var limit = rlimit(rlim_cur: 4, rlim_max: 4)
    guard setrlimit(__rlimit_resource_t(1), &limit) == 0 else { return -1 }  // 1 is RLIMIT_FSIZE
    return statusOfWriting(
        "more than four bytes", to: StandardStreams(results: descriptor, messages: descriptor))
}
