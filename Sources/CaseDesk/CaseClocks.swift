import EventLog
import Source
import Values
import WorkCalendar
import Workflow

extension ProceedingState {
    /// Gives every clock that just started, or resumed, its due date under the calendar this proceeding is pinned to.
    ///
    /// Returns the changes as they are stored, with the due date and the calendar that gave it.
    mutating func settle(
        _ changes: [ClockChange], pins: Pins, reader: any LogReader
    ) throws -> [JSON] {
        var stored: [JSON] = []
        for change in changes {
            switch change {
            case .started(let run), .resumed(let run):
                try fill(run, pins: pins, reader: reader)
                let filled = snapshot.clocks.first { $0.id == run.id } ?? run
                stored.append(
                    .object(omitting: [
                        "run": .string(run.id), "change": .string(change.isStart ? "started" : "resumed"),
                        "trigger": .string(run.trigger.description),
                        "due": filled.due.map { .string($0.description) },
                        "provisional": filled.isProvisional ? .bool(true) : nil,
                        "calendar": calendarHash.map(JSON.string),
                    ]))
            case .paused(let run):
                stored.append(.object(["run": .string(run.id), "change": .string("paused")]))
            case .cured(let run, let cure):
                stored.append(
                    .object([
                        "run": .string(run.id), "change": .string("cured"), "act": .string(cure.act),
                        "occurred": .string(cure.occurred.description),
                    ]))
            case .ended(let run, let how):
                stored.append(
                    .object([
                        "run": .string(run.id), "change": .string("ended"), "how": .string(how.rawValue),
                    ]))
            }
        }
        return stored
    }

    private mutating func fill(_ run: ClockRun, pins: Pins, reader: any LogReader) throws {
        let definition = definition.clocks.first { $0.id == run.clock }
        if let until = run.until {
            snapshot.fill(run.id, due: until, expiresAt: until.latest, warnings: [], isProvisional: false)
            return
        }
        guard let length = run.length.flatMap({ LimitLength($0) }), let calendarID, let calendarHash else {
            throw DeskFailure.noCalendar(calendarID ?? "-")
        }
        let calendar = try pins.calendar(calendarHash, id: calendarID, in: reader)
        let rule = definition?.count.flatMap { CountingRule(rawValue: $0) } ?? .cnCivil
        let pauses = run.pauses.compactMap { pause in
            pause.to.flatMap { LimitPause(from: pause.from, to: $0) }
        }
        let due = calendar.due(from: run.trigger, length: length, rule: rule, pauses: pauses)
        let warnings = (definition?.warn ?? []).compactMap { ahead -> Instant? in
            LimitLength(ahead.description).map {
                calendar.due(before: due.due, length: $0, rule: rule).due.earliest
            }
        }
        snapshot.fill(
            run.id, due: due.due, expiresAt: due.expiresAt, warnings: warnings,
            isProvisional: due.isProvisional,
            policy: calendarHash)
    }
}

extension ClockChange {
    fileprivate var isStart: Bool {
        switch self {
        case .started: return true
        case .resumed, .paused, .ended, .cured: return false
        }
    }
}
