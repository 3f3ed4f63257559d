public import CEL

/// What a vocabulary publishes to the checker: its acts, and what guards see of a case.
public struct VocabularySchema: Hashable, Sendable {
    /// Name and version, e.g. `wage-arrears/1`.
    public let name: String
    /// Its acts.
    public let acts: [ActSchema]
    /// The type of `case` in guards.
    public let caseType: CELRecordType
    /// What acts change of a case, by act. An act without a frame may change everything.
    public let frames: [String: ActFrame]

    /// Makes a schema.
    public init(
        name: String, acts: [ActSchema], caseType: CELRecordType, frames: [String: ActFrame] = [:]
    ) {
        self.name = name
        self.acts = acts
        self.caseType = caseType
        self.frames = frames
    }
}

/// What the model checker may take for granted about an act of a vocabulary.
public struct ActFrame: Hashable, Sendable {
    /// The fields of `case` it can change; every other one stays as it is.
    public let changes: Set<String>
    /// Conditions over `case` and `act` that hold after it, because the vocabulary refuses it otherwise.
    public let ensures: [String]
    /// How many different people the vocabulary asks for.
    public let people: Int
    /// Whether the vocabulary asks for a paper.
    public let needsPaper: Bool

    /// Makes a frame.
    public init(
        changes: Set<String>, ensures: [String] = [], people: Int = 1, needsPaper: Bool = false
    ) {
        self.changes = changes
        self.ensures = ensures
        self.people = people
        self.needsPaper = needsPaper
    }
}
