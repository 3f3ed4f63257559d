public import CEL
public import Source
public import Values

/// An example of a procedure at work, written into its file: what is given, what is done, what must come of it.
public struct TrialStory: Hashable, Sendable {
    /// The name, unique in its file.
    public let name: String
    /// What people call it.
    public let label: Bilingual
    /// What holds before the first step.
    public let given: TrialBeginning
    /// What is done.
    public let steps: [TrialStep]
    /// What must hold after the last step.
    public let ending: TrialExpectation
    /// Where it stands.
    public let position: SourcePosition
}

/// What holds when a proceeding begins.
public struct TrialBeginning: Hashable, Sendable {
    /// When it begins; nothing when the caller says so.
    public let at: Moment?
    /// Persons with the roles they hold.
    public let people: [TrialPerson]
    /// What is known of the case.
    public let facts: TrialFacts
    /// The procedure's own data, where they differ from its defaults.
    public let data: [String: CELValue]

    /// Makes a beginning.
    public init(
        at: Moment? = nil, people: [TrialPerson] = [], facts: TrialFacts = TrialFacts(),
        data: [String: CELValue] = [:]
    ) {
        self.at = at
        self.people = people
        self.facts = facts
        self.data = data
    }
}

/// Somebody who acts in a story.
public struct TrialPerson: Hashable, Sendable {
    /// Their name in the story.
    public let name: String
    /// Their roles.
    public let roles: [String]
    /// Whether they record the act or sign a paper for it; only then do they count for duties.
    public let hasSigned: Bool

    /// Makes a person.
    public init(name: String, roles: [String], hasSigned: Bool = true) {
        self.name = name
        self.roles = roles
        self.hasSigned = hasSigned
    }

    var doer: Doer { Doer(id: name, roles: Set(roles), body: nil, hasSigned: hasSigned) }
}

/// What becomes known of the case, as its host would report it. Members of the record are replaced whole.
public struct TrialFacts: Hashable, Sendable {
    /// Members of the record `case`; one that is nothing is not known any more.
    public let record: [String: CELValue?]
    /// Papers that go on record.
    public let papers: [TrialPaper]
    /// The open findings from now on; nothing when they stay as they were.
    public let findings: [String]?
    /// The routes of other proceedings that carry a claim of this one, likewise.
    public let carriedRoutes: [String]?

    /// Makes facts.
    public init(
        record: [String: CELValue?] = [:], papers: [TrialPaper] = [], findings: [String]? = nil,
        carriedRoutes: [String]? = nil
    ) {
        self.carriedRoutes = carriedRoutes
        self.record = record
        self.papers = papers
        self.findings = findings
    }

    var isEmpty: Bool { record.isEmpty && papers.isEmpty && findings == nil && carriedRoutes == nil }
}

/// A paper in a story.
public struct TrialPaper: Hashable, Sendable {
    /// Its kind.
    public let kind: String
    /// What its content is told apart by; two papers with the same one count once.
    public let content: String?
    /// The claimants it is about; empty when about the whole case.
    public let claimants: [String]
    /// The kind of paper it is about, as a proof of service is: the latest of that kind.
    public let aboutPaper: String?

    /// Makes a paper.
    public init(
        kind: String, content: String? = nil, claimants: [String] = [], aboutPaper: String? = nil
    ) {
        self.kind = kind
        self.content = content
        self.claimants = claimants
        self.aboutPaper = aboutPaper
    }
}

/// One thing that is done or happens in a story.
public struct TrialStep: Hashable, Sendable {
    /// What it is.
    public enum Deed: Hashable, Sendable {
        /// An act, by name.
        case act(String)
        /// Time passes until then.
        case waitUntil(Moment)
        /// So much time passes, counted by the host.
        case wait(ClockLength)
        /// Something becomes known that is no act of this procedure.
        case learn
        /// An act that waits is signed, turned down or taken back.
        case sign(TrialSigning)
        /// A proceeding that a state waits for comes to an end.
        case childEnded(TrialChildEnd)
    }

    /// What it is.
    public let deed: Deed
    /// When; nothing when at the time of the step before.
    public let at: Moment?
    /// Those who do it; nothing when it is done by somebody who may.
    public let by: [TrialPerson]?
    /// The payload as given.
    public let payload: JSON
    /// The rows it is about.
    public let rows: [String]
    /// Papers attached; nothing when it is what the act needs.
    public let papers: [TrialPaper]?
    /// The version of the case that its author saw; nothing when the latest.
    public let seen: Int?
    /// What is known of the case once it is done.
    public let facts: TrialFacts
    /// What must come of it; nothing but not being refused when this is nothing.
    public let expectation: TrialExpectation?
    /// Where it stands.
    public let position: SourcePosition

    /// Makes a step.
    public init(
        _ deed: Deed, at: Moment? = nil, by: [TrialPerson]? = nil, payload: JSON = .object([:]),
        rows: [String] = [], papers: [TrialPaper]? = nil, seen: Int? = nil, facts: TrialFacts = TrialFacts(),
        expectation: TrialExpectation? = nil, position: SourcePosition
    ) {
        self.deed = deed
        self.at = at
        self.by = by
        self.payload = payload
        self.rows = rows
        self.papers = papers
        self.seen = seen
        self.facts = facts
        self.expectation = expectation
        self.position = position
    }

    /// The act, where it is one.
    public var act: String? {
        guard case .act(let name) = deed else { return nil }
        return name
    }

    func expecting(_ expectation: TrialExpectation?) -> TrialStep {
        TrialStep(
            deed, at: at, by: by, payload: payload, rows: rows, papers: papers, seen: seen, facts: facts,
            expectation: expectation, position: position)
    }
}

/// What must hold after a step, or at the end of a story. What is not mentioned may be anything.
public struct TrialExpectation: Hashable, Sendable {
    /// The code of the refusal; nothing when it must not be refused.
    public let refused: String?
    /// The innermost active states, all of them, by id.
    public let states: [String]?
    /// The outcome of the proceeding.
    public let outcome: String?
    /// Fields of the procedure's data; one that is nothing must be absent.
    public let data: [String: CELValue?]
    /// Its clocks.
    public let clocks: [TrialClock]
    /// The acts that wait for signatures, all of them.
    public let waiting: [String]?

    /// Makes an expectation.
    public init(
        refused: String? = nil, states: [String]? = nil, outcome: String? = nil,
        data: [String: CELValue?] = [:], clocks: [TrialClock] = [], waiting: [String]? = nil
    ) {
        self.waiting = waiting
        self.refused = refused
        self.states = states
        self.outcome = outcome
        self.data = data
        self.clocks = clocks
    }
}

/// What must hold of the latest run of a clock.
public struct TrialClock: Hashable, Sendable {
    /// How a clock stands, in one word.
    public enum Phase: String, Hashable, Sendable, CaseIterable {
        /// It counts, in time.
        case running
        /// It counts, and a warning was given.
        case warned
        /// It has passed and what it waits for has not come.
        case breached
        /// It rests.
        case paused
        /// What it waited for came in time.
        case met
        /// It is over, and had passed before.
        case passed
        /// It was left.
        case ended
        /// It never ran.
        case never
    }

    /// The clock.
    public let id: String
    /// When it is due; nothing when that does not matter.
    public let due: Moment?
    /// How it stands; nothing when that does not matter.
    public let phase: Phase?

    /// Makes an expectation of a clock.
    public init(id: String, due: Moment? = nil, phase: Phase? = nil) {
        self.id = id
        self.due = due
        self.phase = phase
    }
}
