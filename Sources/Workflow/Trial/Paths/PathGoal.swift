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
        /// Every list of rows is empty, has one and several, and its acts are tried on rows that do not all take them.
        case rows
        /// Limits rest or pass in states that a hold froze, and move them afterwards.
        case holds
        /// What takes signatures is put forward, signed in order, turned down, taken back, and lapses.
        case signatures
        /// Every proceeding that is waited for ends in every way.
        case children
        /// Everybody is told of what is overdue who is to be.
        case escalations
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
            case .rows: return Bilingual(zh: "各行", en: "rows")
            case .holds: return Bilingual(zh: "中止期间的期限", en: "limits in a hold")
            case .signatures: return Bilingual(zh: "签署", en: "signatures")
            case .children: return Bilingual(zh: "所等待程序的结果", en: "outcomes waited for")
            case .escalations: return Bilingual(zh: "逾期上报", en: "escalations")
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
    /// The rows of a state with `for_each`.
    case rows(String, Rows)
    /// An act that names rows of which one does not take it.
    case mixedRows(String)
    /// A transition that leaves rows which are still open, by number.
    case openRows(Int)
    /// A limit in a state that a hold froze: it rests, or passes there.
    case frozen(String)
    /// A transition that a limit sets off once a hold is over, by number.
    case afterHold(Int)
    /// What becomes of an act that takes signatures.
    case signing(String, Signing)
    /// What the proceeding comes to that a state waits for.
    case child(String, outcome: String)
    /// The so many-th of those who are told that a limit is overdue, from 0.
    case told(String, Int)

    /// Its family.
    public var family: Family {
        switch self {
        case .state: return .states
        case .transition: return .transitions
        case .pair: return .pairs
        case .condition: return .conditions
        case .clock: return .clocks
        case .refusal: return .refusals
        case .rows, .mixedRows, .openRows: return .rows
        case .frozen, .afterHold: return .holds
        case .signing: return .signatures
        case .child: return .children
        case .told: return .escalations
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
        case .rows(let state, let rows):
            return "\(definition.stateName(state).shown.text(language)) \(rows.label.text(language))"
        case .mixedRows(let act):
            let name = definition.actName(act).shown
            return Bilingual(
                zh: "\(name.zh) 涉及的行不都能办理，被拒绝", en: "\(name.en) refused, as not every row named takes it"
            ).text(language)
        case .openRows(let number):
            return way(number) + Bilingual(zh: "，仍有未完成的行", en: ", with rows still open").text(language)
        case .frozen(let id):
            let rests = definition.clock(id)?.inSuspension == .pause
            let word =
                rests
                ? Bilingual(zh: "在中止期间停止计算", en: "rests in a hold")
                : Bilingual(zh: "在中止期间届满", en: "passes in a hold")
            return "\(definition.clockName(id).shown.text(language)) \(word.text(language))"
        case .afterHold(let number):
            return way(number) + Bilingual(zh: "，恢复之后", en: ", after the hold").text(language)
        case .signing(let act, let event):
            return "\(definition.actName(act).shown.text(language)) \(event.label.text(language))"
        case .child(let state, let outcome):
            return "\(definition.stateName(state).shown.text(language)): \(outcome)"
        case .told(let id, let index):
            let role = definition.clock(id)?.escalate[index].to ?? ""
            return "\(definition.clockName(id).shown.text(language)) → "
                + definition.roleLabel(role).text(language)
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
        case .rows(let state, let rows):
            return .object(["state": .string(state), "rows": .string(rows.rawValue)])
        case .mixedRows(let act): return .object(["mixed_rows": .string(act)])
        case .openRows(let number): return .object(["open_rows": .integer(Int64(number))])
        case .frozen(let id): return .object(["in_hold": .string(id)])
        case .afterHold(let number): return .object(["after_hold": .integer(Int64(number))])
        case .signing(let act, let event):
            return .object(["act": .string(act), "signing": .string(event.rawValue)])
        case .child(let state, let outcome):
            return .object(["state": .string(state), "outcome": .string(outcome)])
        case .told(let id, let index):
            return .object(["clock": .string(id), "told": .integer(Int64(index))])
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
        return goals + lifeGoals + refusalGoals
    }

    /// The states that a transition enters, or stays in where it leads nowhere.
    private func touchedStates(by transition: TransitionDefinition) -> Set<String> {
        guard transition.target != nil else { return [transition.source] }
        return Set(entries(of: Move(transition)).map { tree[$0.node].id })
    }
}
