import Source
import Values

/// The checks of a definition as a whole: what is reachable, what ends, what overlaps.
///
/// They see a definition whose names and types are sound.
struct DefinitionChecks {
    let definition: WorkflowDefinition
    let actPositions: [String: SourcePosition]
    let sink: DiagnosticSink
    let using: ((String) -> WorkflowInterface?)?
    let tree: StateTree
    let transitions: [TransitionDefinition]

    init(
        _ definition: WorkflowDefinition, actPositions: [String: SourcePosition], sink: DiagnosticSink,
        using: ((String) -> WorkflowInterface?)? = nil
    ) {
        self.using = using
        self.definition = definition
        self.actPositions = actPositions
        self.sink = sink
        tree = definition.tree
        transitions = definition.transitions
    }

    func run(isPinned: Bool = false) {
        checkInternals()
        checkHolds()
        checkHistories()
        checkReopenings()
        checkUse()
        let reached = reachable()
        checkReachable(reached)
        checkWaysOut(reached)
        checkDone()
        checkUses()
        checkRows()
        checkOverlaps()
        checkRegions()
        checkStateEffects()
        checkAutomaticCycles()
        checkClocks()
        checkClocksInSuspension()
        checkHoldLimits()
        if !isPinned {
            checkClockRules()
            checkPeople()
        }
    }

    func index(_ id: String?) -> Int? { id.flatMap { tree.index(of: $0) } }

    /// `internal: true` needs a target inside a compound source.
    private func checkInternals() {
        for transition in transitions where transition.isInternal {
            guard let source = index(transition.source), let target = index(transition.target) else {
                continue
            }
            if case .compound = tree[source].kind, tree.isInside(target, source) { continue }
            sink.error(
                "S105",
                Bilingual(
                    zh: "internal 的目标须在状态 \(transition.source) 之内",
                    en: "the target of an internal transition is inside '\(transition.source)'"),
                at: transition.position,
                hint: Bilingual(zh: "去掉 internal，或换目标", en: "drop 'internal', or choose another target"))
        }
    }

    /// W201: a decision that no transition takes; a breach handler that nobody can set off, or is missing.
    private func checkUse() {
        var taken = Set(transitions.compactMap(\.trigger.act) + definition.activities.map(\.act))
        if let opening = definition.head.openedBy { taken.insert(opening.act) }
        for name in definition.acts.keys.sorted() where !taken.contains(name) {
            guard let schema = definition.act(named: name), schema.isRefusable, let place = actPositions[name]
            else {
                continue
            }
            sink.error(
                "W201",
                Bilingual(zh: "没有任何状态接受决定 '\(name)'", en: "no state takes the decision '\(name)'"), at: place,
                hint: Bilingual(
                    zh: "在某个状态的 transitions 中写 {act: \(name)}，或从 acts: 中去掉",
                    en: "write {act: \(name)} in the transitions of a state, or drop it from 'acts:'"))
        }
        for clock in definition.clocks {
            let handlers = transitions.filter { $0.trigger == .breach(clock.id) }
            switch clock.breach {
            case .note:
                for handler in handlers {
                    sink.error(
                        "W201",
                        Bilingual(
                            zh: "期限 '\(clock.id)' 逾期只作记录（breach: note）",
                            en: "the clock '\(clock.id)' only notes its breach"),
                        at: handler.position,
                        hint: Bilingual(
                            zh: "要引起转移请写 breach: to_handler", en: "for a transition write breach: to_handler")
                    )
                }
            case .toHandler where handlers.isEmpty:
                sink.error(
                    "W201",
                    Bilingual(
                        zh: "没有转移处理期限 '\(clock.id)' 的逾期",
                        en: "no transition takes the breach of '\(clock.id)'"),
                    at: clock.position,
                    hint: Bilingual(
                        zh: "写 {breach: \(clock.id), to: …}，或改为 breach: note",
                        en: "write {breach: \(clock.id), to: …}, or breach: note"))
            case .toHandler: break
            }
            checkCures(clock)
        }
    }

    /// W201: a `cured:` transition on a clock that no act can meet.
    private func checkCures(_ clock: ClockDefinition) {
        for cure in transitions where cure.trigger == .cured(clock.id) && clock.ends.isEmpty {
            sink.error(
                "W201",
                Bilingual(
                    zh: "期限 '\(clock.id)' 没有 ends，任何事项都不能补正它的逾期",
                    en: "the clock '\(clock.id)' has no 'ends': no act can lift its breach"),
                at: cure.position,
                hint: Bilingual(
                    zh: "在期限中写 ends: […]，或去掉这一转移",
                    en: "name the acts that meet it in 'ends:', or drop the transition"))
        }
    }
}
