public import Values

/// Why one proceeding cannot be moved by a plan.
public struct MigrationBlock: Hashable, Sendable, Error {
    /// The kinds of reasons, with stable names.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// An active or frozen state, or a recorded history, has no image.
        case state = "no-state"
        /// The images together are no position a proceeding can be in.
        case position = "no-position"
        /// A clock has no policy, no image, or its image does not run there.
        case clock = "no-clock"
        /// A clock would run in the new version, and the plan does not say since when.
        case start = "no-start"
        /// A clock would be due in the past.
        case overdue
        /// A field has no value of its type.
        case data = "no-data"
        /// An act of the ledger that a rule of separation counts has no image.
        case act = "no-act"
        /// A rule of the new version does not hold where the proceeding would stand.
        case property
        /// The new version could not come to rest there.
        case step
    }

    /// The kind.
    public let code: Code
    /// The state, clock, field, act or rule.
    public let subject: String
    /// In words, with what to write into the plan.
    public let text: Bilingual

    /// Makes a reason.
    public init(_ code: Code, _ subject: String, _ text: Bilingual) {
        self.code = code
        self.subject = subject
        self.text = text
    }
}

/// Why one proceeding cannot be moved, whole.
public struct MigrationBlocked: Error, Hashable, Sendable {
    /// The reasons.
    public let blocks: [MigrationBlock]

    /// Makes a list of reasons.
    public init(_ blocks: [MigrationBlock]) { self.blocks = blocks }
}
