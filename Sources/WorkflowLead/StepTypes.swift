public import CEL
public import Values

/// Somebody who does an act.
public struct Doer: Hashable, Sendable {
    /// The actor's id.
    public let id: String
    /// The roles they hold that day.
    public let roles: Set<String>
    /// The body they act for.
    public let body: String?
    /// Whether they recorded the act themselves or signed a paper that comes with it; otherwise they do not count for duties.
    public let hasSigned: Bool

    /// Makes a doer.
    public init(id: String, roles: Set<String>, body: String? = nil, hasSigned: Bool) {
        self.id = id
        self.roles = roles
        self.body = body
        self.hasSigned = hasSigned
    }
}

/// A paper as needs see it.
public struct PaperOnRecord: Hashable, Sendable {
    /// Its id.
    public let id: String
    /// Its kind.
    public let kind: String
    /// Its content hash; nothing when it was not scanned.
    public let hash: String?
    /// The claimants it concerns; empty for the whole case.
    public let claimants: [String]
    /// Whether it comes with this very act.
    public let isFresh: Bool

    /// Makes a paper.
    public init(id: String, kind: String, hash: String?, claimants: [String], isFresh: Bool) {
        self.id = id
        self.kind = kind
        self.hash = hash
        self.claimants = claimants
        self.isFresh = isFresh
    }
}

/// An act that is asked for, payload typed.
public struct ActInput: Hashable, Sendable {
    /// The act.
    public let act: String
    /// Its payload.
    public let payload: [String: CELValue]
    /// Who does it.
    public let doers: [Doer]
    /// When it happened.
    public let occurred: Moment
    /// The rows it is addressed to, once procedures have rows.
    public let rows: [String]

    /// Makes an input.
    public init(act: String, payload: [String: CELValue], doers: [Doer], occurred: Moment, rows: [String] = []) {
        self.act = act
        self.payload = payload
        self.doers = doers
        self.occurred = occurred
        self.rows = rows
    }
}

/// What a step sees of the case: handed in, never looked up.
public struct CaseView: Hashable, Sendable {
    /// The record that guards read as `case`.
    public let record: CELValue
    /// The papers on the case, those that come with the act included.
    public let papers: [PaperOnRecord]
    /// Open findings, which block closing.
    public let blockingFindings: [String]
    /// Whether the case as a whole is closed.
    public let isClosed: Bool

    /// Makes a view.
    public init(record: CELValue, papers: [PaperOnRecord], blockingFindings: [String], isClosed: Bool) {
        self.record = record
        self.papers = papers
        self.blockingFindings = blockingFindings
        self.isClosed = isClosed
    }
}

/// Whether an act may be done.
public enum AdmissionResult: Hashable, Sendable {
    /// It may.
    case admitted(Admission)
    /// It may not.
    case refused(RefusalReport)
}

/// An act that may be done, with what it will do.
public struct Admission: Hashable, Sendable {
    /// The definition it was admitted under.
    let definition: WorkflowDefinition
    /// Where the proceeding stood.
    let snapshot: Snapshot
    /// The act.
    let input: ActInput
    /// The transitions it takes, none for a fact that moves nothing.
    let transitions: [TransitionDefinition]
    /// The view it was admitted in; `set` reads the facts before the act.
    let view: CaseView
    /// Papers that may follow.
    let promised: [PaperNeed]
}

/// A change of a clock, for the host to date and record.
public enum ClockChange: Hashable, Sendable {
    /// It started; the host fills in its dates.
    case started(ClockRun)
    /// It stands still.
    case paused(ClockRun)
    /// It goes on; the host fills in its dates anew.
    case resumed(ClockRun)
    /// It is over.
    case ended(ClockRun, ClockRun.End)
}

/// What a step came to.
public struct StepResult: Hashable, Sendable {
    /// Where the proceeding stands now.
    public internal(set) var snapshot: Snapshot
    /// States entered, in order.
    public internal(set) var entered: [String]
    /// States left, in order.
    public internal(set) var left: [String]
    /// Changes of clocks, in the order of the file.
    public internal(set) var clockChanges: [ClockChange]
    /// Properties that a fact broke; a decision that would break one is refused.
    public internal(set) var violations: [String]

    /// The outcome, when the proceeding has ended.
    public var outcome: String? { snapshot.outcome }
}

/// Why a step could not be finished.
public enum StepFault: Error, Hashable, Sendable {
    /// A decision would break a property.
    case property(PropertyRefusal)
    /// A guard or an effect could not be evaluated, or two contradict each other.
    case guardError(GuardErrorRefusal)
    /// Automatic moves did not come to rest.
    case notQuiescent([String])

    /// The fault as a refusal.
    public var refusal: Refusal {
        switch self {
        case .property(let reason): return .property(reason)
        case .guardError(let reason): return .guardError(reason)
        case .notQuiescent(let states):
            return .guardError(
                GuardErrorRefusal(
                    act: nil, expressions: [],
                    reason: Bilingual(
                        zh: "自动转换不能停下：\(states.joined(separator: " → "))",
                        en: "automatic moves do not come to rest: \(states.joined(separator: " → "))"), places: states))
        }
    }
}
