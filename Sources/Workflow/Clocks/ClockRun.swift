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

/// A grant of further time to a run (延长).
public struct ClockExtension: Hashable, Sendable {
    /// What it added to the end, e.g. `30 workdays`.
    public let by: String
    /// When it was granted.
    public let occurred: Moment
    /// The act that granted it.
    public let act: String

    /// Makes an extension.
    public init(by: String, occurred: Moment, act: String) {
        self.by = by
        self.occurred = occurred
        self.act = act
    }
}

/// A span that does not count for a run (不计入); its first day still does.
public struct ClockExclusion: Hashable, Sendable {
    /// The day or instant from which nothing counts.
    public let from: Moment
    /// Its last day, or the instant it ends.
    public let to: Moment
    /// When it was decided or became known.
    public let occurred: Moment
    /// The act it comes from; nothing when it was an automatic move.
    public let act: String?

    /// Makes a span.
    public init(from: Moment, to: Moment, occurred: Moment, act: String?) {
        self.from = from
        self.to = to
        self.occurred = occurred
        self.act = act
    }
}

/// Why a run began anew before the one ahead of it was over.
public struct ClockRestart: Hashable, Sendable {
    /// `reset` or `interrupt`.
    public let how: ClockOperation.Kind
    /// When.
    public let occurred: Moment
    /// The act; nothing when it was an automatic move.
    public let act: String?
    /// When the run ahead of it was due.
    public let due: Moment?

    /// Makes a restart.
    public init(how: ClockOperation.Kind, occurred: Moment, act: String?, due: Moment?) {
        self.how = how
        self.occurred = occurred
        self.act = act
        self.due = due
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
    /// The kind of paper they are about; nothing when about no other.
    public let about: String?

    /// Makes a wait.
    public init(act: String, anyOf: [String], count: Int, claimant: String?, about: String? = nil) {
        self.act = act
        self.anyOf = anyOf
        self.count = count
        self.claimant = claimant
        self.about = about
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

    /// The limits for taking up a closed proceeding are named for the act that does so, behind this.
    public static let reopeningPrefix = "reopen:"

    /// The run, e.g. `acceptance#1`.
    public internal(set) var id: String
    /// The clock, e.g. `acceptance`, or `papers:verify`.
    public internal(set) var clock: String
    /// What it is about: a claimant, a row, a served paper; nothing when about the proceeding.
    public let subject: String?
    /// The moment it is counted from.
    public internal(set) var trigger: Moment
    /// Its length, e.g. `5 workdays`; nothing when it runs until a moment.
    public internal(set) var length: String?
    /// The day from which that length is in force, where the procedure has several.
    public internal(set) var lengthFrom: Day?
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
    /// The extensions granted.
    public internal(set) var extensions: [ClockExtension] = []
    /// The spans that do not count.
    public internal(set) var exclusions: [ClockExclusion] = []
    /// Why it began anew, where an operation made it.
    public internal(set) var restart: ClockRestart?
    /// Whether nothing has counted since it was interrupted at rest: it counts from when it goes on.
    public internal(set) var isVoid = false
    /// When to tell others that it is overdue, as counted by the host, in the order of the steps.
    public internal(set) var escalations: [Instant] = []
    /// How many of them were told.
    public internal(set) var escalationsGiven = 0
    /// How many reviews ahead of this one fell due and were not done.
    public internal(set) var missed = 0
    /// Whether it was met while a state it runs in stays active: it does not start again before that is left.
    public internal(set) var isSettled = false

    /// How many of its warnings have been given.
    public internal(set) var warningsGiven = 0
    /// The act that disproved its breach: done in time, recorded late.
    public internal(set) var cure: ClockCure?
    /// Whether it does not run again in a proceeding that was taken up again.
    public internal(set) var isOver = false

    /// When it began to rest, while it does.
    public var pausedSince: Moment? {
        guard let last = pauses.last, last.to == nil else { return nil }
        return last.from
    }

    /// Whether it is not over, and about this row or about none.
    func isLive(_ clock: String, row: String?) -> Bool {
        self.clock == clock && state != .ended && (subject == nil || subject == row)
    }

    /// The number behind `#`.
    var number: Int { id.split(separator: "#").last.flatMap { Int($0) } ?? 0 }

    init(
        id: String, clock: String, subject: String? = nil, trigger: Moment, length: String?, until: Moment?,
        lengthFrom: Day? = nil, papers: PapersAwaited? = nil
    ) {
        self.id = id
        self.clock = clock
        self.subject = subject
        self.trigger = trigger
        self.length = length
        self.lengthFrom = lengthFrom
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
    /// Further time was granted; the host counts its due date anew.
    case extended(ClockRun)
    /// A span was found not to count; the host counts its due date anew.
    case excluded(ClockRun)
    /// It is over.
    case ended(ClockRun, ClockRun.End)
    /// It was recorded as passed, and what met it turned out to have been done in time.
    case cured(ClockRun, ClockCure)

    /// The run.
    public var run: ClockRun {
        switch self {
        case .started(let run), .paused(let run), .resumed(let run), .extended(let run), .excluded(let run),
            .ended(let run, _), .cured(let run, _):
            return run
        }
    }
}
