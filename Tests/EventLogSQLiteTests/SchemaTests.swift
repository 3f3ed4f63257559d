import EventLog
import EventLogSQLite
import GRDB
import Testing
import TransparencyLog

@Suite struct `The schema of a register` {
    /// Changing the text of a table or trigger makes every register of an earlier release look altered, so it
    /// takes a new version and a new hash here.
    @Test func `is that of version 1, to the byte`() throws {
        let folder = try Folder()
        try folder.newLog().close()
        let queue = try DatabaseQueue(path: folder.file())
        let texts = try queue.read {
            try String.fetchAll($0, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        }
        #expect(texts.count == 19)
        let hash = Digest.sha256(Array(texts.joined(separator: "\n").utf8))
        #expect(hash.hex == "4af572f7bbdcb65d6d46daebf7cf2d0c23327c89e5561f48610ac7d46173699c")
        let application = try queue.read { try Int.fetchOne($0, sql: "PRAGMA application_id") }
        let version = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(application == 0x4250_4159)
        #expect(version == 1)
    }

    @Test(arguments: [
        "SELECT * FROM entry WHERE position >= 1 AND position < 2 ORDER BY position",
        "SELECT * FROM entry WHERE stream = 's' AND version >= 1 AND version < 2 ORDER BY version",
        "SELECT * FROM part WHERE id >= 1 AND id < 2 ORDER BY id",
        "SELECT * FROM node WHERE level = 1 AND idx >= 1 AND idx < 2",
        "SELECT * FROM stream_head WHERE stream > 'a' AND stream < 'b' ORDER BY stream LIMIT 1",
        "SELECT * FROM command WHERE key > 'a' ORDER BY key LIMIT 1",
    ])
    func `answers every kind of read by an index, without sorting`(_ sql: String) throws {
        let folder = try Folder()
        try folder.newLog().close()
        let queue = try DatabaseQueue(path: folder.file())
        let steps = try queue.read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
        }
        #expect(steps.count == 1)
        #expect(steps.allSatisfy { $0.hasPrefix("SEARCH") }, "\(steps)")
    }
}
