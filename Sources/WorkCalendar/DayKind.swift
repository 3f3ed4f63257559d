public import Values

/// What a day is for work and for the law, by the State Council's yearly notice.
public enum DayKind: String, Hashable, Sendable, CaseIterable {
    /// An ordinary day of work (工作日).
    case workday
    /// A Saturday or Sunday off (周末), inside a long holiday or not.
    case weekend
    /// A holiday named by law, paid threefold when worked (法定节假日), also when it falls on a weekend.
    case statutoryHoliday
    /// A Monday to Friday given off for a weekend day of work, or for a holiday that fell on a weekend (调休放假).
    case shiftedOff
    /// A Saturday or Sunday of work in exchange for a day off (调休上班).
    case makeUpWorkday

    /// Whether people work on such a day; only these count towards a limit in working days.
    public var isWorkday: Bool {
        switch self {
        case .workday, .makeUpWorkday: return true
        case .weekend, .statutoryHoliday, .shiftedOff: return false
        }
    }

    /// The name for people.
    public var label: Bilingual {
        switch self {
        case .workday: return Bilingual(zh: "工作日", en: "working day")
        case .weekend: return Bilingual(zh: "周末", en: "weekend")
        case .statutoryHoliday: return Bilingual(zh: "法定节假日", en: "statutory holiday")
        case .shiftedOff: return Bilingual(zh: "调休放假", en: "shifted day off")
        case .makeUpWorkday: return Bilingual(zh: "调休上班", en: "make-up working day")
        }
    }

    /// What a day is when nothing but its weekday is known.
    static func byWeekday(_ day: Day) -> DayKind { day.weekday >= 6 ? .weekend : .workday }
}
