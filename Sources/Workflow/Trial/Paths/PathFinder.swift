import CEL
import Source
public import Values

/// What generating stories is asked for.
public struct PathOptions: Hashable, Sendable {
    /// When the stories begin.
    public let at: Moment
    /// Another seed tries the ways in another order; 0 is the order of the file.
    public let seed: UInt64
    /// How many configurations are looked at.
    public let limit: Int
    /// How many configurations in a row, of those that only combine what was seen before, may show nothing new.
    public var patience: Int { limit / 8 }

    /// Makes options.
    public init(at: Moment, seed: UInt64 = 0, limit: Int = 400) {
        self.at = at
        self.seed = seed
        self.limit = limit
    }
}

/// Stories that were generated for a procedure.
public struct PathReport: Sendable {
    /// The stories.
    public let stories: [TrialStory]
    /// How many configurations were looked at.
    public let searched: Int
    /// Whether every configuration that was found was looked at; otherwise the limit or the patience came first.
    public let isComplete: Bool
    /// Whether it ended because too many in a row showed nothing new.
    public let isStale: Bool
}

/// Generates stories that show as much of a procedure as can be shown: it walks through the configurations, first
/// where a state or transition is new, then where things stand side by side for the first time, then breadth first, by
/// the real step, with facts and payloads that the guards themselves suggest.
public enum PathFinder {
    /// The stories. The same definition, host and options give the same stories.
    public static func find(
        _ definition: WorkflowDefinition, host: SimulatedHost, options: PathOptions
    ) throws(StepFault) -> PathReport {
        var search = try PathSearch(definition, host: host, options: options)
        search.run()
        return PathReport(
            stories: search.stories(), searched: search.searched, isComplete: search.isComplete,
            isStale: !search.isComplete && search.isStale)
    }
}

/// A configuration that was reached, and how.
struct PathNode: Sendable {
    /// What it began with.
    let given: TrialBeginning
    var simulation: Simulation
    var steps: [TrialStep] = []
    var watch: CoverageWatch
    /// The last step that was run.
    var last: SimulatedStep?

    /// Whether the last step was refused, or what fell due ahead of it could not be taken.
    var isRefused: Bool { last?.refusal != nil || last?.due.contains { $0.refusal != nil } ?? false }

    /// The numbers of the transitions that the last step took, those of what fell due ahead of it included.
    var taken: Set<Int> {
        let results = (last?.due.compactMap(\.result) ?? []) + (last?.result.map { [$0] } ?? [])
        return Set(results.flatMap(\.microsteps).flatMap(\.moves).map(\.transition.number))
    }

    /// The node after further steps; nothing when one before the last is refused.
    func after(_ further: [TrialStep]) -> PathNode? {
        var node = self
        for (index, step) in further.enumerated() {
            let done = node.simulation.perform(step)
            node.watch.take(done)
            node.last = done
            node.steps.append(step.spelledOut(by: done))
            if node.isRefused, index + 1 < further.count { return nil }
        }
        return node
    }
}

extension TrialStep {
    /// The step with everything said that was left open, and with what came of it as its expectation.
    func spelledOut(by done: SimulatedStep) -> TrialStep {
        let expectation: TrialExpectation
        if let code = done.refusal?.primary.code ?? done.due.compactMap(\.refusal?.primary.code).first {
            expectation = TrialExpectation(refused: code)
        } else {
            expectation = TrialExpectation(states: done.after.standing, outcome: done.after.outcome)
        }
        let isAct = act != nil
        let isSigned = if case .sign = deed { true } else { false }
        return TrialStep(
            deed, at: at,
            by: isAct || isSigned
                ? by
                    ?? done.doers.map {
                        TrialPerson(name: $0.id, roles: $0.roles.sorted(), hasSigned: $0.hasSigned)
                    } : nil, payload: payload, rows: rows, papers: isAct ? papers ?? done.attached : nil,
            seen: seen, facts: facts, expectation: expectation, position: position)
    }
}
