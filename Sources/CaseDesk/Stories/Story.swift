public import Source
public import Values
public import Workflow

/// A real or imagined case written down as steps that can be played into a register.
public struct Story: Hashable, Sendable {
    /// Its name: the file's name without the ending.
    public let id: String
    /// Its title.
    public let label: Bilingual
    /// The workflow it runs under.
    public let workflow: String
    /// Where the facts come from.
    public let source: Bilingual
    /// What was invented where the source is silent.
    public let assumed: [Bilingual]
    /// The people who act, by key.
    public let actors: [StoryActor]
    /// Persons to be registered, by key.
    public let persons: [StoryPerson]
    /// Organisations to be registered, by key.
    public let organisations: [StoryOrganisation]
    /// How the case begins.
    public let opening: StoryOpening
    /// What happens, in order of recording.
    public let steps: [StoryStep]
    /// What must hold at the end.
    public let expectation: StoryExpectation
}

/// Somebody who acts in a story.
public struct StoryActor: Hashable, Sendable {
    /// The id in the register.
    public let id: String
    /// The name.
    public let name: String
    /// The body they work for.
    public let body: String
    /// The roles they hold.
    public let roles: [String]
    /// The regions they hold them for, codes or names; everywhere where none is named.
    public let regions: [String]
    /// Where it stands.
    public let position: SourcePosition
}

/// A person of a story.
public struct StoryPerson: Hashable, Sendable {
    /// The key the story calls them by.
    public let key: String
    /// The name as stated.
    public let name: String
    /// The resident-identity number as stated, if any.
    public let number: String?
    /// The telephone, if any.
    public let phone: String?
    /// The region they come from, if it matters.
    public let region: String?
    /// Where it stands.
    public let position: SourcePosition
}

/// An organisation of a story.
public struct StoryOrganisation: Hashable, Sendable {
    /// The key the story calls it by.
    public let key: String
    /// The name.
    public let name: String
    /// The unified social credit code, if known.
    public let code: String?
    /// Its region, if it matters.
    public let region: String?
    /// Where it stands.
    public let position: SourcePosition
}

/// The first report of a story.
public struct StoryOpening: Hashable, Sendable {
    /// Who records it.
    public let actor: String
    /// When it happened.
    public let occurred: Moment
    /// When it was recorded.
    public let recorded: Instant
    /// The report: the payload of `report_received`.
    public let report: JSON
    /// The claimants known then, by key.
    public let claimants: [String]
    /// The respondents known then: key and capacity.
    public let respondents: [(key: String, capacity: String)]
    /// The region of the case, code or name; nothing where it is not stated.
    public let region: String?
    /// Where it stands.
    public let position: SourcePosition

    /// Equal when all members are.
    public static func == (left: StoryOpening, right: StoryOpening) -> Bool {
        left.actor == right.actor && left.occurred == right.occurred && left.recorded == right.recorded
            && left.report == right.report && left.claimants == right.claimants
            && left.respondents.map(\.key) == right.respondents.map(\.key)
            && left.respondents.map(\.capacity) == right.respondents.map(\.capacity)
            && left.region == right.region && left.position == right.position
    }

    /// Hashes what tells openings apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(actor)
        hasher.combine(occurred)
        hasher.combine(position)
    }
}

/// A proceeding that a step opens beside the others.
public struct StoryStart: Hashable, Sendable {
    /// The workflow.
    public let workflow: String
    /// The body that handles it.
    public let body: String?
    /// Its own number with that body.
    public let number: String?
}

/// One step of a story: one act.
public struct StoryStep: Hashable, Sendable {
    /// What a step is meant to come to.
    public enum Outcome: Hashable, Sendable {
        /// It is recorded.
        case done
        /// It is refused with this code.
        case refused(String)
        /// It contradicts the file and waits for confirmation.
        case unconfirmed
        /// It waits for signatures.
        case waits
    }

    /// The name later steps call this step's entry by, if any.
    public let id: String?
    /// The act.
    public let act: String
    /// Who records it.
    public let actor: String
    /// Who did it; the recorder where nobody is named.
    public let doers: [String]
    /// The proposal it signs, turns down or takes back, by the name of its step; then the act is one of those.
    public let proposal: String?
    /// When it happened.
    public let occurred: Moment
    /// When it was recorded.
    public let recorded: Instant
    /// The payload; `$key` stands for what the key names.
    public let payload: JSON
    /// The rows it is about, likewise.
    public let rows: [JSON]
    /// The papers.
    public let papers: [StoryPaper]
    /// Whether a contradiction is confirmed.
    public let isConfirmed: Bool
    /// Why.
    public let reason: String?
    /// What it must come to.
    public let outcome: Outcome
    /// What was invented in this step.
    public let assumed: [Bilingual]
    /// Where it stands.
    public let position: SourcePosition
    /// The proceeding it opens, instead of an act.
    public var start: StoryStart?
    /// The proceeding it goes to, where it has to be named.
    public var proceeding: String?
    /// The party or body outside that did it, where the procedure names several.
    public var outsider: String?
    /// Where the proceeding and its limits must stand afterwards.
    public var standing: StoryStanding?
}

/// Where a proceeding and its limits must stand after a step, or at the end.
public struct StoryStanding: Hashable, Sendable {
    /// A limit, by the id of its latest run.
    public struct Clock: Hashable, Sendable {
        /// The clock; the row stands behind it where it has one run for each, `clock[row]`.
        public let id: String
        /// The day or instant it is due, if told.
        public let due: Moment?
        /// How it stands, if told.
        public let phase: TrialClock.Phase?
    }

    /// The innermost active states; nothing where it is not told.
    public let states: [String]?
    /// How the proceeding ended.
    public let outcome: String?
    /// Limits, in the order told.
    public let clocks: [Clock]
    /// Where it stands.
    public let position: SourcePosition
}

/// A paper that comes with a step.
public struct StoryPaper: Hashable, Sendable {
    /// The name later steps call it by, if any.
    public let key: String?
    /// The kind of paper.
    public let kind: String
    /// Its number, if any.
    public let number: String?
    /// Its content, whose hash is recorded; nothing when it was not scanned.
    public let text: String?
    /// Where the original is, when it was not scanned.
    public let originalAt: String?
    /// The claimants it concerns, by key.
    public let claimants: [String]
    /// The actors who signed it.
    public let signers: [String]
    /// The paper it is about, by the name of that paper.
    public let about: String?
}

/// What must hold at the end of a story.
public struct StoryExpectation: Hashable, Sendable {
    /// Money in the workers' hands.
    public let recovered: Fen?
    /// Money still due.
    public let due: Fen?
    /// Number of claimants.
    public let claimants: Int?
    /// The reason the case was closed with.
    public let closed: String?
    /// Civil days from the report to the last payment.
    public let daysToPayout: Int?
    /// How the first proceeding ended.
    public let outcome: String?
    /// Where it stands.
    public let position: SourcePosition
}
