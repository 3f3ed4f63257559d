import Values
public import WorkCalendar
public import Workflow

extension SimulatedHost {
    /// A host that counts as a register does, by a calendar.
    public static func counting(by calendar: HolidayCalendar) -> SimulatedHost {
        SimulatedHost { run, clock in
            let count = RunCount(run: run, definition: clock, calendar: calendar)
            guard let end = count.end else { return nil }
            return CountedLimit(
                due: end.due, expiresAt: end.expiresAt, warnings: count.warnings(before: end),
                escalations: count.escalations(after: end), isProvisional: end.isProvisional)
        } after: { moment, length in
            guard let length = LimitLength(length.description) else { return moment }
            return calendar.due(from: moment, length: length, rule: .cnCivil).due
        }
    }
}
