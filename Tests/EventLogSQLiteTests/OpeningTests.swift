import EventLog
import EventLogSQLite
import Foundation
import GRDB
import Testing

@Suite struct `Opening a register` {
    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? LogError)?.code
        }
    }

    @Test func `that is not there says so, for reading and for writing`() throws {
        let folder = try Folder()
        #expect(code { _ = try folder.open() } == "not-found")
        #expect(code { _ = try folder.open(.readOnly) } == "not-found")
        #expect(
            code { _ = try SQLiteLog.create(at: folder.file("no/such/r.db"), origin: "o") { _ in [] } }
                == "not-found")
    }

    @Test func `never overwrites what is there`() throws {
        let folder = try Folder()
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.file()))
        #expect(code { _ = try folder.newLog() } == "already-exists")
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == Data("mine".utf8))
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link"), withDestinationPath: "nowhere")
        #expect(code { _ = try folder.newLog("link") } == "already-exists")
    }

    @Test func `that is another kind of file says so`() throws {
        let folder = try Folder()
        try Data(repeating: 0x41, count: 20_000).write(to: URL(fileURLWithPath: folder.file()))
        #expect(code { _ = try folder.open() } == "not-a-register")
        #expect(code { _ = try folder.open(.readOnly) } == "not-a-register")
        #expect(code { _ = try SQLiteLog.open(folder.path) { _ in [] } } == "not-a-register")
        let other = try DatabaseQueue(path: folder.file("other.db"))
        try other.write { try $0.execute(sql: "CREATE TABLE t(a)") }
        #expect(code { _ = try SQLiteLog.open(folder.file("other.db")) { _ in [] } } == "not-a-register")
    }

    @Test func `that a crash left half-made says so`() throws {
        let folder = try Folder()
        try Data().write(to: URL(fileURLWithPath: folder.file()))
        #expect(code { _ = try folder.open(.readOnly) } == "incomplete-register")
        try Data().write(to: URL(fileURLWithPath: folder.file() + ".lock"))
        #expect(code { _ = try folder.open() } == "incomplete-register")
    }

    @Test func `of a later release says which version it found`() throws {
        let folder = try Folder()
        try folder.newLog().close()
        let queue = try DatabaseQueue(path: folder.file())
        try queue.write { try $0.execute(sql: "PRAGMA user_version = 9") }
        try queue.close()
        #expect(throws: LogError.newerVersion(found: 9, supported: 1)) { try folder.open() }
        #expect(throws: LogError.newerVersion(found: 9, supported: 1)) { try folder.open(.readOnly) }
    }

    @Test func `for the first time writes what it begins with, or makes no register`() throws {
        struct Refused: Error {}
        let folder = try Folder()
        #expect(throws: Refused.self) {
            try folder.newLog { log in
                _ = try log.write { try $0.append(request("a", ["register"])) }
                throw Refused()
            }
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["register.db.lock"])
        let log = try folder.newLog { log in
            _ = try log.write { try $0.append(request("a", ["register"])) }
            let impatient = #expect(throws: LogError.self) {
                try folder.open(busyTimeout: .milliseconds(30)).close()
            }
            #expect(impatient != nil, "nobody else writes before it is founded")
        }
        #expect(try log.read { try $0.size } == 1)
        #expect(try folder.open().read { try $0.size } == 1)
    }

    @Test func `for writing needs the lock file, and for reading does not`() throws {
        let folder = try Folder()
        try folder.newLog().close()
        try FileManager.default.removeItem(atPath: folder.file() + ".lock")
        #expect(code { _ = try folder.open() } == "lock-file-missing")
        #expect(try folder.open(.readOnly).read { try $0.size } == 0)
    }

    @Test func `for reading allows no writing`() throws {
        let folder = try Folder()
        _ = try folder.newLog().write { try $0.append(request("a", ["case/1"])) }
        let reader = try folder.open(.readOnly)
        #expect(code { try reader.write { _ = try $0.append(request("b", ["case/1"])) } } == "read-only")
        #expect(try reader.read { try $0.size } == 1)
    }

    @Test func `that was copied without write-ahead mode puts it back`() throws {
        let folder = try Folder()
        let log = try folder.newLog()
        _ = try log.write { try $0.append(request("a", ["case/1"])) }
        log.close()
        let queue = try DatabaseQueue(path: folder.file())
        try queue.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
        try queue.close()
        let again = try folder.open()
        #expect(try again.pragma("journal_mode") == "wal")
        #expect(try again.read { try $0.size } == 1)
    }

    @Test func `needs an origin of one line`() throws {
        let folder = try Folder()
        #expect(
            code { _ = try SQLiteLog.create(at: folder.file(), origin: "a\nb") { _ in [] } }
                == "invalid-request")
        #expect(
            code { _ = try SQLiteLog.create(at: folder.file(), origin: "") { _ in [] } } == "invalid-request")
    }
}
