import CEL
import Source
import Values

/// One step under way: microsteps until the configuration comes to rest.
struct StepRun {
    let definition: WorkflowDefinition
    let view: CaseView
    let occurred: Moment
    let act: ActInput?
    var snapshot: Snapshot
    var active: Set<Int>
    var entered: [Int] = []
    var left: [Int] = []
    var trace: [StepTrace] = []

    private var tree: StateTree { definition.tree }
    private var actName: Named? { act.map { definition.actName($0.act) } }

    init(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, view: CaseView, occurred: Moment,
        act: ActInput?
    ) {
        self.definition = definition
        self.snapshot = snapshot
        self.view = view
        self.occurred = occurred
        self.act = act
        active = definition.active(of: snapshot)
    }

    /// The values as they are now; `act` is left out, since what follows an act reads facts only.
    var scope: GuardScope {
        GuardScope(
            definition, active: active, data: snapshot.data, clocks: snapshot.clocks, view: view, act: nil)
    }

    /// Leaves, takes, enters. The values of the effects were computed before, all from the same state.
    mutating func microstep(_ transitions: [TransitionDefinition], effects: [String: CELValue]) {
        let exits = transitions.reduce(into: Set<Int>()) {
            $0.formUnion(definition.exits(of: $1, in: active))
        }
        for state in exits.sorted(by: >) {
            active.remove(state)
            snapshot.enteredAt[tree[state].id] = nil
            left.append(state)
            trace.append(
                StepTrace(
                    .left, tree[state].id,
                    Bilingual(zh: "离开 \(tree[state].label.zh)", en: "left \(tree[state].label.en)")))
        }
        for transition in transitions {
            trace.append(
                StepTrace(
                    .took, transition.source,
                    Bilingual(
                        zh: transition.summary(in: definition, .zh),
                        en: transition.summary(in: definition, .en))))
        }
        for (field, value) in effects.sorted(by: { $0.key < $1.key }) {
            snapshot.data[field] = value
            trace.append(
                StepTrace(
                    .set, field, Bilingual(zh: "\(field) = \(value.text)", en: "\(field) = \(value.text)")))
        }
        let entries = transitions.reduce(into: Set<Int>()) { $0.formUnion(definition.entries(of: $1)) }
        enter(entries.subtracting(active))
    }

    /// Enters states, outermost first.
    mutating func enter(_ states: Set<Int>) {
        for state in states.sorted() {
            active.insert(state)
            guard state != 0 else { continue }
            snapshot.enteredAt[tree[state].id] = occurred
            entered.append(state)
            trace.append(
                StepTrace(
                    .entered, tree[state].id,
                    Bilingual(zh: "进入 \(tree[state].label.zh)", en: "entered \(tree[state].label.en)")))
        }
    }

    /// Takes `auto` moves, innermost first, then `done`, until neither is open.
    mutating func settle() throws(StepFault) {
        var rounds = 0
        while !hasEnded {
            let scope = scope
            var selection = scope.select(active: active, matching: { $0 == .auto }, act: actName)
            switch selection {
            case .selected, .failed: break
            case .none, .guarded:
                let (tree, active) = (tree, active)
                selection = scope.select(active: active, matching: { $0 == .done }, act: actName) { place in
                    tree.isDone(place, in: active)
                }
            }
            switch selection {
            case .none, .guarded: return
            case .failed(let failure): throw .guardError(.guardError(failure))
            case .selected(let transitions):
                rounds += 1
                if rounds > tree.nodes.count * 4 + 64 { throw .notQuiescent(restless(transitions)) }
                let effects: [String: CELValue]
                do throws(EffectFault) {
                    effects = try scope.effects(of: transitions)
                } catch {
                    throw .guardError(.guardError(error.reason))
                }
                microstep(transitions, effects: effects)
            }
        }
    }

    /// Whether an outermost final state is active.
    var hasEnded: Bool { final != nil }

    /// The outermost final state that is active.
    var final: StateDefinition? { active.first { tree.isOutermostFinal($0) }.map { tree[$0] } }

    private func restless(_ transitions: [TransitionDefinition]) -> Refusal {
        .guardError(
            GuardErrorRefusal(
                act: actName, expressions: transitions.map { $0.summary(in: definition, .en) },
                reason: Bilingual(
                    zh: "自动转移没有停下来，流程定义有误",
                    en: "automatic moves do not come to rest; the procedure is at fault"),
                places: transitions.map(\.position.description)))
    }
}

/// An effect that has no value, or two that write one field.
struct EffectFault: Error {
    let reason: GuardErrorRefusal
}

extension GuardScope {
    /// The values of all effects of transitions that are taken together.
    func effects(of transitions: [TransitionDefinition], act: Named? = nil) throws(EffectFault) -> [String:
        CELValue]
    {
        var values: [String: CELValue] = [:]
        for effect in transitions.flatMap(\.effects) {
            let value: CELValue
            do {
                value = try self.value(effect.value)
            } catch {
                throw EffectFault(reason: error.refusal(act, effect.value))
            }
            if let field = definition.data.first(where: { $0.id == effect.field }),
                case .enumeration(let words) = field.type,
                case .string(let word) = value, !words.contains(word)
            {
                throw EffectFault(
                    reason: GuardErrorRefusal(
                        act: act, expressions: [effect.value.text],
                        reason: Bilingual(
                            zh: "字段 \(effect.field) 不能取 '\(word)'",
                            en: "the field '\(effect.field)' cannot hold '\(word)'"),
                        places: [effect.value.position.description]))
            }
            if values.updateValue(value, forKey: effect.field) != nil {
                throw EffectFault(
                    reason: GuardErrorRefusal(
                        act: act,
                        expressions: transitions.flatMap(\.effects).filter { $0.field == effect.field }
                            .map(\.value.text),
                        reason: Bilingual(
                            zh: "同一步中两处写字段 \(effect.field)",
                            en: "two transitions of one step write '\(effect.field)'"),
                        places: transitions.map(\.position.description)))
            }
        }
        return values
    }
}
