public import TransparencyLog
public import Values

/// One part of an event's body, as a writer hands it in.
public struct BodyPart: Hashable, Sendable {
    /// `facts`, or `personal/<subject>`: the rule is that of stream names.
    public let name: String
    /// Whether it holds personal data: it is then stored with a random salt in front and can be erased.
    public let isPersonal: Bool
    /// The content.
    public let bytes: [UInt8]

    /// Makes a part.
    public init(name: String, isPersonal: Bool, bytes: [UInt8]) {
        self.name = name
        self.isPersonal = isPersonal
        self.bytes = bytes
    }

    /// The part that every fold reads.
    public static func facts(_ bytes: [UInt8]) -> BodyPart {
        BodyPart(name: "facts", isPersonal: false, bytes: bytes)
    }

    /// What is known of one person, by pseudonym.
    public static func personal(_ subject: String, _ bytes: [UInt8]) -> BodyPart {
        BodyPart(name: "personal/\(subject)", isPersonal: true, bytes: bytes)
    }
}

/// An event to be appended to one stream.
public struct NewEntry: Hashable, Sendable {
    /// The stream.
    public let stream: StreamName
    /// What the stream must be like when this event is placed, earlier events of the same request included.
    public let expected: ExpectedVersion
    /// The event's type.
    public let type: String
    /// The version of the type's schema, from 1.
    public let schema: Int
    /// When it happened, as claimed.
    public let occurred: Moment?
    /// The parts of the body, in order; names are unique.
    public let parts: [BodyPart]

    /// Makes an event to be appended.
    public init(
        stream: StreamName, expected: ExpectedVersion, type: String, schema: Int, occurred: Moment?,
        parts: [BodyPart]
    ) {
        self.stream = stream
        self.expected = expected
        self.type = type
        self.schema = schema
        self.occurred = occurred
        self.parts = parts
    }
}

/// One command's events: all of them are appended, or none.
public struct AppendRequest: Hashable, Sendable {
    /// The client's name for the command.
    public let key: CommandKey
    /// What tells this command from another one under the same key.
    public let requestHash: Digest
    /// The reading of the clock.
    public let at: Instant
    /// Who does it, by pseudonym.
    public let actor: String
    /// The position of the event that caused it.
    public let cause: Int?
    /// What it belongs together with.
    public let correlation: String?
    /// The events, at least one.
    public let entries: [NewEntry]
    /// What a repeated command is answered. It is hashed into the log, so it must hold no personal data.
    public let answer: [UInt8]

    /// Makes a request.
    public init(
        key: CommandKey, requestHash: Digest, at: Instant, actor: String, cause: Int? = nil,
        correlation: String? = nil, entries: [NewEntry], answer: [UInt8] = []
    ) {
        self.key = key
        self.requestHash = requestHash
        self.at = at
        self.actor = actor
        self.cause = cause
        self.correlation = correlation
        self.entries = entries
        self.answer = answer
    }
}

/// Where a command's events stand in the log.
public struct AppendReceipt: Hashable, Sendable {
    /// One event's place.
    public struct Placed: Hashable, Sendable {
        /// Its position in the log.
        public let position: Int
        /// Its stream.
        public let stream: StreamName
        /// Its version in the stream.
        public let version: Int

        /// Makes a place.
        public init(position: Int, stream: StreamName, version: Int) {
            self.position = position
            self.stream = stream
            self.version = version
        }
    }

    /// The events in the order of the request.
    public let placed: [Placed]
    /// The position of the first event.
    public let first: Int
    /// The position of the last event.
    public let last: Int
    /// Whether the command had been carried out before, and nothing was appended now.
    public let isReplay: Bool
    /// The answer of the command when it was carried out.
    public let answer: [UInt8]

    /// Makes a receipt.
    public init(placed: [Placed], first: Int, last: Int, isReplay: Bool, answer: [UInt8]) {
        self.placed = placed
        self.first = first
        self.last = last
        self.isReplay = isReplay
        self.answer = answer
    }

    /// The positions of the events.
    public var positions: ClosedRange<Int> { first...last }
}
