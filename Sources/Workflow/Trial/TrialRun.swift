import CEL
public import Source
public import Values

/// One thing that came out otherwise than a story tells.
public struct TrialDifference: Hashable, Sendable {
    /// What it is about: `state`, `outcome`, `data.FIELD`, `clocks.ID.due`, `refused`.
    public let subject: String
    /// What the story tells.
    public let wanted: String
    /// What came of it.
    public let got: String

    /// One line for people.
    public func text(_ language: Language) -> String {
        switch language {
        case .zh: return "\(subject)：应为 \(wanted)，实为 \(got)"
        case .en: return "\(subject): wanted \(wanted), got \(got)"
        }
    }

    /// For machines.
    public var json: JSON {
        .object(["subject": .string(subject), "wanted": .string(wanted), "got": .string(got)])
    }
}

/// A story that was run through the real step.
public struct TrialRun: Sendable {
    /// Where a story went otherwise than told.
    public struct Failure: Sendable {
        /// The step, from 1; 0 before the first, one more than there are at the end.
        public let step: Int
        /// What differs.
        public let differences: [TrialDifference]
        /// The refusal, where there was one.
        public let refusal: RefusalReport?
        /// Where it is told.
        public let position: SourcePosition
    }

    /// The story.
    public let story: TrialStory
    /// What entering the initial states came to; nothing when it could not be begun.
    public private(set) var beginning: StepResult?
    /// The steps that were run.
    public private(set) var steps: [SimulatedStep] = []
    /// The first place where it went otherwise; nothing when it went as told.
    public private(set) var failure: Failure?
    /// The case as guards saw it at the beginning.
    private(set) var firstView: CaseView?

    /// Runs a story to its end, or to the first step that goes otherwise.
    public init(_ story: TrialStory, of definition: WorkflowDefinition, host: SimulatedHost) {
        self.story = story
        var simulation: Simulation
        do throws(StepFault) {
            simulation = try Simulation(
                definition, given: story.given, at: story.given.at ?? .day(Day(ordinal: 0)), host: host)
        } catch {
            fail(0, [], RefusalReport(primary: error.refusal), story.position)
            return
        }
        beginning = simulation.beginning
        firstView = simulation.view
        for (index, step) in story.steps.enumerated() {
            let done = simulation.perform(step)
            steps.append(done)
            let differences = TrialRun.differences(done, simulation.snapshot, definition)
            if !differences.isEmpty {
                fail(index + 1, differences, done.refusal, step.position)
                return
            }
        }
        let differences = TrialRun.differences(story.ending, simulation.snapshot, definition)
        if !differences.isEmpty { fail(story.steps.count + 1, differences, nil, story.position) }
    }

    /// Whether it went as told.
    public var isAsTold: Bool { failure == nil }

    private mutating func fail(
        _ step: Int, _ differences: [TrialDifference], _ refusal: RefusalReport?, _ position: SourcePosition
    ) {
        failure = Failure(step: step, differences: differences, refusal: refusal, position: position)
    }

    private static func differences(
        _ done: SimulatedStep, _ snapshot: Snapshot, _ definition: WorkflowDefinition
    ) -> [TrialDifference] {
        let unraised = done.due.compactMap(\.refusal?.primary.code)
        let wanted = done.step.expectation?.refused
        let got = done.refusal?.primary.code ?? unraised.first
        if wanted != got {
            return [TrialDifference(subject: "refused", wanted: wanted ?? "-", got: got ?? "-")]
        }
        return done.step.expectation.map { differences($0, snapshot, definition) } ?? []
    }

    private static func differences(
        _ expectation: TrialExpectation, _ snapshot: Snapshot, _ definition: WorkflowDefinition
    ) -> [TrialDifference] {
        var found: [TrialDifference] = []
        func compare(_ subject: String, _ wanted: String, _ got: String) {
            if wanted != got { found.append(TrialDifference(subject: subject, wanted: wanted, got: got)) }
        }
        if let states = expectation.states {
            compare("state", list(states), list(snapshot.standing))
        }
        if let outcome = expectation.outcome { compare("outcome", outcome, snapshot.outcome ?? "-") }
        for (field, value) in expectation.data.sorted(by: { $0.key < $1.key }) {
            compare("data.\(field)", value?.text ?? "-", snapshot.data[field]?.text ?? "-")
        }
        for clock in expectation.clocks {
            let (name, row) = Place.parts(clock.id)
            let run = snapshot.latestRun(of: name, subject: row)
            if let due = clock.due {
                compare("clocks.\(clock.id).due", due.description, run?.due?.description ?? "-")
            }
            if let phase = clock.phase {
                compare("clocks.\(clock.id).is", phase.rawValue, TrialClock.Phase(run).rawValue)
            }
        }
        if let waiting = expectation.waiting {
            compare("waiting", list(waiting), list(snapshot.proposals.map(\.act)))
        }
        return found
    }

    private static func list(_ states: [String]) -> String {
        "[" + states.sorted().joined(separator: ", ") + "]"
    }
}

extension Snapshot {
    /// The ids of the innermost active states, in the order of the file.
    public var standing: [String] {
        active.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    }
}

extension TrialClock.Phase {
    /// How a run stands.
    public init(_ run: ClockRun?) {
        guard let run else {
            self = .never
            return
        }
        switch (run.state, run.phase) {
        case (.ended, _):
            switch run.ended {
            case .met: self = .met
            case .passed: self = .passed
            case .ended, nil: self = .ended
            }
        case (_, .breached): self = .breached
        case (.paused, _): self = .paused
        case (.running, .warned): self = .warned
        case (.running, .running): self = .running
        }
    }

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .running: return Bilingual(zh: "进行中", en: "running")
        case .warned: return Bilingual(zh: "已预警", en: "warned")
        case .breached: return Bilingual(zh: "已逾期", en: "overdue")
        case .paused: return Bilingual(zh: "中止", en: "resting")
        case .met: return Bilingual(zh: "按期完成", en: "met")
        case .passed: return Bilingual(zh: "逾期后结束", en: "ended overdue")
        case .ended: return Bilingual(zh: "已结束", en: "ended")
        case .never: return Bilingual(zh: "未开始", en: "never ran")
        }
    }
}
