public import Source

/// A state that opens a proceeding of its own and waits for what it comes to.
public struct UseDefinition: Hashable, Sendable {
    /// How many proceedings are opened where several rows come into the state by one act.
    public enum Count: String, Hashable, Sendable, CaseIterable {
        /// One for all of them.
        case onePerAct = "one_per_act"
        /// One for each row.
        case onePerRow = "one_per_row"
    }

    /// What becomes of the proceeding when the state is left before it has ended.
    public enum Leaving: String, Hashable, Sendable, CaseIterable {
        /// It goes on; nobody waits for it any more.
        case keep
        /// It is closed too.
        case close
        /// The state cannot be left.
        case forbid
    }

    /// The workflow.
    public let workflow: String
    /// How many.
    public let count: Count
    /// The data it begins with.
    public let with: [DataEffect]
    /// What becomes of it when the state is left.
    public let onLeave: Leaving
    /// Where it stands.
    public let position: SourcePosition

    /// The outcome of a proceeding that was closed because nobody waits for it any more; no file may use the word.
    public static let closedWithParent = "closed_with_parent"
}
