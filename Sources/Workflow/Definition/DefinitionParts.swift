public import CEL
public import Source
public import Values

/// A role that a procedure knows.
public struct RoleDefinition: Hashable, Sendable {
    /// The id.
    public let id: String
    /// What people call it.
    public let label: Bilingual
    /// Whether it may look and never do.
    public let readsOnly: Bool
    /// Whether it is a party or a body outside, whose acts others record.
    public let isOutside: Bool
}

/// A field of the procedure's own data, the only target of `set`.
public struct DataField: Hashable, Sendable {
    /// The id, as in `data.ID`.
    public let id: String
    /// Its type.
    public let type: FieldType
    /// The fields that make up the key of its members, where it is a list.
    public let key: [String]
    /// Its value at the start; nothing when it is absent until set.
    public let initial: CELValue?
    /// What people call it.
    public let label: Bilingual
}

/// A kind of paper that a procedure asks for.
public struct DocumentKind: Hashable, Sendable {
    /// Whether one is about the whole case or about each claimant.
    public enum Scope: String, Hashable, Sendable, CaseIterable {
        /// About the case.
        case `case`
        /// One for each claimant.
        case claimant
        /// About another paper, as a proof of service is.
        case document
    }

    /// The id.
    public let id: String
    /// What people call it.
    public let label: Bilingual
    /// What one paper is about.
    public let per: Scope
    /// The acts that alone can bring such a paper; empty when every act can.
    public let madeBy: [String]
}

/// Papers that an act needs.
public struct PaperNeed: Hashable, Sendable {
    /// Kinds that will do, any of them.
    public let anyOf: [String]
    /// How many distinct papers.
    public let count: Int
    /// Whether every claimant the act is about needs them.
    public let isPerClaimant: Bool
    /// Whether only papers that name the claimant count, and none about the whole case.
    public let mustNameClaimant: Bool
    /// The kind of paper they must be about, as a proof of service is about the paper served.
    public let aboutDocument: String?
    /// Whether only papers attached to the act itself count.
    public let mustBeFresh: Bool
    /// How long they may follow afterwards (容缺); nothing when they must be there.
    public let laterWithin: ClockLength?
}

/// What a procedure says about an act: who, with which papers, with whose signatures.
public struct ActRule: Hashable, Sendable {
    /// The act.
    public let act: String
    /// The list whose members it names; nothing when it is about the proceeding as a whole.
    public let of: String?
    /// Roles that may do it. For facts: the roles that usually record it; nobody else is refused.
    public let who: [String]
    /// The field that names the body whose people do it; nothing when those of any body may.
    public let body: String?
    /// Papers it needs.
    public let needs: [PaperNeed]
    /// The further signatures it takes, in order.
    public let signed: [SignatureRule]
    /// Acts whose doers may not do this one.
    public let notSameActorAs: [String]
    /// The parties or bodies outside who do it; empty when our own people do.
    public let by: [String]
    /// Roles that may record what somebody outside did; empty when every role may that does not only read.
    public let recordedBy: [String]
    /// Whether every state that takes it takes it whatever the values.
    public let isTotal: Bool
    /// Whether it reports a fact that is judged against clocks by the day it happened, however late it is recorded.
    public let isLate: Bool
    /// Where it stands.
    public let position: SourcePosition

    /// Roles that may stand among the doers behind the first.
    var whoOrSigner: Set<String> { Set(who).union(signed.flatMap(\.who)) }
}
