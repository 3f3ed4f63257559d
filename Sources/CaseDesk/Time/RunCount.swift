import Values
import WorkCalendar
import Workflow

/// How one run of a clock is counted: its length with its extensions, less the spans that do not count.
struct RunCount {
    let run: ClockRun
    let definition: ClockDefinition?
    let calendar: HolidayCalendar

    /// The end of a run.
    struct End {
        let due: Moment
        let expiresAt: Instant
        let isProvisional: Bool
    }

    private var rule: CountingRule { definition?.count.flatMap { CountingRule(rawValue: $0) } ?? .cnCivil }

    /// The end of the run; nothing when it has neither a length nor a fixed end.
    var end: End? {
        if let until = run.until, run.extensions.isEmpty {
            return End(due: until, expiresAt: until.latest, isProvisional: false)
        }
        return count.map { End(due: $0.due, expiresAt: $0.expiresAt, isProvisional: $0.isProvisional) }
    }

    /// The count that leads to the end, day by day; nothing where a fixed end needs none.
    ///
    /// Pauses that are over and spans that were left out are both days that do not count, and count once. A fixed end
    /// is a day, not a length: nothing is left out of it, and an extension counts from it.
    var count: DueDate? {
        var extensions = run.extensions.compactMap { LimitLength($0.by) }
        if let until = run.until {
            guard !extensions.isEmpty else { return nil }
            let first = extensions.removeFirst()
            return calendar.due(from: until, length: first, rule: rule, extensions: extensions)
        }
        guard let length = run.length.flatMap({ LimitLength($0) }) else { return nil }
        return calendar.due(
            from: run.trigger, length: length, rule: rule, pauses: rests, extensions: extensions)
    }

    /// The days that do not count: pauses that are over, and spans that were left out.
    private var rests: [LimitPause] {
        run.pauses.compactMap { pause in
            pause.to.flatMap { LimitPause(from: pause.from, to: $0) }
        } + run.exclusions.compactMap { LimitPause(from: $0.from, to: $0.to, kind: .exclusion) }
    }

    /// What is left of a run that rests; nothing for one that does not, or that has a fixed end.
    var held: HeldLimit? {
        guard run.state == .paused, let since = run.pausedSince, run.until == nil,
            let length = run.length.flatMap({ LimitLength($0) })
        else { return nil }
        return calendar.held(
            from: run.trigger, length: length, rule: rule, pauses: rests,
            extensions: run.extensions.compactMap { LimitLength($0.by) }, since: since)
    }

    /// The instants at which to warn.
    func warnings(before end: End) -> [Instant] {
        (definition?.warn ?? []).compactMap { ahead in
            LimitLength(ahead).map { calendar.due(before: end.due, length: $0, rule: rule).due.earliest }
        }
    }

    /// The instants at which others are told that it is overdue, none before the step ahead of it.
    func escalations(after end: End) -> [Instant] {
        (definition?.escalate ?? []).compactMap { LimitLength($0.after.description) }.reduce(into: []) {
            let own = calendar.due(from: end.due, length: $1, rule: rule).expiresAt
            $0.append($0.last.map { max($0, own) } ?? own)
        }
    }
}
