import CEL
public import Source
public import Values

/// A procedure that was loaded and checked: states, acts, limits and rules, ready to be stepped.
public struct WorkflowDefinition: Hashable, Sendable {
    /// The id, e.g. `two-station`.
    public let id: String
    /// The version of the language it is written in.
    public let language: Int
    /// The version of the procedure, for people.
    public let version: Int
    /// What people call it.
    public let label: Bilingual
    /// The vocabulary whose acts and facts it uses.
    public let vocabulary: String?
    /// The calendar its limits are counted by.
    public let calendar: String?
    /// The roles it knows.
    public let roles: [RoleDefinition]
    /// Its own data.
    public let data: [DataField]
    /// The kinds of papers it asks for.
    public let documents: [DocumentKind]
    /// What it says about acts, by act.
    public let acts: [String: ActRule]
    /// The acts it declares itself.
    public let declaredActs: [ActSchema]
    /// Its time limits, in the order of the file.
    public let clocks: [ClockDefinition]
    /// The states; the root has no id.
    public let root: StateDefinition
    /// Lines of acts that nobody does alone.
    public let separate: [[String]]
    /// What a proceeding comes to once, and those of other workflows it asks about.
    public let milestones: [MilestoneDefinition]
    /// Acts that are logged and move nothing.
    public let activities: [ActivityDefinition]
    /// The rules it keeps.
    public internal(set) var properties: [PropertyDefinition]
    /// Findings of the checks that its author accepts, each with a reason.
    public let waivers: [Waiver]
    /// What it says of its proceedings as a whole: scope, route, outcomes, opening act, offers.
    public let head: ProceedingHead
    /// The canonical form that is hashed and stored; `load(canonical:vocabularies:)` reads it back.
    public let canonical: JSON
    /// What the checks found that does not prevent its use.
    public let warnings: [Diagnostic]

    let schema: VocabularySchema?
    let tree: StateTree
    /// Roles that nobody fills together in one case.
    public internal(set) var exclusiveRoles: [ExclusiveRoles] = []
    /// While which campaigns its internal limits are shorter.
    public internal(set) var campaigns: [Campaign] = []
    /// The acts that reports count.
    public internal(set) var tallies: [Tally] = []
    /// The examples that stand in its file.
    public internal(set) var stories: [TrialStory] = []

    /// Reads and checks a definition; throws everything that is wrong with it at once.
    ///
    /// `using` finds the workflows that it uses and offers; without it, what concerns them is not looked at.
    public static func load(
        _ node: SourceNode, vocabularies: [VocabularySchema],
        using: ((String) -> WorkflowInterface?)? = nil, catalogues: ((String) -> RoleCatalogue?)? = nil
    ) throws(DiagnosticList) -> WorkflowDefinition {
        try DefinitionLoader(vocabularies: vocabularies, using: using, catalogues: catalogues).load(
            node, canonical: nil)
    }

    /// Reads a definition back from its canonical form, e.g. out of the log.
    public static func load(
        canonical: JSON, vocabularies: [VocabularySchema]
    ) throws(DiagnosticList) -> WorkflowDefinition {
        let node = CanonicalForm.node(from: canonical)
        return try DefinitionLoader(vocabularies: vocabularies).load(node, canonical: canonical)
    }

    /// Id and version, by which snapshots name the definition they belong to; the log pins its hash.
    public var reference: String { "\(id)@\(version)" }

    /// An act of the vocabulary, or one declared here.
    public func act(named name: String) -> ActSchema? {
        declaredActs.first { $0.name == name } ?? schema?.acts.first { $0.name == name }
    }

    /// Every act that can be recorded or decided under this definition.
    public var allActs: [ActSchema] { declaredActs + (schema?.acts ?? []) }

    /// A state by id.
    public func state(_ id: String) -> StateDefinition? { tree.index(of: id).map { tree[$0] } }

    /// All states in the order of the file, without the root.
    public var states: [StateDefinition] { tree.nodes.dropFirst().map(\.state) }

    /// All transitions in the order of the file.
    public var transitions: [TransitionDefinition] { states.flatMap(\.transitions) }

    /// The label of a state by id or by address; the text itself when there is no such state.
    public func label(ofState address: String) -> Bilingual {
        let name = Place.parts(address).name
        let index = tree.index(address: name) ?? tree.index(of: name)
        return index.map { tree[$0].label } ?? Bilingual(zh: address, en: address)
    }

    /// The label of a role; the id itself when there is no such role.
    public func roleLabel(_ id: String) -> Bilingual { roleName(id).label }

    /// The label of an act; the id itself when there is no such act.
    public func actLabel(_ id: String) -> Bilingual { actName(id).label }

    /// The label of a kind of paper; the id itself when there is no such kind.
    public func documentLabel(_ id: String) -> Bilingual { documentName(id).label }

    /// The label of a clock, also of one that papers allowed to follow later started.
    public func clockLabel(_ id: String) -> Bilingual { clockName(id).label }

    /// The label of a milestone; the name itself when there is no such milestone.
    public func milestoneLabel(_ name: String) -> Bilingual {
        milestones.first { $0.name == name }?.label ?? Bilingual(zh: name, en: name)
    }

    /// A history by id.
    public func history(_ id: String) -> HistoryDefinition? {
        ([root] + states).lazy.flatMap(\.histories).first { $0.id == id }
    }

    /// A clock by id.
    public func clock(_ id: String) -> ClockDefinition? { clocks.first { $0.id == id } }

    func roleName(_ id: String) -> Named {
        roles.first { $0.id == id }.map { Named(id, $0.label) } ?? Named(unlabelled: id)
    }

    func actName(_ id: String) -> Named {
        act(named: id).map { Named(id, $0.label) } ?? Named(unlabelled: id)
    }

    func documentName(_ id: String) -> Named {
        documents.first { $0.id == id }.map { Named(id, $0.label) } ?? Named(unlabelled: id)
    }

    func stateName(_ id: String) -> Named { state(id)?.named ?? Named(unlabelled: id) }

    func clockName(_ id: String) -> Named {
        if let clock = clock(id) { return clock.named }
        if id.hasPrefix(ClockRun.reopeningPrefix) {
            let act = actName(String(id.dropFirst(ClockRun.reopeningPrefix.count)))
            return Named(
                id, Bilingual(zh: "\(act.label.zh)的期限", en: "time to \(act.label.en)"))
        }
        guard id.hasPrefix(ClockRun.papersPrefix) else { return Named(unlabelled: id) }
        let act = actName(String(id.dropFirst(ClockRun.papersPrefix.count)))
        return Named(id, Bilingual(zh: "\(act.label.zh)后补材料", en: "papers to follow \(act.label.en)"))
    }

    /// Whether a rule asks that an act was done, so that it is remembered whatever it moved.
    func remembersForPaths(_ act: String) -> Bool {
        properties.contains {
            guard case .path(_, let via) = $0.rule else { return false }
            return via.contains(act)
        }
    }

    /// Two definitions are the same when their canonical forms are.
    public static func == (left: WorkflowDefinition, right: WorkflowDefinition) -> Bool {
        left.canonical == right.canonical && left.schema == right.schema
    }

    /// Hashes what is compared.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(canonical)
        hasher.combine(schema)
    }
}
