import CEL
import Source
import Values

/// A definition in numbers, as the model checker walks it: states, ways, acts and clocks by index.
final class CheckModel {
    /// What sets a way off.
    enum Cause: Hashable {
        case act(Int)
        case reopen(Int)
        case breach(Int)
        case cured(Int)
        case auto
        case done
    }

    /// One transition.
    struct Way {
        let transition: TransitionDefinition
        let cause: Cause
        let source: Int
        let target: Int?
        /// What it does not leave; its own source where it leads nowhere.
        let domain: Int
        let entry: StateSet
        /// Its condition, with `otherwise` spelled out.
        let formula: GuardFormula
    }

    let definition: WorkflowDefinition
    let tree: StateTree
    let ways: [Way]
    let acts: [String]
    let actIndex: [String: Int]
    /// The ways of each state by what sets them off.
    let waysAt: [[Cause: [Int]]]
    /// The states around each state, itself first, the root last.
    let chains: [[Int]]
    /// The states inside each state, itself included.
    let extents: [StateSet]
    let histories: [(state: Int, isDeep: Bool)]
    let historyIndex: [String: Int]
    /// The subject of each state's `In`, each clock's phases and so on, by the text that guards give it.
    let known: KnownSubjects
    /// The groups of ways of one state and cause of which at least one is always open.
    let exhaustive: Set<Int>
    /// Whether anything is frozen or remembered.
    let keepsStandings: Bool
    /// The outermost final states.
    let ends: StateSet
    /// Which fields of data the values of others come from.
    let dependencies: FieldDependencies
    /// The lists of the procedure's own data, which are empty until something is added.
    let ownLists: Set<String>

    init(_ definition: WorkflowDefinition) {
        self.definition = definition
        ownLists = Set(definition.data.compactMap(\.keyedList).map(\.name))
        let tree = definition.tree
        self.tree = tree
        let count = tree.nodes.count
        var acts: [String] = []
        var actIndex: [String: Int] = [:]
        func number(_ act: String) -> Int {
            if let index = actIndex[act] { return index }
            actIndex[act] = acts.count
            acts.append(act)
            return acts.count - 1
        }
        for act in definition.allActs { _ = number(act.name) }
        let clocks = Dictionary(
            definition.clocks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var ways: [Way] = []
        var waysAt: [[Cause: [Int]]] = Array(repeating: [:], count: count)
        for (source, node) in tree.nodes.enumerated() {
            for transition in node.state.transitions {
                let cause: Cause
                switch transition.trigger {
                case .act(let act): cause = .act(number(act))
                case .reopen(let act): cause = .reopen(number(act))
                case .auto: cause = .auto
                case .done: cause = .done
                case .breach(let clock):
                    guard let index = clocks[clock] else { continue }
                    cause = .breach(index)
                case .cured(let clock):
                    guard let index = clocks[clock] else { continue }
                    cause = .cured(index)
                }
                let target = transition.target.flatMap(tree.index(of:))
                let domain = target.map {
                    tree.domain(source: source, target: $0, isInternal: transition.isInternal)
                }
                var entry = StateSet(count: count)
                if let target, let domain {
                    for state in tree.entry(target: target, domain: domain) { entry.insert(state) }
                }
                waysAt[source][cause, default: []].append(ways.count)
                ways.append(
                    Way(
                        transition: transition, cause: cause, source: source, target: target,
                        domain: domain ?? source, entry: entry,
                        formula: GuardFormula(of: transition, among: node.state.transitions)))
            }
        }
        self.ways = ways
        self.waysAt = waysAt
        self.acts = acts
        self.actIndex = actIndex
        chains = (0..<count).map { [$0] + tree.ancestors(of: $0) }
        extents = (0..<count).map { state in
            var set = StateSet(count: count)
            for inner in state..<tree.nodes[state].end { set.insert(inner) }
            return set
        }
        var histories: [(state: Int, isDeep: Bool)] = []
        var historyIndex: [String: Int] = [:]
        for (index, node) in tree.nodes.enumerated() {
            for history in node.state.histories {
                historyIndex[history.id] = histories.count
                histories.append((index, history.depth == .deep))
            }
        }
        self.histories = histories
        self.historyIndex = historyIndex
        known = KnownSubjects(definition)
        var exhaustive: Set<Int> = []
        let values = ValueSearch(words: known.words)
        for groups in waysAt {
            for group in groups.values {
                guard let first = group.first else { continue }
                let none = GuardFormula.and(group.map { ways[$0].formula.negated })
                if values.satisfying(none) == .none { exhaustive.insert(first) }
            }
        }
        self.exhaustive = exhaustive
        keepsStandings = !histories.isEmpty || tree.nodes.contains { $0.state.suspends != nil }
        var ends = StateSet(count: count)
        for state in tree.nodes[0].children where tree[state].isFinal { ends.insert(state) }
        self.ends = ends
        dependencies = FieldDependencies(definition)
    }

    var stateCount: Int { tree.nodes.count }

    /// The ids of the innermost active states.
    func leafNames(_ active: StateSet) -> [String] { leaves(active).map { tree[$0].id } }

    /// The active states with nothing active inside.
    func leaves(_ active: StateSet) -> [Int] {
        let all = active.elements
        return all.enumerated().compactMap { offset, state in
            let next = offset + 1 < all.count ? all[offset + 1] : Int.max
            return next < tree.nodes[state].end ? nil : state
        }
    }

    func isEnded(_ active: StateSet) -> Bool { !ends.isDisjoint(with: active) }
}

extension GuardFormula {
    /// The condition under which a transition is taken, `otherwise` spelled out against those beside it.
    init(of transition: TransitionDefinition, among others: [TransitionDefinition]) {
        switch transition.condition {
        case .always: self = .constant(true)
        case .when(let program): self = GuardFormula(program.root)
        case .otherwise:
            self = .and(
                others.filter { $0.trigger == transition.trigger && $0.number != transition.number }
                    .compactMap { $0.program.map { GuardFormula($0.root).negated } })
        }
    }
}

/// Which subjects of comparisons the model checker knows the value of: states, clocks, enumerations, flags.
struct KnownSubjects {
    /// Whether a state is active, by the text of the question.
    let states: [String: Int]
    /// The phase of a clock, by the text of the question.
    let clocks: [String: (clock: Int, phase: ClockQuestion)]
    /// Where the rows of a list stand, by the text of the question.
    let rows: [String: RowQuestion]
    /// The words of each enumeration.
    let words: [String: [String]]
    /// The fields of `data` that can be followed.
    let fields: [String: DataField]

    init(_ definition: WorkflowDefinition) {
        var states: [String: Int] = [:]
        for (index, node) in definition.tree.nodes.enumerated().dropFirst() {
            states["\(GuardEnvironment.inState)(\"\(node.state.id)\")"] = index
        }
        self.states = states
        var rows: [String: RowQuestion] = [:]
        for (host, node) in definition.tree.nodes.enumerated() where node.state.forEach != nil {
            for state in definition.tree.nodes.indices where definition.tree.isInside(state, host) {
                for kind in RowQuestion.Kind.allCases {
                    let names = "\"\(node.state.id)\",\"\(definition.tree[state].id)\""
                    rows["\(kind.rawValue)(\(names))"] = RowQuestion(kind: kind, host: host, state: state)
                }
            }
        }
        self.rows = rows
        var clocks: [String: (clock: Int, phase: ClockQuestion)] = [:]
        for (index, clock) in definition.clocks.enumerated() {
            for phase in ClockQuestion.allCases {
                clocks["\(GuardEnvironment.clock)(\"\(clock.id)\").\(phase.rawValue)"] = (index, phase)
            }
        }
        self.clocks = clocks
        var words: [String: [String]] = [:]
        var fields: [String: DataField] = [:]
        for field in definition.data {
            switch field.type {
            case .enumeration(let values):
                words["data.\(field.id)"] = values
                fields["data.\(field.id)"] = field
            case .bool: fields["data.\(field.id)"] = field
            case .text, .integer, .money, .date, .moment, .reference, .list, .record: break
            }
        }
        self.words = words
        self.fields = fields
    }
}

/// What guards ask of the rows of a list.
struct RowQuestion: Hashable {
    /// How many rows are meant.
    enum Kind: String, CaseIterable {
        case none = "none_in"
        case any = "any_in"
        case all = "all_in"
    }

    let kind: Kind
    let host: Int
    let state: Int
}

/// What guards ask of a clock.
enum ClockQuestion: String, CaseIterable {
    case running
    case warned
    case breached
    case paused
}
