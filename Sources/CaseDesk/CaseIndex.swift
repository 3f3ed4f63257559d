public import Values

/// The read models: what lists, searches and worklists need, derived from the log and disposable at any time.
public protocol CaseIndex: Sendable {
    /// How far the models have read; nothing when they are empty or of another version.
    func stamp() throws -> IndexStamp?
    /// Throws everything away.
    func reset() throws
    /// Replaces the rows of these cases, persons and organisations and moves the stamp, in one transaction.
    func apply(_ batch: IndexBatch, upTo stamp: IndexStamp) throws
    /// Cases, newest first.
    func cases(_ query: CaseQuery) throws -> [CaseRow]
    /// How many cases there are, whatever the query's limit.
    func count(_ query: CaseQuery) throws -> Int
    /// Clocks that run or are overdue, by due date.
    func clocks(dueBy day: Day?) throws -> [ClockRow]
    /// Persons whose name, number or telephone contains the text.
    func persons(matching text: String, limit: Int) throws -> [PersonRow]
    /// Organisations whose name or code contains the text.
    func organisations(matching text: String, limit: Int) throws -> [OrganisationRow]
}

/// How far the read models have read, and under which shape of their own.
public struct IndexStamp: Hashable, Sendable {
    /// Entries read: the next position.
    public let size: Int
    /// The leaf hash of the last entry read, so that another register is noticed; empty at size 0.
    public let lastLeaf: String
    /// The shape of the rows; another one means rebuild.
    public let shape: Int

    /// The shape this version writes.
    public static let currentShape = 1

    /// Makes a stamp.
    public init(size: Int, lastLeaf: String, shape: Int = IndexStamp.currentShape) {
        self.size = size
        self.lastLeaf = lastLeaf
        self.shape = shape
    }
}

/// Rows to be replaced together.
public struct IndexBatch: Hashable, Sendable {
    /// Cases with all their rows.
    public var cases: [CaseRow] = []
    /// Clocks of these cases.
    public var clocks: [ClockRow] = []
    /// Persons.
    public var persons: [PersonRow] = []
    /// Organisations.
    public var organisations: [OrganisationRow] = []

    /// Makes an empty batch.
    public init() {}
}

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

    /// Makes a row.
    public init(
        number: String, workflow: String, states: Bilingual, closedReason: String?, openedOn: Day,
        lastOn: Day,
        position: Int, claimants: [String], respondents: [String], claimed: Fen, verified: Fen,
        recovered: Fen,
        due: Fen, openFindings: Int, nextDue: Day?
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

    /// Makes a row.
    public init(
        caseNumber: String, proceeding: String, run: String, label: Bilingual, owes: Bilingual, kind: String,
        source: Bilingual, due: Moment, expiresAt: Instant, isProvisional: Bool, isBreached: Bool
    ) {
        self.caseNumber = caseNumber
        self.proceeding = proceeding
        self.run = run
        self.label = label
        self.owes = owes
        self.kind = kind
        self.source = source
        self.due = due
        self.expiresAt = expiresAt
        self.isProvisional = isProvisional
        self.isBreached = isBreached
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

/// Which cases to list.
public struct CaseQuery: Hashable, Sendable {
    /// Only open ones, only closed ones, or all.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// Not closed.
        case open
        /// Closed.
        case closed
        /// All.
        case all
    }

    /// Open, closed or all.
    public var status: Status
    /// Only of this workflow.
    public var workflow: String?
    /// Only with one of these claimants.
    public var claimants: [String]
    /// Only with one of these respondents.
    public var respondents: [String]
    /// Only whose number contains this.
    public var numberContains: String?
    /// At most this many.
    public var limit: Int

    /// Makes a query; claimants and respondents together mean either.
    public init(
        status: Status = .all, workflow: String? = nil, claimants: [String] = [], respondents: [String] = [],
        numberContains: String? = nil, limit: Int = 1000
    ) {
        self.status = status
        self.workflow = workflow
        self.claimants = claimants
        self.respondents = respondents
        self.numberContains = numberContains
        self.limit = limit
    }
}
