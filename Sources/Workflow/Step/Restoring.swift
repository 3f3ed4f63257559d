public import Source

/// What a transition brings back instead of entering its target by default.
public enum Restoration: Hashable, Sendable {
    /// The states that the hold froze, as they are: nothing is entered.
    case frozen
    /// The states that a history recorded, entered anew.
    case history(String)
}

/// A history pseudo-state (历史状态): stands for what was active in the state around it when that was last left.
public struct HistoryDefinition: Hashable, Sendable {
    /// How much is remembered.
    public enum Depth: String, Hashable, Sendable, CaseIterable {
        /// The states directly inside; what is inside those begins anew.
        case shallow
        /// All of it, down to the innermost states.
        case deep
    }

    /// The id, as in `to: ID`.
    public let id: String
    /// How much is remembered.
    public let depth: Depth
    /// The state it stands for as long as nothing was recorded.
    public let initial: String
    /// Where it stands.
    public let position: SourcePosition
}
