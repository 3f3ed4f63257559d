public import EventLog
import Values
import WageArrears
public import WorkCalendar
public import Workflow

/// One clock of a case with the count that leads to its end, or to what is left of it.
public struct ClockCount: Hashable, Sendable {
    /// The clock as lists show it.
    public let row: ClockRow
    /// The run.
    public let run: ClockRun
    /// The count, day by day; empty where it runs to a fixed moment.
    public let steps: [CountStep]
}

extension CaseState {
    /// The clocks that run or rest in it, without what is left of those that rest.
    var clockRows: [ClockRow] { liveRuns.map { row(of: $0, held: nil) } }

    /// The clocks that run or rest in it.
    public func clockRows(in reader: any LogReader, pins: Pins) throws -> [ClockRow] {
        try liveRuns.map { live in
            // Only a clock that rests asks for the calendar.
            let held = live.run.state == .paused ? try count(live, reader, pins)?.held : nil
            return row(of: live, held: held)
        }
    }

    /// The clocks that run or rest in it, each with its count.
    public func clockCounts(in reader: any LogReader, pins: Pins) throws -> [ClockCount] {
        try liveRuns.map { live in
            let count = try count(live, reader, pins)
            let held = count?.held
            return ClockCount(
                row: row(of: live, held: held), run: live.run,
                steps: held?.steps ?? count?.count?.steps ?? [])
        }
    }

    /// A run that is not over, with the end the host counted for it.
    private struct LiveRun {
        let place: ProceedingState
        let run: ClockRun
        let due: Moment
        let expiresAt: Instant
    }

    private var liveRuns: [LiveRun] {
        openProceedings.flatMap { place in
            place.snapshot.clocks.compactMap { run in
                guard run.state != .ended, let due = run.due, let expires = run.expiresAt else { return nil }
                return LiveRun(place: place, run: run, due: due, expiresAt: expires)
            }
        }
    }

    private func count(_ live: LiveRun, _ reader: any LogReader, _ pins: Pins) throws -> RunCount? {
        // A limit that was past when its calendar changed keeps the one it was counted by.
        guard let id = live.place.calendarID, let hash = live.run.policy ?? live.place.calendarHash else {
            return nil
        }
        return RunCount(
            run: live.run, definition: live.place.definition.clock(live.run.clock),
            calendar: try pins.calendar(hash, id: id, in: reader))
    }

    private func row(of live: LiveRun, held: HeldLimit?) -> ClockRow {
        let (place, run) = (live.place, live.run)
        let clock = place.definition.clock(run.clock)
        return ClockRow(
            caseNumber: number, proceeding: place.id, run: run.id,
            label: clockLabel(run, in: place.definition),
            owes: clock.map { place.definition.roleLabel($0.owes) } ?? Bilingual(zh: "—", en: "-"),
            kind: clock?.kind.rawValue ?? "internal", limit: clock?.limit.rawValue ?? "duty",
            source: clock?.source ?? Bilingual(zh: "本流程", en: "this procedure"),
            due: live.due, expiresAt: live.expiresAt,
            isProvisional: run.isProvisional, isBreached: run.phase == .breached,
            isPaused: run.state == .paused, pausedOn: run.pausedSince?.day, left: held?.leftText,
            owesRole: clock?.owes ?? "", owesBody: place.body(named: clock?.body) ?? "",
            region: file.region ?? "")
    }
}

extension ClockRow {
    /// The same row with the bodies that have a part in its case.
    func seen(by bodies: [String]) -> ClockRow {
        var copy = self
        copy.bodies = bodies
        return copy
    }
}

/// The label of a limit; where it is the limit of a row, with the row's key.
private func clockLabel(_ run: ClockRun, in definition: WorkflowDefinition) -> Bilingual {
    let label = definition.clockLabel(run.clock)
    guard run.papers == nil, let row = run.subject else { return label }
    return Bilingual(zh: "\(label.zh)（\(row)）", en: "\(label.en) (\(row))")
}
