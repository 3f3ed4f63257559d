import Source
public import TransparencyLog

/// The hashed record of one event, version 1: canonical JSON without personal data. An auditor reads it with
/// `jq`.
public struct Leaf: Hashable, Sendable {
    /// The log's name; stops moving a leaf to another log.
    public var log: String
    /// The position; stops moving a leaf inside the log.
    public var position: Int
    /// The stream.
    public var stream: String
    /// The version in the stream.
    public var version: Int
    /// The event's type.
    public var type: String
    /// The version of the type's schema.
    public var schema: Int
    /// Microseconds when it was recorded.
    public var at: Int64
    /// Microseconds that the clock showed, where it had gone back.
    public var skew: Int64?
    /// A date or an instant, as text.
    public var occurred: String?
    /// Who did it.
    public var actor: String
    /// The command's key.
    public var key: String
    /// Position of the causing event.
    public var cause: Int?
    /// What it belongs together with.
    public var correlation: String?
    /// The hash of the body's manifest.
    public var body: Digest
    /// The number of bytes of the manifest.
    public var bodyLength: Int
    /// The leaf hash of the same stream's version before, 64 zeros for the first.
    public var previousInStream: Digest

    /// Makes a leaf from a row's columns and what they do not hold.
    public init(log: String, row: EntryRow, previousInStream: Digest) {
        self.log = log
        position = row.position
        stream = row.stream
        version = row.version
        type = row.type
        schema = row.schema
        at = row.at
        skew = row.skew
        occurred = row.occurred
        actor = row.actor
        key = row.key
        cause = row.cause
        correlation = row.correlation
        body = DomainHash.body(row.manifest)
        bodyLength = row.manifest.count
        self.previousInStream = previousInStream
    }

    /// The bytes that are hashed and stored.
    public var bytes: [UInt8] {
        var out = CanonicalBytes(capacity: 512)
        out.member("actor", actor)
        out.member("at", at)
        out.member("body", body)
        out.member("bodylen", Int64(bodyLength))
        out.member("cause", cause.map(Int64.init))
        out.member("corr", correlation)
        out.member("key", key)
        out.member("log", log)
        out.member("occurred", occurred)
        out.member("pos", Int64(position))
        out.member("schema", Int64(schema))
        if let skew { out.member("skew", skew) }
        out.member("sprev", previousInStream)
        out.member("stream", stream)
        out.member("type", type)
        out.member("v", 1)
        out.member("ver", Int64(version))
        return out.finished()
    }

    /// Parses a leaf; anything but the one form that `bytes` writes is refused, unknown members included.
    public init?(parsing bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes), json["v"]?.integerValue == 1,
            let log = json["log"]?.stringValue, let position = json["pos"]?.integerValue,
            let stream = json["stream"]?.stringValue, let version = json["ver"]?.integerValue,
            let type = json["type"]?.stringValue, let schema = json["schema"]?.integerValue,
            let at = json["at"]?.integerValue, let actor = json["actor"]?.stringValue,
            let key = json["key"]?.stringValue,
            let body = json["body"]?.stringValue.flatMap({ Digest(hex: $0) }),
            let bodyLength = json["bodylen"]?.integerValue,
            let previous = json["sprev"]?.stringValue.flatMap({ Digest(hex: $0) })
        else { return nil }
        self.log = log
        self.position = Int(position)
        self.stream = stream
        self.version = Int(version)
        self.type = type
        self.schema = Int(schema)
        self.at = at
        skew = json["skew"]?.integerValue
        occurred = json["occurred"]?.stringValue
        self.actor = actor
        self.key = key
        cause = json["cause"]?.integerValue.map { Int($0) }
        correlation = json["corr"]?.stringValue
        self.body = body
        self.bodyLength = Int(bodyLength)
        previousInStream = previous
        guard self.bytes == bytes else { return nil }
    }

    /// The members in which two leaves differ, by their names in the stored form.
    func differences(from other: Leaf) -> [String] {
        let pairs: [(String, Bool)] = [
            ("log", log == other.log), ("pos", position == other.position),
            ("stream", stream == other.stream),
            ("ver", version == other.version), ("type", type == other.type),
            ("schema", schema == other.schema),
            ("at", at == other.at), ("skew", skew == other.skew), ("occurred", occurred == other.occurred),
            ("actor", actor == other.actor), ("key", key == other.key), ("cause", cause == other.cause),
            ("corr", correlation == other.correlation), ("body", body == other.body),
            ("bodylen", bodyLength == other.bodyLength),
            ("sprev", previousInStream == other.previousInStream),
        ]
        return pairs.filter { !$0.1 }.map(\.0)
    }
}
