public import Values

/// A span in which a clock rested.
public struct ClockPause: Hashable, Sendable {
    /// When it began to rest.
    public let from: Moment
    /// When it went on; nothing while it rests.
    public let to: Moment?

    /// Makes a span.
    public init(from: Moment, to: Moment?) {
        self.from = from
        self.to = to
    }
}

/// Papers that a run waits for: those an act was allowed to go without for a while (容缺).
public struct PapersAwaited: Hashable, Sendable {
    /// The act.
    public let act: String
    /// Kinds that will do.
    public let anyOf: [String]
    /// How many.
    public let count: Int
    /// The claimant they are about; nothing when about the case.
    public let claimant: String?

    /// Makes a wait.
    public init(act: String, anyOf: [String], count: Int, claimant: String?) {
        self.act = act
        self.anyOf = anyOf
        self.count = count
        self.claimant = claimant
    }
}

/// One run of a clock. The host counts its due date and fills it in; nothing here ever counts a day.
public struct ClockRun: Hashable, Sendable {
    /// Whether time counts.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It counts.
        case running
        /// It rests.
        case paused
        /// It is over.
        case ended
    }

    /// How far it has come.
    public enum Phase: String, Hashable, Sendable, CaseIterable {
        /// In time.
        case running
        /// A warning was given.
        case warned
        /// It passed.
        case breached
    }

    /// How it came to its end.
    public enum End: String, Hashable, Sendable, CaseIterable {
        /// What it waited for was done in time.
        case met
        /// It had passed before.
        case passed
        /// It was left.
        case ended
    }

    /// The clocks of papers that may follow later are named for their act, behind this.
    public static let papersPrefix = "papers:"

    /// The run, e.g. `acceptance#1`.
    public let id: String
    /// The clock, e.g. `acceptance`, or `papers:verify`.
    public let clock: String
    /// What it is about: a claimant, a row, a served paper; nothing when about the proceeding.
    public let subject: String?
    /// The moment it is counted from.
    public let trigger: Moment
    /// Its length, e.g. `5 workdays`; nothing when it runs until a moment.
    public let length: String?
    /// The moment it runs until, where the definition gives one.
    public let until: Moment?
    /// The papers it waits for, where it is such a clock.
    public let papers: PapersAwaited?
    /// When it is due, as counted by the host.
    public internal(set) var due: Moment?
    /// The instant at which it passes, as counted by the host.
    public internal(set) var expiresAt: Instant?
    /// When to warn, as counted by the host, earliest first.
    public internal(set) var warnings: [Instant] = []
    /// Whether the due date rests on a calendar that is not published yet.
    public internal(set) var isProvisional = false
    /// The calendar and rule it was counted by, as the host names them.
    public internal(set) var policy: String?
    /// Whether time counts.
    public internal(set) var state: State = .running
    /// How far it has come.
    public internal(set) var phase: Phase = .running
    /// The spans in which it rested.
    public internal(set) var pauses: [ClockPause] = []
    /// How it ended.
    public internal(set) var ended: End?
    /// When it ended.
    public internal(set) var endedAt: Moment?
    /// The act that met it.
    public internal(set) var endedBy: String?
    /// Whether it was met while a state it runs in stays active: it does not start again before that is left.
    public internal(set) var isSettled = false

    /// How many of its warnings have been given.
    public internal(set) var warningsGiven = 0
    /// The act that disproved its breach: done in time, recorded late.
    public internal(set) var cure: ClockCure?

    /// When it began to rest, while it does.
    public var pausedSince: Moment? {
        guard let last = pauses.last, last.to == nil else { return nil }
        return last.from
    }

    /// The number behind `#`.
    var number: Int { id.split(separator: "#").last.flatMap { Int($0) } ?? 0 }

    init(
        id: String, clock: String, subject: String? = nil, trigger: Moment, length: String?, until: Moment?,
        papers: PapersAwaited? = nil
    ) {
        self.id = id
        self.clock = clock
        self.subject = subject
        self.trigger = trigger
        self.length = length
        self.until = until
        self.papers = papers
    }
}

/// What a step did to a clock.
public enum ClockChange: Hashable, Sendable {
    /// It began; the host counts its due date.
    case started(ClockRun)
    /// It rests.
    case paused(ClockRun)
    /// It goes on; the host counts its due date anew, leaving out the pauses.
    case resumed(ClockRun)
    /// It is over.
    case ended(ClockRun, ClockRun.End)
    /// It was recorded as passed, and what met it turned out to have been done in time.
    case cured(ClockRun, ClockCure)

    /// The run.
    public var run: ClockRun {
        switch self {
        case .started(let run), .paused(let run), .resumed(let run), .ended(let run, _), .cured(let run, _):
            return run
        }
    }
}
