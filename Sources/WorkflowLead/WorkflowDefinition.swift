public import CEL
public import Source
public import Values

/// A role of the procedure.
public struct RoleDefinition: Hashable, Sendable {
    /// The id, as grants name it.
    public let id: String
    /// What people call it.
    public let label: Bilingual
    /// Whether it reads and never acts.
    public let readsOnly: Bool
}

/// A field of the procedure's own data.
public struct DataField: Hashable, Sendable {
    /// The name, as in `data.NAME`.
    public let name: String
    /// Its type.
    public let type: FieldType
    /// What it holds when the proceeding starts.
    public let initial: CELValue
    /// What people call it.
    public let label: Bilingual
}

/// A kind of paper.
public struct DocumentKind: Hashable, Sendable {
    /// The id.
    public let id: String
    /// What people call it.
    public let label: Bilingual
    /// Whether one is wanted for each claimant.
    public let isPerClaimant: Bool
}

/// Papers an act needs.
public struct PaperNeed: Hashable, Sendable {
    /// Kinds that would do, any of them.
    public let anyOf: [String]
    /// How many distinct ones.
    public let minimum: Int
    /// Whether only papers attached to the act itself count.
    public let mustBeFresh: Bool
    /// How long they may follow (容缺), where they may.
    public let later: ClockLength?
}

/// Who may do an act, and on what terms.
public struct ActRule: Hashable, Sendable {
    /// The act.
    public let schema: ActSchema
    /// Whether this procedure declares it, so that it carries data only.
    public let isDeclaredHere: Bool
    /// Roles that may; empty when any role that does not only read may.
    public let who: [String]
    /// Further signatures, each by somebody else in one of these roles.
    public let signed: [[String]]
    /// Acts whose doers may not do this one.
    public let notSameActorAs: [String]
    /// Papers it needs.
    public let needs: [PaperNeed]
    /// Where it stands in the file.
    public let position: SourcePosition
}

/// A time limit of the procedure.
public struct ClockDefinition: Hashable, Sendable {
    /// Whether the law sets it or the office itself.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Set by law.
        case legal
        /// Set by the office.
        case `internal`
    }

    /// What its passing means.
    public enum Limit: String, Hashable, Sendable, CaseIterable {
        /// The act becomes late, never impossible.
        case duty
        /// The right to act is lost.
        case right
    }

    /// What a second visit to its states does.
    public enum Reentry: String, Hashable, Sendable, CaseIterable {
        /// The old run goes on.
        case `continue`
        /// A new run starts.
        case restart
    }

    /// The id.
    public let id: String
    /// What people call it.
    public let label: Bilingual
    /// Who owes the act: a role.
    public let owes: String
    /// Law or office.
    public let kind: Kind
    /// Duty or right.
    public let limit: Limit
    /// How long; nothing when `until` says when.
    public let length: ClockLength?
    /// The date it runs to; nothing when it has a length.
    public let until: CELProgram?
    /// The rule of counting, by name; nothing for the usual one.
    public let count: String?
    /// States it runs in.
    public let runsIn: [String]
    /// States it pauses in.
    public let pauseIn: [String]
    /// Acts that meet it.
    public let ends: [String]
    /// How long before its end people are warned.
    public let warn: [ClockLength]
    /// Whether a transition handles its passing; otherwise it is noted and stays overdue.
    public let hasHandler: Bool
    /// What a second visit does.
    public let reentry: Reentry
    /// Where it comes from.
    public let source: Bilingual
}

/// A rule that must hold whenever the proceeding rests.
public struct PropertyDefinition: Hashable, Sendable {
    /// The name.
    public let name: String
    /// What people call it.
    public let label: Bilingual
    /// Whether the expression must always hold, or never.
    public let mustHold: Bool
    /// The expression.
    public let expression: CELProgram
}

/// A procedure as data: checked when it is loaded, pure ever after.
public struct WorkflowDefinition: Hashable, Sendable {
    /// The id, e.g. `two-station`.
    public let id: String
    /// The version of the workflow language it is written in.
    public let language: Int
    /// Its own version, for people.
    public let version: Int
    /// What people call it.
    public let label: Bilingual
    /// The vocabulary it speaks, if any.
    public let vocabulary: String?
    /// The calendar its clocks are counted by, if any.
    public let calendar: String?
    /// Roles in the order of the file.
    public let roles: [RoleDefinition]
    /// Its own data.
    public let data: [DataField]
    /// Kinds of paper.
    public let documents: [DocumentKind]
    /// What may be done, by act.
    public let acts: [String: ActRule]
    /// Clocks in the order of the file.
    public let clocks: [ClockDefinition]
    /// The state that holds all others.
    public let root: StateDefinition
    /// Lines that nobody completes alone.
    public let separate: [[String]]
    /// Rules that must hold at rest.
    public let properties: [PropertyDefinition]
    /// The whole file in canonical form: what is hashed and pinned.
    public let canonical: JSON
    /// What the checker noticed beside errors.
    public let warnings: [Diagnostic]
    /// Acts of the vocabulary, by name.
    let vocabularyActs: [String: ActSchema]
    /// The states by id, parents and regions included.
    let states: [String: StateDefinition]
    /// The parent of each state.
    let parents: [String: String]
    /// The place of each state in document order.
    let order: [String: Int]

    /// An act this procedure uses, or one of its vocabulary.
    public func act(named name: String) -> ActSchema? { acts[name]?.schema ?? vocabularyActs[name] }

    /// A state by its id.
    public func state(_ id: String) -> StateDefinition? { states[id] }

    /// What people call a state, by its id or its address (`joint/facts/verifying`).
    public func label(ofState address: String) -> Bilingual {
        let id = address.split(separator: "/").last.map(String.init) ?? address
        return states[id]?.label ?? Bilingual(zh: id, en: id)
    }

    /// What people call a role; the id where the file has none.
    public func roleLabel(_ id: String) -> Bilingual {
        roles.first { $0.id == id }?.label ?? Bilingual(zh: id, en: id)
    }

    /// The address of a state: its ancestors from the outside, joined by slashes.
    func address(_ id: String) -> String { (path(id)).joined(separator: "/") }

    /// A state and its ancestors from the outside in, the root left out.
    func path(_ id: String) -> [String] {
        var path = [id]
        while let parent = parents[path[0]], parent != root.id { path.insert(parent, at: 0) }
        return path
    }

    /// All transitions in the order of the file.
    var transitions: [TransitionDefinition] { root.descendants.flatMap(\.transitions) }

    func named(act: String) -> Named { Named(act, self.act(named: act)?.label ?? Bilingual(zh: act, en: act)) }
    func named(state id: String) -> Named { Named(id, label(ofState: id)) }
    func named(role id: String) -> Named { Named(id, roleLabel(id)) }
    func named(document id: String) -> Named {
        Named(id, documents.first { $0.id == id }?.label ?? Bilingual(zh: id, en: id))
    }
}
