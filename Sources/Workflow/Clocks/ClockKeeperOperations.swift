import Values

extension ClockKeeper {
    /// Grants extensions to a live run and leaves spans out of it.
    ///
    /// Whether it may be extended was weighed when the act was admitted; nothing is granted to a run that has passed.
    mutating func lengthen(_ clock: ClockDefinition) throws(StepFault) {
        for operation in operations where concerns(operation, clock) {
            guard let index = runs.lastIndex(where: { isRun($0, of: clock) && $0.state != .ended }) else {
                continue
            }
            switch operation.kind {
            case .extend:
                guard let rule = clock.extend, let act else { continue }
                runs[index].extensions.append(
                    ClockExtension(by: rule.by.description, occurred: occurred, act: act))
                changes.append(.extended(runs[index]))
            case .exclude:
                guard let from = operation.from, let to = operation.to else { continue }
                guard !to.isBefore(from) else {
                    throw .refused(.payload([operation.backwards(from: from, to: to)]))
                }
                runs[index].exclusions.append(
                    ClockExclusion(from: from, to: to, occurred: occurred, act: act))
                // A span that did not count may disprove the breach; if it does not, the breach is raised again.
                if runs[index].phase == .breached {
                    runs[index].phase = .running
                    runs[index].escalationsGiven = 0
                }
                changes.append(.excluded(runs[index]))
            case .reset, .interrupt: continue
            }
        }
    }

    /// Whether the step makes a clock start anew, and by which mechanism; the last one said counts.
    func restartOperation(_ clock: ClockDefinition) -> ClockOperation.Kind? {
        operations.last { operation in
            guard concerns(operation, clock) else { return false }
            switch operation.kind {
            case .reset: return true
            case .interrupt:
                // A limit that has passed can no longer be interrupted.
                let live = runs.last { isRun($0, of: clock) && $0.state != .ended }
                return live.map { $0.phase != .breached } ?? false
            case .extend, .exclude: return false
            }
        }?.kind
    }

    /// The run is over and a new one begins: from this act, or, when it was interrupted at rest, from when it goes on.
    mutating func restart(
        _ clock: ClockDefinition, how: ClockOperation.Kind, pausesHere: Bool
    ) throws(StepFault) {
        let last = runs.lastIndex { isRun($0, of: clock) }
        if let last, runs[last].state != .ended {
            let isMet = isMet(clock)
            end(at: last, isMet: isMet, staysHere: false)
        }
        if let last { runs[last].isSettled = false }
        let number = nextNumber(of: clock)
        let reason = ClockRestart(how: how, occurred: occurred, act: act, due: last.flatMap { runs[$0].due })
        try start(clock, number: number, trigger: occurred, restart: reason)
        guard pausesHere else { return }
        let index = runs.count - 1
        runs[index].isVoid = how == .interrupt
        pause(at: index)
    }

    /// A review fell due and was not done: the next one counts from its due date.
    mutating func startNextReview(_ clock: ClockDefinition, after index: Int) throws(StepFault) {
        end(at: index, isMet: false, staysHere: false)
        let passed = runs[index]
        try start(clock, number: nextNumber(of: clock), trigger: passed.due ?? occurred)
        runs[runs.count - 1].missed = passed.missed + 1
    }
}

extension PendingOperation {
    /// What is wrong with a span that ends before it begins.
    func backwards(from: Moment, to: Moment) -> PayloadProblem {
        PayloadProblem(
            path: clock, given: "\(from.shortText) – \(to.shortText)",
            wanted: Bilingual(zh: "不早于起始日的截止日", en: "an end that is not before the beginning"))
    }
}
