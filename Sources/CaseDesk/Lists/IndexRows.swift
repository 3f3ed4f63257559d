public import Values

/// One line of a list of cases.
public struct CaseRow: Hashable, Sendable {
    /// The case number.
    public var number: String
    /// The workflow of its first proceeding.
    public var workflow: String
    /// The active leaf states, as labels in both languages.
    public var states: Bilingual
    /// Whether it is closed, and why.
    public var closedReason: String?
    /// The day it was opened.
    public var openedOn: Day
    /// The day of the last act.
    public var lastOn: Day
    /// The position of its last entry.
    public var position: Int
    /// The claimants' person ids.
    public var claimants: [String]
    /// The respondents' organisation ids.
    public var respondents: [String]
    /// Claimed at case level or in sum.
    public var claimed: Fen
    /// Verified.
    public var verified: Fen
    /// In the workers' hands.
    public var recovered: Fen
    /// Still due.
    public var due: Fen
    /// Open findings.
    public var openFindings: Int
    /// The nearest due date.
    public var nextDue: Day?
    /// When something next comes about in it by itself, a warning or the end of a limit.
    public var nextInstant: Instant?
    /// Who it waits for, where acts of it wait for signatures.
    public var waits: Bilingual?
    /// The bodies that have a part in it, the one where it began first.
    public var bodies: [String]

    /// Makes a row.
    public init(
        number: String, workflow: String, states: Bilingual, closedReason: String?, openedOn: Day,
        lastOn: Day,
        position: Int, claimants: [String], respondents: [String], claimed: Fen, verified: Fen,
        recovered: Fen,
        due: Fen, openFindings: Int, nextDue: Day?, nextInstant: Instant? = nil, waits: Bilingual? = nil,
        bodies: [String] = []
    ) {
        self.number = number
        self.workflow = workflow
        self.states = states
        self.closedReason = closedReason
        self.openedOn = openedOn
        self.lastOn = lastOn
        self.position = position
        self.claimants = claimants
        self.respondents = respondents
        self.claimed = claimed
        self.verified = verified
        self.recovered = recovered
        self.due = due
        self.openFindings = openFindings
        self.nextDue = nextDue
        self.nextInstant = nextInstant
        self.waits = waits
        self.bodies = bodies
    }
}

/// One clock of a case.
public struct ClockRow: Hashable, Sendable {
    /// The case.
    public var caseNumber: String
    /// The proceeding.
    public var proceeding: String
    /// The run, e.g. `acceptance#1`.
    public var run: String
    /// What it limits.
    public var label: Bilingual
    /// Who owes the act: a role or party.
    public var owes: Bilingual
    /// `legal` or `internal`.
    public var kind: String
    /// `duty`: late is late; or `right`: lost after it.
    public var limit: String
    /// Where the limit comes from.
    public var source: Bilingual
    /// When it is due.
    public var due: Moment
    /// The instant it expires.
    public var expiresAt: Instant
    /// Whether the date rests on a calendar year not yet published.
    public var isProvisional: Bool
    /// Whether it has been recorded as breached.
    public var isBreached: Bool
    /// Whether it rests; its due date is then the one it had before.
    public var isPaused: Bool
    /// The day since when it rests, where it does.
    public var pausedOn: Day?
    /// How much of it is left, where it rests and that can be counted.
    public var left: Bilingual?
    /// The role that owes the act; empty where no one role does.
    public var owesRole: String
    /// The body whose people owe it, where the procedure names one; else empty.
    public var owesBody: String
    /// The region of the case; empty where it names none.
    public var region: String
    /// The bodies that have a part in the case.
    public var bodies: [String]

    /// Whether it rests in time: then it is not due on any day.
    public var isResting: Bool { isPaused && !isBreached }

    /// Makes a row.
    public init(
        caseNumber: String, proceeding: String, run: String, label: Bilingual, owes: Bilingual, kind: String,
        limit: String = "duty",
        source: Bilingual, due: Moment, expiresAt: Instant, isProvisional: Bool, isBreached: Bool,
        isPaused: Bool = false, pausedOn: Day? = nil, left: Bilingual? = nil,
        owesRole: String = "", owesBody: String = "", region: String = "", bodies: [String] = []
    ) {
        self.caseNumber = caseNumber
        self.proceeding = proceeding
        self.run = run
        self.label = label
        self.owes = owes
        self.kind = kind
        self.limit = limit
        self.source = source
        self.due = due
        self.expiresAt = expiresAt
        self.isProvisional = isProvisional
        self.isBreached = isBreached
        self.isPaused = isPaused
        self.pausedOn = pausedOn
        self.left = left
        self.owesRole = owesRole
        self.owesBody = owesBody
        self.region = region
        self.bodies = bodies
    }
}

/// One person as lists and searches know them. Personal: the index is as confidential as the register.
public struct PersonRow: Hashable, Sendable {
    /// The pseudonymous id.
    public var id: String
    /// The name, or empty when erased.
    public var name: String
    /// The identity number as stated, or empty.
    public var number: String
    /// The telephone, or empty.
    public var phone: String

    /// Makes a row.
    public init(id: String, name: String, number: String, phone: String) {
        self.id = id
        self.name = name
        self.number = number
        self.phone = phone
    }
}

/// One organisation as lists and searches know it.
public struct OrganisationRow: Hashable, Sendable {
    /// The id.
    public var id: String
    /// The name.
    public var name: String
    /// The unified social credit code, or empty.
    public var code: String

    /// Makes a row.
    public init(id: String, name: String, code: String) {
        self.id = id
        self.name = name
        self.code = code
    }
}
