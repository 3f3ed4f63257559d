public import EventLog
public import Source
import TransparencyLog
public import Values
public import WageArrears
import Workflow

/// One act that somebody asks the desk to record or to decide.
public struct ActCommand: Hashable, Sendable {
    /// The case, by its number.
    public var caseNumber: String
    /// The proceeding, where the case has several that could take the act.
    public var proceeding: String?
    /// The act's name.
    public var act: String
    /// The payload as it was given: an object.
    public var payload: JSON
    /// Persons whom the payload names as `$new:0`, `$new:1`, …: they are registered with the act, or not at all.
    public var newPersons: [PersonEntry] = []
    /// The members of the list that the act is about, by key, where it names rows.
    public var rows: [String] = []
    /// The papers that come with it.
    public var papers: [AttachedPaper]
    /// Who did it; the recorder where nobody else is named.
    public var doers: [String]
    /// Who typed it.
    public var recorder: String
    /// When it happened; the time of recording where nothing is said.
    public var occurred: Moment?
    /// Whether a contradiction with the file has been seen and is to be recorded all the same.
    public var isConfirmed: Bool
    /// Why it is recorded all the same, or late.
    public var reason: String?
    /// Whether it is entered long after it happened, as one of a stack of papers.
    public var isLate = false
    /// The case's version that the sender saw, where they insist on it.
    public var ifVersion: Int?
    /// The proposal it signs, turns down or takes back; the act is then `approve`, `reject` or `withdraw`.
    public var proposal: String?
    /// The party or body outside that did it, where our own people only record it.
    public var outsider: Outsider?
    /// The doers of an act whose signatures were given one by one, with the roles they held then.
    var signedDoers: [Doer]?
    /// The hash of the request as it was sent, where the command was completed since.
    var givenRequest: Digest?
    /// The idempotency key; fresh where there is none.
    public var key: CommandKey?

    /// Makes a command; what is not named has the usual meaning.
    public init(
        caseNumber: String, proceeding: String? = nil, act: String, payload: JSON = .object([:]),
        papers: [AttachedPaper] = [], doers: [String] = [], recorder: String, occurred: Moment? = nil,
        isConfirmed: Bool = false, reason: String? = nil, ifVersion: Int? = nil, key: CommandKey? = nil
    ) {
        self.caseNumber = caseNumber
        self.proceeding = proceeding
        self.act = act
        self.payload = payload
        self.papers = papers
        self.doers = doers
        self.recorder = recorder
        self.occurred = occurred
        self.isConfirmed = isConfirmed
        self.reason = reason
        self.ifVersion = ifVersion
        self.key = key
    }
}
