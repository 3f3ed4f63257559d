public import TransparencyLog
public import Values

/// One row of events as it lies in a store.
public struct EntryRow: Hashable, Sendable {
    /// Position in the log.
    public var position: Int
    /// Name of the stream.
    public var stream: String
    /// Version in the stream.
    public var version: Int
    /// Event type.
    public var type: String
    /// Schema version.
    public var schema: Int
    /// Microseconds when it was recorded.
    public var at: Int64
    /// Microseconds that the clock showed, where it had gone back.
    public var skew: Int64?
    /// A date or an instant, as text.
    public var occurred: String?
    /// Who.
    public var actor: String
    /// The command's key.
    public var key: String
    /// Position of the causing event.
    public var cause: Int?
    /// What it belongs together with.
    public var correlation: String?
    /// Manifest of the body.
    public var manifest: [UInt8]
    /// The hashed bytes.
    public var leaf: [UInt8]
    /// The stored leaf hash; nothing when what is stored is not 32 bytes.
    public var leafHash: Digest?
    /// The parts of the body, in order.
    public var parts: [PartRow]

    /// Makes a row.
    public init(
        position: Int, stream: String, version: Int, type: String, schema: Int, at: Int64, skew: Int64?,
        occurred: String?, actor: String, key: String, cause: Int?, correlation: String?, manifest: [UInt8],
        leaf: [UInt8], leafHash: Digest?, parts: [PartRow]
    ) {
        self.position = position
        self.stream = stream
        self.version = version
        self.type = type
        self.schema = schema
        self.at = at
        self.skew = skew
        self.occurred = occurred
        self.actor = actor
        self.key = key
        self.cause = cause
        self.correlation = correlation
        self.manifest = manifest
        self.leaf = leaf
        self.leafHash = leafHash
        self.parts = parts
    }
}

/// One row of body parts as it lies in a store.
public struct PartRow: Hashable, Sendable {
    /// Place among the parts of its event, from 0.
    public var ordinal: Int
    /// Name.
    public var name: String
    /// Whether it holds personal data.
    public var isPersonal: Bool
    /// The stored bytes, salt in front where it is personal; nothing when erased.
    public var stored: [UInt8]?
    /// Position of the event that erased it.
    public var erasedBy: Int?

    /// Makes a row.
    public init(ordinal: Int, name: String, isPersonal: Bool, stored: [UInt8]?, erasedBy: Int?) {
        self.ordinal = ordinal
        self.name = name
        self.isPersonal = isPersonal
        self.stored = stored
        self.erasedBy = erasedBy
    }

    /// How many random bytes stand in front of a personal part.
    public static let saltByteCount = 16
}

/// One row of stream heads as it lies in a store.
public struct HeadRow: Hashable, Sendable {
    /// Name of the stream.
    public var stream: String
    /// Version of its last event.
    public var version: Int
    /// Position of its last event.
    public var position: Int

    /// Makes a row.
    public init(stream: String, version: Int, position: Int) {
        self.stream = stream
        self.version = version
        self.position = position
    }
}

/// One row of command keys as it lies in a store.
public struct CommandRow: Hashable, Sendable {
    /// The key.
    public var key: String
    /// Hash of the request; nothing when what is stored is not 32 bytes.
    public var requestHash: Digest?
    /// Position of the command's first event.
    public var first: Int
    /// Position of its last event.
    public var last: Int
    /// The answer it was given.
    public var answer: [UInt8]

    /// Makes a row.
    public init(key: String, requestHash: Digest?, first: Int, last: Int, answer: [UInt8]) {
        self.key = key
        self.requestHash = requestHash
        self.first = first
        self.last = last
        self.answer = answer
    }
}

/// How many rows a store holds, table by table, so that rows nobody asked for are noticed.
public struct RowCounts: Hashable, Sendable {
    /// Events.
    public var entries: Int
    /// Body parts.
    public var parts: Int
    /// Inner nodes of the tree.
    public var nodes: Int
    /// Command keys.
    public var commands: Int

    /// Makes counts.
    public init(entries: Int, parts: Int, nodes: Int, commands: Int) {
        self.entries = entries
        self.parts = parts
        self.nodes = nodes
        self.commands = commands
    }
}

/// What a back end reads: rows as they lie, no rule applied. `LogView` makes a `LogReader` of it.
public protocol LogTables {
    /// The log's name.
    var origin: String { get throws }
    /// One more than the highest position, 0 when there is none.
    func size() throws -> Int
    /// The rows of these positions that are there, in order, with their parts.
    func entries(in positions: Range<Int>) throws -> [EntryRow]
    /// The rows of these versions of a stream that are there, in order, with their parts.
    func entries(of stream: String, versions: Range<Int>) throws -> [EntryRow]
    /// The head of a stream.
    func head(of stream: String) throws -> HeadRow?
    /// Heads whose names begin so and follow `after`, by the bytes of their names.
    func heads(prefix: String, after: String?, limit: Int) throws -> [HeadRow]
    /// How many heads have names that begin so.
    func headCount(prefix: String) throws -> Int
    /// The row of a command key.
    func command(_ key: String) throws -> CommandRow?
    /// Rows of command keys that follow `after`, by the bytes of the keys.
    func commands(after: String?, limit: Int) throws -> [CommandRow]
    /// The hash of a full subtree; level 0 are the stored leaf hashes.
    func node(level: Int, index: Int) throws -> Digest?
    /// The inner nodes of a level that are there, by index; a value is nothing when it is not 32 bytes.
    func nodes(level: Int, indices: Range<Int>) throws -> [Int: Digest?]
    /// The rows that belong to the first `size` positions, or all rows.
    func rowCounts(below size: Int?) throws -> RowCounts
    /// What is wrong with the store itself: its schema, its indexes, its pages.
    func structureFindings() throws -> [Bilingual]
}

/// What a back end writes. `LogSession` makes a `LogTransaction` of it and applies every rule.
public protocol WritableLogTables: LogTables {
    /// Adds an event with its parts.
    func insert(_ entry: EntryRow) throws
    /// Adds an inner node.
    func insert(_ node: TreeNode) throws
    /// Adds or moves a stream's head.
    func setHead(_ head: HeadRow) throws
    /// Adds a command key.
    func insert(_ command: CommandRow) throws
    /// Takes the bytes of a part away and says which event covers it.
    func erase(partAt position: Int, ordinal: Int, by: Int) throws
}
