public import CEL
public import Values

/// One run of a clock.
public struct ClockRun: Hashable, Sendable {
    /// What it does.
    public enum State: String, Hashable, Sendable {
        /// It counts.
        case running
        /// It stands still and keeps what has passed.
        case paused
        /// It is over.
        case ended
    }

    /// How far it has come.
    public enum Phase: String, Hashable, Sendable {
        /// Time is left.
        case running
        /// People were warned.
        case warned
        /// It passed.
        case breached
    }

    /// How it ended.
    public enum End: String, Hashable, Sendable {
        /// An act met it.
        case met
        /// Its states were left.
        case ended
        /// It passed and its handler moved on.
        case passed
    }

    /// The run's id: clock and number, `acceptance#1`.
    public let id: String
    /// The clock.
    public let clock: String
    /// Whom it concerns, where it is not the proceeding.
    public let subject: String?
    /// What it counts from.
    public let trigger: Moment
    /// How long, as the procedure wrote it when the run started.
    public let length: ClockLength?
    /// The date it runs to, where it has no length.
    public let until: Moment?
    /// What it does.
    public internal(set) var state: State
    /// How far it has come.
    public internal(set) var phase: Phase
    /// When it paused.
    public internal(set) var pausedSince: Moment?
    /// How it ended.
    public internal(set) var end: End?
    /// When it ended.
    public internal(set) var endedAt: Moment?
    /// When it is due; the host's.
    public internal(set) var due: Moment?
    /// When it passes; the host's.
    public internal(set) var expiresAt: Instant?
    /// Whether the date rests on a calendar year not yet published; the host's.
    public internal(set) var isProvisional: Bool

    init(
        id: String, clock: String, subject: String? = nil, trigger: Moment, length: ClockLength?, until: Moment?,
        state: State = .running, phase: Phase = .running
    ) {
        self.id = id
        self.clock = clock
        self.subject = subject
        self.trigger = trigger
        self.length = length
        self.until = until
        self.state = state
        self.phase = phase
        isProvisional = false
    }
}

/// An act that was performed, as duties and separation remember it.
public struct PerformedAct: Hashable, Sendable {
    /// The act.
    public let act: String
    /// Those who did or signed it.
    public let doers: [String]
    /// When.
    public let occurred: Moment
    /// Its position in the log.
    public let position: Int?
    /// The row it was addressed to, once procedures have rows.
    public let row: String?
}

/// Where a proceeding stands, absolute: everything a next step needs beside the facts of the case.
public struct Snapshot: Hashable, Sendable {
    /// The hash of the pinned definition.
    public let definition: String
    /// How often it was taken up: 1, and one more with every reopening.
    public internal(set) var episode: Int
    /// The active leaf states' addresses, in document order.
    public internal(set) var active: [String]
    /// States that a suspension froze, once procedures have them.
    public internal(set) var frozen: [String]
    /// The procedure's own data.
    public internal(set) var data: [String: CELValue]
    /// Clock runs in the order they started, ended ones included.
    public internal(set) var clocks: [ClockRun]
    /// What was done, by whom.
    public internal(set) var ledger: [PerformedAct]
    /// The outcome, once it has ended.
    public internal(set) var outcome: String?
    /// When each active state was entered, by id.
    public internal(set) var enteredAt: [String: Moment]

    /// Gives a run its dates.
    public mutating func fill(_ id: String, due: Moment, expiresAt: Instant, isProvisional: Bool) {
        guard let index = clocks.firstIndex(where: { $0.id == id }) else { return }
        clocks[index].due = due
        clocks[index].expiresAt = expiresAt
        clocks[index].isProvisional = isProvisional
    }

    /// Takes over the ledger of another configuration of the same proceeding, and nothing else.
    public mutating func remember(_ other: Snapshot) { ledger = other.ledger }

    /// The ids of the active states, ancestors included.
    func activeIDs(in definition: WorkflowDefinition) -> Set<String> {
        Set(active.flatMap { $0.split(separator: "/").map(String.init) })
    }
}
