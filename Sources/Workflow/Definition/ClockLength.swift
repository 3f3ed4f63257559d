public import Values

/// The length of a time limit with its unit, which is never implied. The host counts it; nothing here does.
public struct ClockLength: Hashable, Sendable, CustomStringConvertible {
    /// The units a length can have.
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        /// Working days by the calendar.
        case workdays
        /// Civil days.
        case days
        /// Hours.
        case hours
        /// Calendar months.
        case months
        /// Calendar years.
        case years
    }

    /// How many.
    public let count: Int
    /// Of what.
    public let unit: Unit

    /// Makes a length; nothing when the count is not from 1 to 9999, or is longer than a hundred years.
    public init?(count: Int, unit: Unit) {
        let most: Int
        switch unit {
        case .workdays, .days, .hours: most = 9_999
        case .months: most = 1_200
        case .years: most = 100
        }
        guard (1...most).contains(count) else { return nil }
        self.count = count
        self.unit = unit
    }

    /// Parses `5 workdays`, `1 year`; nothing when it is anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts[0].utf8.first, (49...57).contains(first),
            parts[0].utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(parts[0])
        else { return nil }
        let word = String(parts[1])
        guard let unit = Unit(rawValue: word) ?? Unit(rawValue: word + "s") else { return nil }
        self.init(count: count, unit: unit)
    }

    /// As written in a definition: `5 workdays`, `1 year`.
    public var description: String {
        count == 1 ? "1 \(unit.rawValue.dropLast())" : "\(count) \(unit.rawValue)"
    }

    /// For people.
    public var label: Bilingual {
        let zh: String
        switch unit {
        case .workdays: zh = "\(count) 个工作日"
        case .days: zh = "\(count) 日"
        case .hours: zh = "\(count) 小时"
        case .months: zh = "\(count) 个月"
        case .years: zh = "\(count) 年"
        }
        return Bilingual(zh: zh, en: description)
    }
}
