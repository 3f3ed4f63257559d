import CEL
public import Values

/// What an act that extends a clock would add, and what it needs for it.
public struct ExtensionOffer: Hashable, Sendable {
    /// The clock.
    public let clock: String
    /// What people call it.
    public let label: Bilingual
    /// What it would add.
    public let by: ClockLength
    /// How often it was extended.
    public let used: Int
    /// How often it may be.
    public let times: Int
    /// Whether a reason must be given.
    public let needsReason: Bool
    /// When the limit is due without it.
    public let due: Moment?
}

/// What stands in the way of the operations that an act would make on clocks.
struct ClockGrounds {
    let definition: WorkflowDefinition
    let snapshot: Snapshot
    let act: Named

    /// The refusals; those by date only where an act is at hand.
    func refusals(_ moves: [Move], input: ActInput?) -> [Refusal] {
        var refusals: [Refusal] = []
        for move in moves {
            for operation in move.transition.clockOperations {
                if let refusal = refusal(operation, row: move.row, input: input) { refusals.append(refusal) }
            }
        }
        if let input, lacksReason(moves, input) { refusals.append(noReason) }
        return refusals
    }

    /// What the moves would extend.
    func offers(_ moves: [Move]) -> [ExtensionOffer] {
        moves.flatMap { move in
            move.transition.clockOperations.compactMap { operation in
                guard operation.kind == .extend, let clock = definition.clock(operation.clock),
                    let rule = clock.extend
                else { return nil }
                let run = live(clock.id, row: move.row)
                return ExtensionOffer(
                    clock: clock.id, label: clock.label, by: rule.by, used: run?.extensions.count ?? 0,
                    times: rule.times, needsReason: rule.needsReason, due: run?.due)
            }
        }
    }

    private func live(_ clock: String, row: String?) -> ClockRun? {
        snapshot.clocks.last { $0.isLive(clock, row: row) }
    }

    private func refusal(_ operation: ClockOperation, row: String?, input: ActInput?) -> Refusal? {
        guard let clock = definition.clock(operation.clock) else { return nil }
        let run = live(clock.id, row: row)
        func no(_ cause: ClockRefusal.Cause) -> Refusal {
            .clock(
                ClockRefusal(
                    act: act, clock: clock.named, due: run?.due, source: clock.source, cause: cause))
        }
        switch operation.kind {
        case .reset: return nil
        case .extend, .interrupt, .exclude:
            // What is recorded only after the end could make a delay disappear: it comes too late.
            if let run, hasPassed(run, input: input) { return no(.tooLate(operation.kind)) }
        }
        guard operation.kind == .extend else { return nil }
        guard let run else { return no(.notRunning) }
        if let rule = clock.extend, run.extensions.count >= rule.times {
            return no(.usedUp(times: rule.times))
        }
        return nil
    }

    private func hasPassed(_ run: ClockRun, input: ActInput?) -> Bool {
        if run.phase == .breached { return true }
        guard run.state == .running, let expires = run.expiresAt, let input else { return false }
        return input.occurred.earliest >= expires || input.recordedAt.map { $0 >= expires } ?? false
    }

    private func lacksReason(_ moves: [Move], _ input: ActInput) -> Bool {
        guard !input.hasReason, offers(moves).contains(where: \.needsReason) else { return false }
        if case .string(let words)? = input.payload["reason"], !words.isEmpty { return false }
        return true
    }

    private var noReason: Refusal {
        .payload([
            PayloadProblem(
                path: "reason", given: "-",
                wanted: Bilingual(
                    zh: "延长期限须写明理由（--reason）", en: "a reason: an extension must say why (--reason)"))
        ])
    }
}
