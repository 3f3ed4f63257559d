public import Values

/// The entry of the log a fact came with: where, when, by whom.
public struct EntryRef: Hashable, Sendable {
    /// The position in the log.
    public let position: Int
    /// The version within the stream.
    public let version: Int
    /// When it happened.
    public let occurred: Moment
    /// When it was recorded.
    public let at: Instant
    /// Who did it.
    public let doers: [String]
    /// Who recorded it.
    public let recorder: String
    /// The act.
    public let act: String

    /// Names an entry.
    public init(
        position: Int, version: Int, occurred: Moment, at: Instant, doers: [String], recorder: String,
        act: String
    ) {
        self.position = position
        self.version = version
        self.occurred = occurred
        self.at = at
        self.doers = doers
        self.recorder = recorder
        self.act = act
    }

    /// Everybody who had a hand in it.
    public var hands: Set<String> { Set(doers).union([recorder]) }
}

/// Something the file holds, with the entry it came with.
public struct Recorded<Content: Hashable & Sendable>: Hashable, Sendable {
    /// What it says.
    public let content: Content
    /// The entry it came with.
    public let entry: EntryRef
    /// The position of the correction that retracted it; it stays visible and counts for nothing.
    public internal(set) var retractedBy: Int?

    /// Whether it counts.
    public var isInForce: Bool { retractedBy == nil }
}
