public import Values

/// Something that comes about in a proceeding by the passing of time alone.
public struct DueMoment: Hashable, Sendable {
    /// What comes about. Those that share an instant come in this order.
    public enum Kind: Int, Hashable, Sendable, CaseIterable {
        /// A limit passes.
        case breach
        /// A limit is about to pass.
        case warning
    }

    /// What comes about.
    public let kind: Kind
    /// The run of a clock it is about.
    public let run: String
    /// When.
    public let instant: Instant
}

extension ClockRun {
    /// The next thing that comes about in this run by itself: a warning not given yet, else its end.
    var nextMoment: DueMoment? {
        guard state == .running, phase != .breached, let expiresAt else { return nil }
        if let warning = warnings.dropFirst(warningsGiven).first(where: { $0 > trigger.earliest }),
            warning < expiresAt
        {
            return DueMoment(kind: .warning, run: id, instant: warning)
        }
        return DueMoment(kind: .breach, run: id, instant: expiresAt)
    }

    /// Counts the warnings up to an instant as given; those before the beginning of the run never are.
    mutating func giveWarnings(upTo instant: Instant) {
        warningsGiven = max(warningsGiven, warnings.prefix { $0 <= instant }.count)
    }
}

extension Snapshot {
    /// The next things that come about by themselves, soonest first; at one instant breaches before warnings, then
    /// clocks in the order of the file, then rows by key. Nothing once the proceeding has ended.
    public func dueMoments(_ definition: WorkflowDefinition) -> [DueMoment] {
        guard outcome == nil else { return [] }
        let order = Dictionary(
            definition.clocks.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: min)
        return clocks.compactMap { run in
            run.nextMoment.map { ($0, order[run.clock] ?? .max, run.subject ?? "") }
        }.sorted {
            ($0.0.instant, $0.0.kind.rawValue, $0.1, $0.2, $0.0.run)
                < ($1.0.instant, $1.0.kind.rawValue, $1.1, $1.2, $1.0.run)
        }.map(\.0)
    }
}

extension WorkflowStep {
    /// Lets something come about whose time has come. Never refused.
    public static func come(
        _ moment: DueMoment, _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView
    ) throws(StepFault) -> StepResult {
        switch moment.kind {
        case .breach: return try breach(moment.run, definition, snapshot, case: view, at: moment.instant)
        case .warning: return try warn(moment.run, definition, snapshot, case: view, at: moment.instant)
        }
    }
}
