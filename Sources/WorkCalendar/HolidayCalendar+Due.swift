public import Values

extension HolidayCalendar {
    /// When a limit ends that began with this event, and how that was counted.
    ///
    /// Days up to and with the day of a hold are used; what is left counts from the day of resumption, itself not
    /// counted. Months and years move by the calendar days of the hold, hours by its length. A hold that begins when
    /// the count is already full changes nothing. Overlapping holds count as one.
    ///
    /// An extension goes on from the last day of the limit before that moves off a day of rest: 60 and 30 days are 90
    /// days, and only the last of them moves. Months and years are added up first, so that the day of the event decides.
    public func due(
        from trigger: Moment, length: LimitLength, rule: CountingRule = .cnCivil, pauses: [LimitPause] = [],
        extensions: [LimitLength] = []
    ) -> DueDate {
        var count = DueCount(
            calendar: self, trigger: trigger, length: length, rule: rule, extensions: extensions)
        return count.forward(pauses: HolidayCalendar.merged(pauses))
    }

    /// When a limit ends that was held once and resumed.
    public func resumedDue(
        from trigger: Moment, length: LimitLength, rule: CountingRule = .cnCivil, held: Moment,
        resumed: Moment
    ) -> DueDate? {
        guard let pause = LimitPause(from: held, to: resumed) else { return nil }
        return due(from: trigger, length: length, rule: rule, pauses: [pause])
    }

    /// The last day for something that must be done so long before an event, such as a notice before a hearing.
    ///
    /// Counts backwards, the day of the event not counted; a day of rest moves to the working day before it.
    public func due(before event: Moment, length: LimitLength, rule: CountingRule = .cnCivil) -> DueDate {
        var count = DueCount(calendar: self, trigger: event, length: length, rule: rule)
        return count.backward()
    }

    /// How far off a due date is at an instant, the day of the instant not counted.
    public func remaining(until due: DueDate, asOf now: Instant) -> TimeLeft {
        let today = now.day
        let workdays =
            today <= due.day
            ? workdays(after: today, through: due.day) : -workdays(after: due.day, through: today)
        return TimeLeft(
            days: due.day.days(since: today), workdays: workdays, isOverdue: now >= due.expiresAt)
    }

    /// Pauses in order of time, those that touch or overlap made one.
    static func merged(_ pauses: [LimitPause]) -> [LimitPause] {
        var result: [LimitPause] = []
        for pause in pauses.sorted(by: { ($0.from.latest, $0.to.latest) < ($1.from.latest, $1.to.latest) }) {
            if let last = result.last, pause.from.latest <= last.to.latest {
                let end = pause.to.latest > last.to.latest ? pause.to : last.to
                if let joined = LimitPause(from: last.from, to: end, kind: last.kind) {
                    result[result.count - 1] = joined
                }
            } else {
                result.append(pause)
            }
        }
        return result
    }
}
