import CEL
public import Values

/// One thing that happened in a step, in words.
public struct StepTrace: Hashable, Sendable {
    /// What kind of thing.
    public enum Kind: String, Hashable, Sendable {
        /// A state was left.
        case left
        /// A transition was taken.
        case took
        /// A row came to something, or is no longer in the list.
        case row
        /// A state was entered.
        case entered
        /// A state was frozen by a hold.
        case frozen
        /// A frozen state went on.
        case resumed
        /// A milestone was reached.
        case milestone
        /// A field was set.
        case set
        /// A clock began, rested, went on or ended.
        case clock
        /// A proceeding of its own is opened.
        case child
        /// The proceeding ended.
        case outcome
        /// A rule was broken by something that cannot be refused.
        case violation
        /// An act was put forward, signed, or its proposal came to nothing.
        case proposal
    }

    /// What kind of thing.
    public let kind: Kind
    /// The state, clock, field or rule it is about, by id.
    public let subject: String
    /// One line for people.
    public let text: Bilingual

    /// Makes a line.
    public init(_ kind: Kind, _ subject: String, _ text: Bilingual) {
        self.kind = kind
        self.subject = subject
        self.text = text
    }
}

/// Papers that may follow an act (容缺): an obligation with a clock of its own.
public struct LaterPapers: Hashable, Sendable {
    /// The act.
    public let act: String
    /// Kinds that will do.
    public let anyOf: [String]
    /// How many.
    public let count: Int
    /// The claimant they are about; nothing when about the case.
    public let claimant: String?
    /// How long they may take.
    public let within: ClockLength
    /// The run of the clock that was started for them.
    public let run: String
}

/// Transitions that were taken together, and what their guards saw.
struct Microstep: Hashable, Sendable {
    /// The active states before.
    let active: Set<Place>
    /// The procedure's data before.
    let data: [String: CELValue]
    /// The proceedings it had opened before.
    let children: [ChildReference]
    /// The transitions, each with its row.
    let moves: [Move]
}

/// What one step came to.
public struct StepResult: Hashable, Sendable {
    /// Where the proceeding stands now; the host fills in the due dates of runs that started or went on.
    public let snapshot: Snapshot
    /// States that were entered, by id, in order.
    public let entered: [String]
    /// States that were left, by id, in order.
    public let left: [String]
    /// What happened to clocks.
    public let clockChanges: [ClockChange]
    /// The outcome, when the proceeding has ended.
    public let outcome: String?
    /// Rules that something irrefusable broke, by name.
    public let violations: [String]
    /// What happened, in words.
    public let trace: [StepTrace]
    /// Papers that may follow later.
    public let laterPapers: [LaterPapers]
    /// Proposals that came to nothing in this step.
    public let proposalEnds: [ProposalEnd]
    /// The microsteps in order, for those who measure what a run has covered.
    var microsteps: [Microstep] = []

    /// Proceedings that it asks for; the host opens them in the same commit.
    public internal(set) var opened: [ChildRequest] = []
    /// Proceedings that are closed because the state that waited for them was left.
    public internal(set) var closed: [ChildReference] = []

    /// Whether any state was left or entered.
    public var hasMoved: Bool { !entered.isEmpty || !left.isEmpty }
}

extension StepResult {
    /// A step that only noted something: every state and clock stands where it stood.
    init(standing snapshot: Snapshot, trace: [StepTrace], proposalEnds: [ProposalEnd] = []) {
        self.init(
            snapshot: snapshot, entered: [], left: [], clockChanges: [], outcome: snapshot.outcome,
            violations: [], trace: trace, laterPapers: [], proposalEnds: proposalEnds)
    }
}

/// Why a step that was admitted could not be taken after all.
public enum StepFault: Error, Hashable, Sendable {
    /// The decision would break a rule of the procedure.
    case property(Refusal)
    /// Something else stands in the way that shows only after the act: a finding, papers promised.
    case refused(Refusal)
    /// A guard, an effect or a date could not be evaluated.
    case guardError(Refusal)
    /// Automatic moves did not come to rest.
    case notQuiescent(Refusal)

    /// The refusal to show.
    public var refusal: Refusal {
        switch self {
        case .property(let refusal), .refused(let refusal), .guardError(let refusal),
            .notQuiescent(let refusal):
            return refusal
        }
    }
}
