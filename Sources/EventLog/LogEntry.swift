public import TransparencyLog
public import Values

/// One part of a stored body.
public struct StoredPart: Hashable, Sendable {
    /// What is left of a part.
    public enum Content: Hashable, Sendable {
        /// The bytes as they were handed in.
        case present([UInt8])
        /// They were erased; the event at this position says by whom and why.
        case erased(by: Int)
    }

    /// `facts` or `personal/<subject>`.
    public let name: String
    /// Whether it held personal data.
    public let isPersonal: Bool
    /// The bytes, or what became of them.
    public let content: Content

    /// Makes a part.
    public init(name: String, isPersonal: Bool, content: Content) {
        self.name = name
        self.isPersonal = isPersonal
        self.content = content
    }

    /// The bytes, or nothing when they were erased.
    public var bytes: [UInt8]? {
        switch content {
        case .present(let bytes): return bytes
        case .erased: return nil
        }
    }
}

/// One event as it stands in the log.
public struct LogEntry: Hashable, Sendable {
    /// Its position, which is its index in the tree; dense from 0.
    public let position: Int
    /// Its stream.
    public let stream: StreamName
    /// Its version in the stream; dense from 0.
    public let version: Int
    /// Its type.
    public let type: String
    /// The version of the type's schema.
    public let schema: Int
    /// When it was recorded; never earlier than the event before it.
    public let at: Instant
    /// What the clock really said, where it had gone back.
    public let skew: Instant?
    /// When it happened, as claimed.
    public let occurred: Moment?
    /// Who did it, by pseudonym.
    public let actor: String
    /// The command it belongs to.
    public let key: CommandKey
    /// The position of the event that caused it.
    public let cause: Int?
    /// What it belongs together with.
    public let correlation: String?
    /// The hashed bytes.
    public let leaf: [UInt8]
    /// Their RFC 6962 leaf hash.
    public let leafHash: Digest
    /// The manifest of the body, which the leaf hashes and which hashes the parts.
    public let manifest: [UInt8]
    /// The parts of the body.
    public let parts: [StoredPart]

    /// Makes an entry; stores do, readers do not.
    public init(
        position: Int, stream: StreamName, version: Int, type: String, schema: Int, at: Instant,
        skew: Instant?, occurred: Moment?, actor: String, key: CommandKey, cause: Int?, correlation: String?,
        leaf: [UInt8], leafHash: Digest, manifest: [UInt8], parts: [StoredPart]
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
        self.leaf = leaf
        self.leafHash = leafHash
        self.manifest = manifest
        self.parts = parts
    }

    /// A part by its name, or nothing when the body has none such.
    public func part(_ name: String) -> StoredPart? { parts.first { $0.name == name } }

    /// The bytes of the part that every fold reads, or nothing when the event has none.
    public var facts: [UInt8]? { part("facts")?.bytes }
}
