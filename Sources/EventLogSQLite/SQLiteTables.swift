import EventLog
import GRDB
import TransparencyLog
import Values

/// The rows of a register inside one transaction.
final class SQLiteTables: WritableLogTables {
    let origin: String
    let path: String
    let database: Database
    /// Whether the connection can no longer be trusted.
    private(set) var isBroken = false
    private var statements: [String: RowStatement] = [:]

    init(_ database: Database, origin: String, path: String) {
        self.database = database
        self.origin = origin
        self.path = path
    }

    /// Runs one statement, with failures in our words.
    func run(
        _ sql: String, _ bind: (RowStatement) throws -> Void = { _ in },
        row: (RowStatement) throws -> Void = { _ in }
    ) throws {
        do {
            let statement: RowStatement
            if let known = statements[sql] {
                statement = known
            } else {
                statement = RowStatement(try database.cachedStatement(sql: sql), in: database)
                statements[sql] = statement
            }
            try statement.run(bind, row: row)
        } catch let error as DatabaseError {
            isBroken = true
            throw LogError(error, path: path, in: database)
        }
    }

    private func count(_ sql: String, _ bind: (RowStatement) throws -> Void = { _ in }) throws -> Int {
        var result = 0
        try run(sql, bind) { result = $0.int(0) }
        return result
    }

    func size() throws -> Int { try count("SELECT coalesce(max(position) + 1, 0) FROM entry") }

    // MARK: Events

    private static let columns = """
        SELECT position, stream, version, type, schema, recorded, skew, occurred, actor, key, cause, correlation, \
        manifest, leaf, leaf_hash FROM entry
        """
    private static let byPosition = columns + " WHERE position >= ?1 AND position < ?2 ORDER BY position"
    private static let byStream =
        columns + " WHERE stream = ?1 AND version >= ?2 AND version < ?3 ORDER BY version"
    private static let partsByID =
        "SELECT id, name, personal, bytes, erased_by FROM part WHERE id >= ?1 AND id < ?2 ORDER BY id"

    func entries(in positions: Range<Int>) throws -> [EntryRow] {
        var result: [EntryRow] = []
        try run(SQLiteTables.byPosition) {
            try $0.bind(1, positions.lowerBound)
            try $0.bind(2, positions.upperBound)
        } row: {
            result.append(row(from: $0))
        }
        guard let first = result.first, let last = result.last else { return [] }
        var index = 0
        try parts(of: first.position...last.position) { position, part in
            while index < result.count, result[index].position < position { index += 1 }
            if index < result.count, result[index].position == position { result[index].parts.append(part) }
        }
        return result
    }

    func entries(of stream: String, versions: Range<Int>) throws -> [EntryRow] {
        var result: [EntryRow] = []
        try run(SQLiteTables.byStream) {
            try $0.bind(1, stream)
            try $0.bind(2, versions.lowerBound)
            try $0.bind(3, versions.upperBound)
        } row: {
            result.append(row(from: $0))
        }
        for index in result.indices {
            let position = result[index].position
            try parts(of: position...position) { result[index].parts.append($1) }
        }
        return result
    }

    private func parts(of positions: ClosedRange<Int>, _ body: (Int, PartRow) -> Void) throws {
        let stride = RegisterSchema.partStride
        guard positions.lowerBound >= 0, positions.upperBound < Int.max / stride - 1 else { return }
        try run(SQLiteTables.partsByID) {
            try $0.bind(1, positions.lowerBound * stride)
            try $0.bind(2, (positions.upperBound + 1) * stride)
        } row: {
            let id = $0.int(0)
            let part = PartRow(
                ordinal: id % stride, name: $0.text(1), isPersonal: $0.int(2) != 0,
                stored: $0.isNull(3) ? nil : $0.bytes(3), erasedBy: $0.isNull(4) ? nil : $0.int(4))
            body(id / stride, part)
        }
    }

    private func row(from statement: RowStatement) -> EntryRow {
        EntryRow(
            position: statement.int(0), stream: statement.text(1), version: statement.int(2),
            type: statement.text(3), schema: statement.int(4), at: statement.int64(5),
            skew: statement.isNull(6) ? nil : statement.int64(6),
            occurred: statement.isNull(7) ? nil : statement.text(7), actor: statement.text(8),
            key: statement.text(9), cause: statement.isNull(10) ? nil : statement.int(10),
            correlation: statement.isNull(11) ? nil : statement.text(11), manifest: statement.bytes(12),
            leaf: statement.bytes(13), leafHash: statement.digest(14), parts: [])
    }

    // MARK: Streams and commands

    func head(of stream: String) throws -> HeadRow? {
        var result: HeadRow?
        try run("SELECT version, position FROM stream_head WHERE stream = ?1") {
            try $0.bind(1, stream)
        } row: {
            result = HeadRow(stream: stream, version: $0.int(0), position: $0.int(1))
        }
        return result
    }

    func heads(prefix: String, after: String?, limit: Int) throws -> [HeadRow] {
        var start = prefix
        var isAfter = false
        if let after, after >= prefix {
            start = after
            isAfter = true
        }
        var result: [HeadRow] = []
        try run(
            "SELECT stream, version, position FROM stream_head WHERE stream \(isAfter ? ">" : ">=") ?1 "
                + "AND stream < ?2 ORDER BY stream LIMIT ?3"
        ) {
            try $0.bind(1, start)
            try $0.bind(2, SQLiteTables.end(ofPrefix: prefix))
            try $0.bind(3, limit)
        } row: {
            result.append(HeadRow(stream: $0.text(0), version: $0.int(1), position: $0.int(2)))
        }
        return result
    }

    func headCount(prefix: String) throws -> Int {
        try count("SELECT count(*) FROM stream_head WHERE stream >= ?1 AND stream < ?2") {
            try $0.bind(1, prefix)
            try $0.bind(2, SQLiteTables.end(ofPrefix: prefix))
        }
    }

    /// A text that sorts behind everything that begins with a prefix.
    private static func end(ofPrefix prefix: String) -> String { prefix + "\u{10FFFF}" }

    func command(_ key: String) throws -> CommandRow? {
        var result: CommandRow?
        try run("SELECT key, request_hash, first, last, answer FROM command WHERE key = ?1") {
            try $0.bind(1, key)
        } row: {
            result = commandRow(from: $0)
        }
        return result
    }

    func commands(after: String?, limit: Int) throws -> [CommandRow] {
        var result: [CommandRow] = []
        try run(
            "SELECT key, request_hash, first, last, answer FROM command WHERE key \(after == nil ? ">=" : ">") ?1 "
                + "ORDER BY key LIMIT ?2"
        ) {
            try $0.bind(1, after ?? "")
            try $0.bind(2, limit)
        } row: {
            result.append(commandRow(from: $0))
        }
        return result
    }

    private func commandRow(from statement: RowStatement) -> CommandRow {
        CommandRow(
            key: statement.text(0), requestHash: statement.digest(1), first: statement.int(2),
            last: statement.int(3), answer: statement.bytes(4))
    }

    // MARK: The tree

    func node(level: Int, index: Int) throws -> Digest? {
        var result: Digest?
        if level == 0 {
            try run("SELECT leaf_hash FROM entry WHERE position = ?1") {
                try $0.bind(1, index)
            } row: {
                result = $0.digest(0)
            }
        } else {
            try run("SELECT hash FROM node WHERE level = ?1 AND idx = ?2") {
                try $0.bind(1, level)
                try $0.bind(2, index)
            } row: {
                result = $0.digest(0)
            }
        }
        return result
    }

    func nodes(level: Int, indices: Range<Int>) throws -> [Int: Digest?] {
        guard !indices.isEmpty else { return [:] }
        var result: [Int: Digest?] = [:]
        try run("SELECT idx, hash FROM node WHERE level = ?1 AND idx >= ?2 AND idx < ?3") {
            try $0.bind(1, level)
            try $0.bind(2, indices.lowerBound)
            try $0.bind(3, indices.upperBound)
        } row: {
            result[$0.int(0)] = .some($0.digest(1))
        }
        return result
    }

    func rowCounts(below size: Int?) throws -> RowCounts {
        guard let size else {
            return RowCounts(
                entries: try count("SELECT count(*) FROM entry"),
                parts: try count("SELECT count(*) FROM part"),
                nodes: try count("SELECT count(*) FROM node"),
                commands: try count("SELECT count(*) FROM command"))
        }
        func below(_ sql: String, _ limit: Int) throws -> Int { try count(sql) { try $0.bind(1, limit) } }
        let (parts, overflow) = size.multipliedReportingOverflow(by: RegisterSchema.partStride)
        return RowCounts(
            entries: try below("SELECT count(*) FROM entry WHERE position >= 0 AND position < ?1", size),
            parts: try below(
                "SELECT count(*) FROM part WHERE id >= 0 AND id < ?1", overflow ? Int.max : parts),
            nodes: try below(
                "SELECT count(*) FROM node WHERE level BETWEEN 1 AND 62 AND idx >= 0 AND idx < ?1 >> level",
                size),
            commands: try below("SELECT count(*) FROM command WHERE first >= 0 AND first < ?1", size))
    }
}
