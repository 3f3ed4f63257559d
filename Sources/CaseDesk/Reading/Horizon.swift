import EventLog
public import Values

/// Which part of the history a question is about: what had happened, what was recorded, what the log held.
public struct Horizon: Hashable, Sendable {
    /// Only what had happened by then.
    public var asOf: Moment?
    /// Only what was recorded by then.
    public var knownAt: Moment?
    /// Only positions below this.
    public var size: Int?

    /// Makes a horizon; nothing named means everything.
    public init(asOf: Moment? = nil, knownAt: Moment? = nil, size: Int? = nil) {
        self.asOf = asOf
        self.knownAt = knownAt
        self.size = size
    }

    /// Everything there is.
    public static let everything = Horizon()

    /// The last instant that the question is about; nothing where it is about now.
    public var lastInstant: Instant? { (asOf ?? knownAt)?.last }

    /// Whether the log held an entry, and the office knew of it.
    func holds(_ entry: LogEntry) -> Bool {
        if let size, entry.position >= size { return false }
        return knownAt.map { entry.at <= $0.last } ?? true
    }

    /// Whether what an entry tells had happened. Something known to the day only counts for all of its day.
    func reaches(_ entry: LogEntry) -> Bool {
        guard let asOf else { return true }
        switch entry.occurred ?? .instant(entry.at) {
        case .day(let day): return day <= asOf.day
        case .instant(let instant): return instant <= asOf.last
        }
    }
}

extension Moment {
    /// The last instant that is still part of it.
    fileprivate var last: Instant {
        switch self {
        case .day(let day): return Instant(microseconds: Instant(endOf: day).microseconds - 1)
        case .instant(let instant): return instant
        }
    }
}
