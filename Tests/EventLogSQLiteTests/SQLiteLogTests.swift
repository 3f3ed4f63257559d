import EventLog
import EventLogLaws
import EventLogSQLite
import Foundation
import GRDB
import Testing

@Suite struct `A register` {
    @Test func `keeps every law of the log`() throws {
        let folder = try Folder()
        var number = 0
        let broken = checkLaws {
            number += 1
            return try folder.newLog("\(number).db")
        }
        #expect(broken == [])
    }

    @Test func `is durable at every commit: synchronous reads back as FULL in write-ahead mode`() throws {
        let folder = try Folder()
        for log in [try folder.newLog(), try folder.open()] {
            _ = try log.write { try $0.append(request("a", ["case/1"])) }
            #expect(try log.pragma("synchronous") == "2")
            #expect(try log.pragma("journal_mode") == "wal")
            #expect(try log.pragma("wal_autocheckpoint") == "0")
            #expect(try log.pragma("foreign_keys") == "1")
            #expect(try log.pragma("trusted_schema") == "0")
            #expect(try log.pragma("page_size") == "8192")
        }
        #expect(try folder.open(.readOnly).pragma("query_only") == "1")
    }

    @Test func `holds after it is closed and opened what was committed, and only that`() throws {
        let folder = try Folder()
        var log = try folder.newLog()
        for round in 0..<5 {
            _ = try log.write { try $0.append(request("round/\(round)", ["case/\(round)", "person/1"])) }
            _ = try? log.write { writer in
                _ = try writer.append(request("lost/\(round)", ["case/lost"]))
                throw CancellationError()
            }
            if round.isMultiple(of: 2) { log.close() }
            log = try folder.open()
            #expect(try log.read { try $0.size } == 2 * (round + 1))
        }
        #expect(log.origin == "register.example/test")
        #expect(try LogVerifier.verify(log).findings == [])
        #expect(try log.read { try $0.streams(prefix: "case/lost", after: nil, limit: 1) } == [])
    }

    @Test func `takes many commands in one transaction`() throws {
        let folder = try Folder()
        let log = try folder.newLog()
        try log.write { writer in
            for number in 0..<2500 { _ = try writer.append(request("n/\(number)", ["case/\(number % 7)"])) }
        }
        let report = try LogVerifier.verify(log)
        #expect(report.findings == [])
        #expect(report.counts.leaves == 2500)
    }

    @Test func `moves its write-ahead log into the file, so that it does not grow for ever`() throws {
        let folder = try Folder()
        let log = try folder.newLog()
        for round in 0..<6 {
            try log.write { writer in
                for number in 0..<1500 {
                    _ = try writer.append(request("n/\(round)/\(number)", ["case/\(number % 7)"]))
                }
            }
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file())
        let size = try #require(attributes[.size] as? Int)
        #expect(size > 4_000_000, "the events are in the file itself")
        #expect(try LogVerifier.verify(log).findings == [])
    }

    @Test func `leaves nothing of an erased part in any of its files`() throws {
        let folder = try Folder()
        let log = try folder.newLog()
        _ = try log.write { try $0.append(request("a", ["case/1"])) }
        _ = try log.write { try $0.append(request("b", ["case/2"])) }
        try erase(0, in: log)
        try erase(1, in: log)
        log.close()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
            #expect(bytes.range(of: Data("somebody".utf8)) == nil, "\(name)")
        }
        #expect(try LogVerifier.verify(log).counts.erasedParts == 2)
    }

    @Test func `refuses updates and deletes even from a program that goes around ours`() throws {
        let folder = try Folder()
        let log = try folder.newLog()
        _ = try log.write { try $0.append(request("a", ["case/1"])) }
        let queue = try Intruder(folder.file()).queue
        for sql in [
            "UPDATE entry SET actor = 'x'", "DELETE FROM entry", "UPDATE part SET name = 'x'",
            "DELETE FROM part",
            "UPDATE part SET bytes = x'00'", "UPDATE node SET idx = 9", "DELETE FROM command",
            "UPDATE command SET answer = x''", "DELETE FROM stream_head",
            "UPDATE stream_head SET version = 0",
            "UPDATE register SET origin = 'x'", "DELETE FROM register",
            "INSERT INTO entry SELECT 7, 'case/9', 0, type, schema, recorded, skew, occurred, actor, key, cause, "
                + "correlation, manifest, leaf, leaf_hash FROM entry",
        ] {
            if sql.contains("node") { _ = try log.write { try $0.append(request("b", ["case/1"])) } }
            #expect(throws: DatabaseError.self, "\(sql)") { try queue.write { try $0.execute(sql: sql) } }
        }
        #expect(try LogVerifier.verify(log).findings == [])
    }

    @Test func `drops a connection that failed and goes on with the next`() throws {
        let folder = try Folder()
        let log = try folder.newLog()
        _ = try log.write { try $0.append(request("a", ["case/1"])) }
        let intruder = try Intruder(folder.file())
        // A row that stands in the way of the next position's node makes the insert fail half-way.
        try intruder.run("INSERT INTO node VALUES (1, 0, zeroblob(32))")
        let error = #expect(throws: LogError.self) {
            try log.write { _ = try? $0.append(request("b", ["case/1"])) }
        }
        #expect(error?.code == "corrupt")
        try intruder.run("DELETE FROM node")
        _ = try log.write { try $0.append(request("b", ["case/1"])) }
        #expect(try log.read { try $0.size } == 2)
        #expect(try LogVerifier.verify(log).findings == [])
    }
}
