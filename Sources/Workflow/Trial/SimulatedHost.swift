public import Values

/// A limit as a host counted it.
public struct CountedLimit: Hashable, Sendable {
    /// When it is due.
    public let due: Moment
    /// The instant at which it passes.
    public let expiresAt: Instant
    /// When to warn.
    public let warnings: [Instant]
    /// When to tell others that it is overdue, in the order of the file.
    public let escalations: [Instant]
    /// Whether it rests on days nobody has published yet.
    public let isProvisional: Bool

    /// Makes a counted limit.
    public init(
        due: Moment, expiresAt: Instant, warnings: [Instant] = [], escalations: [Instant] = [],
        isProvisional: Bool = false
    ) {
        self.due = due
        self.expiresAt = expiresAt
        self.warnings = warnings
        self.escalations = escalations
        self.isProvisional = isProvisional
    }
}

/// What a simulation asks of the one who runs it: nothing in this module ever counts a day.
public struct SimulatedHost: Sendable {
    /// Counts a run of a clock from its trigger, with its extensions and without its pauses; nothing when it cannot be
    /// counted. The definition is nothing for the clocks of papers that may follow later.
    public let count: @Sendable (ClockRun, ClockDefinition?) -> CountedLimit?
    /// The moment so long after another.
    public let after: @Sendable (Moment, ClockLength) -> Moment

    /// Makes a host.
    public init(
        count: @escaping @Sendable (ClockRun, ClockDefinition?) -> CountedLimit?,
        after: @escaping @Sendable (Moment, ClockLength) -> Moment
    ) {
        self.count = count
        self.after = after
    }
}
