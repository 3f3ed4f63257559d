import Source
import Values

extension DefinitionChecks {
    /// W305 and W307: a clock that can be left and reached again says what happens then.
    func checkClocks() {
        for clock in definition.clocks where clock.reenter == nil {
            let live = Set((clock.runsIn + clock.pauseIn).compactMap { tree.index(of: $0) })
            let runs = Set(clock.runsIn.compactMap { tree.index(of: $0) })
            guard let way = wayBack(live: live, into: runs) else { continue }
            if way.isReopening {
                guard clock.onReopen == nil else { continue }
                sink.error(
                    "W305",
                    Bilingual(
                        zh: "重新启动后会再次进入期限 '\(clock.id)' 运行的状态，须写 on_reopen 或 reenter",
                        en:
                            "reopening leads to a state in which '\(clock.id)' runs again; say 'on_reopen' or 'reenter'"
                    ),
                    at: clock.position, hint: DefinitionChecks.choice)
            } else {
                sink.error(
                    "W307",
                    Bilingual(
                        zh: "期限 '\(clock.id)' 可能在离开后再次运行（经 \(way.transition.position)），须写 reenter",
                        en:
                            "the clock '\(clock.id)' may be left and run again (by \(way.transition.position)); say 'reenter'"
                    ),
                    at: clock.position, hint: DefinitionChecks.choice)
            }
        }
    }

    private static let choice = Bilingual(
        zh: "continue：续用同一期限，离开期间视为中止；restart：重新起算",
        en: "continue: the same limit goes on, the time away counts as a pause; restart: a new limit begins")

    /// A transition that enters a state where the clock runs, out of one that the clock does not cover but that can be
    /// reached after it ran; ordinary ones before reopenings.
    private func wayBack(
        live: Set<Int>, into runs: Set<Int>
    ) -> (transition: TransitionDefinition, isReopening: Bool)? {
        var found: TransitionDefinition?
        for allowsReopening in [false, true] {
            let usable = transitions.filter { transition in
                if case .reopen = transition.trigger { return allowsReopening }
                return true
            }
            let after = reached(from: runs, by: usable)
            found = usable.first { transition in
                guard let source = index(transition.source), after.contains(source),
                    !covered(source, by: live)
                else { return false }
                return !entered(by: transition).isDisjoint(with: runs)
            }
            if let found { return (found, allowsReopening) }
        }
        return nil
    }

    /// Whether a state cannot be active without one that the clock covers: itself or one around it.
    private func covered(_ index: Int, by live: Set<Int>) -> Bool {
        live.contains(index) || tree.ancestors(of: index).contains(where: live.contains)
    }

    /// The states that can be active after one that the clock runs in was, beside it included.
    private func reached(
        from runs: Set<Int>, by usable: [TransitionDefinition]
    ) -> Set<Int> {
        var reached: Set<Int> = []
        for run in runs {
            reached.insert(run)
            reached.formUnion(tree.ancestors(of: run))
            reached.formUnion(
                tree.nodes.indices.filter { tree.isInside($0, run) || tree.commonParallel($0, run) != nil })
        }
        var grows = true
        while grows {
            grows = false
            for transition in usable {
                guard let source = index(transition.source), reached.contains(source) else { continue }
                let new = entered(by: transition).subtracting(reached)
                if !new.isEmpty {
                    reached.formUnion(new)
                    grows = true
                }
            }
        }
        return reached
    }
}
