public import CEL
public import Values

/// An act that was performed in a proceeding, kept for the rules about who may do what.
public struct PerformedAct: Hashable, Sendable {
    /// The act.
    public let act: String
    /// Those who did or signed it, by id.
    public let doers: [String]
    /// When it happened.
    public let occurred: Moment
    /// Its position in the log.
    public let position: Int?
    /// The row it was about.
    public let row: String?
    /// The roles in which each of them may have acted, by their id: those that exclude other roles, and only them.
    public let capacities: [String: Set<String>]

    /// Makes an entry.
    public init(
        act: String, doers: [String], occurred: Moment, position: Int?, row: String? = nil,
        capacities: [String: Set<String>] = [:]
    ) {
        self.capacities = capacities
        self.act = act
        self.doers = doers
        self.occurred = occurred
        self.position = position
        self.row = row
    }
}

/// Something about a limit that came about while the state that handles it was frozen: recorded, its move still to be
/// taken.
public struct PendingMove: Hashable, Sendable {
    /// What came about.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The limit passed.
        case breach
        /// Its breach was disproved.
        case cure
    }

    /// What came about.
    public let kind: Kind
    /// The run.
    public let run: String
    /// Its clock.
    public let clock: String
    /// The instant it passed, or that what disproved it was done.
    public let at: Instant

    /// What sets its move off.
    var trigger: Trigger {
        switch kind {
        case .breach: return .breach(clock)
        case .cure: return .cured(clock)
        }
    }
}

/// Where a proceeding stands, whole: what every entry of the log stores.
public struct Snapshot: Hashable, Sendable {
    /// The definition it belongs to.
    public internal(set) var definition: String
    /// 1 at the start, one more for each reopening.
    public internal(set) var episode: Int
    /// The addresses of the active innermost states, in the order of the file; in a row `address[key]`.
    public internal(set) var active: [String]
    /// The addresses of states that a suspension froze.
    public internal(set) var frozen: [String]
    /// The procedure's own data.
    public internal(set) var data: [String: CELValue]
    /// The runs of its clocks, oldest first.
    public internal(set) var clocks: [ClockRun]
    /// The acts performed.
    public var ledger: [PerformedAct]
    /// Acts that were put forward and wait for signatures, oldest first.
    public internal(set) var proposals: [Proposal]
    /// The proceedings it opened.
    public internal(set) var children: [ChildReference]
    /// The outcome, once it has ended.
    public internal(set) var outcome: String?
    /// For each state with `for_each` what its finished rows came to, by row key.
    public internal(set) var rowOutcomes: [String: [String: String]] = [:]
    /// When each active state was entered, by id (of a row: `id[key]`); frozen ones keep theirs.
    public internal(set) var enteredAt: [String: Moment]
    /// Limits that passed while the state that handles them was frozen, in due order; taken when it is resumed.
    public internal(set) var pending: [PendingMove] = []
    /// What each history recorded when the state around it was last left: addresses of states.
    public internal(set) var history: [String: [String]] = [:]
    /// When each milestone was first reached.
    public internal(set) var milestones: [String: Moment] = [:]

    init(
        definition: String, episode: Int = 1, active: [String] = [], data: [String: CELValue] = [:],
        clocks: [ClockRun] = [], ledger: [PerformedAct] = [], outcome: String? = nil,
        enteredAt: [String: Moment] = [:]
    ) {
        self.definition = definition
        self.episode = episode
        self.active = active
        frozen = []
        self.data = data
        self.clocks = clocks
        self.ledger = ledger
        proposals = []
        children = []
        self.outcome = outcome
        self.enteredAt = enteredAt
    }

    /// Fills in what the host counted for a run: when it is due, when it passes, when to warn, when to tell others.
    ///
    /// A run that an operation just lengthened is warned of anew, but never of what lay before the operation.
    public mutating func fill(
        _ run: String, due: Moment, expiresAt: Instant, warnings: [Instant], isProvisional: Bool,
        policy: String? = nil, escalations: [Instant] = [], lengthenedAt: Moment? = nil
    ) {
        guard let index = clocks.firstIndex(where: { $0.id == run }) else { return }
        clocks[index].due = due
        clocks[index].expiresAt = expiresAt
        clocks[index].warnings = warnings.sorted()
        clocks[index].isProvisional = isProvisional
        clocks[index].policy = policy
        clocks[index].escalations = escalations
        guard let lengthenedAt, clocks[index].phase != .breached else { return }
        clocks[index].warningsGiven = warnings.count { $0 <= lengthenedAt.latest }
        clocks[index].phase = clocks[index].warningsGiven > 0 ? .warned : .running
    }

    /// The latest run of a clock, or of one row's.
    public func latestRun(of clock: String, subject: String? = nil) -> ClockRun? {
        clocks.last { $0.clock == clock && (subject == nil || $0.subject == subject) }
    }
}
