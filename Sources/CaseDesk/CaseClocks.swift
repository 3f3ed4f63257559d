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
        if let until = run.until {
            snapshot.fill(run.id, due: until, expiresAt: until.latest, isProvisional: false)
            return
        }
        guard let wanted = run.length, let length = LimitLength(wanted.description), let calendarID, let calendarHash else {
            throw DeskFailure.noCalendar(calendarID ?? "-")
        }
        let calendar = try pins.calendar(calendarHash, id: calendarID, in: reader)
        let rule = definition.clocks.first { $0.id == run.clock }?.count.flatMap(CountingRule.init(rawValue:))
        let due = calendar.due(from: run.trigger, length: length, rule: rule ?? .cnCivil)
        snapshot.fill(
            run.id, due: due.due, expiresAt: due.expiresAt, isProvisional: due.isProvisional)
    }
}

extension ClockChange {
    fileprivate var isStart: Bool {
        switch self {
        case .started: return true
        case .resumed, .paused, .ended: return false
        }
    }
}
