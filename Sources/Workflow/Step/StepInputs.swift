public import CEL
public import Values

/// Somebody who did an act, with the roles they held that day.
public struct Doer: Hashable, Sendable {
    /// The actor's id.
    public let id: String
    /// Their roles.
    public let roles: Set<String>
    /// The body they act for.
    public let body: String?
    /// Whether they recorded the act themselves or signed a paper attached to it; only then do they count for duties.
    public let hasSigned: Bool
    /// Roles they hold that day but not for this case, in words: the role, the body and the region.
    public let elsewhere: [RoleElsewhere]

    /// Makes a doer.
    public init(
        id: String, roles: Set<String>, body: String?, hasSigned: Bool, elsewhere: [RoleElsewhere] = []
    ) {
        self.id = id
        self.roles = roles
        self.body = body
        self.hasSigned = hasSigned
        self.elsewhere = elsewhere
    }
}

/// A role that somebody holds for another region only.
public struct RoleElsewhere: Hashable, Sendable {
    /// The role, by id.
    public let role: String
    /// The body it is held in.
    public let body: String
    /// The region it is limited to.
    public let region: String

    /// Makes a role.
    public init(role: String, body: String, region: String) {
        self.role = role
        self.body = body
        self.region = region
    }
}

/// A paper on record, as needs count it.
public struct PaperOnRecord: Hashable, Sendable {
    /// The id.
    public let id: String
    /// The kind.
    public let kind: String
    /// The hash of its content; nothing when it was not scanned.
    public let hash: String?
    /// The claimants it is about; empty when about the whole case.
    public let claimants: [String]
    /// The paper it is about, as a proof of service is.
    public let about: String?
    /// Whether it comes with the act that is being looked at.
    public let isFresh: Bool
    /// The day it was last served on somebody; nothing when it never was.
    public let servedOn: Day?

    /// Makes a paper.
    public init(
        id: String, kind: String, hash: String?, claimants: [String], about: String? = nil, isFresh: Bool,
        servedOn: Day? = nil
    ) {
        self.id = id
        self.kind = kind
        self.hash = hash
        self.claimants = claimants
        self.about = about
        self.isFresh = isFresh
        self.servedOn = servedOn
    }
}

/// An act as it is put to the procedure.
public struct ActInput: Hashable, Sendable {
    /// The act.
    public let act: String
    /// Its payload, already read.
    public let payload: [String: CELValue]
    /// Who did it; the first is the one who leads.
    public let doers: [Doer]
    /// When it happened.
    public let occurred: Moment
    /// The claimants it is about, by id; empty when about the case.
    public let rows: [String]
    /// The party or body outside that did it, by its role; nothing when our own people did.
    public let outsider: String?
    /// When it is recorded; nothing where nobody asks, as when a procedure is only tried out.
    public let recordedAt: Instant?
    /// Whether a reason was given with it.
    public let hasReason: Bool

    /// Makes an input.
    public init(
        act: String, payload: [String: CELValue], doers: [Doer], occurred: Moment, rows: [String] = [],
        outsider: String? = nil, recordedAt: Instant? = nil, hasReason: Bool = false
    ) {
        self.act = act
        self.payload = payload
        self.doers = doers
        self.occurred = occurred
        self.rows = rows
        self.outsider = outsider
        self.recordedAt = recordedAt
        self.hasReason = hasReason
    }
}

/// A milestone that a proceeding of the case has reached.
public struct CaseMilestone: Hashable, Sendable {
    /// The workflow of the proceeding, by id.
    public let workflow: String
    /// The milestone.
    public let name: String
    /// When it was first reached.
    public let reached: Moment

    /// Makes one.
    public init(workflow: String, name: String, reached: Moment) {
        self.workflow = workflow
        self.name = name
        self.reached = reached
    }
}

/// What the procedure sees of a case.
public struct CaseView: Hashable, Sendable {
    /// The record that guards name `case`.
    public let record: CELValue
    /// The papers on record, with those that come with the act.
    public let papers: [PaperOnRecord]
    /// Open findings that block closing, by id.
    public let blockingFindings: [String]
    /// Whether the case as a whole is closed.
    public let isClosed: Bool
    /// The milestones that proceedings of the case have reached.
    public let milestones: [CaseMilestone]
    /// What was done in the case's other proceedings, for the rules about who may do what.
    public let elsewhere: [PerformedAct]
    /// The lines of acts that nobody does alone, as the case's other proceedings draw them.
    public let separateElsewhere: [[String]]
    /// The roles that nobody fills together, as the case's other proceedings have it.
    public var exclusiveElsewhere: [ExclusiveRoles] = []
    /// The routes of other open proceedings that carry a claim of this one.
    public var carriedRoutes: Set<String> = []
    /// The proceeding that moved on by what this one came to; it is then never taken up again.
    public var consumedBy: String?

    /// Makes a view.
    public init(
        record: CELValue, papers: [PaperOnRecord] = [], blockingFindings: [String] = [],
        isClosed: Bool = false, milestones: [CaseMilestone] = [], elsewhere: [PerformedAct] = [],
        separateElsewhere: [[String]] = []
    ) {
        self.record = record
        self.papers = papers
        self.blockingFindings = blockingFindings
        self.isClosed = isClosed
        self.milestones = milestones
        self.elsewhere = elsewhere
        self.separateElsewhere = separateElsewhere
    }

    /// Whether another proceeding reached a milestone that a definition declares to be of its workflow.
    func hasReached(_ milestone: String, in definition: WorkflowDefinition) -> Bool {
        guard let workflow = definition.milestones.first(where: { $0.name == milestone })?.workflow else {
            return false
        }
        return milestones.contains { $0.workflow == workflow && $0.name == milestone }
    }

    /// The ids of the claimants, where the record lists them.
    var claimants: [String] {
        guard case .record(let members) = record, case .list(let items)? = members["claimants"] else {
            return []
        }
        return items.compactMap { item in
            guard case .record(let claimant) = item, case .string(let id)? = claimant["id"] else {
                return nil
            }
            return id
        }
    }

    /// How many distinct papers of these kinds there are, about the case, about one claimant, or about the latest paper of
    /// another kind.
    ///
    /// A paper counts once by its content where that is known, and a paper about the whole case counts for everybody
    /// unless only those count that name the claimant.
    func count(
        _ kinds: [String], claimant: String?, about document: String? = nil, onlyFresh: Bool,
        onlyNamed: Bool = false
    ) -> Int {
        let subject = document.map { kind in papers.last { $0.kind == kind }?.id }
        var seen: Set<String> = []
        for paper in papers where kinds.contains(paper.kind) && (paper.isFresh || !onlyFresh) {
            if let subject, subject == nil || paper.about != subject { continue }
            if let claimant, onlyNamed || !paper.claimants.isEmpty, !paper.claimants.contains(claimant) {
                continue
            }
            seen.insert(paper.hash.map { "#" + $0 } ?? "@" + paper.id)
        }
        return seen.count
    }
}
