import CEL
import Source
import Values

/// Starts, rests, resumes and ends clocks at rest. States that a step only passed through start nothing.
struct ClockKeeper {
    let definition: WorkflowDefinition
    /// The active places.
    let places: Set<Place>
    /// The places that a hold froze.
    let frozenPlaces: Set<Place>
    /// The ids of the active states, of the row that is being looked at where it is one.
    var active: Set<String> = []
    /// The ids of the states that a hold froze, likewise.
    var frozen: Set<String> = []
    /// The row whose runs are being looked at; nothing for clocks of the proceeding.
    var subject: String?
    let occurred: Moment
    /// The act of the step, if it was one.
    let act: String?
    /// The rows it names.
    let rows: [String]
    let isReopening: Bool
    let hasEnded: Bool
    /// The outermost final state, where the proceeding has ended.
    let final: StateDefinition?
    let view: CaseView
    /// The values at rest, with the payload of the act, for the dates that clocks are counted from.
    var starting: GuardScope
    /// What the transitions of the step do to clocks.
    let operations: [PendingOperation]
    let episode: Int
    var runs: [ClockRun]
    var changes: [ClockChange] = []

    mutating func keep() throws(StepFault) {
        if isReopening { endForGood() }
        let outside = starting
        for clock in definition.clocks {
            for row in subjects(of: clock) {
                look(at: row, of: clock, from: outside)
                try keep(clock)
            }
        }
        look(at: nil, of: nil, from: outside)
        for index in runs.indices where runs[index].papers != nil && runs[index].state != .ended {
            keepPapers(at: index)
        }
        keepReopening()
        prune()
    }

    private mutating func keep(_ clock: ClockDefinition) throws(StepFault) {
        let (runsHere, pausesHere) = hasEnded ? (false, false) : live(clock)
        try lengthen(clock)
        if runsHere || pausesHere, let operation = restartOperation(clock) {
            try restart(clock, how: operation, pausesHere: pausesHere)
            return
        }
        if let index = runs.lastIndex(where: { isRun($0, of: clock) && $0.state != .ended }) {
            if clock.isReview, runsHere, runs[index].phase == .breached {
                try startNextReview(clock, after: index)
                return
            }
            let isMet = isMet(clock)
            if isMet || (!runsHere && !pausesHere) {
                end(at: index, isMet: isMet, staysHere: (runsHere || pausesHere) && !clock.isReview)
                if clock.isReview, runsHere { try start(clock, number: nextNumber(of: clock)) }
            } else if pausesHere, runs[index].state == .running {
                pause(at: index)
            } else if !pausesHere, runs[index].state == .paused {
                resume(at: index)
            }
            return
        }
        let last = runs.lastIndex { isRun($0, of: clock) }
        if let last, runs[last].isSettled {
            if runsHere || pausesHere { return }
            runs[last].isSettled = false
        }
        guard runsHere else { return }
        if let last, runs[last].isOver { return }
        let way = clock.wayBack(isReopening: isReopening, episode: episode)
        if let last, way == .continue, runs[last].ended != .met {
            goOn(at: last)
            if pausesHere { pause(at: last) }
            return
        }
        try start(clock, number: nextNumber(of: clock))
        if pausesHere { pause(at: runs.count - 1) }
    }

    mutating func start(_ clock: ClockDefinition, number: Int) throws(StepFault) {
        let trigger = try clock.from.map { program throws(StepFault) in try moment(program) } ?? occurred
        try start(clock, number: number, trigger: trigger)
    }

    mutating func start(
        _ clock: ClockDefinition, number: Int, trigger: Moment, restart: ClockRestart? = nil
    ) throws(StepFault) {
        let until = try clock.until.map { program throws(StepFault) in try moment(program) }
        let row = clock.length(on: trigger.day)
        if until == nil, row == nil { throw noLength(clock, on: trigger.day) }
        var run = ClockRun(
            id: "\(clock.id)#\(number)", clock: clock.id, subject: subject, trigger: trigger,
            length: row?.length.description,
            until: until, lengthFrom: row?.from)
        run.restart = restart
        runs.append(run)
        changes.append(.started(run))
    }

    private func moment(_ program: CELProgram) throws(StepFault) -> Moment {
        do throws(EffectFault) {
            return try starting.moment(program, act: nil)
        } catch {
            throw .guardError(.guardError(error.reason))
        }
    }

    /// A limit whose table says nothing about a day is not made up.
    private func noLength(_ clock: ClockDefinition, on day: Day) -> StepFault {
        .guardError(
            .guardError(
                GuardErrorRefusal(
                    act: nil, expressions: [clock.id],
                    reason: Bilingual(
                        zh: "期限“\(clock.label.zh)”没有适用于 \(day) 的长度",
                        en: "the limit '\(clock.label.en)' has no length in force on \(day)"),
                    places: [clock.position.description])))
    }

    mutating func pause(at index: Int) {
        runs[index].state = .paused
        runs[index].pauses.append(ClockPause(from: occurred, to: nil))
        changes.append(.paused(runs[index]))
    }

    private mutating func resume(at index: Int) {
        if runs[index].isVoid {
            // It was interrupted at rest: nothing has counted, and it counts from now.
            runs[index].trigger = occurred
            runs[index].pauses = []
            runs[index].isVoid = false
        }
        endPause(at: index)
        runs[index].state = .running
        changes.append(.resumed(runs[index]))
    }

    /// The same limit goes on after it was left; the time away counts as a pause.
    private mutating func goOn(at index: Int) {
        if let endedAt = runs[index].endedAt {
            runs[index].pauses.append(ClockPause(from: endedAt, to: occurred))
        }
        runs[index].state = .running
        runs[index].ended = nil
        runs[index].endedAt = nil
        runs[index].endedBy = nil
        // The run stands behind the others again, so that it is the latest of its clock.
        let run = runs.remove(at: index)
        runs.append(run)
        changes.append(.resumed(run))
    }

    private mutating func endPause(at index: Int) {
        guard let last = runs[index].pauses.last, last.to == nil else { return }
        runs[index].pauses[runs[index].pauses.count - 1] = ClockPause(from: last.from, to: occurred)
    }

    mutating func end(at index: Int, isMet: Bool, staysHere: Bool) {
        let how: ClockRun.End = runs[index].phase == .breached ? .passed : isMet ? .met : .ended
        endPause(at: index)
        runs[index].state = .ended
        runs[index].ended = how
        runs[index].endedAt = occurred
        runs[index].endedBy = isMet ? act : nil
        runs[index].isSettled = isMet && staysHere
        changes.append(.ended(runs[index], how))
    }

    private mutating func keepPapers(at index: Int) {
        guard let papers = runs[index].papers else { return }
        let present = view.count(
            papers.anyOf, claimant: papers.claimant, about: papers.about, onlyFresh: false)
        if present >= papers.count {
            end(at: index, isMet: true, staysHere: false)
        } else if hasEnded {
            end(at: index, isMet: false, staysHere: false)
        }
    }

    /// Starts an obligation for each need of an act that was let go by.
    mutating func owe(_ needs: [OwedPapers]) -> [LaterPapers] {
        var owed: [LaterPapers] = []
        for need in needs {
            let clock = ClockRun.papersPrefix + need.awaited.act
            let number = (runs.filter { $0.clock == clock }.map(\.number).max() ?? 0) + 1
            let run = ClockRun(
                id: "\(clock)#\(number)", clock: clock, subject: need.awaited.claimant, trigger: occurred,
                length: need.within.description, until: nil, papers: need.awaited)
            runs.append(run)
            changes.append(.started(run))
            owed.append(
                LaterPapers(
                    act: need.awaited.act, anyOf: need.awaited.anyOf, count: need.awaited.count,
                    claimant: need.awaited.claimant, within: need.within, run: run.id))
        }
        return owed
    }

    /// Of runs that are over only the latest of each clock and row is kept: it numbers the next, and may go on.
    private mutating func prune() {
        var latest: [String: Int] = [:]
        for run in runs { latest[key(run)] = max(latest[key(run)] ?? 0, run.number) }
        let kept = runs.filter { $0.state != .ended || $0.number == latest[key($0)] }
        runs = kept
    }
}
