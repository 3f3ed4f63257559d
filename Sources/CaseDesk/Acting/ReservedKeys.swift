public import EventLog

extension CommandKey {
    /// How keys begin that the desk makes itself, so that repeating its work has no second effect.
    public static let reserved = ["tick/", "backfill/", "refusal/", "recount/"]

    /// Whether it is one that only the desk makes.
    public var isReserved: Bool { CommandKey.reserved.contains(where: text.hasPrefix) }

    /// Whether its commit was brought about by time alone.
    var isOfTick: Bool { text.hasPrefix("tick/") }
}
