import EventLog
import EventLogSQLite
import Foundation
import GRDB
import Glibc
import Testing
import Values

@Suite(.enabled(if: Unprivileged.isPossible, "root is held by no permission and cannot become somebody else"))
struct `A register whose folder allows no new files` {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func register(entries: Int, in folder: Folder) throws {
        let log = try folder.newLog()
        for number in 0..<entries { _ = try log.write { try $0.append(request("k\(number)", ["case/1"])) } }
        log.close()
    }

    private func files(in folder: Folder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func `is read and verified, and nothing is laid beside it`() throws {
        try register(entries: 3, in: folder)
        try Unprivileged.run(in: folder) {
            let log = try folder.open(.readOnly)
            #expect(try log.read { try $0.size } == 3)
            #expect(try LogVerifier.verify(log).findings == [])
            #expect(throws: LogError.readOnly("opened for reading")) {
                try log.write { _ = try $0.append(request("w", ["case/1"])) }
            }
            log.close()
        }
        #expect(try files(in: folder) == ["register.db", "register.db.lock"])
    }

    @Test func `is read whatever signs are in its path`() throws {
        for name in ["案卷 50% #1?mode=rw&immutable=0.sqlite", "a//b", "%41+:;.db"] {
            let folder = try Folder()
            let path = folder.file(name.replacing("//", with: "_"))
            let log = try SQLiteLog.create(at: path, origin: "o", random: countingRandom())
            _ = try log.write { try $0.append(request("a", ["case/1"])) }
            log.close()
            try Unprivileged.run(in: folder) {
                let log = try SQLiteLog.open(path, mode: .readOnly, random: countingRandom())
                #expect(try log.read { try $0.size } == 1)
            }
        }
    }

    @Test func `shows what a writer has added since, when it is gone and while it is there`() throws {
        try register(entries: 1, in: folder)
        try Unprivileged.run(in: folder) {
            let reader = try folder.open(.readOnly)
            #expect(try reader.read { try $0.size } == 1)
            try Unprivileged.interrupted(in: folder) {
                let writer = try folder.open()
                _ = try writer.write { try $0.append(request("gone", ["case/1"])) }
                writer.close()
            }
            #expect(try reader.read { try $0.size } == 2)
            let writer = try Unprivileged.interrupted(in: folder) {
                let writer = try folder.open()
                _ = try writer.write { try $0.append(request("there", ["case/1"])) }
                return writer
            }
            #expect(try reader.read { try $0.size } == 3, "read from the write-ahead log")
            try Unprivileged.interrupted(in: folder) {
                _ = try writer.write { try $0.append(request("again", ["case/1"])) }
            }
            #expect(try reader.read { try $0.size } == 4)
            #expect(try folder.open(.readOnly).read { try $0.size } == 4)
            Unprivileged.interrupted(in: folder) { writer.close() }
            #expect(try folder.open(.readOnly).read { try $0.size } == 4)
        }
    }

    @Test func `gives no view that a writer changed under it, but asks to try again`() throws {
        try register(entries: 1, in: folder)
        try Unprivileged.run(in: folder) {
            let reader = try folder.open(.readOnly)
            #expect(throws: LogError.busy) {
                try reader.read { log in
                    _ = try log.size
                    try Unprivileged.interrupted(in: folder) {
                        let writer = try folder.open()
                        _ = try writer.write { try $0.append(request("meanwhile", ["case/1"])) }
                        writer.close()
                    }
                }
            }
            #expect(try reader.read { try $0.size } == 2)
        }
    }

    @Test func `is not read without the entries that a crash left beside it, and says what to do`() throws {
        try register(entries: 1, in: folder)
        let crashed = try Folder()
        let writer = try folder.open()
        _ = try writer.write { try $0.append(request("left", ["case/1"])) }
        for suffix in ["", "-wal", ".lock"] {
            try FileManager.default.copyItem(
                atPath: folder.file() + suffix, toPath: crashed.file() + suffix)
        }
        Unprivileged.run(in: crashed) {
            let refusal = #expect(throws: LogError.self) { try crashed.open(.readOnly) }
            #expect(refusal?.code == "read-only")
            let text = refusal?.message.en ?? ""
            #expect(text.contains(crashed.file() + "-wal holds entries"))
            #expect(text.contains("run a command that writes"))
        }
        // What it advises helps.
        try crashed.open().close()
        try Unprivileged.run(in: crashed) {
            let size = try crashed.open(.readOnly).read { try $0.size }
            #expect(size == 2)
        }
    }

    @Test func `says what it is when it is no register, or an unfinished one`() throws {
        let queue = try DatabaseQueue(path: folder.file())
        try queue.writeWithoutTransaction {
            _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL")
            try $0.execute(sql: "CREATE TABLE t(a)")
        }
        try queue.close()
        Unprivileged.run(in: folder) {
            _ = #expect(throws: LogError.notARegister(path: folder.file())) { try folder.open(.readOnly) }
        }
        try Data().write(to: URL(fileURLWithPath: folder.file("empty.db")))
        Unprivileged.run(in: folder) {
            _ = #expect(throws: LogError.incompleteRegister(path: folder.file("empty.db"))) {
                try SQLiteLog.open(folder.file("empty.db"), mode: .readOnly, random: countingRandom())
            }
        }
    }

    @Test func `that may not be read at all says so`() throws {
        try register(entries: 1, in: folder)
        chmod(folder.file(), 0o000)
        Unprivileged.run(in: folder) {
            let refusal = #expect(throws: LogError.self) { try folder.open(.readOnly) }
            #expect(refusal?.code == "read-only")
            #expect(refusal?.message.en.contains("may not even read \(folder.file())") == true)
        }
    }
}
