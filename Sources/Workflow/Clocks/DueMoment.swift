public import Values

/// Something that comes about in a proceeding by the passing of time alone.
public struct DueMoment: Hashable, Sendable {
    /// What comes about. Those that share an instant come in this order.
    public enum Kind: Int, Hashable, Sendable, CaseIterable {
        /// A limit passes.
        case breach
        /// A limit is about to pass.
        case warning
        /// A limit has been overdue for so long that somebody else is told.
        case escalation
        /// A periodic review falls due.
        case review
    }

    /// What comes about.
    public let kind: Kind
    /// The run of a clock it is about.
    public let run: String
    /// When.
    public let instant: Instant
}

extension ClockRun {
    /// What is still to come about in this run by itself, soonest first: warnings not given yet and its end; once that
    /// has passed, those to be told.
    func moments(isReview: Bool) -> [DueMoment] {
        guard state == .running, let expiresAt else { return [] }
        if phase == .breached {
            return escalations.dropFirst(escalationsGiven).map {
                DueMoment(kind: .escalation, run: id, instant: $0)
            }
        }
        let ahead = warnings.dropFirst(warningsGiven).filter { $0 > trigger.earliest && $0 < expiresAt }
        return ahead.map { DueMoment(kind: .warning, run: id, instant: $0) }
            + [DueMoment(kind: isReview ? .review : .breach, run: id, instant: expiresAt)]
    }

    /// Counts the warnings up to an instant as given; those before the beginning of the run never are.
    mutating func giveWarnings(upTo instant: Instant) {
        warningsGiven = max(warningsGiven, warnings.prefix { $0 <= instant }.count)
    }
}

extension Snapshot {
    /// The next things that come about by themselves, one of each run, soonest first; at one instant breaches before
    /// warnings, those before escalations and reviews, then clocks in the order of the file, then rows by key. Nothing
    /// once the proceeding has ended.
    public func dueMoments(_ definition: WorkflowDefinition) -> [DueMoment] {
        var seen: Set<String> = []
        return moments(definition).filter { seen.insert($0.run).inserted }
    }

    /// All that is still to come about by itself, as things stand; in the same order.
    public func moments(_ definition: WorkflowDefinition) -> [DueMoment] {
        guard outcome == nil else { return [] }
        let order = Dictionary(
            definition.clocks.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: min)
        return clocks.flatMap { run in
            let isReview = definition.clock(run.clock)?.isReview ?? false
            return run.moments(isReview: isReview).map {
                (moment: $0, clock: order[run.clock] ?? .max, row: run.subject ?? "")
            }
        }.sorted {
            ($0.moment.instant, $0.moment.kind.rawValue, $0.clock, $0.row, $0.moment.run)
                < ($1.moment.instant, $1.moment.kind.rawValue, $1.clock, $1.row, $1.moment.run)
        }.map(\.moment)
    }
}

extension WorkflowStep {
    /// Lets something come about whose time has come. Never refused.
    ///
    /// A review that falls due has passed: a handler may take it, and the next one begins at its due date.
    public static func come(
        _ moment: DueMoment, _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView
    ) throws(StepFault) -> StepResult {
        switch moment.kind {
        case .breach, .review:
            return try breach(moment.run, definition, snapshot, case: view, at: moment.instant)
        case .warning: return try warn(moment.run, definition, snapshot, case: view, at: moment.instant)
        case .escalation:
            return try escalate(moment.run, definition, snapshot, case: view, at: moment.instant)
        }
    }

    /// An overdue limit is brought before somebody else: marks the run and runs to rest.
    public static func escalate(
        _ runID: String, _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView,
        at: Instant
    ) throws(StepFault) -> StepResult {
        let index = try running(runID, in: snapshot)
        var marked = snapshot
        marked.clocks[index].escalationsGiven = min(
            marked.clocks[index].escalationsGiven + 1, marked.clocks[index].escalations.count)
        var run = StepRun(definition, marked, view: view, occurred: .instant(at), act: nil)
        try run.settle()
        return try rest(
            &run, brokenBefore: PropertyWatch(definition, snapshot, view: view).broken, owed: [])
    }
}
