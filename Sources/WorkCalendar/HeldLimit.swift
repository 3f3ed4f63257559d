import Source
public import Values

/// How much of a limit is left while it is held (中止), and how that was counted.
public struct HeldLimit: Hashable, Sendable {
    /// When it was held; that day is used.
    public let since: Moment
    /// How many units were used before.
    public let used: Int
    /// How many units are left; none where it was full already.
    public let left: Int
    /// The unit: working days and hours stay what they are, of months and years calendar days are left.
    public let unit: LimitUnit
    /// Whether it was counted by a year whose notice is not out yet.
    public let isProvisional: Bool
    /// The count up to the hold, day by day.
    public let steps: [CountStep]

    /// What is left, for people: `48个工作日`, `12 calendar days`, `0小时`.
    public var leftText: Bilingual { HeldLimit.text(left, unit) }

    /// What is used, for people.
    public var usedText: Bilingual { HeldLimit.text(used, unit) }

    fileprivate static func text(_ count: Int, _ unit: LimitUnit) -> Bilingual {
        let s = count == 1 ? "" : "s"
        switch unit {
        case .hours: return Bilingual(zh: "\(count)小时", en: "\(count) hour\(s)")
        case .workdays: return Bilingual(zh: "\(count)个工作日", en: "\(count) working day\(s)")
        case .days, .months, .years: return Bilingual(zh: "\(count)日", en: "\(count) calendar day\(s)")
        }
    }
}

extension HolidayCalendar {
    /// What is left of a limit that rests since a moment, after the holds that were over before.
    ///
    /// What counts is what a resumption on the same day would leave: then the limit is the one it was.
    public func held(
        from trigger: Moment, length: LimitLength, rule: CountingRule = .cnCivil, pauses: [LimitPause] = [],
        extensions: [LimitLength] = [], since held: Moment
    ) -> HeldLimit {
        var count = DueCount(
            calendar: self, trigger: trigger, length: length, rule: rule, extensions: extensions)
        let due = count.forward(pauses: HolidayCalendar.merged(pauses))
        let before = due.steps.filter { $0.day <= held.day }
        let since = held.day
        let used: Int
        let left: Int
        let unit: LimitUnit
        switch length.unit {
        case .hours:
            unit = .hours
            let hour: Int64 = 3_600_000_000
            let rest = max(0, due.expiresAt.microseconds - held.latest.microseconds)
            left = Int((rest + hour - 1) / hour)
            let all = extensions.reduce(length.count) { $0 + ($1.unit == .hours ? $1.count : 0) }
            used = max(0, all - left)
        case .workdays where extensions.allSatisfy({ $0.unit == .workdays }):
            unit = .workdays
            left = since < due.day ? workdays(after: since, through: due.day) : 0
            used = extensions.reduce(length.count) { $0 + $1.count } - left
        case .days, .workdays, .months, .years:
            unit = .days
            let end = count.raw ?? due.day
            left = max(0, end.days(since: since))
            let rested = pauses.reduce(0) { $0 + $1.to.day.days(since: $1.from.day) }
            used = max(0, end.days(since: trigger.day) - rested - left)
        }
        let usedText = HeldLimit.text(used, unit)
        let leftText = HeldLimit.text(left, unit)
        let hold = CountStep(
            day: since, number: nil,
            reason: Bilingual(
                zh: "中止：已用\(usedText.zh)，还剩\(leftText.zh)",
                en: "held: \(usedText.en) used, \(leftText.en) left"))
        return HeldLimit(
            since: held, used: used, left: left, unit: unit, isProvisional: due.isProvisional,
            steps: before + [hold])
    }
}
