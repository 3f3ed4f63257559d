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

    /// The stable code, as it is printed and written in stories.
    public enum Code: String, CaseIterable, Sendable {
        case conflict
        case unknownAct = "unknown-act"
        case closed, payload
        case notHere = "not-here"
        case role
        case guardError = "guard-error"
        case guardFalse = "guard"
        case sameActor = "same-actor"
        case needs, clock, approvals, finding, property
    }

    /// The kind of reason it is.
    public var kind: Code {
        switch self {
        case .conflict: return .conflict
        case .unknownAct: return .unknownAct
        case .closed: return .closed
        case .payload: return .payload
        case .notHere: return .notHere
        case .role: return .role
        case .guardError: return .guardError
        case .guardFalse: return .guardFalse
        case .sameActor: return .sameActor
        case .needs: return .needs
        case .clock: return .clock
        case .approvals: return .approvals
        case .finding: return .finding
        case .property: return .property
        }
    }

    /// The stable code.
    public var code: String { kind.rawValue }

    /// All codes, in the order in which refusals are weighed.
    public static let codes = Code.allCases.map(\.rawValue)

    /// Where it stands in the order of refusals; smaller is weighed first.
    public var rank: Int { Code.allCases.firstIndex(of: kind) ?? 0 }
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
