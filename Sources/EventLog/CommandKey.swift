public import TransparencyLog

/// The name a client gives to one command, so that sending it again has no second effect.
public struct CommandKey: Hashable, Sendable, CustomStringConvertible {
    /// The key as it is stored and hashed.
    public let text: String

    /// Makes a key of 1 to 128 visible ASCII characters, or nothing.
    public init?(_ text: String) {
        guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return nil
        }
        self.text = text
    }

    /// Makes a fresh key that sorts by time.
    public init(_ uuid: UUIDv7) { text = uuid.text }

    /// The key.
    public var description: String { text }
}

/// What a committed command left behind under its key.
public struct StoredAnswer: Hashable, Sendable {
    /// The hash of the request that was carried out.
    public let requestHash: Digest
    /// The position of its first event.
    public let first: Int
    /// The position of its last event.
    public let last: Int
    /// The answer it was given.
    public let answer: [UInt8]

    /// Makes a stored answer.
    public init(requestHash: Digest, first: Int, last: Int, answer: [UInt8]) {
        self.requestHash = requestHash
        self.first = first
        self.last = last
        self.answer = answer
    }
}
