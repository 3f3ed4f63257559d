import Values

/// One count of a time limit: walks the days and writes down why each counts or not.
struct DueCount {
    let calendar: HolidayCalendar
    let trigger: Moment
    let length: LimitLength
    let rule: CountingRule
    let extensions: [LimitLength]
    private var steps: [CountStep] = []
    private var isProvisional = false
    /// The last day before it moved off a day of rest.
    private(set) var raw: Day?

    init(
        calendar: HolidayCalendar, trigger: Moment, length: LimitLength, rule: CountingRule,
        extensions: [LimitLength] = []
    ) {
        self.calendar = calendar
        self.trigger = trigger
        self.length = length
        self.rule = rule
        self.extensions = extensions
    }

    mutating func forward(pauses: [LimitPause]) -> DueDate {
        // What was over before the limit began does not touch it; a hold begins with the limit at the earliest.
        let pauses = pauses.compactMap { pause in
            pause.from.latest >= trigger.latest
                ? pause : LimitPause(from: trigger, to: pause.to, kind: pause.kind)
        }
        if length.unit == .hours { return hours(pauses: pauses) }
        addTrigger()
        var course = Course(end: trigger.day, pauses: pauses)
        var lastUnit = length.unit
        for (index, term) in terms.enumerated() {
            if index > 0 {
                add(
                    course.end, nil, zh: "届满之日；延长\(term.text(.zh))",
                    en: "the end of the limit; extended by \(term.text(.en))")
            }
            course = term.unit == .workdays ? workdays(term, course) : shift(term, course)
            lastUnit = term.unit
        }
        raw = course.end
        let day = lastUnit == .workdays ? course.end : rolled(course.end, by: rule.roll)
        return finish(on: day)
    }

    /// How far a count in days has come: its last day so far, what was held later, working days counted so far.
    private struct Course {
        var end: Day
        var pauses: [LimitPause]
        var counted = 0
    }

    /// The limit and its extensions; months and years that follow each other are one span from the day of the event.
    private var terms: [LimitLength] {
        extensions.reduce(into: [length]) { terms, next in
            guard let last = terms.last, let sum = last.sumOfMonths(with: next) else {
                terms.append(next)
                return
            }
            terms[terms.count - 1] = sum
        }
    }

    mutating func backward() -> DueDate {
        switch length.unit {
        case .hours:
            let end = trigger.earliest.adding(hours: -length.count)
            add(end.day, nil, zh: "向前推算 \(length.text(.zh))", en: "\(length.text(.en)) counted back")
            return finish(due: .instant(end), expiresAt: end)
        case .workdays:
            addTrigger()
            var day = trigger.day
            var number = 0
            while number < length.count {
                day = day.adding(days: -1)
                number = consider(day, number)
            }
            return finish(on: day)
        case .days, .months, .years:
            addTrigger()
            let raw = shifted(trigger.day, by: -length.count, length.unit)
            add(raw, nil, zh: "向前推算 \(length.text(.zh))", en: "\(length.text(.en)) counted back")
            let day = rolled(raw, by: rule.roll == 0 ? 0 : -1)
            return finish(on: day)
        }
    }

    // MARK: The units

    private mutating func hours(pauses: [LimitPause]) -> DueDate {
        // An event known to its day only is taken at its end, to the good of whoever owes.
        var start = trigger.latest
        if rule == .cnCourt { start = start.nextFullHour }
        let hours = extensions.reduce(length.count) { $0 + ($1.unit == .hours ? $1.count : 0) }
        var end = start.adding(hours: hours)
        add(
            start.day, nil, zh: "自 \(start.minuteText) 起算 \(length.text(.zh))",
            en: "\(length.text(.en)) from \(start.minuteText)")
        for pause in pauses where pause.from.latest < end {
            let held = pause.to.latest.microseconds - max(pause.from.latest, start).microseconds
            guard held > 0 else { continue }
            end = Instant(microseconds: end.microseconds + held)
            addPause(pause)
        }
        add(end.day, nil, zh: "\(end.minuteText) 届满", en: "ends at \(end.minuteText)")
        return finish(due: .instant(end), expiresAt: end)
    }

    private mutating func workdays(_ term: LimitLength, _ course: Course) -> Course {
        var course = course
        let full = course.counted + term.count
        while let pause = course.pauses.first {
            while course.end < pause.from.day, course.counted < full {
                course.end = course.end.adding(days: 1)
                course.counted = consider(course.end, course.counted)
            }
            guard course.counted < full else { return course }
            addPause(pause)
            course.end = pause.to.day
            course.pauses.removeFirst()
        }
        while course.counted < full {
            course.end = course.end.adding(days: 1)
            course.counted = consider(course.end, course.counted)
        }
        return course
    }

    /// The end of a limit in days, months or years before it is moved off a day of rest.
    private mutating func shift(_ term: LimitLength, _ course: Course) -> Course {
        var course = course
        course.end = shifted(course.end, by: term.count, term.unit)
        while let pause = course.pauses.first, pause.from.day < course.end {
            course.end = course.end.adding(days: pause.to.day.days(since: pause.from.day))
            addPause(pause)
            course.pauses.removeFirst()
        }
        add(
            course.end, term.unit == .days ? term.count : nil, zh: "\(term.text(.zh))届满之日",
            en: "the last of \(term.text(.en))")
        return course
    }

    private func shifted(_ day: Day, by count: Int, _ unit: LimitUnit) -> Day {
        switch unit {
        case .months: return day.adding(months: count)
        case .years: return day.adding(months: count * 12)
        case .days, .workdays, .hours: return day.adding(days: count)
        }
    }

    /// The day itself, or the nearest working day in a direction where the rule moves days of rest.
    private mutating func rolled(_ raw: Day, by direction: Int) -> Day {
        guard direction != 0 else { return raw }
        var day = raw
        note(day)
        while !calendar.isWorkday(day) {
            let why = reason(for: day)
            let later = direction > 0
            add(
                day, nil, zh: "\(why.zh)，\(later ? "顺延" : "提前")",
                en: "\(why.en), so the limit moves \(later ? "on" : "to the day before")")
            day = day.adding(days: direction)
            note(day)
        }
        if day != raw || calendar.kind(of: day) == .makeUpWorkday || !calendar.isPublished(day) {
            let why = reason(for: day)
            add(day, nil, zh: "\(why.zh)，为最后一日", en: "\(why.en), the last day")
        }
        return day
    }

    // MARK: Writing it down

    /// Counts a day if it is worked, and writes down why or why not.
    private mutating func consider(_ day: Day, _ number: Int) -> Int {
        note(day)
        let why = reason(for: day)
        guard calendar.isWorkday(day) else {
            add(day, nil, zh: why.zh, en: why.en)
            return number
        }
        add(day, number + 1, zh: why.zh, en: why.en)
        return number + 1
    }

    private mutating func note(_ day: Day) {
        if !calendar.isPublished(day) { isProvisional = true }
    }

    private func reason(for day: Day) -> Bilingual {
        let names = [
            Bilingual(zh: "周一", en: "Monday"), Bilingual(zh: "周二", en: "Tuesday"),
            Bilingual(zh: "周三", en: "Wednesday"),
            Bilingual(zh: "周四", en: "Thursday"), Bilingual(zh: "周五", en: "Friday"),
            Bilingual(zh: "周六", en: "Saturday"),
            Bilingual(zh: "周日", en: "Sunday"),
        ]
        let weekday = names[day.weekday - 1]
        guard let kind = calendar.kind(of: day) else {
            let label = DayKind.byWeekday(day).label
            return Bilingual(
                zh: "\(weekday.zh)，\(label.zh)（\(day.year)年放假安排尚未公布，按星期暂计）",
                en: "\(weekday.en), \(label.en) (by weekday: the \(day.year) holidays are not published)")
        }
        var zh = "\(weekday.zh)，\(kind.label.zh)"
        var en = "\(weekday.en), \(kind.label.en)"
        if let name = calendar.holidayName(of: day) {
            zh += "（\(name.zh)）"
            en += " (\(name.en))"
        }
        return Bilingual(zh: zh, en: en)
    }

    private mutating func addTrigger() {
        add(trigger.day, nil, zh: "起算之日，不计入", en: "the day of the event, not counted")
    }

    private mutating func addPause(_ pause: LimitPause) {
        switch pause.kind {
        case .hold:
            add(pause.from.day, nil, zh: "中止", en: "held")
            add(pause.to.day, nil, zh: "恢复，当日不计入", en: "resumed, this day not counted")
        case .exclusion:
            add(pause.from.day, nil, zh: "此后不计入", en: "nothing after this day is counted")
            add(pause.to.day, nil, zh: "不计入期间的最后一日", en: "the last day that is left out")
        }
    }

    private mutating func add(_ day: Day, _ number: Int?, zh: String, en: String) {
        steps.append(CountStep(day: day, number: number, reason: Bilingual(zh: zh, en: en)))
    }

    private func finish(on day: Day) -> DueDate { finish(due: .day(day), expiresAt: Instant(endOf: day)) }

    private func finish(due: Moment, expiresAt: Instant) -> DueDate {
        DueDate(
            trigger: trigger, length: length, rule: rule, due: due, expiresAt: expiresAt,
            isProvisional: isProvisional,
            steps: steps, calendarID: calendar.id, calendarVersion: calendar.version)
    }
}

extension Instant {
    /// The next instant at which a clock shows a full hour; itself when it is one.
    fileprivate var nextFullHour: Instant {
        let hour: Int64 = 3_600_000_000
        let over = ((microseconds % hour) + hour) % hour
        return over == 0 ? self : Instant(microseconds: microseconds + hour - over)
    }
}
