import Foundation
import GRDB
import Testing

/// A played register in which somebody changed something with SQL, past the program and its triggers.
struct TamperTests {
    /// A column that can be changed, and how.
    enum Target: String, CaseIterable, Sendable, CustomTestStringConvertible {
        case leaf, leafHash = "leaf_hash", manifest, stream, version, type, schema, recorded, occurred, actor,
            key
        case cause, correlation, skew
        var testDescription: String { rawValue }

        /// Changes this column of the entry at a position; `byte` chooses where in a text or blob.
        func change(_ database: Database, at position: Int, byte: Int) throws {
            let row = try #require(
                try Row.fetchOne(
                    database, sql: "SELECT * FROM entry WHERE position = ?", arguments: [position]))
            let value: DatabaseValue = row[rawValue]
            let changed: any DatabaseValueConvertible
            switch value.storage {
            case .blob(let bytes): changed = bytes.withByteChanged(byte)
            case .string(let text): changed = text == "changed" ? "altered" : "changed"
            case .int64(let number): changed = number + 1000
            case .null: changed = self == .cause || self == .skew ? 1 : "2020-01-01"
            case .double(let number): changed = number + 1
            }
            try database.execute(
                sql: "UPDATE entry SET \(rawValue) = ? WHERE position = ?", arguments: [changed, position])
        }
    }

    @Test func `an untouched register verifies, and so does its copy`() throws {
        try TestRegister.dehua { register, _ in
            let seen = try register.verified()
            #expect(seen.isClean)
            #expect(seen.size > 40)
            #expect(seen.root.count == 64)
        }
    }

    @Test(arguments: [20_250_407, 1, 2, 3] as [UInt64])
    func `a byte changed anywhere in an entry is found, and the position is named`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let size = try TestRegister.dehuaSize()
        // Together the seeds touch every row, each in a place chosen by chance.
        for position in stride(from: Int(seed % 4), to: size, by: 4) {
            let target = try #require(Target.allCases.randomElement(using: &generator))
            let byte = Int.random(in: 0..<4096, using: &generator)
            try tampered(at: [position], "seed \(seed): \(target) of \(position), byte \(byte)") {
                try target.change($0, at: position, byte: byte)
            }
        }
    }

    @Test(arguments: Target.allCases)
    func `a column changed in every entry is found in every entry`(target: Target) throws {
        let size = try TestRegister.dehuaSize()
        // `stream` and `key` of a whole register cannot all become the same word: rows would collide.
        let positions = target == .stream || target == .key ? [size / 2] : Array(0..<size)
        try tampered(at: positions, "\(target)") { database in
            for position in positions { try target.change(database, at: position, byte: position * 7) }
        }
    }

    @Test(arguments: [11, 12, 13, 14] as [UInt64])
    func `a byte changed anywhere in a body is found, and the position is named`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let parts = try TestRegister.dehuaParts()
        for (index, part) in parts.enumerated() where index % 4 == Int(seed % 4) {
            let byte = Int.random(in: 0..<65_536, using: &generator)
            try tampered(at: [part / 1024], "seed \(seed): part \(part), byte \(byte)") { database in
                let bytes = try #require(
                    try Data.fetchOne(database, sql: "SELECT bytes FROM part WHERE id = ?", arguments: [part])
                )
                try database.execute(
                    sql: "UPDATE part SET bytes = ? WHERE id = ?",
                    arguments: [bytes.withByteChanged(byte), part])
            }
        }
    }

    @Test func `a part renamed, or declared personal or not, is found`() throws {
        let parts = try TestRegister.dehuaParts()
        let middle = parts[parts.count / 2]
        try tampered(at: [middle / 1024], "name") {
            try $0.execute(
                sql: "UPDATE part SET name = 'personal/P-999999' WHERE id = ?", arguments: [middle])
        }
        try tampered(at: [middle / 1024], "personal") {
            try $0.execute(sql: "UPDATE part SET personal = 1 - personal WHERE id = ?", arguments: [middle])
        }
    }

    @Test func `an entry taken out is missed, wherever it stood`() throws {
        let size = try TestRegister.dehuaSize()
        for position in [0, size / 3, size / 2, size - 2, size - 1] {
            try tampered(at: [position], "entry \(position) and its parts") {
                try $0.execute(sql: "DELETE FROM part WHERE position = ?", arguments: [position])
                try $0.execute(sql: "DELETE FROM entry WHERE position = ?", arguments: [position])
            }
        }
    }

    @Test func `a part taken out is missed`() throws {
        for part in try TestRegister.dehuaParts().suffix(8) {
            try tampered(at: [part / 1024], "part \(part)") {
                try $0.execute(sql: "DELETE FROM part WHERE id = ?", arguments: [part])
            }
        }
    }

    @Test func `two entries that changed places are found, both of them`() throws {
        let size = try TestRegister.dehuaSize()
        for (one, other) in [(size - 2, size - 1), (size / 2, size / 2 + 3)] {
            try tampered(at: [one, other], "\(one) and \(other)") { database in
                for sql in [
                    "UPDATE entry SET position = -1 WHERE position = \(one)",
                    "UPDATE entry SET position = \(one) WHERE position = \(other)",
                    "UPDATE entry SET position = \(other) WHERE position = -1",
                ] { try database.execute(sql: sql) }
            }
        }
    }

    @Test func `two bodies that changed places are found, both of them`() throws {
        let parts = try TestRegister.dehuaParts().filter { $0 % 1024 == 0 }
        let (one, other) = (parts[parts.count - 1], parts[parts.count - 2])
        try tampered(at: [one / 1024, other / 1024], "\(one) and \(other)") { database in
            for sql in [
                "UPDATE part SET id = -1 WHERE id = \(one)",
                "UPDATE part SET id = \(one) WHERE id = \(other)",
                "UPDATE part SET id = \(other) WHERE id = -1",
            ] { try database.execute(sql: sql) }
        }
    }

    @Test(arguments: [
        "UPDATE node SET hash = zeroblob(32) WHERE level = 2 AND idx = 3",
        "DELETE FROM node WHERE level = 1 AND idx = 5",
        "UPDATE stream_head SET version = version + 1 WHERE stream = 'case/2025-0001'",
        "UPDATE stream_head SET position = position - 1 WHERE stream = 'case/2025-0001'",
        "DELETE FROM stream_head WHERE stream = 'actor/dehua-head'",
        "UPDATE command SET answer = CAST('{}' AS BLOB) WHERE first = (SELECT max(first) FROM command)",
        "UPDATE command SET request_hash = zeroblob(32) WHERE first = (SELECT max(first) FROM command)",
        "DELETE FROM command WHERE first = (SELECT max(first) FROM command)",
        "INSERT INTO part(id, name, personal, bytes) VALUES (1024 * 1024 * 1024, 'facts', 0, x'00')",
        "UPDATE register SET origin = 'somebody else'",
    ])
    func `anything else that is stored is compared too`(sql: String) throws {
        try TestRegister.dehua { register, _ in
            try RegisterSQL(register).withoutTriggers { try $0.execute(sql: sql) }
            #expect(try register.verified().isClean == false, "\(sql)")
        }
    }

    @Test func `a trigger taken away is told`() throws {
        try TestRegister.dehua { register, _ in
            try RegisterSQL(register).execute("DROP TRIGGER entry_refuses_update")
            let seen = try register.verified()
            #expect(!seen.isClean)
            #expect(seen.kinds == ["structure"])
        }
    }

    @Test func `the register's own triggers stop whoever does not take them away`() throws {
        try TestRegister.dehua { register, _ in
            for sql in [
                "UPDATE entry SET actor = 'x' WHERE position = 1", "DELETE FROM entry WHERE position = 1",
                "UPDATE part SET bytes = x'00' WHERE id = 1024", "DELETE FROM part WHERE id = 1024",
                "DELETE FROM command", "UPDATE node SET hash = zeroblob(32)", "DELETE FROM stream_head",
                "UPDATE register SET origin = 'x'",
            ] {
                do {
                    try RegisterSQL(register).execute(sql)
                    Issue.record("nothing stopped \(sql)")
                } catch let error as DatabaseError {
                    #expect(error.resultCode == .SQLITE_CONSTRAINT, "\(sql): \(error)")
                }
            }
            #expect(try register.verified().isClean)
        }
    }

    @Test func `an older copy put in the register's place is found by a root kept elsewhere`() throws {
        try TestRegister.dehua { register, number in
            let older = try register.verified()
            let bytes = try Data(contentsOf: URL(filePath: register.path))
            try register.done("advance", number, "note_added", "--as", "dehua-clerk", "--set", "text=later")
            let newer = try register.verified()
            let kept = ["--against", "\(newer.size):\(newer.root)"]
            #expect(try register.run(["audit", "verify"] + kept).status == 0)
            #expect(
                try register.run(["audit", "verify", "--against", "\(older.size):\(older.root)"]).status == 0)
            try bytes.write(to: URL(filePath: register.path))
            #expect(try register.verified().isClean, "by itself the older copy is sound")
            let finished = try register.run(["audit", "verify"] + kept)
            #expect(finished.status == 1, finished.said)
            #expect(finished.out.contains("checkpoint"), finished.said)
        }
    }

    /// Changes a copy of the played register and holds that `audit verify` names these positions and exits 1, in
    /// text and in JSON.
    private func tampered(
        at positions: [Int], _ what: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ change: (Database) throws -> Void
    ) throws {
        try TestRegister.dehua { register, _ in
            try RegisterSQL(register).withoutTriggers(change)
            let seen = try register.verified()
            #expect(!seen.isClean, "\(what)", sourceLocation: sourceLocation)
            let unnamed = Set(positions).subtracting(seen.positions)
            #expect(
                unnamed.isEmpty,
                "\(what): not named \(unnamed.sorted()), but \(Set(seen.positions).sorted()) \(seen.kinds)",
                sourceLocation: sourceLocation)
        }
    }
}

extension TestRegister {
    /// How many entries the played Dehua register has.
    static func dehuaSize() throws -> Int {
        var size = 0
        try dehua { register, _ in
            size = try RegisterSQL(register).read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM entry") ?? 0
            }
        }
        return size
    }

    /// The row ids of the body parts of the played Dehua register; the position is the id divided by 1024.
    static func dehuaParts() throws -> [Int] {
        var parts: [Int] = []
        try dehua { register, _ in
            parts = try RegisterSQL(register).read {
                try Int.fetchAll($0, sql: "SELECT id FROM part ORDER BY id")
            }
        }
        return parts
    }
}

extension Data {
    /// The same bytes with one bit of one of them turned; `byte` wraps around.
    func withByteChanged(_ byte: Int) -> Data {
        guard !isEmpty else { return Data([1]) }
        var copy = Data(self)
        copy[copy.startIndex + byte % count] ^= 0x04
        return copy
    }
}
