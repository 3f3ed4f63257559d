public import Source
public import Values

/// One day of a count, with the reason why it counts or does not.
public struct CountStep: Hashable, Sendable {
    /// The day.
    public let day: Day
    /// The number this day has in the count; nothing for a day that is not counted.
    public let number: Int?
    /// Why.
    public let reason: Bilingual

    /// Makes a step.
    public init(day: Day, number: Int?, reason: Bilingual) {
        self.day = day
        self.number = number
        self.reason = reason
    }
}

/// A span in which a limit does not run: from a hold to the resumption (中止), or one that does not count (不计入).
public struct LimitPause: Hashable, Sendable {
    /// Why it does not run.
    public enum Kind: Hashable, Sendable {
        /// It was held and resumed.
        case hold
        /// The law leaves the span out.
        case exclusion
    }

    /// When it was held.
    public let from: Moment
    /// When it was resumed.
    public let to: Moment
    /// Why it does not run.
    public let kind: Kind

    /// Makes a pause; nothing when it would end before it begins.
    public init?(from: Moment, to: Moment, kind: Kind = .hold) {
        guard from.day <= to.day, from.latest <= to.latest else { return nil }
        self.kind = kind
        self.from = from
        self.to = to
    }
}

/// When a time limit ends, and how that was counted.
public struct DueDate: Hashable, Sendable {
    /// What the limit was counted from.
    public let trigger: Moment
    /// How long it is.
    public let length: LimitLength
    /// By which rule it was counted.
    public let rule: CountingRule
    /// The last day, or for a limit in hours the instant.
    public let due: Moment
    /// The instant it expires: 24:00 of the last day, or the instant after the hours.
    public let expiresAt: Instant
    /// Whether it was counted by a year whose notice is not out yet, and must be counted again when it is.
    public let isProvisional: Bool
    /// The count, day by day; for calendar days, months and years only the days that decide.
    public let steps: [CountStep]
    /// The calendar's name.
    public let calendarID: String
    /// The calendar's version.
    public let calendarVersion: String

    /// The last day.
    public var day: Day { due.day }

    /// Whether something that happened then was in time: before the instant of expiry.
    public func isInTime(_ occurred: Moment) -> Bool { occurred.earliest < expiresAt }

    /// The date with its count, as `calendar explain --format json` prints it.
    public var json: JSON {
        .object([
            "trigger": .string(trigger.description), "length": .string(length.description),
            "rule": .string(rule.rawValue), "due": .string(due.description),
            "expiresAt": .string(expiresAt.description), "provisional": .bool(isProvisional),
            "calendar": .object(["id": .string(calendarID), "version": .string(calendarVersion)]),
            "steps": .array(
                steps.map { step in
                    .object([
                        "day": .string(step.day.description),
                        "number": step.number.map { .integer(Int64($0)) } ?? .null,
                        "reason": .object(["zh": .string(step.reason.zh), "en": .string(step.reason.en)]),
                    ])
                }),
        ])
    }
}

/// How far off a due date is.
public struct TimeLeft: Hashable, Sendable {
    /// Calendar days to the last day; negative once it has passed.
    public let days: Int
    /// Working days to the last day; negative once it has passed.
    public let workdays: Int
    /// Whether the limit has expired.
    public let isOverdue: Bool
}
