public import CEL
public import Source
public import Values

/// For whom a proceeding is opened.
public enum ProceedingScope: String, Hashable, Sendable, CaseIterable {
    /// For the whole case, whoever joins it.
    case `case`
    /// For the claimants or claims that were named.
    case claims
}

/// The act that opens a proceeding beside others.
public struct OpeningRule: Hashable, Sendable {
    /// The act, declared in the same file.
    public let act: String
    /// What its payload sets.
    public let effects: [DataEffect]
    /// Where it stands.
    public let position: SourcePosition
}

/// A proceeding that may be opened beside this one; nobody waits for it.
public struct ProceedingOffer: Hashable, Sendable {
    /// The workflow.
    public let workflow: String
    /// When it may be opened; always where there is no condition.
    public let condition: CELProgram?
    /// The roles that may open it; empty where its opening act says who.
    public let who: [String]
    /// How many may be opened from here.
    public let atMost: Int?
    /// The data it begins with.
    public let with: [DataEffect]
    /// Where it stands.
    public let position: SourcePosition
}

/// What a workflow says of its proceedings as a whole, seen from outside.
public struct ProceedingHead: Hashable, Sendable {
    /// For whom one is opened.
    public var scope: ProceedingScope = .case
    /// The kind of route it is, e.g. `arbitration`.
    public var route: String?
    /// Whether a claim is carried by one proceeding of this route at a time.
    public var isExclusive = false
    /// The outcomes it can have, where they are declared.
    public var outcomes: [String] = []
    /// The outcomes it can have for one row.
    public var lineOutcomes: [String] = []
    /// The act that opens it.
    public var openedBy: OpeningRule?
    /// What may be opened beside it.
    public var offers: [ProceedingOffer] = []
}

/// What a workflow shows to those who use it: what it may be given and what it comes to.
public struct WorkflowInterface: Hashable, Sendable {
    /// The id.
    public let id: String
    /// What people call it.
    public let label: Bilingual
    /// For whom it is opened.
    public let scope: ProceedingScope
    /// The outcomes of a proceeding.
    public let outcomes: [String]
    /// The outcomes for one row.
    public let lineOutcomes: [String]
    /// Its data.
    public let data: [DataField]

    /// Makes an interface.
    public init(
        id: String, label: Bilingual, scope: ProceedingScope, outcomes: [String], lineOutcomes: [String],
        data: [DataField]
    ) {
        self.id = id
        self.label = label
        self.scope = scope
        self.outcomes = outcomes
        self.lineOutcomes = lineOutcomes
        self.data = data
    }

    /// Reads the interface of a file without checking the rest, so that files may use each other.
    ///
    /// Nothing when it is not a workflow; what is wrong with it is told when it is loaded itself.
    public init?(node: SourceNode, vocabularies: [VocabularySchema]) {
        guard let interface = DefinitionLoader(vocabularies: vocabularies).interface(of: node) else {
            return nil
        }
        self = interface
    }

    /// Every word `sub.outcome` may be.
    public var words: [String] { outcomes + lineOutcomes.filter { !outcomes.contains($0) } }
}

extension WorkflowDefinition {
    /// The outcomes its proceedings can have: those declared, else those of its final states.
    public var outcomes: [String] {
        if !head.outcomes.isEmpty { return head.outcomes }
        return root.children.compactMap { $0.isFinal ? $0.outcome ?? $0.id : nil }
            .reduce(into: []) { known, word in if !known.contains(word) { known.append(word) } }
    }

    /// What it shows to those who use it.
    public var interface: WorkflowInterface {
        WorkflowInterface(
            id: id, label: label, scope: head.scope, outcomes: outcomes, lineOutcomes: head.lineOutcomes,
            data: data)
    }

    /// The workflows it uses or offers, each once, in the order of the file.
    public var uses: [String] {
        (states.compactMap { $0.use?.workflow } + head.offers.map(\.workflow)).reduce(into: []) { known, id in
            if !known.contains(id) { known.append(id) }
        }
    }
}
