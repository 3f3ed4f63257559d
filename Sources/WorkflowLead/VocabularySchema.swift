public import CEL

/// What a vocabulary publishes to the checker: its acts, and what guards see of a case.
public struct VocabularySchema: Hashable, Sendable {
    /// Name and version, e.g. `wage-arrears/1`.
    public let name: String
    /// Its acts.
    public let acts: [ActSchema]
    /// The type of `case` in guards.
    public let caseType: CELRecordType

    /// Makes a schema.
    public init(name: String, acts: [ActSchema], caseType: CELRecordType) {
        self.name = name
        self.acts = acts
        self.caseType = caseType
    }
}
