public import Values

/// Which days are worked: the data that limits in working days, and days of rest, are counted by.
///
/// It is data, pinned in the log beside what was counted with it; a year whose notice is not out yet is not in it, and
/// what is counted into such a year is provisional.
public struct HolidayCalendar: Hashable, Sendable {
    /// The calendar's name, e.g. `cn`.
    public let id: String
    /// The published years, each as its last notice has it.
    public let years: [Int: CalendarYear]
    /// Every notice it holds, by year and revision: those that were changed later too.
    public let revisions: [CalendarYear]
    private let exceptions: [Day: DayKind]
    private let names: [Day: Bilingual]

    init(id: String, revisions: [CalendarYear]) {
        self.id = id
        self.revisions = revisions.sorted { ($0.year, $0.revision) < ($1.year, $1.revision) }
        years = Dictionary(self.revisions.map { ($0.year, $0) }) { _, later in later }
        var exceptions: [Day: DayKind] = [:]
        var names: [Day: Bilingual] = [:]
        for year in years.values {
            exceptions.merge(year.exceptions) { first, _ in first }
            names.merge(year.names) { first, _ in first }
        }
        self.exceptions = exceptions
        self.names = names
    }

    /// The years and revisions it holds, for people: `2022-2026`, or `2022-2026, 2025 r2`. Its hash says it exactly.
    public var version: String {
        let sorted = years.keys.sorted()
        guard let first = sorted.first, let last = sorted.last else { return "" }
        let isDense = last - first + 1 == sorted.count
        let range = first == last ? "\(first)" : "\(first)-\(last)"
        let list = isDense ? range : sorted.map { String($0) }.joined(separator: ", ")
        let revised = sorted.compactMap { year in
            years[year].flatMap { $0.revision > 1 ? ", \(year) r\($0.revision)" : nil }
        }
        return list + revised.joined()
    }

    /// What a day is, or nothing when its year is not published.
    public func kind(of day: Day) -> DayKind? {
        guard years[day.year] != nil else { return nil }
        return exceptions[day] ?? DayKind.byWeekday(day)
    }

    /// The holiday a day belongs to, as a day off or as a make-up working day.
    public func holidayName(of day: Day) -> Bilingual? { names[day] }

    /// Whether a day is worked. In a year that is not published Monday to Friday are.
    public func isWorkday(_ day: Day) -> Bool { (kind(of: day) ?? DayKind.byWeekday(day)).isWorkday }

    /// Whether the notice for this day's year is in the calendar.
    public func isPublished(_ day: Day) -> Bool { years[day.year] != nil }

    /// How many days are worked from one day to another, both included; 0 when `to` is earlier.
    public func workdays(from: Day, to: Day) -> Int {
        guard from <= to else { return 0 }
        return (from.ordinal...to.ordinal).count { isWorkday(Day(ordinal: $0)) }
    }

    /// How many days are worked after one day up to and including another, as limits count them.
    public func workdays(after: Day, through: Day) -> Int {
        workdays(from: after.adding(days: 1), to: through)
    }

    /// The day wages are to be paid when the agreed pay-day is a day of rest: the last working day before it.
    ///
    /// The opposite of a time limit, which moves to later days (保障农民工工资支付条例 article 14).
    public func payday(agreed: Day) -> Day {
        var day = agreed
        while !isWorkday(day) { day = day.adding(days: -1) }
        return day
    }
}

extension HolidayCalendar {
    /// A calendar of which no year is published: Monday to Friday are worked, and everything counted is provisional.
    public static func unpublished(id: String) -> HolidayCalendar { HolidayCalendar(id: id, revisions: []) }

    /// The calendar as it was known at the end of a day: without the notices that were issued later.
    public func asKnown(on day: Day) -> HolidayCalendar {
        HolidayCalendar(id: id, revisions: revisions.filter { $0.issued <= day })
    }
}
