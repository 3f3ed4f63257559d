import CEL
import Source
import Values

/// Reads one definition out of its nodes: strict, and with every problem it finds in one go.
///
/// The parts come in the order of need: roles, papers and data, then acts, then the names of states and clocks, then
/// what refers to them.
final class DefinitionLoader {
    let sink = DiagnosticSink()
    let vocabularies: [VocabularySchema]
    var schema: VocabularySchema?
    var roles: [RoleDefinition] = []
    var documents: [DocumentKind] = []
    /// Who makes which kind of paper, as written; acts are known only later.
    var documentMakers: [String: [SourceNode]] = [:]
    var data: [DataField] = []
    var declaredActs: [ActSchema] = []
    var actRules: [String: ActRule] = [:]
    var actPositions: [String: SourcePosition] = [:]
    /// The states and regions by id, with the place of their key.
    var stateNames: [String: SourcePosition] = [:]
    /// For each history its initial state, as written.
    var historyInitials: [String: String] = [:]
    /// The hold around what is being read, innermost last, with the state it suspends.
    var holds: [(id: String, suspends: String)] = []
    var milestoneNames: Set<String> = []
    /// Milestones that a state stands for.
    var stateMilestones: [StateMilestone] = []
    /// The template around what is being read.
    var row: RowContext?
    /// For each state of a template the state with `for_each` around it.
    var stateHosts: [String: String] = [:]
    /// For each state with `for_each` its list, as written.
    var hostLists: [String: String] = [:]
    /// For each clock that runs in rows the state with `for_each` around them.
    var clockHosts: [String: String] = [:]
    var clockNames: Set<String> = []
    var clocks: [ClockDefinition] = []
    var campaigns: [Campaign] = []
    var transitionCount = 0
    /// What is surely there where the expressions being read stand; nothing where absence is looked into otherwise.
    var presence: Set<String>? = []
    /// Whether everything that is named is there, so that the checks can begin.
    private var isWhole = false
    /// Finds the workflows that this one uses; nothing when they are not looked at.
    let using: ((String) -> WorkflowInterface?)?
    /// Finds the catalogues of roles that it uses; nothing when there is none to be had.
    let catalogues: ((String) -> RoleCatalogue?)?
    /// Roles that nobody fills together.
    var exclusiveRoles: [ExclusiveRoles] = []
    /// The acts that reports count.
    var tallies: [Tally] = []
    /// What an expression may name besides, where it stands.
    var localVariables: [String: CELType] = [:]
    /// The outcomes of the child that the state being read waits for.
    var childOutcomes: [String]?

    init(
        vocabularies: [VocabularySchema], using: ((String) -> WorkflowInterface?)? = nil,
        catalogues: ((String) -> RoleCatalogue?)? = nil
    ) {
        self.vocabularies = vocabularies
        self.using = using
        self.catalogues = catalogues
    }

    func load(_ node: SourceNode, canonical: JSON?) throws(DiagnosticList) -> WorkflowDefinition {
        let definition = read(node, canonical: canonical)
        try sink.throwIfErrors()
        return definition.warned(DiagnosticList(sink.items).items)
    }

    /// What could be read, and everything that is wrong with it; no definition where its parts do not fit together.
    func draft(_ node: SourceNode) -> WorkflowDraft {
        let definition = read(node, canonical: nil)
        let found = DiagnosticList(sink.items).items
        return WorkflowDraft(definition: isWhole ? definition.warned(found) : nil, findings: found)
    }

    private func read(_ written: SourceNode, canonical: JSON?) -> WorkflowDefinition {
        let node = withCatalogueRoles(written)
        reportReservedKeys(node)
        let reader = MappingReader(node, what: Bilingual(zh: "流程", en: "the workflow"), sink: sink)
        let id = identifier(reader.required("workflow"), allowsHyphen: true, "workflow")
        let language = language(reader)
        let version = version(reader)
        let label = label(reader, of: id ?? "workflow")
        let vocabulary = vocabulary(reader)
        let calendar = reader.optionalString("calendar")
        readRoles(reader)
        readDocuments(reader)
        readData(reader)
        readActSchemas(reader)
        resolveDocumentMakers()
        collectStateNames(reader.optional("states"))
        let milestoneNode = reader.optional("milestones")
        collectMilestoneNames(milestoneNode)
        let clockNode = reader.optional("clocks")
        let reviewNode = reader.optional("reviews")
        collectClockNames(clockNode, reviews: reviewNode)
        readActRules(reader)
        let separate = separate(reader)
        readExclusiveRoles(reader)
        readTallies(reader)
        let root = root(reader)
        readClocks(clockNode, reviews: reviewNode, root: root)
        readCampaigns(reader)
        let milestones = milestones(milestoneNode)
        let activities = activities(reader.optional("activities"))
        let properties = properties(reader)
        let waivers = waivers(reader)
        let head = head(reader, root: root)
        let storyNodes = reader.sequence("stories")
        reader.finish()
        var definition = WorkflowDefinition(
            id: id ?? "", language: language, version: version, label: label ?? Bilingual(zh: "", en: ""),
            vocabulary: vocabulary, calendar: calendar, roles: roles, data: data, documents: documents,
            acts: actRules, declaredActs: declaredActs, clocks: clocks, root: root, separate: separate,
            milestones: milestones, activities: activities,
            properties: properties, waivers: waivers, head: head,
            canonical: canonical ?? CanonicalForm.json(from: node),
            warnings: [],
            schema: schema, tree: StateTree(root: root))
        definition.exclusiveRoles = exclusiveRoles
        definition.campaigns = campaigns
        definition.tallies = tallies
        // What refers to things that are not there would only be reported twice.
        isWhole = !sink.hasErrors
        if isWhole {
            // What is pinned was checked when it was; what we learn to ask later does not make history unreadable.
            DefinitionChecks(definition, actPositions: actPositions, sink: sink, using: using).run(
                isPinned: canonical != nil)
        }
        // The examples of a stored definition are let be: nothing of a case rests on them, and they were checked then.
        if canonical == nil, !sink.hasErrors {
            definition.stories = TrialReader(definition, sink: sink, using: using).stories(
                storyNodes)
        }
        return definition
    }

    private func language(_ reader: MappingReader) -> Int {
        guard let node = reader.required("language"), let number = sink.integer(node, "language") else {
            return 1
        }
        if number != 1 {
            sink.error(
                "W100",
                Bilingual(zh: "不认识语言版本 \(number)", en: "language version \(number) is not known here"),
                at: node.position,
                hint: Bilingual(
                    zh: "本程序认识 language: 1；可能需要更新程序",
                    en: "this program knows language: 1; it may need updating")
            )
        }
        return Int(number)
    }

    private func version(_ reader: MappingReader) -> Int {
        guard let node = reader.required("version"), let number = sink.integer(node, "version") else {
            return 1
        }
        if !(1...1_000_000).contains(number) {
            sink.error(
                "S105", Bilingual(zh: "version 应为正整数", en: "'version' must be a positive number"),
                at: node.position)
        }
        return Int(number)
    }

    private func vocabulary(_ reader: MappingReader) -> String? {
        guard let node = reader.optional("vocabulary"), let name = sink.string(node, "vocabulary") else {
            return nil
        }
        schema = vocabularies.first { $0.name == name }
        if schema == nil {
            unknown(
                name, known: vocabularies.map(\.name), Bilingual(zh: "词汇表", en: "vocabulary"),
                at: node.position)
        }
        return name
    }

    private func separate(_ reader: MappingReader) -> [[String]] {
        reader.sequence("separate").compactMap { line in
            guard case .sequence(let items) = line.content else {
                sink.wrongType(
                    line, "separate",
                    Bilingual(zh: "事项列表，如 [verify, close]", en: "a list of acts such as [verify, close]"))
                return nil
            }
            let acts = items.compactMap { actName($0) }
            if Set(acts).count < 2, acts.count == items.count {
                sink.error(
                    "S105",
                    Bilingual(
                        zh: "职责分离至少列两件不同的事项", en: "a line of 'separate' names two different acts at least"),
                    at: line.position)
            }
            return acts
        }
    }
}

extension WorkflowDefinition {
    func warned(_ warnings: [Diagnostic]) -> WorkflowDefinition {
        var warned = WorkflowDefinition(
            id: id, language: language, version: version, label: label, vocabulary: vocabulary,
            calendar: calendar,
            roles: roles, data: data, documents: documents, acts: acts, declaredActs: declaredActs,
            clocks: clocks,
            root: root, separate: separate, milestones: milestones, activities: activities,
            properties: properties, waivers: waivers, head: head, canonical: canonical, warnings: warnings,
            schema: schema, tree: tree)
        warned.stories = stories
        warned.exclusiveRoles = exclusiveRoles
        warned.campaigns = campaigns
        warned.tallies = tallies
        return warned
    }
}
