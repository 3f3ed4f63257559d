public import TransparencyLog
public import Values

/// What a verification read, what it did not read, and everything that does not hold.
public struct VerificationReport: Hashable, Sendable {
    /// One thing that does not hold.
    public struct Finding: Hashable, Sendable {
        /// What kind of thing.
        public let kind: Kind
        /// The position it concerns; the first of them where it concerns several; nothing where it concerns
        /// the store.
        public let position: Int?
        /// What was found, and what should have been.
        public let message: Bilingual

        /// Makes a finding.
        public init(kind: Kind, position: Int?, message: Bilingual) {
            self.kind = kind
            self.position = position
            self.message = message
        }
    }

    /// The kinds of findings; their names are stable codes.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// An event's row is not there.
        case missingEntry = "missing-entry"
        /// The leaf's bytes and its stored hash disagree.
        case leafHash = "leaf-hash"
        /// The columns beside the leaf say something else than the leaf.
        case columns
        /// A stream's versions are not dense.
        case version
        /// Recorded times go back.
        case time
        /// The body's manifest is not one, or does not describe the parts.
        case manifest
        /// A part's bytes are not those that were recorded.
        case part
        /// A part is gone without an event that says so.
        case missingPart = "missing-part"
        /// An event says that a part was erased, and the part is still there.
        case erasure
        /// A node of the tree is missing or wrong.
        case node
        /// A stream's head is missing or wrong.
        case head
        /// A command key is missing or wrong.
        case command
        /// There are rows that belong to no event.
        case strayRows = "stray-rows"
        /// The store's own structure is damaged or was altered.
        case structure
        /// The log is not a continuation of the checkpoint it was held against.
        case checkpoint
    }

    /// How much was read and compared.
    public struct Counts: Hashable, Sendable {
        /// Leaves hashed and rebuilt from their columns.
        public var leaves = 0
        /// Parts of bodies hashed.
        public var parts = 0
        /// Bytes of these parts.
        public var partBytes = 0
        /// Parts that were erased, each with an event that says so.
        public var erasedParts = 0
        /// Inner nodes of the tree compared.
        public var nodes = 0
        /// Stream heads compared.
        public var heads = 0
        /// Command keys compared.
        public var commands = 0
        /// Checkpoints held against the log.
        public var checkpoints = 0

        /// Counts of nothing.
        public init() {}
    }

    /// The log's name.
    public let origin: String
    /// How many events were verified, from position 0.
    public let size: Int
    /// The root over them, computed from the leaves as they lie; nothing when one is missing.
    public let root: Digest?
    /// What does not hold, in the order found; at most `findingLimit`.
    public let findings: [Finding]
    /// How many findings there were beyond the limit.
    public let unlisted: Int
    /// What was read.
    public let counts: Counts
    /// What was not read or cannot be seen this way.
    public let notRead: [Bilingual]

    /// How many findings are listed.
    public static let findingLimit = 1000

    /// Whether everything that was read holds.
    public var isClean: Bool { findings.isEmpty }
}
