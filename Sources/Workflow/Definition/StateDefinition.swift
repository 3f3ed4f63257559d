public import Source
public import Values

/// One state of a procedure, with the states inside it.
public struct StateDefinition: Hashable, Sendable {
    /// What a state is made of.
    public enum Kind: Hashable, Sendable {
        /// Nothing inside.
        case atomic
        /// One of its children is active; this one first.
        case compound(initial: String)
        /// All of its regions are active.
        case parallel
        /// An end.
        case final
    }

    /// The id, unique in the definition; empty for the root.
    public let id: String
    /// What people call it.
    public let label: Bilingual
    /// What it is made of.
    public let kind: Kind
    /// The ids from the outermost state to this one, joined with `/`.
    public let address: String
    /// The outcome of the proceeding, on an outermost final state; of a row, on a final state of a row.
    public let outcome: String?
    /// Whether papers that were allowed to follow later need not have come when it is reached.
    public let waivesLaterPapers: Bool
    /// Its transitions, of every trigger, in the order of the file.
    public let transitions: [TransitionDefinition]
    /// The states or regions inside it, in the order of the file.
    public let children: [StateDefinition]
    /// The histories inside it.
    public let histories: [HistoryDefinition]
    /// The state beside it that is frozen while this one is active.
    public let suspends: String?
    /// What is set when it is entered, all at once.
    public let enterEffects: [DataEffect]
    /// What is set when it is left, all at once.
    public let leaveEffects: [DataEffect]
    /// The keyed list that gives it one small machine per row, all of the states inside; nothing for other states.
    public let forEach: String?
    /// Where it stands.
    public let position: SourcePosition
    /// The proceeding it opens and waits for.
    public internal(set) var use: UseDefinition?

    /// Whether it is an end.
    public var isFinal: Bool { kind == .final }

    /// Id and label.
    var named: Named { Named(id, label) }
}
