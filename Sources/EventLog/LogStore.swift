public import TransparencyLog

/// One consistent view of a log. Reads that return many events do so in slices of at most `LogLimits.slice`.
public protocol LogReader: NodeSource {
    /// How many events there are; also the next position.
    var size: Int { get throws }
    /// The events from a position on, in order.
    func entries(from position: Int, limit: Int) throws -> [LogEntry]
    /// The events of a stream from a version on, in order.
    func stream(_ name: StreamName, from version: Int, limit: Int) throws -> [LogEntry]
    /// The last event of a stream, or nothing when it has none.
    func head(of stream: StreamName) throws -> StreamHead?
    /// How many streams have a name that begins so.
    func streamCount(prefix: String) throws -> Int
    /// The streams whose names begin so, in order, from the one after `after`.
    func streams(prefix: String, after: StreamName?, limit: Int) throws -> [StreamName]
    /// What was committed under a key, or nothing when nothing was.
    func answer(for key: CommandKey) throws -> StoredAnswer?
    /// The rows as they lie, for the verifier, which trusts nothing that a reader makes of them.
    var tables: any LogTables { get }
}

extension LogReader {
    /// The RFC 6962 root over the first `size` events, from stored nodes.
    public func root(at size: Int) throws -> Digest { try MerkleTree.root(at: size, in: self) }

    /// The proof that the event at `position` is in the tree of `size` events.
    public func inclusionProof(of position: Int, at size: Int) throws -> [Digest] {
        try MerkleTree.inclusionProof(of: position, at: size, in: self)
    }

    /// The proof that the tree of `old` events is the beginning of the tree of `size` events.
    public func consistencyProof(from old: Int, to size: Int) throws -> [Digest] {
        try MerkleTree.consistencyProof(from: old, to: size, in: self)
    }

    /// The event at one position.
    public func entry(at position: Int) throws -> LogEntry {
        guard let entry = try entries(from: position, limit: 1).first else {
            throw LogError.noSuchPosition(position, size: try size)
        }
        return entry
    }
}

/// A view that also sees what it has appended itself, and alone may append.
public protocol LogTransaction: LogReader {
    /// Appends one command's events, or answers a repeated command as it was answered before.
    ///
    /// When it throws, nothing of this request was written and the transaction may go on.
    func append(_ request: AppendRequest) throws -> AppendReceipt

    /// Erases the bytes of a personal part. The event at `by`, of type `part.erased`, must name position and
    /// part.
    func erase(part name: String, at position: Int, by: Int) throws
}

/// One register: a log that can be read at any time and has one writer at a time.
public protocol LogStore: Sendable {
    /// The log's name, which every leaf bears.
    var origin: String { get }

    /// Runs `body` on one consistent view. Calls must not be nested in other calls on the same store.
    func read<Result>(_ body: (any LogReader) throws -> Result) throws -> Result

    /// Takes the writer lock and runs `body` in one transaction: all it appends is committed, or, when it
    /// throws, nothing. Calls must not be nested in other calls on the same store.
    func write<Result>(_ body: (any LogTransaction) throws -> Result) throws -> Result
}
