public import Source

/// A definition as far as it could be read, so that its author can look at one that the checks refuse.
public struct WorkflowDraft: Sendable {
    /// The definition; nothing where its parts do not fit together.
    public let definition: WorkflowDefinition?
    /// Everything that is wrong with it, warnings included.
    public let findings: [Diagnostic]

    /// Reads a definition without insisting that it is right. Never step what comes out of this.
    public static func read(
        _ node: SourceNode, vocabularies: [VocabularySchema],
        using: ((String) -> WorkflowInterface?)? = nil, catalogues: ((String) -> RoleCatalogue?)? = nil
    ) -> WorkflowDraft {
        DefinitionLoader(vocabularies: vocabularies, using: using, catalogues: catalogues).draft(node)
    }
}
