extension ClockKeeper {
    /// Whether a clock runs, and whether it rests, where the proceeding stands.
    ///
    /// In a suspension a clock that runs on sees the frozen states as active; one that pauses rests while one of them is
    /// all that keeps it.
    func live(_ clock: ClockDefinition) -> (runs: Bool, pauses: Bool) {
        let runs = clock.runsIn.contains(where: active.contains)
        let pauses = clock.pauseIn.contains(where: active.contains)
        guard !frozen.isEmpty else { return (runs, pauses) }
        let runsFrozen = clock.runsIn.contains(where: frozen.contains)
        let pausesFrozen = clock.pauseIn.contains(where: frozen.contains)
        switch clock.inSuspension {
        case .run: return (runs || runsFrozen, pauses || pausesFrozen)
        case .pause, nil: return (runs, pauses || (!runs && (runsFrozen || pausesFrozen)))
        }
    }

    /// Clocks that do not run again once the proceeding was closed.
    mutating func endForGood() {
        for clock in definition.clocks where clock.onReopen == .end {
            for index in runs.indices where runs[index].clock == clock.id { runs[index].isOver = true }
        }
    }

    /// Starts the limits within which a closed proceeding may be taken up again, and ends them when it was.
    mutating func keepReopening() {
        guard let final else {
            for index in runs.indices
            where runs[index].clock.hasPrefix(ClockRun.reopeningPrefix) && runs[index].state != .ended {
                let name = runs[index].clock.dropFirst(ClockRun.reopeningPrefix.count)
                end(at: index, isMet: act.map { $0 == name } ?? false, staysHere: false)
            }
            return
        }
        for transition in final.transitions {
            guard let act = transition.trigger.act, let within = transition.within else { continue }
            let clock = ClockRun.reopeningPrefix + act
            let last = runs.last { $0.clock == clock }
            if let last, last.state != .ended { continue }
            let run = ClockRun(
                id: "\(clock)#\((last?.number ?? 0) + 1)", clock: clock, trigger: occurred,
                length: within.description, until: nil)
            runs.append(run)
            changes.append(.started(run))
        }
    }
}
