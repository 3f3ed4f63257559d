import Source
public import TransparencyLog

/// What the body of an event consists of: the leaf hashes the manifest, and the manifest hashes the parts.
///
/// So a part can be erased and every proof still holds. The first event of a command also binds the command's
/// request hash and stored answer.
public struct BodyManifest: Hashable, Sendable {
    /// One part.
    public struct Part: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Whether it holds personal data.
        public let isPersonal: Bool
        /// The number of stored bytes, salt included.
        public let length: Int
        /// The hash of the stored bytes.
        public let hash: Digest

        /// Makes a part.
        public init(name: String, isPersonal: Bool, length: Int, hash: Digest) {
            self.name = name
            self.isPersonal = isPersonal
            self.length = length
            self.hash = hash
        }

        /// Says what a row that is still there looks like in a manifest.
        init(_ row: PartRow, stored: [UInt8]) {
            self.init(
                name: row.name, isPersonal: row.isPersonal, length: stored.count,
                hash: DomainHash.part(stored))
        }
    }

    /// The hash of request and answer, on the first event of a command.
    public let command: Digest?
    /// The parts in order.
    public let parts: [Part]

    /// Makes a manifest.
    public init(command: Digest?, parts: [Part]) {
        self.command = command
        self.parts = parts
    }

    /// The bytes that are hashed and stored.
    public var bytes: [UInt8] {
        var out = CanonicalBytes(capacity: 128 + 160 * parts.count)
        if let command { out.member("command", command) }
        out.member("parts", parts) { out, part in
            out.member("hash", part.hash)
            out.member("len", Int64(part.length))
            out.member("name", part.name)
            out.member("personal", part.isPersonal)
        }
        out.member("v", 1 as Int64)
        return out.finished()
    }

    /// Parses a manifest; anything but the one form that `bytes` writes is refused, unknown members included.
    public init?(parsing bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes), json["v"]?.integerValue == 1,
            let items = json["parts"]?.arrayValue
        else { return nil }
        command = json["command"]?.stringValue.flatMap { Digest(hex: $0) }
        var parts: [Part] = []
        for item in items {
            guard let name = item["name"]?.stringValue, let isPersonal = item["personal"]?.boolValue,
                let length = item["len"]?.integerValue,
                let hash = item["hash"]?.stringValue.flatMap({ Digest(hex: $0) })
            else { return nil }
            parts.append(Part(name: name, isPersonal: isPersonal, length: Int(length), hash: hash))
        }
        self.parts = parts
        guard self.bytes == bytes else { return nil }
    }

    /// The command hash at the front of a manifest's bytes, without parsing the rest.
    static func command(in bytes: [UInt8]) -> Digest? {
        guard bytes.starts(with: commandStart), bytes.count > commandStart.count + 64 else { return nil }
        return Digest(hexDigits: bytes[commandStart.count..<commandStart.count + 64])
    }

    private static let commandStart = Array(#"{"command":""#.utf8)

    /// The hash that binds a command's request hash and answer.
    static func commandHash(requestHash: Digest, answer: [UInt8]) -> Digest {
        DomainHash.command(requestHash.bytes + answer)
    }
}
