import Source
import Values

extension DefinitionChecks {
    /// The states that suspend another, each with it.
    var holds: [(hold: Int, suspended: Int)] {
        tree.nodes.indices.compactMap { index in
            self.index(tree[index].suspends).map { (index, $0) }
        }
    }

    /// W110: a hold stands beside what it suspends, and is entered from there only.
    func checkHolds() {
        for (hold, suspended) in holds {
            let name = tree[hold].id
            let parent = tree.nodes[hold].parent
            let isBeside =
                hold != suspended && tree.nodes[suspended].parent == parent && !tree[suspended].isFinal
                && parent.map { tree[$0].kind != .parallel } ?? false
            guard isBeside else {
                sink.error(
                    "W110",
                    Bilingual(
                        zh: "状态 '\(name)' 只能中止与它同级的另一状态，不能中止 '\(tree[suspended].id)'",
                        en: "'\(name)' can suspend a state beside it, not '\(tree[suspended].id)'"),
                    at: tree[hold].position,
                    hint: Bilingual(
                        zh: "把两者放在同一状态或区域之内；终结状态不能中止",
                        en: "put both inside the same state or region; a final state cannot be suspended"))
                continue
            }
            checkEntries(of: hold, suspending: suspended)
        }
    }

    private func checkEntries(of hold: Int, suspending suspended: Int) {
        func isWithin(_ state: Int, _ outer: Int) -> Bool { state == outer || tree.isInside(state, outer) }
        let name = tree[hold].id
        let hint = Bilingual(
            zh: "只从 '\(tree[suspended].id)' 或其内的状态转入；从别处来就没有可中止的",
            en:
                "enter it from '\(tree[suspended].id)' or from inside it; elsewhere there is nothing to suspend"
        )
        for transition in transitions where entered(by: transition).contains(hold) {
            guard let source = index(transition.source), !isWithin(source, suspended),
                !isWithin(source, hold)
            else { continue }
            sink.error(
                "W110",
                Bilingual(
                    zh: "转入中止状态 '\(name)' 时，'\(tree[suspended].id)' 并不在进行",
                    en: "the hold '\(name)' is entered where '\(tree[suspended].id)' is not active"),
                at: transition.position, hint: hint)
        }
        for node in tree.nodes where node.state.kind == .compound(initial: name) {
            sink.error(
                "W110",
                Bilingual(zh: "中止状态 '\(name)' 不能是 initial", en: "the hold '\(name)' cannot be 'initial'"),
                at: node.state.position, hint: hint)
        }
        for history in tree.nodes.flatMap(\.state.histories) {
            guard let initial = index(history.initial), isWithin(initial, hold) else { continue }
            sink.error(
                "W110",
                Bilingual(
                    zh: "历史状态 '\(history.id)' 的 initial 不能是中止状态",
                    en: "'initial' of the history '\(history.id)' cannot be a hold"),
                at: history.position, hint: hint)
        }
    }

    /// W304: a hold that no limit ends. Of other states in which clocks rest it is only said.
    func checkHoldLimits() {
        for (hold, suspended) in holds where !isLimited(hold, suspending: suspended) {
            sink.error(
                "W304",
                Bilingual(
                    zh: "中止状态 '\(tree[hold].id)' 没有期限，可能永远中止下去",
                    en: "no limit runs in the hold '\(tree[hold].id)'; it may last for ever"),
                at: tree[hold].position,
                hint: Bilingual(
                    zh: "加一个 runs_in: [\(tree[hold].id)] 的期限",
                    en: "add a clock with runs_in: [\(tree[hold].id)]")
            )
        }
        let known = Set(holds.map(\.hold))
        var resting: [Int] = []
        for state in definition.clocks.flatMap(\.pauseIn).compactMap({ index($0) })
        where !known.contains(state) && !resting.contains(state) { resting.append(state) }
        for state in resting where !isLimited(state, suspending: nil) {
            sink.report(
                Diagnostic(
                    severity: .warning, code: "W304",
                    Bilingual(
                        zh: "期限在 '\(tree[state].id)' 中止，而那里没有别的期限在走",
                        en: "clocks rest in '\(tree[state].id)', and no other limit runs there"),
                    at: tree[state].position,
                    hint: Bilingual(
                        zh: "加一个 runs_in: [\(tree[state].id)] 的期限",
                        en: "add a clock with runs_in: [\(tree[state].id)]")))
        }
    }

    private func isLimited(_ state: Int, suspending suspended: Int?) -> Bool {
        let around = Set([state] + tree.ancestors(of: state))
        return definition.clocks.contains { clock in
            let runs = clock.runsIn.compactMap { index($0) }
            let rests = clock.pauseIn.compactMap { index($0) }
            if rests.contains(where: around.contains) { return false }
            if runs.contains(where: around.contains) || covers(state, by: Set(runs)) { return true }
            return clock.inSuspension == .run && suspended.map(runs.contains) ?? false
        }
    }

    /// Whether something of a set is active whenever a state is.
    private func covers(_ state: Int, by set: Set<Int>) -> Bool {
        if set.contains(state) { return true }
        let children = tree.nodes[state].children
        switch tree[state].kind {
        case .atomic, .final: return false
        case .compound: return !children.isEmpty && children.allSatisfy { covers($0, by: set) }
        case .parallel: return children.contains { covers($0, by: set) }
        }
    }

    /// W307: a clock that may be live in frozen states says whether it goes on there.
    func checkClocksInSuspension() {
        for clock in definition.clocks {
            let live = (clock.runsIn + clock.pauseIn).compactMap { index($0) }
            let rests = clock.pauseIn.compactMap { index($0) }
            for (hold, suspended) in holds {
                let restsHere = rests.contains { $0 == hold || tree.ancestors(of: hold).contains($0) }
                if restsHere, clock.inSuspension == .run {
                    sink.error(
                        "W110",
                        Bilingual(
                            zh: "期限 '\(clock.id)' 既写 pause_in: '\(tree[hold].id)' 又写 in_suspension: run",
                            en:
                                "the clock '\(clock.id)' says both pause_in '\(tree[hold].id)' and in_suspension: run"
                        ),
                        at: clock.position)
                    break
                }
                guard clock.inSuspension == nil, !restsHere,
                    live.contains(where: { $0 == suspended || tree.isInside($0, suspended) })
                else { continue }
                sink.error(
                    "W307",
                    Bilingual(
                        zh: "期限 '\(clock.id)' 所在的状态会被 '\(tree[hold].id)' 中止，须写 in_suspension",
                        en:
                            "'\(tree[hold].id)' may suspend a state in which '\(clock.id)' runs; say 'in_suspension'"
                    ),
                    at: clock.position,
                    hint: Bilingual(
                        zh: "pause：中止期间不计，已过的天数保留；run：照常计算",
                        en: "pause: it rests, the days used stay used; run: it goes on"))
                break
            }
        }
    }
}
