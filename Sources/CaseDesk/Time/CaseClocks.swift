import EventLog
import Source
import Values
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
            case .started(let run): stored.append(try counted(run, "started", pins: pins, reader: reader))
            case .resumed(let run): stored.append(try counted(run, "resumed", pins: pins, reader: reader))
            case .extended(let run):
                let at = run.extensions.last?.occurred
                stored.append(try counted(run, "extended", lengthenedAt: at, pins: pins, reader: reader))
            case .excluded(let run):
                let at = run.exclusions.last?.occurred
                stored.append(try counted(run, "excluded", lengthenedAt: at, pins: pins, reader: reader))
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

    /// Counts a run, fills in what came of it, and gives the change as it is stored.
    private mutating func counted(
        _ run: ClockRun, _ change: String, lengthenedAt: Moment? = nil, pins: Pins, reader: any LogReader
    ) throws -> JSON {
        try fill(run, lengthenedAt: lengthenedAt, pins: pins, reader: reader)
        let filled = snapshot.clocks.first { $0.id == run.id } ?? run
        return .object(
            omitting: [
                "run": .string(run.id), "change": .string(change),
                "trigger": .string(run.trigger.description),
                "due": filled.due.map { .string($0.description) },
                "provisional": filled.isProvisional ? .bool(true) : nil,
                "calendar": calendarHash.map(JSON.string),
            ].merging(run.reason(of: change)) { first, _ in first })
    }

    /// Counts a run anew by the calendar this proceeding has come under.
    ///
    /// One that ends on another day is warned of anew, but never of what lay before the recount.
    mutating func recount(_ run: ClockRun, at: Moment, pins: Pins, reader: any LogReader) throws {
        try fill(run, lengthenedAt: nil, pins: pins, reader: reader)
        guard snapshot.clocks.first(where: { $0.id == run.id })?.due != run.due else { return }
        try fill(run, lengthenedAt: at, pins: pins, reader: reader)
    }

    private mutating func fill(
        _ run: ClockRun, lengthenedAt: Moment?, pins: Pins, reader: any LogReader
    ) throws {
        let definition = definition.clocks.first { $0.id == run.clock }
        guard let calendarID, let calendarHash else {
            // A limit that runs to a fixed moment needs no calendar unless something is counted from it.
            guard let until = run.until, run.extensions.isEmpty, definition?.warn.isEmpty ?? true,
                definition?.escalate.isEmpty ?? true
            else { throw DeskFailure.noCalendar(calendarID ?? "-") }
            snapshot.fill(run.id, due: until, expiresAt: until.latest, warnings: [], isProvisional: false)
            return
        }
        let count = RunCount(
            run: run, definition: definition,
            calendar: try pins.calendar(calendarHash, id: calendarID, in: reader))
        guard let end = count.end else { throw DeskFailure.noCalendar(calendarID) }
        snapshot.fill(
            run.id, due: end.due, expiresAt: end.expiresAt, warnings: count.warnings(before: end),
            isProvisional: end.isProvisional, policy: count.count == nil ? nil : calendarHash,
            escalations: count.escalations(after: end), lengthenedAt: lengthenedAt)
    }
}

extension ClockRun {
    /// What an operation on a clock adds to the change as it is stored: which, by which act, over which span.
    fileprivate func reason(of change: String) -> [String: JSON?] {
        switch change {
        case "started":
            guard let restart else { return [:] }
            return ["restart": .string(restart.how.rawValue), "act": restart.act.map(JSON.string)]
        case "extended":
            return [
                "by": extensions.last.map { .string($0.by) }, "act": extensions.last.map { .string($0.act) },
            ]
        case "excluded":
            return [
                "from": exclusions.last.map { .string($0.from.description) },
                "to": exclusions.last.map { .string($0.to.description) },
                "act": exclusions.last?.act.map(JSON.string),
            ]
        default: return [:]
        }
    }
}
