public import Values

/// The unit of a time limit. The law decides which is meant; none is ever implied.
public enum LimitUnit: String, Hashable, Sendable, CaseIterable {
    /// Hours, from the moment (小时).
    case hours
    /// Calendar days (自然日).
    case days
    /// Working days (工作日).
    case workdays
    /// Months (月).
    case months
    /// Years (年).
    case years
}

/// How long a time limit is, e.g. 5 working days.
public struct LimitLength: Hashable, Sendable, CustomStringConvertible {
    /// How many units, from 1.
    public let count: Int
    /// The unit.
    public let unit: LimitUnit

    /// The largest count.
    public static let maxCount = 9_999

    /// Makes a length; nothing when the count is not from 1 to 9999, or is longer than a hundred years.
    public init?(count: Int, unit: LimitUnit) {
        let most: Int
        switch unit {
        case .hours, .days, .workdays: most = LimitLength.maxCount
        case .months: most = 1_200
        case .years: most = 100
        }
        guard (1...most).contains(count) else { return nil }
        self.count = count
        self.unit = unit
    }

    /// Parses `5 workdays`, `15 days`, `1 year`, `24 hours`; nothing else, and no number without its unit.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), parts[0].utf8.first != 48,
            let count = Int(parts[0])
        else { return nil }
        let word = String(parts[1])
        guard let unit = LimitUnit(rawValue: word) ?? LimitUnit(rawValue: word + "s") else { return nil }
        self.init(count: count, unit: unit)
    }

    /// Two lengths in months or years as one; nothing for other units, or beyond the longest.
    func sumOfMonths(with other: LimitLength) -> LimitLength? {
        guard let own = months, let more = other.months else { return nil }
        return LimitLength(count: own + more, unit: .months)
    }

    private var months: Int? {
        switch unit {
        case .months: return count
        case .years: return count * 12
        case .hours, .days, .workdays: return nil
        }
    }

    /// The form that is parsed: `5 workdays`, `1 year`.
    public var description: String {
        "\(count) " + (count == 1 ? String(unit.rawValue.dropLast()) : unit.rawValue)
    }

    /// The length for people: `5个工作日`, `15日（自然日）`, `15 calendar days`.
    public func text(_ language: Language) -> String {
        switch language {
        case .zh:
            switch unit {
            case .hours: return "\(count)小时"
            case .days: return "\(count)日（自然日）"
            case .workdays: return "\(count)个工作日"
            case .months: return "\(count)个月"
            case .years: return "\(count)年"
            }
        case .en:
            let plural = count == 1 ? "" : "s"
            switch unit {
            case .hours: return "\(count) hour\(plural)"
            case .days: return "\(count) calendar day\(plural)"
            case .workdays: return "\(count) working day\(plural)"
            case .months: return "\(count) month\(plural)"
            case .years: return "\(count) year\(plural)"
            }
        }
    }
}
