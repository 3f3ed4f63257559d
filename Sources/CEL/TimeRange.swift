import Values

/// The days and instants that expressions may compute with: years 1 to 9999, as cel-spec has it.
enum TimeRange {
    static let microsecondsPerDay: Int64 = 86_400_000_000
    private static let firstDay = -719_162  // 0001-01-01
    private static let lastDay = 2_932_896  // 9999-12-31

    static func contains(_ day: Day) -> Bool { (firstDay...lastDay).contains(day.ordinal) }

    static func contains(_ instant: Instant) -> Bool {
        instant.microseconds >= Int64(firstDay) * microsecondsPerDay
            && instant.microseconds < Int64(lastDay + 1) * microsecondsPerDay
    }

    /// The day this much later, or nothing when it leaves the range. `days` may be any number.
    static func day(_ day: Day, plus days: Int64) -> Day? {
        let (ordinal, overflow) = Int64(day.ordinal).addingReportingOverflow(days)
        guard !overflow else { return nil }
        let result = Day(ordinal: Int(ordinal))
        return contains(result) ? result : nil
    }

    /// The instant this much later, or nothing when it leaves the range.
    static func instant(_ instant: Instant, plus microseconds: Int64) -> Instant? {
        let (sum, overflow) = instant.microseconds.addingReportingOverflow(microseconds)
        guard !overflow else { return nil }
        let result = Instant(microseconds: sum)
        return contains(result) ? result : nil
    }
}
