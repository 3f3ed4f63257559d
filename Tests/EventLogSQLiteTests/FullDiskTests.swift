import EventLog
import EventLogSQLite
import Foundation
import Glibc
import Testing

/// A disk that takes no more: the limit on the size of a file, which holds for a whole process, so that each of
/// these tests has one of its own.
@Suite struct `A full disk` {
    @Test func `lets no register be made, is told, and leaves nothing that bars the next attempt`() async {
        await #expect(processExitsWith: .success) {
            var outcomes: Set<String> = []
            for bytes in stride(from: 0, through: 160 * 1024, by: 4096) {
                let folder = try Folder()
                let outcome = FileLimit.outcome(of: bytes) {
                    try folder.newLog { _ = try $0.write { try $0.append(request("first", ["register"])) } }
                        .close()
                }
                outcomes.insert(outcome)
                let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                if outcome != "done" {
                    #expect(outcome == "disk-full", "at \(bytes) bytes")
                    #expect(Set(files).isSubset(of: ["register.db.lock"]), "at \(bytes) bytes")
                    try folder.newLog { _ = try $0.write { try $0.append(request("first", ["register"])) } }
                        .close()
                }
                let log = try folder.open(.readOnly)
                #expect(try log.read { try $0.size } == 1)
                #expect(try LogVerifier.verify(log).findings == [])
            }
            #expect(outcomes == ["disk-full", "done"])
        }
    }

    @Test func `takes no part of a command, is told, and leaves the register as usable as before`() async {
        await #expect(processExitsWith: .success) {
            let folder = try Folder()
            try folder.newLog().close()
            var (size, outcomes) = (0, Set<String>())
            for bytes in stride(from: 0, through: 480 * 1024, by: 20480) {
                // A connection of its own, as a command of the program has; and one that stays.
                for stays in [false, true] {
                    let log = try folder.open()
                    if !stays { log.close() }
                    let append = { (key: String) throws in
                        _ = try log.write { log in
                            for number in 0..<12 {
                                let streams = (0..<6).map { "case/\(bytes)-\(number)-\($0)" }
                                _ = try log.append(request("\(key)/\(bytes)/\(stays)/\(number)", streams))
                            }
                        }
                    }
                    let outcome = FileLimit.outcome(of: bytes) { try append("limited") }
                    outcomes.insert(outcome)
                    if outcome == "done" {
                        size += 72
                    } else {
                        #expect(outcome == "disk-full", "at \(bytes)")
                    }
                    #expect(try folder.open(.readOnly).read { try $0.size } == size)
                    try append("free")
                    size += 72
                    log.close()
                    #expect(try folder.open(.readOnly).read { try $0.size } == size)
                }
            }
            #expect(outcomes == ["disk-full", "done"])
            #expect(try LogVerifier.verify(folder.open(.readOnly)).findings == [])
        }
    }

    @Test func `does not keep a register from being read`() async {
        await #expect(processExitsWith: .success) {
            let folder = try Folder()
            let log = try folder.newLog()
            _ = try log.write { try $0.append(request("a", ["case/1"])) }
            log.close()
            let outcome = FileLimit.outcome(of: 0) {
                let size = try folder.open(.readOnly).read { try $0.size }
                #expect(size == 1)
            }
            #expect(outcome == "done")
        }
    }
}

/// The limit on the size of a file.
enum FileLimit {
    /// How `body` ends while no file may get larger than this: `done`, or the code of its error.
    static func outcome(of bytes: Int, _ body: () throws -> Void) -> String {
        signal(SIGXFSZ, SIG_IGN)
        set(rlim_t(bytes))
        defer { set(rlim_t.max) }
        do {
            try body()
            return "done"
        } catch {
            return (error as? LogError).map { $0 == .full ? $0.code : $0.description } ?? "\(error)"
        }
    }

    private static func set(_ bytes: rlim_t) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        limit.rlim_cur = min(bytes, limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    }
}
