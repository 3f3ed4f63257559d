import Source
public import Values

/// What disproved the breach of a limit: an act that was done in time and recorded late.
public struct ClockCure: Hashable, Sendable {
    /// The act.
    public let act: String
    /// When it was done.
    public let occurred: Moment
}

extension Snapshot {
    /// Lifts the breaches that an act disproves, because it meets the limit and was done in time. Gives the runs.
    ///
    /// The breach itself stays in the log; the run counts as met from here on.
    mutating func cure(by act: ActInput, _ definition: WorkflowDefinition, view: CaseView) -> [String] {
        var cured: [String] = []
        for index in clocks.indices where isCured(at: index, by: act, definition, view: view) {
            let cure = ClockCure(act: act.act, occurred: act.occurred)
            clocks[index].cure = cure
            clocks[index].phase = clocks[index].warningsGiven > 0 ? .warned : .running
            if clocks[index].state == .ended {
                clocks[index].ended = .met
                clocks[index].endedAt = act.occurred
                clocks[index].endedBy = act.act
            }
            cured.append(clocks[index].id)
        }
        return cured
    }

    private func isCured(
        at index: Int, by act: ActInput, _ definition: WorkflowDefinition, view: CaseView
    ) -> Bool {
        let run = clocks[index]
        guard run.phase == .breached, let expires = run.expiresAt, act.occurred.earliest < expires,
            !act.occurred.isBefore(run.trigger)
        else { return false }
        if let papers = run.papers {
            return run.state != .ended
                && view.count(
                    papers.anyOf, claimant: papers.claimant, about: papers.about, onlyFresh: false)
                    >= papers.count
        }
        return definition.clock(run.clock)?.isMet(by: act.act, about: act.rows, subject: run.subject) ?? false
    }
}

extension StepRun {
    /// Takes the `cured:` transitions of limits whose breach was lifted, in the order of the file.
    mutating func follow(_ cured: [String]) throws(StepFault) {
        guard !hasEnded else { return }
        let runs = snapshot.clocks.filter { cured.contains($0.id) }
        for clock in definition.clocks.map(\.id) {
            let own = runs.filter { $0.clock == clock }.sorted { ($0.subject ?? "") < ($1.subject ?? "") }
            for run in own {
                // A breach that never moved anything is disproved with nothing to undo.
                if withdraw(run) { continue }
                if try !take(.cured(clock), of: run) {
                    postpone(.cure, of: run, at: occurred.earliest)
                }
                if hasEnded { return }
            }
        }
    }
}

extension ClockKeeper {
    /// Notes which runs an act cured, ahead of what else happens to them.
    mutating func report(_ cured: [String]) {
        for run in runs where cured.contains(run.id) {
            guard let cure = run.cure else { continue }
            changes.append(.cured(run, cure))
        }
    }
}

extension ClockCure {
    var json: JSON {
        .object(["act": .string(act), "occurred": .string(occurred.description)])
    }

    init(_ reader: StoredReader) throws(SnapshotError) {
        self.init(act: try reader.string("act"), occurred: try reader.moment("occurred"))
    }
}
