/// Why an act was refused, with everything a person needs in order to act on it.
///
/// The codes are stable; the order of the cases is the order in which refusals are weighed (docs/workflow-language.md).
public enum Refusal: Hashable, Sendable {
    /// The case moved on since the caller looked.
    case conflict(seen: Int, now: Int, by: String?)
    /// There is no such act.
    case unknownAct(String, nearest: String?)
    /// The proceeding is closed.
    case closed(ClosedRefusal)
    /// The payload is wrong.
    case payload([PayloadProblem])
    /// Not in this state.
    case notHere(NotHereRefusal)
    /// None of the doers may do it.
    case role(RoleRefusal)
    /// A guard could not be evaluated.
    case guardError(GuardErrorRefusal)
    /// The guards do not hold.
    case guardFalse(GuardRefusal)
    /// Somebody's earlier act bars them from this one.
    case sameActor(SameActorRefusal)
    /// Papers are short.
    case needs(NeedsRefusal)
    /// A limit on a right has passed.
    case clock(ClockRefusal)
    /// Somebody else's signature is missing.
    case approvals(ApprovalsRefusal)
    /// An open finding stands in the way.
    case finding(FindingRefusal)
    /// It would break a rule of the procedure.
    case property(PropertyRefusal)

    /// The stable code.
    public var code: String {
        switch self {
        case .conflict: return "conflict"
        case .unknownAct: return "unknown-act"
        case .closed: return "closed"
        case .payload: return "payload"
        case .notHere: return "not-here"
        case .role: return "role"
        case .guardError: return "guard-error"
        case .guardFalse: return "guard"
        case .sameActor: return "same-actor"
        case .needs: return "needs"
        case .clock: return "clock"
        case .approvals: return "approvals"
        case .finding: return "finding"
        case .property: return "property"
        }
    }

    /// All codes, in the order in which refusals are weighed.
    public static let codes = [
        "conflict", "unknown-act", "closed", "payload", "not-here", "role", "guard-error", "guard",
        "same-actor",
        "needs", "clock", "approvals", "finding", "property",
    ]

    /// Where it stands in the order of refusals; smaller is weighed first.
    public var rank: Int {
        switch self {
        case .conflict: return 0
        case .unknownAct: return 1
        case .closed: return 2
        case .payload: return 3
        case .notHere: return 4
        case .role: return 5
        case .guardError: return 6
        case .guardFalse: return 7
        case .sameActor: return 8
        case .needs: return 9
        case .clock: return 10
        case .approvals: return 11
        case .finding: return 12
        case .property: return 13
        }
    }
}

/// A refused act: the reason that counts, and every other one that is known.
public struct RefusalReport: Error, Hashable, Sendable {
    /// The reason whose code is the answer.
    public let primary: Refusal
    /// What else stands in the way.
    public let others: [Refusal]

    /// Makes a report; sorts by the order of refusals, whatever was given as primary.
    public init(primary: Refusal, others: [Refusal] = []) {
        var all = [primary] + others
        all = all.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(
            \.element)
        self.primary = all.first ?? primary
        self.others = Array(all.dropFirst())
    }

    /// Makes a report out of everything found, or nothing when nothing was.
    public init?(_ refusals: [Refusal]) {
        guard let first = refusals.first else { return nil }
        self.init(primary: first, others: Array(refusals.dropFirst()))
    }

    /// All reasons, the one that counts first.
    public var all: [Refusal] { [primary] + others }
}
