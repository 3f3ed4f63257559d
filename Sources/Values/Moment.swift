/// When something happened, as exactly as it is known: a day, or an instant. No hour is ever invented.
public enum Moment: Hashable, Sendable, CustomStringConvertible {
    /// Known to the day only.
    case day(Day)
    /// Known to the instant.
    case instant(Instant)

    /// Parses a date (`2025-04-07`) or an instant with a zone (`2025-04-07T09:00+08:00`).
    public init?(_ text: some StringProtocol) {
        if let day = Day(text) {
            self = .day(day)
        } else if let instant = Instant(text) {
            self = .instant(instant)
        } else {
            return nil
        }
    }

    /// The civil day in China Standard Time.
    public var day: Day {
        switch self {
        case .day(let day): return day
        case .instant(let instant): return instant.day
        }
    }

    /// The earliest instant this can mean.
    public var earliest: Instant {
        switch self {
        case .day(let day): return Instant(startOf: day)
        case .instant(let instant): return instant
        }
    }

    /// The instant before which it had certainly happened: 24:00 of a day, or the instant itself.
    public var latest: Instant {
        switch self {
        case .day(let day): return Instant(endOf: day)
        case .instant(let instant): return instant
        }
    }

    /// Whether this certainly happened before `other` began. A day is not before an instant within it.
    public func isBefore(_ other: Moment) -> Bool {
        switch (self, other) {
        case (.instant(let left), .instant(let right)): return left < right
        case (.day, _), (.instant, .day): return day < other.day
        }
    }

    /// ISO 8601 text, a date or an instant.
    public var description: String {
        switch self {
        case .day(let day): return day.description
        case .instant(let instant): return instant.description
        }
    }

    /// Text for people: a date, or date and minute.
    public var shortText: String {
        switch self {
        case .day(let day): return day.description
        case .instant(let instant): return instant.minuteText
        }
    }
}
