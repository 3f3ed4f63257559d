public import CEL
public import Source
public import Values

/// How live cases come from one version of a procedure to another (迁移方案), as its author decided it.
///
/// What the plan does not name keeps its name; what then has no image stops the case, it is never guessed.
public struct MigrationPlan: Hashable, Sendable {
    /// What the plan says of one clock.
    public struct ClockStep: Hashable, Sendable {
        /// The clock in the new version.
        public let to: String
        /// What becomes of it; the clock's own `on_migrate` where nothing is said.
        public let policy: ClockDefinition.OnMigrate?
    }

    /// The procedure.
    public let workflow: String
    /// The version of the old text.
    public let from: Int
    /// The version of the new text.
    public let to: Int
    /// Why, in words.
    public let reason: Bilingual
    /// Images of states, old id to new id.
    public let states: [String: String]
    /// Images of acts, so that the ledger, separation and paths survive.
    public let acts: [String: String]
    /// Values of fields of the new version, read from the old data and the case.
    public let data: [String: CELProgram]
    /// What becomes of clocks, by old id.
    public let clocks: [String: ClockStep]
    /// The dates that clocks newly running are counted from, by new id, read from the old data and the case.
    public let starts: [String: CELProgram]
    /// Clocks of the new version that may fall due in the past.
    public let acceptsOverdue: Set<String>
    /// Whether proposals that wait for signatures go along; otherwise they lapse.
    public let keepsProposals: Bool
    /// The plan's values without places: what is hashed and stored.
    public let canonical: JSON

    /// Reads a plan against both texts; every mistake is told with its place.
    public static func load(
        _ node: SourceNode, from old: WorkflowDefinition, to new: WorkflowDefinition
    ) throws(DiagnosticList) -> MigrationPlan {
        let reader = MigrationPlanReader(old: old, new: new)
        let plan = reader.read(node)
        try reader.sink.throwIfErrors()
        guard let plan else { throw DiagnosticList(reader.sink.items) }
        return plan
    }

    /// Which versions a plan is about, before the texts are at hand.
    public static func head(
        _ node: SourceNode
    ) throws(DiagnosticList) -> (workflow: String, from: Int, to: Int) {
        let sink = DiagnosticSink()
        let top = MappingReader(node, what: MigrationPlanReader.what, sink: sink)
        let workflow = top.string("migration")
        let from = top.integer("from")
        let to = top.integer("to")
        try sink.throwIfErrors()
        guard let workflow, let from, let to else { throw DiagnosticList(sink.items) }
        return (workflow, Int(clamping: from), Int(clamping: to))
    }
}
