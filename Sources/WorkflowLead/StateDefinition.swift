public import CEL
public import Source
public import Values

/// A state of the statechart, or one region of a parallel state.
public struct StateDefinition: Hashable, Sendable {
    /// How its children relate.
    public enum Kind: String, Hashable, Sendable {
        /// No children.
        case leaf
        /// Exactly one child is active.
        case compound
        /// All children, which are regions, are active.
        case parallel
        /// The proceeding or region has ended.
        case final
    }

    /// The id, unique in the definition.
    public let id: String
    /// What people call it.
    public let label: Bilingual
    /// How its children relate.
    public let kind: Kind
    /// The child entered first, for a compound state.
    public let initial: String?
    /// The children in the order of the file; regions for a parallel state.
    public let children: [StateDefinition]
    /// The ways out and the acts taken here, in the order of the file.
    public let transitions: [TransitionDefinition]
    /// The typed outcome of a final state of the proceeding.
    public let outcome: String?
    /// Where it stands in the file.
    public let position: SourcePosition

    /// The children by depth first, itself included.
    public var descendants: [StateDefinition] { [self] + children.flatMap(\.descendants) }
}

/// What sets a transition off.
public enum Trigger: Hashable, Sendable {
    /// An act.
    case act(String)
    /// The facts of the case, whenever they hold.
    case auto
    /// All regions, or the child, are final.
    case done
    /// A clock passed.
    case breach(String)
    /// An act that takes a closed proceeding up again.
    case reopen(String)
}

/// One transition.
public struct TransitionDefinition: Hashable, Sendable {
    /// What sets it off.
    public let trigger: Trigger
    /// Where it leads; nothing when it stays and only notes.
    public let target: String?
    /// The guard.
    public let condition: CELProgram?
    /// Whether it is taken when no other on the same trigger is.
    public let isOtherwise: Bool
    /// Data it sets, all at once.
    public let sets: [DataEffect]
    /// The state it belongs to.
    public let source: String
    /// Its place in the order of the file.
    public let order: Int
    /// Where it stands in the file.
    public let position: SourcePosition
}

/// A field that a transition sets.
public struct DataEffect: Hashable, Sendable {
    /// The field, declared under `data:`.
    public let field: String
    /// The value.
    public let value: CELProgram
}
