import EventLog
import EventLogSQLite
import Foundation
import GRDB
import Testing
import TransparencyLog

/// A small register, and somebody who changes it behind our back.
private struct Scene {
    let folder: Folder
    let log: SQLiteLog
    let intruder: Intruder

    init(commands: Int = 3) throws {
        folder = try Folder()
        log = try folder.newLog()
        for number in 0..<commands {
            _ = try log.write { try $0.append(request("k/\(number)", ["case/\(number % 2)", "person/1"])) }
        }
        intruder = try Intruder(folder.file())
    }

    func findings() throws -> [VerificationReport.Finding] { try LogVerifier.verify(log).findings }

    /// Makes a change, and expects a finding of this kind at this position.
    func expectFound(_ sql: String, _ kind: VerificationReport.Kind, at position: Int?) throws {
        try intruder.run(sql)
        let findings = try findings()
        #expect(
            findings.contains { $0.kind == kind && $0.position == position },
            "\(sql): found \(findings.map { "\($0.kind.rawValue) at \($0.position.map(String.init) ?? "-")" })"
        )
    }
}

@Suite struct `Verification` {
    @Test func `finds every changed byte of every leaf, hash, manifest and part, and says where`() throws {
        let scene = try Scene(commands: 2)
        try #expect(scene.findings() == [])
        let columns = [
            ("entry", "leaf", "position"), ("entry", "leaf_hash", "position"),
            ("entry", "manifest", "position"),
            ("part", "bytes", "id"),
        ]
        for (table, column, key) in columns {
            let rows = try scene.intruder.queue.read {
                try Row.fetchAll($0, sql: "SELECT \(key) AS key, position, \(column) AS bytes FROM \(table)")
            }
            for row in rows {
                let bytes = [UInt8](row["bytes"] as Data)
                let position: Int = row["position"]
                for index in bytes.indices {
                    var changed = bytes
                    changed[index] ^= 1 << UInt8(index % 8)
                    try scene.intruder.run(
                        "UPDATE \(table) SET \(column) = ? WHERE \(key) = ?",
                        arguments: [Data(changed), row["key"] as Int])
                    let findings = try scene.findings()
                    #expect(
                        findings.contains { $0.position == position },
                        "\(table) \(column) \(position) byte \(index)")
                }
                try scene.intruder.run(
                    "UPDATE \(table) SET \(column) = ? WHERE \(key) = ?",
                    arguments: [Data(bytes), row["key"] as Int])
            }
        }
        try #expect(scene.findings() == [], "all bytes are back")
    }

    @Test(arguments: [
        "stream = 'case/7'", "version = 7", "type = 'paid'", "schema = 2", "recorded = recorded + 1",
        "skew = 1",
        "occurred = NULL", "occurred = '2025-04-08'", "actor = 'actor/wang'",
        "actor = 'actor/li' || char(0) || 'x'",
        "actor = CAST(x'6163746f722f6c69ff' AS TEXT)", "key = 'k/9'", "cause = 0", "correlation = 'c'",
    ])
    func `finds a changed column of an event`(_ change: String) throws {
        let scene = try Scene()
        try scene.intruder.run("UPDATE entry SET \(change) WHERE position = 2")
        try #expect(scene.findings().contains { $0.position == 2 }, "\(change)")
    }

    @Test func `finds an event that was changed together with its hash and columns`() throws {
        let scene = try Scene()
        let row = try scene.log.read { try $0.tables.entries(in: 2..<3)[0] }
        var forged = row
        forged.actor = "actor/wang"
        forged.leaf = Leaf(log: scene.log.origin, row: forged, previousInStream: .zero).bytes
        try scene.intruder.run(
            "UPDATE entry SET actor = ?, leaf = ?, leaf_hash = ? WHERE position = 2",
            arguments: [forged.actor, Data(forged.leaf), Data(MerkleHash.leaf(forged.leaf).bytes)])
        try #expect(scene.findings().contains { $0.kind == .node && $0.position == 2 })
    }

    @Test(arguments: [
        ("DELETE FROM entry WHERE position = 2", VerificationReport.Kind.missingEntry, Int?.some(2)),
        ("UPDATE entry SET position = 99 WHERE position = 5", .missingEntry, 5),
        ("UPDATE entry SET position = -1 WHERE position = 5", .strayRows, nil),
        ("DELETE FROM part WHERE position = 4", .missingPart, 4),
        ("UPDATE part SET personal = 0 WHERE position = 4 AND personal = 1", .part, 4),
        ("UPDATE part SET name = 'personal/P-2' WHERE position = 4 AND personal = 1", .part, 4),
        ("UPDATE part SET bytes = NULL, erased_by = 5 WHERE position = 4 AND personal = 1", .missingPart, 4),
        ("UPDATE part SET bytes = NULL, erased_by = 5 WHERE position = 4 AND personal = 0", .missingPart, 4),
        ("UPDATE part SET bytes = NULL WHERE position = 4 AND personal = 1", .missingPart, 4),
        ("UPDATE part SET erased_by = 5 WHERE position = 4 AND personal = 1", .missingPart, 4),
        ("INSERT INTO part(id, name, personal, bytes) VALUES (4 * 1024 + 7, 'more', 0, x'00')", .part, 4),
        ("INSERT INTO part(id, name, personal, bytes) VALUES (44 * 1024, 'more', 0, x'00')", .strayRows, nil),
        ("INSERT INTO part(id, name, personal, bytes) VALUES (-5, 'more', 0, x'00')", .strayRows, nil),
        ("UPDATE node SET hash = zeroblob(32) WHERE level = 1 AND idx = 1", .node, 2),
        ("UPDATE node SET hash = x'00' WHERE level = 1 AND idx = 1", .node, 2),
        ("DELETE FROM node WHERE level = 2", .node, 0),
        ("INSERT INTO node VALUES (1, 77, zeroblob(32))", .strayRows, nil),
        ("INSERT INTO node VALUES (0, 0, zeroblob(32))", .strayRows, nil),
        ("UPDATE stream_head SET version = 7 WHERE stream = 'person/1'", .head, 5),
        ("UPDATE stream_head SET position = 3 WHERE stream = 'person/1'", .head, 5),
        ("UPDATE stream_head SET position = 77 WHERE stream = 'person/1'", .head, 77),
        ("DELETE FROM stream_head WHERE stream = 'person/1'", .head, 5),
        ("INSERT INTO stream_head VALUES ('case/none', 0, 3)", .head, 3),
        ("INSERT INTO stream_head VALUES ('案件', 0, 3)", .head, 3),
        ("DELETE FROM command WHERE key = 'k/1'", .command, 2),
        ("UPDATE command SET key = 'k/9' WHERE key = 'k/1'", .command, 2),
        ("UPDATE command SET first = 0 WHERE key = 'k/1'", .command, 2),
        ("UPDATE command SET last = 2 WHERE key = 'k/1'", .command, 3),
        ("UPDATE command SET last = 9 WHERE key = 'k/1'", .command, 4),
        ("UPDATE command SET last = 9 WHERE key = 'k/2'", .command, 5),
        ("UPDATE command SET answer = x'00' WHERE key = 'k/1'", .command, 2),
        ("UPDATE command SET request_hash = zeroblob(32) WHERE key = 'k/1'", .command, 2),
        ("INSERT INTO command VALUES ('k/9', zeroblob(32), 3, 3, x'')", .command, 3),
        ("INSERT INTO command VALUES ('k/9', zeroblob(32), 77, 77, x'')", .command, 77),
        ("UPDATE register SET origin = 'other'", .columns, 0),
    ])
    func `finds a row that was changed, removed or put in`(
        _ sql: String, _ kind: VerificationReport.Kind, _ position: Int?
    ) throws {
        let scene = try Scene()
        if sql.contains("register") {
            try scene.intruder.run(sql)
            let log = try scene.folder.open(.readOnly)
            try #expect(
                LogVerifier.verify(log).findings.contains { $0.kind == kind && $0.position == position })
        } else {
            try scene.expectFound(sql, kind, at: position)
        }
    }

    @Test(arguments: [
        ("entry", "position", "0", "2", 0), ("part", "id", "0", "2048", 0),
        ("node", "idx", "0", "1", 0),
    ])
    func `finds two rows that changed places`(
        _ table: String, _ key: String, _ one: String, _ two: String, _ position: Int
    ) throws {
        let scene = try Scene()
        let only = table == "node" ? "level = 1 AND " : ""
        try scene.intruder.run(
            """
            UPDATE \(table) SET \(key) = 1000000 WHERE \(only) \(key) = \(one);
            UPDATE \(table) SET \(key) = \(one) WHERE \(only) \(key) = \(two);
            UPDATE \(table) SET \(key) = \(two) WHERE \(only) \(key) = 1000000;
            """)
        try #expect(scene.findings().contains { $0.position == position })
    }

    @Test func `finds answers of two commands that changed places`() throws {
        let scene = try Scene()
        try scene.expectFound(
            """
            UPDATE command SET first = first + 100, last = last + 100 WHERE key = 'k/0';
            UPDATE command SET key = 'x' WHERE key = 'k/0'; UPDATE command SET key = 'k/0' WHERE key = 'k/1';
            UPDATE command SET key = 'k/1' WHERE key = 'x';
            """, .command, at: 0)
    }

    @Test func `cannot see by itself that the end was cut off, and sees it against a checkpoint`() throws {
        let scene = try Scene()
        let root = try scene.log.read { try $0.root(at: 6) }
        try scene.intruder.run(
            """
            DELETE FROM entry WHERE position >= 4; DELETE FROM part WHERE position >= 4;
            DELETE FROM node WHERE (idx + 1) << level > 4; DELETE FROM command WHERE first >= 4;
            UPDATE stream_head SET version = 0, position = 0 WHERE stream = 'case/0';
            UPDATE stream_head SET version = 1, position = 3 WHERE stream = 'person/1';
            """)
        let alone = try LogVerifier.verify(scene.log)
        #expect(alone.findings == [])
        #expect(alone.notRead.count == 1, "it says that it did not see the end")
        let report = try LogVerifier.verify(scene.log, against: [LogVerifier.Anchor(size: 6, root: root)])
        #expect(report.findings.map(\.kind) == [.checkpoint])
    }

    @Test func `accepts an erased part only with the event that says so`() throws {
        let scene = try Scene()
        try erase(2, in: scene.log)
        let clean = try LogVerifier.verify(scene.log)
        #expect(clean.findings == [])
        #expect(clean.counts.erasedParts == 1)
        try scene.expectFound(
            "UPDATE part SET erased_by = 5 WHERE position = 2 AND personal = 1", .missingPart, at: 2)
        try scene.intruder.run("UPDATE part SET erased_by = 6 WHERE position = 2 AND personal = 1")
        try scene.expectFound(
            "UPDATE part SET bytes = NULL, erased_by = 6 WHERE position = 4 AND personal = 1", .missingPart,
            at: 4)
    }

    @Test func `finds a trigger that was taken away and an index that lies`() throws {
        let scene = try Scene()
        try scene.intruder.queue.write { try $0.execute(sql: "DROP TRIGGER entry_refuses_delete") }
        try #expect(scene.findings().map(\.kind) == [.structure])
        try scene.intruder.queue.write { try $0.execute(sql: "CREATE TABLE mine(a)") }
        try #expect(scene.findings().count == 2)
    }

    @Test func `goes on while another appends, up to the size it began with`() throws {
        let scene = try Scene(commands: 600)
        var appended = 0
        let report = try LogVerifier.verify(scene.log) { _, _ in
            appended += 1
            _ = try scene.log.write {
                try $0.append(request("later/\(appended)", ["case/new\(appended)", "person/1"]))
            }
        }
        #expect(appended == 2)
        #expect(report.size == 1200)
        #expect(report.findings == [])
    }

    @Test func `accepts an erasure that came after it began`() throws {
        let scene = try Scene(commands: 600)
        var isFirst = true
        let report = try LogVerifier.verify(scene.log) { _, _ in
            if isFirst { try erase(1100, in: scene.log) }
            isFirst = false
        }
        #expect(report.findings == [])
        #expect(report.counts.erasedParts == 1)
    }
}
