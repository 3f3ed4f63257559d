public import Values

/// A length that holds from a day on: a changed limit needs no new version of the procedure.
public struct DatedLength: Hashable, Sendable {
    /// The first day on which it is in force; nothing for the one that held before all others.
    public let from: Day?
    /// The length.
    public let length: ClockLength

    /// Makes a row.
    public init(from: Day?, length: ClockLength) {
        self.from = from
        self.length = length
    }
}

/// How far a limit may be extended (延长), and how often.
public struct ExtensionRule: Hashable, Sendable {
    /// What one extension adds to the end.
    public let by: ClockLength
    /// How many extensions there may be in one run.
    public let times: Int
    /// Whether whoever extends must say why.
    public let needsReason: Bool

    /// Makes a rule.
    public init(by: ClockLength, times: Int, needsReason: Bool) {
        self.by = by
        self.times = times
        self.needsReason = needsReason
    }
}

/// Who is told when a limit has been overdue for so long.
public struct EscalationRule: Hashable, Sendable {
    /// The role.
    public let to: String
    /// How long after the due date.
    public let after: ClockLength

    /// Makes a step.
    public init(to: String, after: ClockLength) {
        self.to = to
        self.after = after
    }
}

extension ClockDefinition {
    /// What becomes of a run when its case is moved to a new version of the procedure.
    public enum OnMigrate: String, Hashable, Sendable, CaseIterable {
        /// The due date stays.
        case keepDue = "keep_due"
        /// The days used stay used; the rest is counted by the new length.
        case keepElapsed = "keep_elapsed"
        /// A new limit begins.
        case restart
        /// It ends.
        case end
    }

    /// The length in force on the day that sets the limit off; nothing when none was yet, or there is no length.
    public func length(on day: Day) -> DatedLength? {
        lengths.last { row in row.from.map { $0 <= day } ?? true }
    }
}
