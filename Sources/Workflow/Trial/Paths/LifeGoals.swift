import CEL
public import Values

extension PathGoal {
    /// How many rows a `for_each` has, or how they stand.
    public enum Rows: String, Hashable, Sendable, CaseIterable {
        /// Its list is empty.
        case none
        /// There is one.
        case one
        /// There are several.
        case several
        /// Two of them stand in different states.
        case apart

        /// What people call it.
        public var label: Bilingual {
            switch self {
            case .none: return Bilingual(zh: "没有一行", en: "without a row")
            case .one: return Bilingual(zh: "一行", en: "with one row")
            case .several: return Bilingual(zh: "多行", en: "with several rows")
            case .apart: return Bilingual(zh: "各行状态不同", en: "with rows in different states")
            }
        }
    }

    /// What becomes of an act that waits for signatures.
    public enum Signing: String, Hashable, Sendable, CaseIterable {
        /// It is put forward.
        case forward
        /// The last signature comes, and it is done.
        case completed
        /// Somebody who was to sign turns it down.
        case rejected
        /// Its proposer takes it back.
        case withdrawn
        /// Somebody who is not to sign tries to.
        case wrongSigner = "wrong_signer"
        /// Somebody tries to sign before those whose signature comes first.
        case outOfTurn = "out_of_turn"
        /// Its state is left, or it is done otherwise.
        case lapsed

        /// What people call it.
        public var label: Bilingual {
            switch self {
            case .forward: return Bilingual(zh: "提出待签署", en: "put forward")
            case .completed: return Bilingual(zh: "签署齐备而办理", en: "done with the last signature")
            case .rejected: return Bilingual(zh: "被退回", en: "turned down")
            case .withdrawn: return Bilingual(zh: "被撤回", en: "taken back")
            case .wrongSigner: return Bilingual(zh: "无权者签署被拒绝", en: "a signature of the wrong person refused")
            case .outOfTurn: return Bilingual(zh: "越序签署被拒绝", en: "a signature out of turn refused")
            case .lapsed: return Bilingual(zh: "失效", en: "lapsed")
            }
        }
    }
}

extension WorkflowDefinition {
    /// What stories could show of rows, holds, signatures, proceedings waited for, and of those told of what is overdue.
    var lifeGoals: [PathGoal] { rowGoals + holdGoals + signingGoals + childGoals + toldGoals }

    private var rowGoals: [PathGoal] {
        var goals: [PathGoal] = []
        for host in tree.rowHosts {
            let isApart = tree.nodes[host].children.count > 1
            goals += PathGoal.Rows.allCases.filter { $0 != .apart || isApart }.map {
                .rows(tree[host].id, $0)
            }
        }
        let inRows = transitions.filter { tree.index(of: $0.source).flatMap(tree.host(of:)) != nil }
        goals += Set(inRows.compactMap(\.trigger.act)).sorted().filter { acts[$0]?.of != nil }.map {
            .mixedRows($0)
        }
        return goals + transitions.filter { $0.rowsOutcome != nil }.map { .openRows($0.number) }
    }

    private var holdGoals: [PathGoal] {
        let suspended = states.compactMap(\.suspends).compactMap(tree.index(of:))
        let late = transitions.filter { way in
            guard case .breach(let clock) = way.trigger, self.clock(clock)?.inSuspension == .run,
                let source = tree.index(of: way.source)
            else { return false }
            return suspended.contains { $0 == source || tree.isInside(source, $0) }
        }
        return clocks.filter { $0.inSuspension != nil }.map { .frozen($0.id) }
            + late.map { .afterHold($0.number) }
    }

    private var signingGoals: [PathGoal] {
        allActs.filter(\.isRefusable).flatMap { act -> [PathGoal] in
            let rules = acts[act.name]?.signed ?? []
            let sources = transitions.filter { $0.trigger == .act(act.name) }.compactMap {
                tree.index(of: $0.source)
            }
            guard !rules.isEmpty, !sources.isEmpty else { return [] }
            let hasTurn = rules.dropFirst().contains { $0.kind == .approving }
            let canLapse = transitions.contains { way in
                guard way.target != nil, way.trigger != .act(act.name), let from = tree.index(of: way.source)
                else { return false }
                return sources.contains { $0 == from || tree.isInside($0, from) }
            }
            return PathGoal.Signing.allCases.filter {
                ($0 != .outOfTurn || hasTurn) && ($0 != .lapsed || canLapse)
            }.map { .signing(act.name, $0) }
        }
    }

    private var childGoals: [PathGoal] {
        states.filter { $0.use != nil }.flatMap { state in
            childOutcomes(of: state).map { .child(state.id, outcome: $0) }
        }
    }

    private var toldGoals: [PathGoal] {
        clocks.flatMap { clock in clock.escalate.indices.map { .told(clock.id, $0) } }
    }

    /// The outcomes that the branches of a state name for the proceeding it waits for, and the one every such proceeding
    /// may have; what the other file ends in beyond that goes the way of `otherwise`, as this one does.
    func childOutcomes(of state: StateDefinition) -> [String] {
        var words: [String] = []
        func collect(_ node: CELNode) {
            if case .literal(let value) = node.kind {
                switch value {
                case .string(let word): words.append(word)
                case .list(let items):
                    for case .string(let word) in items { words.append(word) }
                case .bool, .int, .money, .date, .timestamp, .duration, .null, .record: break
                }
            }
            node.children.forEach(collect)
        }
        for way in state.transitions where way.trigger == .done {
            let parts = way.program.map { GuardParts($0).parts } ?? []
            for part in parts where part.references.contains("sub.outcome") { collect(part.root) }
        }
        words.append(UseDefinition.closedWithParent)
        return words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
