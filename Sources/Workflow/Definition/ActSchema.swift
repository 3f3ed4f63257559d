public import Values

/// Whether an act reports what happened outside or decides something ourselves.
public enum ActKind: String, Hashable, Sendable {
    /// It happened; it can be recorded in every state and is never refused for the state of the case.
    case fact
    /// We decide it; it can be refused.
    case decision
}

/// Where an act may be done.
public enum ActAvailability: String, Hashable, Sendable {
    /// In every state, closed ones included: facts, corrections, answers to findings.
    case always
    /// Only where a transition of the procedure takes it.
    case byState
}

/// An act as the checker sees it: its name, kind and payload.
public struct ActSchema: Hashable, Sendable {
    /// The name, e.g. `verify`.
    public let name: String
    /// Fact or decision.
    public let kind: ActKind
    /// Where it may be done.
    public let availability: ActAvailability
    /// What people call it.
    public let label: Bilingual
    /// The fields it carries.
    public let payload: [PayloadField]

    /// Makes a schema. Facts are available always, whatever is asked for.
    public init(
        name: String, kind: ActKind, availability: ActAvailability, label: Bilingual,
        payload: [PayloadField] = []
    ) {
        self.name = name
        self.kind = kind
        self.availability = kind == .fact ? .always : availability
        self.label = label
        self.payload = payload
    }

    /// Whether it can be refused for the state of the case, a guard or a missing role.
    public var isRefusable: Bool { kind == .decision && availability == .byState }
}
