import EventLog
import Source
import Values
import WageArrears
import Workflow

extension DeskWork {
    /// What expired before an act happened, each as an entry of its own to be committed ahead of the act; never what
    /// is due only now.
    ///
    /// An act on the last day is in time; a day-unit limit expires at 24:00 of its due date.
    func breaches(in state: inout CaseState, before occurred: Moment, from position: Int) throws -> [NewEntry]
    {
        guard let stream = CaseState.stream(state.number) else { return [] }
        var entries: [NewEntry] = []
        // Every breach may start further clocks; the bound is far above what a procedure can run through.
        while entries.count < 1000, let next = state.nextExpiry(before: occurred) {
            let evaluator = ActEvaluator(
                pins: pins, reader: transaction, at: stamp.at, position: position + entries.count)
            let body = try evaluator.breach(next.run, of: next.index, at: next.expires, in: &state)
            entries.append(
                NewEntry(
                    stream: stream, expected: entries.isEmpty ? .exact(state.version) : .any,
                    type: "clock.breached", schema: 1, occurred: .instant(next.expires), parts: body.parts))
            state.version += 1
        }
        return entries
    }
}

extension ActEvaluator {
    /// Raises one breach: marks the run, lets a handler move the case, and gives the body to store.
    func breach(
        _ run: ClockRun, of index: Int, at expires: Instant, in state: inout CaseState
    ) throws -> ActBody {
        let fact = JSON.object([
            "type": .string("clock.breached"), "schema": .integer(1), "run": .string(run.id),
            "clock": .string(run.clock), "proceeding": .string(state.proceedings[index].id),
            "expired": .string(expires.description),
        ])
        let changes = try self.run(index, in: &state) { place, view in
            try WorkflowStep.breach(run.id, place.definition, place.snapshot, case: view, at: expires)
        }.changes
        var body = ActBody(
            command: .object([
                "verb": .string("clock"), "act": .string("clock_breached"), "doers": .array([]),
            ]), facts: [fact])
        body.clocks = changes
        body.hasMoved = true
        for place in state.proceedings { body.proceedings[place.id] = place.snapshot.json }
        return body
    }
}

extension CaseState {
    /// The running clock that expires first, if it does so before this moment; ties in the order of the file.
    func nextExpiry(before occurred: Moment) -> (index: Int, run: ClockRun, expires: Instant)? {
        var best: (index: Int, run: ClockRun, expires: Instant)?
        for (index, place) in proceedings.enumerated() where place.snapshot.outcome == nil {
            for run in place.snapshot.clocks where run.state == .running && run.phase != .breached {
                guard let expires = run.expiresAt, expires <= occurred.earliest else { continue }
                if let current = best?.expires, current <= expires { continue }
                best = (index, run, expires)
            }
        }
        return best
    }
}
