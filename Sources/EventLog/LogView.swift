public import TransparencyLog
import Values

/// A reader over a back end's rows.
public struct LogView<Tables: LogTables>: LogReader {
    let rows: Tables

    /// Makes a reader.
    public init(_ tables: Tables) { rows = tables }

    /// The rows as they lie.
    public var tables: any LogTables { rows }

    /// How many events there are.
    public var size: Int { get throws { try rows.size() } }

    /// The events from a position on, in order.
    public func entries(from position: Int, limit: Int) throws -> [LogEntry] {
        let range = try slice(from: position, "from", limit)
        return try rows.entries(in: range).map(entry)
    }

    /// The events of a stream from a version on, in order.
    public func stream(_ name: StreamName, from version: Int, limit: Int) throws -> [LogEntry] {
        let range = try slice(from: version, "from", limit)
        return try rows.entries(of: name.text, versions: range).map(entry)
    }

    /// The last event of a stream.
    public func head(of stream: StreamName) throws -> StreamHead? {
        try rows.head(of: stream.text).map {
            StreamHead(stream: stream, version: $0.version, position: $0.position)
        }
    }

    /// How many streams have a name that begins so.
    public func streamCount(prefix: String) throws -> Int { try rows.headCount(prefix: prefix) }

    /// The streams whose names begin so, in order.
    public func streams(prefix: String, after: StreamName?, limit: Int) throws -> [StreamName] {
        _ = try slice(from: 0, "from", limit)
        return try rows.heads(prefix: prefix, after: after?.text, limit: limit).map { row in
            guard let name = StreamName(row.stream) else {
                throw LogError.corrupt(position: row.position, "the name of a stream")
            }
            return name
        }
    }

    /// What was committed under a key.
    public func answer(for key: CommandKey) throws -> StoredAnswer? {
        guard let row = try rows.command(key.text) else { return nil }
        guard let hash = row.requestHash else {
            throw LogError.corrupt(position: row.first, "the request hash of a command")
        }
        return StoredAnswer(requestHash: hash, first: row.first, last: row.last, answer: row.answer)
    }

    /// The hash of a full subtree.
    public func node(level: Int, index: Int) throws -> Digest? { try rows.node(level: level, index: index) }

    private func slice(from start: Int, _ field: String, _ limit: Int) throws -> Range<Int> {
        guard start >= 0, start <= Int.max - LogLimits.slice else {
            throw LogError.invalidRequest(
                field: field, wanted: Bilingual(zh: "不小于 0 的序号", en: "a number from 0"))
        }
        guard (0...LogLimits.slice).contains(limit) else {
            throw LogError.invalidRequest(
                field: "limit",
                wanted: Bilingual(zh: "0 至 \(LogLimits.slice)", en: "from 0 to \(LogLimits.slice)"))
        }
        return start..<start + limit
    }

    private func entry(_ row: EntryRow) throws -> LogEntry {
        func corrupt(_ what: String) -> LogError { .corrupt(position: row.position, what) }
        guard let stream = StreamName(row.stream) else { throw corrupt("the name of the stream") }
        guard let key = CommandKey(row.key) else { throw corrupt("the command key") }
        guard let leafHash = row.leafHash else { throw corrupt("the leaf hash") }
        var occurred: Moment?
        if let text = row.occurred {
            guard let moment = Moment(text) else { throw corrupt("the time it occurred") }
            occurred = moment
        }
        return LogEntry(
            position: row.position, stream: stream, version: row.version, type: row.type, schema: row.schema,
            at: Instant(microseconds: row.at), skew: row.skew.map { Instant(microseconds: $0) },
            occurred: occurred, actor: row.actor, key: key, cause: row.cause, correlation: row.correlation,
            leaf: row.leaf, leafHash: leafHash, manifest: row.manifest,
            parts: try row.parts.map { part in
                guard let content = part.content else { throw corrupt("the part \(part.name)") }
                return StoredPart(name: part.name, isPersonal: part.isPersonal, content: content)
            })
    }
}

extension PartRow {
    /// What a reader sees: the bytes without salt, or the erasing event; nothing when the row is neither.
    var content: StoredPart.Content? {
        switch (stored, erasedBy) {
        case (.some(let stored), nil):
            guard isPersonal else { return .present(stored) }
            guard stored.count >= PartRow.saltByteCount else { return nil }
            return .present(Array(stored[PartRow.saltByteCount...]))
        case (nil, .some(let by)): return .erased(by: by)
        case (.some, .some), (nil, nil): return nil
        }
    }
}
