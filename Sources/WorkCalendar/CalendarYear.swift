public import Values

/// One holiday of a year, as the notice arranges it.
public struct Holiday: Hashable, Sendable {
    /// Its name; two holidays that are joined are one, named for both.
    public let name: Bilingual
    /// The days the law names as holidays (paid threefold when worked).
    public let statutory: [Day]
    /// The first and the last day off.
    public let rest: ClosedRange<Day>
    /// The weekend days worked in exchange.
    public let makeUp: [Day]

    /// Makes a holiday.
    public init(name: Bilingual, statutory: [Day], rest: ClosedRange<Day>, makeUp: [Day]) {
        self.name = name
        self.statutory = statutory
        self.rest = rest
        self.makeUp = makeUp
    }
}

/// The days of one year that are not what their weekday says, with the notice that says so.
public struct CalendarYear: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// The revision of this data, from 1; raised when the notice is amended or a mistake is mended.
    public let revision: Int
    /// The number of the notice, e.g. `国办发明电〔2024〕12号`.
    public let notice: String
    /// The day the notice was issued.
    public let issued: Day
    /// The title of the notice.
    public let source: String
    /// Its holidays, in the order of the notice.
    public let holidays: [Holiday]

    /// Makes a year.
    public init(year: Int, revision: Int, notice: String, issued: Day, source: String, holidays: [Holiday]) {
        self.year = year
        self.revision = revision
        self.notice = notice
        self.issued = issued
        self.source = source
        self.holidays = holidays
    }

    /// Every day the notice speaks of, with what it is. A notice may reach into the December before its year.
    public var exceptions: [Day: DayKind] {
        var kinds: [Day: DayKind] = [:]
        for holiday in holidays {
            for day in holiday.restDays {
                kinds[day] = DayKind.byWeekday(day) == .weekend ? .weekend : .shiftedOff
            }
            for day in holiday.makeUp { kinds[day] = .makeUpWorkday }
            for day in holiday.statutory { kinds[day] = .statutoryHoliday }
        }
        return kinds
    }

    /// The name of the holiday for every day the notice speaks of.
    public var names: [Day: Bilingual] {
        var names: [Day: Bilingual] = [:]
        for holiday in holidays {
            for day in holiday.restDays + holiday.makeUp { names[day] = holiday.name }
        }
        return names
    }
}

extension Holiday {
    /// The days off, first to last.
    var restDays: [Day] {
        (rest.lowerBound.ordinal...rest.upperBound.ordinal).map { Day(ordinal: $0) }
    }
}
