import CEL
import Values

/// Starts, pauses, resumes and ends clocks for a configuration at rest (semantics, rules 13 to 16).
enum StepClocks {
    static func settle(
        _ machine: inout StepMachine, occurred: Moment, meets act: String?, view: CaseView
    ) -> [ClockChange] {
        var changes: [ClockChange] = []
        for clock in machine.definition.clocks {
            changes += settle(clock, &machine, occurred: occurred, meets: act, view: view)
        }
        changes += promised(&machine, occurred: occurred, view: view)
        return changes
    }

    private static func settle(
        _ clock: ClockDefinition, _ machine: inout StepMachine, occurred: Moment, meets act: String?, view: CaseView
    ) -> [ClockChange] {
        let runs = clock.runsIn.contains { machine.active.contains($0) }
        let pauses = clock.pauseIn.contains { machine.active.contains($0) }
        let live = machine.snapshot.clocks.lastIndex { $0.clock == clock.id && $0.state != .ended }
        var changes: [ClockChange] = []
        if let index = live {
            if let act, clock.ends.contains(act) {
                changes.append(end(index, .met, &machine, occurred))
            } else if pauses, machine.snapshot.clocks[index].state == .running {
                machine.snapshot.clocks[index].state = .paused
                machine.snapshot.clocks[index].pausedSince = occurred
                changes.append(.paused(machine.snapshot.clocks[index]))
            } else if runs, machine.snapshot.clocks[index].state == .paused {
                machine.snapshot.clocks[index].state = .running
                changes.append(.resumed(machine.snapshot.clocks[index]))
            } else if !runs, !pauses {
                let how: ClockRun.End = machine.snapshot.clocks[index].phase == .breached ? .passed : .ended
                changes.append(end(index, how, &machine, occurred))
            }
        }
        // An act that met the clock and stays in its states does not start it again at once.
        let wasMet = changes.contains { change in
            if case .ended(_, .met) = change { return true }
            return false
        }
        let justEntered = clock.runsIn.contains { machine.entered.contains($0) }
        if runs, !machine.snapshot.clocks.contains(where: { $0.clock == clock.id && $0.state != .ended }),
            !wasMet || justEntered, live == nil || justEntered
        {
            if let run = start(clock, machine, occurred: occurred, view: view) {
                machine.snapshot.clocks.append(run)
                changes.append(.started(run))
            }
        }
        return changes
    }

    private static func end(
        _ index: Int, _ how: ClockRun.End, _ machine: inout StepMachine, _ occurred: Moment
    ) -> ClockChange {
        machine.snapshot.clocks[index].state = .ended
        machine.snapshot.clocks[index].end = how
        machine.snapshot.clocks[index].endedAt = occurred
        return .ended(machine.snapshot.clocks[index], how)
    }

    private static func start(
        _ clock: ClockDefinition, _ machine: StepMachine, occurred: Moment, view: CaseView
    ) -> ClockRun? {
        // A clock that was met or left in this episode starts anew only when one of its states is entered.
        let hasRun = machine.snapshot.clocks.contains { $0.clock == clock.id }
        if hasRun, !clock.runsIn.contains(where: { machine.entered.contains($0) }) { return nil }
        let id = machine.snapshot.nextRun(of: clock.id)
        if let length = clock.length {
            return ClockRun(id: id, clock: clock.id, trigger: occurred, length: length, until: nil)
        }
        let activation = machine.activation(case: view, act: nil, roles: [])
        guard let until = clock.until, case .date(let day)? = try? until.evaluate(activation) else { return nil }
        return ClockRun(id: id, clock: clock.id, trigger: occurred, length: nil, until: .day(day))
    }

    /// Clocks of papers that may follow: new ones are announced, and those whose papers came are met.
    private static func promised(
        _ machine: inout StepMachine, occurred: Moment, view: CaseView
    ) -> [ClockChange] {
        var changes: [ClockChange] = []
        for index in machine.snapshot.clocks.indices {
            let run = machine.snapshot.clocks[index]
            guard run.clock.hasPrefix("papers:"), run.state == .running else { continue }
            let kinds = (run.subject ?? "").split(separator: "|").map(String.init)
            if view.papers.contains(where: { kinds.contains($0.kind) }) {
                changes.append(end(index, .met, &machine, occurred))
            } else if run.due == nil {
                changes.append(.started(run))
            }
        }
        return changes
    }
}
