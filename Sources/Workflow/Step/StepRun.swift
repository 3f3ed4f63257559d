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
    var active: Set<Place>
    var frozen: Set<Place>
    /// Fields written in the microstep under way.
    var written: Set<EffectTarget> = []
    var entered: [Place] = []
    var left: [Place] = []
    var trace: [StepTrace] = []
    /// Transitions taken that do something to clocks, each with the values from before it; done at rest.
    var clockWork: [(moves: [Move], scope: GuardScope)] = []
    /// Children that are closed because their state was left.
    var closing: [ChildReference] = []
    /// Whether the proceeding is closed by another one, wherever it stands.
    var isClosedFromOutside = false
    /// The microsteps taken, each with what its guards saw.
    var microsteps: [Microstep] = []

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
        frozen = definition.frozen(of: snapshot, besides: active)
    }

    /// The values as they are now; `act` is left out, since what follows an act reads facts only.
    var scope: GuardScope { scope(with: nil) }

    /// The values as they are now, with the payload of an act.
    func scope(with act: ActInput?) -> GuardScope {
        GuardScope(
            definition, active: live, data: snapshot.data, clocks: snapshot.clocks,
            milestones: Set(snapshot.milestones.keys), view: view, act: act,
            children: snapshot.children)
    }

    /// What the transitions taken do to clocks, with the dates as they were before each.
    func clockOperations() throws(StepFault) -> [PendingOperation] {
        var operations: [PendingOperation] = []
        for work in clockWork {
            do throws(EffectFault) {
                operations += try work.scope.operations(of: work.moves, act: actName)
            } catch {
                throw .guardError(.guardError(error.reason))
            }
        }
        return operations
    }

    /// Leaves, takes, enters. The values of the effects were computed before, all from the same state.
    mutating func microstep(_ moves: [Move], effects: [EffectTarget: CELValue]) throws(EffectFault) {
        if moves.contains(where: { !$0.transition.clockOperations.isEmpty }) {
            clockWork.append((moves, scope(with: act)))
        }
        microsteps.append(
            Microstep(active: active, data: snapshot.data, children: snapshot.children, moves: moves))
        let change = definition.change(moves, active: active, frozen: frozen, history: snapshot.history)
        written = []
        let recorded = definition.recorded(leaving: change.left, active: active, frozen: frozen)
        snapshot.history.merge(recorded) { _, new in new }
        dropRows(leaving: change.left, by: moves)
        try leave(change.left)
        freeze(change.frozen)
        for move in moves {
            trace.append(
                StepTrace(
                    .took, Place.text(move.transition.source, row: move.row),
                    Bilingual(zh: summary(move, .zh), en: summary(move, .en))))
        }
        try write(effects)
        thaw(change.thawed)
        try enter(change.entered)
    }

    /// Enters states, outermost first.
    mutating func enter(_ places: Set<Place>) throws(EffectFault) {
        for place in places.sorted() {
            active.insert(place)
            guard place.node != 0 else { continue }
            if tree[place.node].forEach != nil { snapshot.rowOutcomes[tree[place.node].id] = nil }
            snapshot.enteredAt[tree.id(place)] = occurred
            entered.append(place)
            let label = label(place)
            trace.append(
                StepTrace(
                    .entered, tree.id(place), Bilingual(zh: "进入 \(label.zh)", en: "entered \(label.en)")))
            try write(tree[place.node].enterEffects, of: place)
            noteRowEnd(at: place)
        }
    }

    func label(_ place: Place) -> Bilingual {
        let label = tree[place.node].label
        return Bilingual(
            zh: Place.text(label.zh, row: place.row), en: Place.text(label.en, row: place.row))
    }

    private func summary(_ move: Move, _ language: Language) -> String {
        let text = move.transition.summary(in: definition, language)
        return move.row.map { "[\($0)] " + text } ?? text
    }

    /// Takes the transitions that a limit sets off, in its row and around it where it is the limit of a row; says whether
    /// there were any.
    @discardableResult
    mutating func take(_ trigger: Trigger, of run: ClockRun) throws(StepFault) -> Bool {
        switch scope.select(
            active: live, offer: definition.offer(of: run), matching: { $0 == trigger }, act: nil)
        {
        case .none, .guarded: return false
        case .failed(let failure): throw .guardError(.guardError(failure))
        case .selected(let moves):
            do throws(EffectFault) {
                try microstep(moves, effects: try scope.effects(of: moves))
            } catch {
                throw .guardError(.guardError(error.reason))
            }
            return true
        }
    }

    /// Takes `auto` moves, innermost first, then `done`, until neither is open.
    mutating func settle() throws(StepFault) {
        var rounds = 0
        while !hasEnded {
            do throws(EffectFault) { try reconcileRows() } catch {
                throw .guardError(.guardError(error.reason))
            }
            let postponed = try nextPending()
            let scope = scope
            let live = live
            var selection =
                postponed.map(Selection.selected)
                ?? scope.select(active: live, offer: .all, matching: { $0 == .auto }, act: actName)
            switch selection {
            case .selected, .failed: break
            case .none, .guarded:
                let (tree, run) = (tree, self)
                selection = scope.select(active: live, offer: .all, matching: { $0 == .done }, act: actName) {
                    place in
                    tree.isDone(place, in: live) || run.hasEndedChild(place)
                }
            }
            switch selection {
            case .none, .guarded: return
            case .failed(let failure): throw .guardError(.guardError(failure))
            case .selected(let moves):
                rounds += 1
                if rounds > tree.nodes.count * 4 + 64 { throw .notQuiescent(restless(moves)) }
                do throws(EffectFault) {
                    try microstep(moves, effects: try scope.effects(of: moves))
                } catch {
                    throw .guardError(.guardError(error.reason))
                }
            }
        }
    }

    /// Whether an outermost final state is active.
    var hasEnded: Bool { isClosedFromOutside || final != nil }

    /// The outermost final state that is active.
    var final: StateDefinition? { active.first { tree.isOutermostFinal($0.node) }.map { tree[$0.node] } }

    private func restless(_ moves: [Move]) -> Refusal {
        let transitions = moves.map(\.transition)
        return .guardError(
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
    /// What is wrong with the payload, where that is why.
    var problems: [PayloadProblem] = []

    var refusal: Refusal { problems.isEmpty ? .guardError(reason) : .payload(problems) }
}

extension GuardScope {
    /// The values of all effects of transitions that are taken together.
    func effects(of moves: [Move], act: Named? = nil) throws(EffectFault) -> [EffectTarget: CELValue] {
        let transitions = moves.map(\.transition)
        var values: [EffectTarget: CELValue] = [:]
        for (effect, move) in moves.flatMap({ move in move.transition.effects.map { ($0, move) } }) {
            let value = try local(to: move).value(of: effect, act: act)
            let source = definition.tree.index(of: move.transition.source)
            let target = definition.target(of: effect, at: source, row: move.row)
            if values.updateValue(value, forKey: target) != nil {
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
        for (target, value) in try additions(of: moves, act: act)
        where values.updateValue(value, forKey: target) != nil {
            throw EffectFault(
                reason: GuardErrorRefusal(
                    act: act, expressions: [target.text],
                    reason: Bilingual(
                        zh: "同一步中两处写 \(target.text)",
                        en: "two transitions of one step write '\(target.text)'"),
                    places: transitions.map(\.position.description)))
        }
        return values
    }
}
