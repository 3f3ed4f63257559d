public import Values

/// One time limit of the law, as data: what starts it, how long it is, who owes, and what its passing means.
public struct LimitRow: Hashable, Sendable {
    /// Whose limit it is.
    public enum Party: String, Hashable, Sendable, CaseIterable {
        /// The office that keeps this register: a union, a mediation body, a labour bureau.
        case office
        /// A worker or an employer, who can lose something by it.
        case party
        /// Another body: a tribunal, a court, the police. It is followed, not run.
        case organ
    }

    /// What its passing does.
    public enum Effect: String, Hashable, Sendable, CaseIterable {
        /// Something is late, never impossible.
        case duty
        /// Something can no longer be done.
        case right
    }

    /// What the length says.
    public enum Sense: String, Hashable, Sendable, CaseIterable {
        /// It is to be done by the last day.
        case within
        /// It may not end sooner than the last day.
        case atLeast = "at_least"
        /// It goes on until the last day.
        case lasts
    }

    /// How sure we are of it.
    public enum Confidence: String, Hashable, Sendable, CaseIterable {
        /// Read in the text of the act.
        case high = "H"
        /// From a second hand, or firmly remembered.
        case medium = "M"
        /// To be verified first: off until an office sets it.
        case low = "L"
    }

    /// The id, e.g. `arb.award`.
    public let id: String
    /// What people call it.
    public let label: Bilingual
    /// What it is counted from, or, where it is counted back, what it comes before.
    public let trigger: Bilingual
    /// Who owes the next move, or can lose it.
    public let owes: Bilingual
    /// Whose it is.
    public let party: Party
    /// What its passing does.
    public let effect: Effect
    /// What the length says.
    public let sense: Sense
    /// Its length, by the day that sets it off; empty where it runs until a day that is named.
    public let lengths: [DatedLimit]
    /// The day it runs until, in words, where it has no length.
    public let until: Bilingual?
    /// Whether it is counted back from an event.
    public let isBefore: Bool
    /// How its end is found.
    public let count: CountingRule
    /// How it may be made longer.
    public let extend: LimitGrant?
    /// What else may happen to it, and when.
    public let operations: [LimitOperation: Bilingual]
    /// What its passing means.
    public let expiry: Bilingual?
    /// Where it stands in the law.
    public let sources: [LimitSource]
    /// How sure we are of it.
    public let confidence: Confidence
    /// Why its length is a setting, where it is one.
    public internal(set) var setting: LimitSetting?
    /// What else is to be known.
    public let note: Bilingual?

    /// Whether an office may run it: one of low confidence is off until the office sets it.
    public var isOn: Bool { confidence != .low || (setting?.isOwn ?? false) }

    /// The length in force on a day; nothing on a day before the limit was made.
    public func length(on day: Day) -> LimitLength? {
        if let own = setting?.own { return own }
        return lengths.last { $0.from.map { $0 <= day } ?? true }?.length
    }

    /// When it ends, or by when what comes before an event is to be done; nothing where no length was in force then.
    public func due(
        from trigger: Moment, by calendar: HolidayCalendar, pauses: [LimitPause] = [],
        extensions: [LimitLength] = []
    ) -> DueDate? {
        guard let length = length(on: trigger.day) else { return nil }
        if isBefore { return calendar.due(before: trigger, length: length, rule: count) }
        return calendar.due(
            from: trigger, length: length, rule: count, pauses: pauses, extensions: extensions)
    }
}

/// A length, and the day from which it is in force.
public struct DatedLimit: Hashable, Sendable {
    /// The first day of its being in force; nothing where it always was.
    public let from: Day?
    /// The length.
    public let length: LimitLength

    /// Makes a dated length.
    public init(from: Day?, length: LimitLength) {
        self.from = from
        self.length = length
    }
}

/// How a limit may be made longer (延长).
public struct LimitGrant: Hashable, Sendable {
    /// By how much; nothing where the law leaves it open.
    public let by: LimitLength?
    /// How often; nothing where the law sets no number.
    public let times: Int?
    /// Who grants it.
    public let grantor: Bilingual
}

/// What else may happen to a limit while it runs.
public enum LimitOperation: String, Hashable, Sendable, CaseIterable {
    /// It rests and goes on (中止).
    case suspend
    /// It begins from nothing (中断).
    case interrupt
    /// It begins again from another event (重新计算).
    case reset
    /// A span is left out (不计入).
    case exclude

    /// The name for people.
    public var label: Bilingual {
        switch self {
        case .suspend: return Bilingual(zh: "中止", en: "held")
        case .interrupt: return Bilingual(zh: "中断", en: "interrupted")
        case .reset: return Bilingual(zh: "重新计算", en: "begins again")
        case .exclude: return Bilingual(zh: "不计入", en: "left out")
        }
    }
}

/// Where a limit stands in the law.
public struct LimitSource: Hashable, Sendable {
    /// The act.
    public let act: String
    /// Its version: the year or the number.
    public let version: String?
    /// The article.
    public let article: String?

    /// The source for people.
    public var text: Bilingual {
        let tail = version.map { Bilingual(zh: "（\($0)）", en: " (\($0))") }
        return Bilingual(
            zh: "《\(act)》\(tail?.zh ?? "")\(article.map { " 第 \($0) 条" } ?? "")",
            en: "\(act)\(tail?.en ?? "")\(article.map { ", art. \($0)" } ?? "")")
    }
}

/// Why a limit is a setting: what the default is, and what an office set instead.
public struct LimitSetting: Hashable, Sendable {
    /// The name of the default, e.g. `zhejiang`.
    public let name: String
    /// Why it is that.
    public let reason: Bilingual
    /// What the office set.
    public internal(set) var own: LimitLength?
    /// Whether the office set it, be it to the default.
    public internal(set) var isOwn = false
    /// Why the office set it.
    public internal(set) var ownReason: Bilingual?
}
