import EventLog
import TransparencyLog
import Values

extension SQLiteTables {
    func insert(_ entry: EntryRow) throws {
        try run(
            """
            INSERT INTO entry(position, stream, version, type, schema, recorded, skew, occurred, actor, key, cause, \
            correlation, manifest, leaf, leaf_hash) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)
            """
        ) {
            try $0.bind(1, entry.position)
            try $0.bind(2, entry.stream)
            try $0.bind(3, entry.version)
            try $0.bind(4, entry.type)
            try $0.bind(5, entry.schema)
            try $0.bind(6, entry.at)
            try $0.bind(7, entry.skew)
            try $0.bind(8, entry.occurred)
            try $0.bind(9, entry.actor)
            try $0.bind(10, entry.key)
            try $0.bind(11, entry.cause)
            try $0.bind(12, entry.correlation)
            try $0.bind(13, entry.manifest)
            try $0.bind(14, entry.leaf)
            if let hash = entry.leafHash { try $0.bind(15, hash) }
        }
        for part in entry.parts {
            try run("INSERT INTO part(id, name, personal, bytes, erased_by) VALUES (?1,?2,?3,?4,?5)") {
                try $0.bind(1, SQLiteTables.partID(entry.position, part.ordinal))
                try $0.bind(2, part.name)
                try $0.bind(3, part.isPersonal ? 1 : 0)
                try $0.bind(4, part.stored)
                try $0.bind(5, part.erasedBy)
            }
        }
    }

    func insert(_ node: TreeNode) throws {
        try run("INSERT INTO node(level, idx, hash) VALUES (?1,?2,?3)") {
            try $0.bind(1, node.level)
            try $0.bind(2, node.index)
            try $0.bind(3, node.hash)
        }
    }

    func setHead(_ head: HeadRow) throws {
        try run(
            """
            INSERT INTO stream_head(stream, version, position) VALUES (?1,?2,?3) \
            ON CONFLICT(stream) DO UPDATE SET version = excluded.version, position = excluded.position
            """
        ) {
            try $0.bind(1, head.stream)
            try $0.bind(2, head.version)
            try $0.bind(3, head.position)
        }
    }

    func insert(_ command: CommandRow) throws {
        try run("INSERT INTO command(key, request_hash, first, last, answer) VALUES (?1,?2,?3,?4,?5)") {
            try $0.bind(1, command.key)
            if let hash = command.requestHash { try $0.bind(2, hash) }
            try $0.bind(3, command.first)
            try $0.bind(4, command.last)
            try $0.bind(5, command.answer)
        }
    }

    func erase(partAt position: Int, ordinal: Int, by: Int) throws {
        try run("UPDATE part SET bytes = NULL, erased_by = ?2 WHERE id = ?1") {
            try $0.bind(1, SQLiteTables.partID(position, ordinal))
            try $0.bind(2, by)
        }
    }

    private static func partID(_ position: Int, _ ordinal: Int) -> Int {
        position * RegisterSchema.partStride + ordinal
    }

    /// Compares the schema with ours and has SQLite check its pages and indexes.
    func structureFindings() throws -> [Bilingual] {
        var wanted = Dictionary(uniqueKeysWithValues: RegisterSchema.objects)
        var findings: [Bilingual] = []
        try run(
            "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name",
            row: {
                let name = $0.text(0)
                guard let sql = wanted.removeValue(forKey: name) else {
                    findings.append(
                        Bilingual(zh: "多出结构 \(name)", en: "there is an object \(name) that is not ours"))
                    return
                }
                if sql != $0.text(1) {
                    findings.append(Bilingual(zh: "结构 \(name) 被改动", en: "the object \(name) was altered"))
                }
            })
        for name in wanted.keys.sorted() {
            findings.append(Bilingual(zh: "缺少结构 \(name)", en: "the object \(name) is not there"))
        }
        try run(
            "PRAGMA integrity_check(100)",
            row: {
                let line = $0.text(0)
                if line != "ok" {
                    findings.append(Bilingual(zh: "SQLite 检查：\(line)", en: "SQLite says: \(line)"))
                }
            })
        return findings
    }
}
