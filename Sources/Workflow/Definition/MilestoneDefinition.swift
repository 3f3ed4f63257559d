public import CEL
public import Source
public import Values

/// Something a proceeding comes to once (里程碑): derived, and readable by the other proceedings of the case.
public struct MilestoneDefinition: Hashable, Sendable {
    /// The name, as in `milestone('NAME')`.
    public let name: String
    /// What people call it.
    public let label: Bilingual
    /// The condition under which it is reached at rest.
    public let condition: CELProgram?
    /// States of which one being active at rest reaches it.
    public let states: [String]
    /// The workflow whose proceedings reach it, where it is not this one.
    public let workflow: String?
    /// Where it stands.
    public let position: SourcePosition

    /// Id and label.
    var named: Named { Named(name, label) }
}

/// An act that is logged where a proceeding stands and moves nothing (活动).
public struct ActivityDefinition: Hashable, Sendable {
    /// The act.
    public let act: String
    /// The states in which it may be logged.
    public let states: [String]
    /// Where it stands.
    public let position: SourcePosition
}
