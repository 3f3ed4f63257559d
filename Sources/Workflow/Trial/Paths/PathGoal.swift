import CEL
public import Source
public import Values

/// Something that a set of stories is to show of a procedure.
public enum PathGoal: Hashable, Sendable {
    /// The sides of a limit.
    public enum Side: String, Hashable, Sendable, CaseIterable {
        /// A day before the last.
        case before
        /// The last day.
        case on
        /// After it passed.
        case after
    }

    /// The families of goals.
    public enum Family: String, Hashable, Sendable, CaseIterable {
        /// Every state is entered.
        case states
        /// Every transition is taken.
        case transitions
        /// Every transition is taken after every one that leads to its state.
        case pairs
        /// Every condition of a guard decides it, once by holding and once by not holding.
        case conditions
        /// Every limit is met before, on and after its last day.
        case clocks
        /// Everything that can be refused is refused, for every reason.
        case refusals

        /// What people call it.
        public var label: Bilingual {
            switch self {
            case .states: return Bilingual(zh: "状态", en: "states")
            case .transitions: return Bilingual(zh: "转移", en: "transitions")
            case .pairs: return Bilingual(zh: "转移对", en: "transition pairs")
            case .conditions: return Bilingual(zh: "条件真假", en: "conditions both ways")
            case .clocks: return Bilingual(zh: "期限前、当日、后", en: "clocks before, on, after")
            case .refusals: return Bilingual(zh: "拒绝", en: "refusals")
            }
        }
    }

    /// A state, by id.
    case state(String)
    /// A transition, by number.
    case transition(Int)
    /// A transition after another that led to its state, by numbers.
    case pair(Int, Int)
    /// A part of a transition's guard, from 0, that decided it by holding or not.
    case condition(transition: Int, part: Int, holds: Bool)
    /// A limit on one side of its last day.
    case clock(String, Side)
    /// A refusal: its code, and the act, state or rule it is about.
    case refusal(String, about: String)

    /// Its family.
    public var family: Family {
        switch self {
        case .state: return .states
        case .transition: return .transitions
        case .pair: return .pairs
        case .condition: return .conditions
        case .clock: return .clocks
        case .refusal: return .refusals
        }
    }

    /// One line for people.
    public func text(in definition: WorkflowDefinition, _ language: Language) -> String {
        func way(_ number: Int) -> String {
            guard let found = definition.transitions.first(where: { $0.number == number }) else {
                return "\(number)"
            }
            let source = definition.stateName(found.source).label.text(language)
            return "\(source): \(found.summary(in: definition, language)) (\(found.position))"
        }
        switch self {
        case .state(let id): return definition.stateName(id).shown.text(language)
        case .transition(let number): return way(number)
        case .pair(let first, let second): return "\(way(first)) ⇒ \(way(second))"
        case .condition(let number, let part, let holds):
            let program = definition.transitions.first { $0.number == number }?.program
            let parts = program.map { GuardParts($0).parts } ?? []
            let text = parts.indices.contains(part) ? parts[part].text(of: parts[part].root) : "\(part)"
            return "\(way(number)): \(text) = \(holds)"
        case .clock(let id, let side):
            let word: Bilingual
            switch side {
            case .before: word = Bilingual(zh: "最后一日之前", en: "before its last day")
            case .on: word = Bilingual(zh: "最后一日", en: "on its last day")
            case .after: word = Bilingual(zh: "届满之后", en: "after it passed")
            }
            return "\(definition.clockName(id).shown.text(language)) \(word.text(language))"
        case .refusal(let code, let about): return about.isEmpty ? code : "\(code): \(about)"
        }
    }

    /// For machines.
    public var json: JSON {
        switch self {
        case .state(let id): return .object(["state": .string(id)])
        case .transition(let number): return .object(["transition": .integer(Int64(number))])
        case .pair(let first, let second):
            return .object(["pair": .array([.integer(Int64(first)), .integer(Int64(second))])])
        case .condition(let number, let part, let holds):
            return .object([
                "transition": .integer(Int64(number)), "part": .integer(Int64(part)), "holds": .bool(holds),
            ])
        case .clock(let id, let side):
            return .object(["clock": .string(id), "side": .string(side.rawValue)])
        case .refusal(let code, let about):
            return .object(["refusal": .string(code), "about": .string(about)])
        }
    }
}

extension WorkflowDefinition {
    /// Everything that stories could show of this procedure, in the order of the file.
    public var pathGoals: [PathGoal] {
        var goals = states.map { PathGoal.state($0.id) } + transitions.map { .transition($0.number) }
        for first in transitions {
            let touched = touchedStates(by: first)
            for second in transitions where touched.contains(second.source) {
                goals.append(.pair(first.number, second.number))
            }
        }
        for transition in transitions {
            guard let program = transition.program else { continue }
            for part in GuardParts(program).parts.indices {
                goals.append(.condition(transition: transition.number, part: part, holds: true))
                goals.append(.condition(transition: transition.number, part: part, holds: false))
            }
        }
        for clock in clocks { goals += PathGoal.Side.allCases.map { .clock(clock.id, $0) } }
        return goals + refusalGoals
    }

    /// The states that a transition enters, or stays in where it leads nowhere.
    private func touchedStates(by transition: TransitionDefinition) -> Set<String> {
        guard transition.target != nil else { return [transition.source] }
        return Set(entries(of: Move(transition)).map { tree[$0.node].id })
    }

    /// For every code what could be refused with it.
    private var refusalGoals: [PathGoal] {
        let moving = allActs.filter { act in transitions.contains { $0.trigger.act == act.name } }
        let decided = moving.filter(\.isRefusable)
        func goals(_ code: String, _ about: some Sequence<String>) -> [PathGoal] {
            about.map { .refusal(code, about: $0) }
        }
        func ways(of act: ActSchema) -> [TransitionDefinition] {
            transitions.filter { $0.trigger.act == act.name }
        }
        let separated = decided.filter { act in
            acts[act.name]?.notSameActorAs.isEmpty == false || separate.contains { $0.contains(act.name) }
        }
        let ending = decided.filter { act in
            ways(of: act).contains {
                $0.target.flatMap(tree.index(of:)).map(tree.isOutermostFinal) ?? false
            }
        }
        let fallible = moving.filter { act in
            ways(of: act).contains { way in
                ((way.program.map { [$0] } ?? []) + way.effects.map(\.value)).contains(where: \.canFail)
            }
        }
        let lapsing = decided.filter { act in
            clocks.contains { $0.limit == .right && $0.ends.contains(act.name) }
        }
        let needing = decided.filter { acts[$0.name]?.needs.contains { $0.laterWithin == nil } ?? false }
        // Where another way is always open, no condition can stand in the way.
        let guarded = decided.filter { act in
            states.contains { state in
                let here = state.transitions.filter { $0.trigger.act == act.name }
                return !here.isEmpty && !isAlwaysOpen(here, act)
            }
        }
        let ends = states.filter { $0.outcome != nil }.map(\.id)
        return goals("conflict", [""]) + goals("unknown-act", [""]) + goals("closed", ends)
            + goals("payload", moving.map(\.name)) + goals("not-here", decided.map(\.name))
            + goals("role", moving.map(\.name)) + goals("guard-error", fallible.map(\.name))
            + goals("guard", guarded.map(\.name)) + goals("same-actor", separated.map(\.name))
            + goals("needs", needing.map(\.name)) + goals("clock", lapsing.map(\.name))
            + goals("approvals", decided.map(\.name)) + goals("finding", ending.map(\.name))
            + goals("property", properties.map(\.name))
    }

    /// Whether it is shown that one of these ways is always open: one has no condition, or together they leave nothing out.
    private func isAlwaysOpen(_ ways: [TransitionDefinition], _ act: ActSchema) -> Bool {
        let guards = ways.compactMap(\.program)
        guard guards.count == ways.count else { return true }
        let denied = GuardFormula.and(guards.map { GuardFormula($0.root).negated })
        let words = act.payload.compactMap { field -> GuardFormula? in
            guard case .enumeration(let words) = field.type, field.isRequired else { return nil }
            return .or(
                words.map { word in
                    .literal(
                        GuardLiteral(
                            subject: "act.\(field.name)", reads: ["act"], test: .equals(.string(word))))
                })
        }
        return GuardFormula.areDisjoint(denied, .and(words))
    }

    /// Why nothing can be refused with a code under this procedure; nothing where something can.
    public func impossibility(of code: String) -> Bilingual? {
        if pathGoals.contains(where: { if case .refusal(code, _) = $0 { true } else { false } }) {
            return nil
        }
        switch code {
        case "clock":
            return Bilingual(zh: "没有权利期限（limit: right）", en: "no clock limits a right (limit: right)")
        case "finding": return Bilingual(zh: "没有决定直接终结程序", en: "no decision ends the proceeding at once")
        case "same-actor":
            return Bilingual(
                zh: "没有 separate，也没有 not_same_actor_as",
                en: "there is neither 'separate' nor 'not_same_actor_as'")
        case "needs": return Bilingual(zh: "没有决定须附材料", en: "no decision needs papers")
        case "property": return Bilingual(zh: "没有规则（properties）", en: "there are no properties")
        case "guard": return Bilingual(zh: "没有带条件的决定", en: "no decision has a condition")
        case "guard-error":
            return Bilingual(zh: "没有会求值失败的条件", en: "no condition or value can fail to be evaluated")
        case "closed": return Bilingual(zh: "没有终结状态", en: "there is no end")
        default: return Bilingual(zh: "没有引起转移的事项", en: "no act sets anything off")
        }
    }
}

extension CELProgram {
    /// Whether an evaluation can fail for some values: facts that are not known, division, an element that is not
    /// there, an optional field read blindly.
    var canFail: Bool {
        if !unguardedOptionalReads.isEmpty { return true }
        if references.contains(where: { $0.hasPrefix("case.") }) { return true }
        func fails(_ node: CELNode) -> Bool {
            switch node.kind {
            case .index, .binary(.divide, _, _), .binary(.remainder, _, _): return true
            default: return node.children.contains(where: fails)
            }
        }
        return fails(root)
    }
}
