import Values

extension StepRun {
    /// Whether a state that is frozen would take a trigger.
    func isTakenByFrozen(_ trigger: Trigger, row: String?) -> Bool {
        frozen.contains { place in
            (place.row == nil || row == nil || place.row == row)
                && definition.tree[place.node].transitions.contains { $0.trigger == trigger }
        }
    }

    /// Keeps the move of a limit for later where the state that takes it is frozen.
    mutating func postpone(_ kind: PendingMove.Kind, of run: ClockRun, at: Instant) {
        let pending = PendingMove(kind: kind, run: run.id, clock: run.clock, at: at)
        guard isTakenByFrozen(pending.trigger, row: run.subject) else { return }
        snapshot.pending.append(pending)
        let label = definition.clockLabel(run.clock)
        trace.append(
            StepTrace(
                .clock, run.id,
                Bilingual(
                    zh: "恢复后再处理：\(label.zh)", en: "taken up on resumption: \(label.en)")))
    }

    /// Takes back the breach of a run whose move still waits; says whether one did.
    mutating func withdraw(_ run: ClockRun) -> Bool {
        let before = snapshot.pending.count
        snapshot.pending.removeAll { $0.kind == .breach && $0.run == run.id }
        return snapshot.pending.count < before
    }

    /// The first moves that waited for their state to be resumed and can be taken now.
    ///
    /// What waits for a state that was left in the meantime has nothing to move any more and is dropped.
    mutating func nextPending() throws(StepFault) -> [Move]? {
        var index = 0
        while index < snapshot.pending.count {
            let pending = snapshot.pending[index]
            let run = snapshot.clocks.first { $0.id == pending.run }
            let row = run?.subject
            let offer = run.map(definition.offer) ?? .none
            switch scope.select(active: live, offer: offer, matching: { $0 == pending.trigger }, act: nil) {
            case .failed(let failure): throw .guardError(.guardError(failure))
            case .selected(let moves):
                snapshot.pending.remove(at: index)
                return moves
            case .none, .guarded:
                if isTakenByFrozen(pending.trigger, row: row) {
                    index += 1
                } else {
                    snapshot.pending.remove(at: index)
                }
            }
        }
        return nil
    }
}
