import Source
import Values

extension DefinitionChecks {
    /// The states a transition enters; nothing when it moves nothing, or goes on where a hold froze. A history may
    /// enter whatever it can have recorded.
    func entered(by transition: TransitionDefinition) -> Set<Int> {
        guard let target = index(transition.target), let domain = definition.domain(of: transition) else {
            return []
        }
        switch transition.restores {
        case nil: return tree.entry(target: target, domain: domain)
        case .frozen: return []
        case .history(let id):
            guard let owner = definition.owner(ofHistory: id) else { return [] }
            let way = owner == domain ? [] : tree.entry(target: owner, domain: domain)
            // Work on hold is remembered as the work, so that no history brings back a hold.
            return way.union(
                tree.nodes.indices.filter { state in
                    tree.isInside(state, owner)
                        && !holds.contains { $0.hold == state || tree.isInside(state, $0.hold) }
                })
        }
    }

    /// The states a transition enters for the first time: a history brings back only where something has been before.
    func enteredFirst(by transition: TransitionDefinition) -> Set<Int> {
        guard let target = index(transition.target), let domain = definition.domain(of: transition),
            transition.restores != .frozen
        else { return [] }
        return tree.entry(target: target, domain: domain)
    }

    /// The states that may be active after a transition and were not before, resumed ones included.
    func activated(by transition: TransitionDefinition) -> Set<Int> {
        guard transition.restores == .frozen, let target = index(transition.target) else {
            return entered(by: transition)
        }
        return Set(tree.nodes.indices.filter { $0 == target || tree.isInside($0, target) })
    }

    /// W202: a history that nothing leads to.
    func checkHistories() {
        let used = Set(
            transitions.compactMap { transition -> String? in
                guard case .history(let id) = transition.restores else { return nil }
                return id
            })
        for history in tree.nodes.flatMap(\.state.histories) where !used.contains(history.id) {
            sink.error(
                "W202",
                Bilingual(
                    zh: "没有转移通向历史状态 '\(history.id)'", en: "nothing leads to the history '\(history.id)'"),
                at: history.position,
                hint: Bilingual(zh: "写 to: \(history.id)，或删去它", en: "write to: \(history.id), or remove it"))
        }
    }

    /// W110: one closed state, one act, one time within which it may take the proceeding up again.
    func checkReopenings() {
        for node in tree.nodes {
            var known: [String: ClockLength?] = [:]
            for transition in node.state.transitions {
                guard case .reopen(let act) = transition.trigger else { continue }
                if let earlier = known[act], earlier != transition.within {
                    sink.error(
                        "W110",
                        Bilingual(
                            zh: "'\(act)' 在 '\(node.state.id)' 的几处 reopen 须写同样的 within",
                            en: "the reopenings of '\(node.state.id)' by '\(act)' state one 'within'"),
                        at: transition.position)
                }
                known[act] = .some(transition.within)
            }
        }
    }

    /// W212: a field that two maps of one move write: on leaving, on the way, on entering.
    func checkStateEffects() {
        for transition in transitions {
            for (field, place) in doubles(writers(of: transition)).sorted(by: { $0.key < $1.key }) {
                sink.error(
                    "W212",
                    Bilingual(
                        zh: "这一步可能两次写字段 '\(field)'（另见 \(place)）",
                        en: "this move may write '\(field)' twice (see \(place))"),
                    at: transition.position,
                    hint: Bilingual(
                        zh: "只在 enter、leave 或 set 之一中写", en: "write it in one of 'enter', 'leave' and 'set'"))
            }
        }
    }

    /// One place that writes fields in a move: a state left or entered, or the transition itself.
    struct Writer {
        let fields: Set<String>
        /// The state; nothing for the transition.
        let state: Int?
        let isLeaving: Bool
        let position: SourcePosition
    }

    /// What may write a field while a transition is taken.
    func writers(of transition: TransitionDefinition) -> [Writer] {
        var result = [
            Writer(
                fields: Set(transition.effects.map(\.field)), state: nil, isLeaving: false,
                position: transition.position)
        ]
        guard let source = index(transition.source), let domain = definition.domain(of: transition) else {
            return result
        }
        let frozen = frozen(by: transition)
        for (index, node) in tree.nodes.enumerated() where tree.isInside(index, domain) {
            let isLeft =
                !node.state.leaveEffects.isEmpty && !frozen.contains(index)
                && (canBeActive(index, with: source) || isLost(index, by: transition))
            if isLeft {
                result.append(
                    Writer(
                        fields: Set(node.state.leaveEffects.map(\.field)), state: index, isLeaving: true,
                        position: node.state.position))
            }
        }
        for index in entered(by: transition) where !tree[index].enterEffects.isEmpty {
            result.append(
                Writer(
                    fields: Set(tree[index].enterEffects.map(\.field)), state: index, isLeaving: false,
                    position: tree[index].position))
        }
        return result
    }

    /// Fields that two writers may write in one move, with the place of the second.
    func doubles(_ writers: [Writer]) -> [String: SourcePosition] {
        var result: [String: SourcePosition] = [:]
        for (offset, right) in writers.enumerated() {
            for left in writers.prefix(offset) {
                let both = left.fields.intersection(right.fields)
                guard !both.isEmpty else { continue }
                // Of two states that exclude each other only one is left, or only one entered.
                if let one = left.state, let two = right.state, left.isLeaving == right.isLeaving,
                    !canBeActive(one, with: two), !areSideBySide(one, two)
                {
                    continue
                }
                for field in both { result[field] = right.position }
            }
        }
        return result
    }

    /// Whether two states can be active together.
    func canBeActive(_ one: Int, with two: Int) -> Bool {
        one == two || tree.isInside(one, two) || tree.isInside(two, one)
            || tree.commonParallel(one, two) != nil
    }

    /// Whether one is in a hold and the other in what it froze: both are left when the hold is.
    private func areSideBySide(_ one: Int, _ two: Int) -> Bool {
        holds.contains { hold, suspended in
            func isWithin(_ state: Int, _ outer: Int) -> Bool {
                state == outer || tree.isInside(state, outer)
            }
            return (isWithin(one, hold) && isWithin(two, suspended))
                || (isWithin(two, hold) && isWithin(one, suspended))
        }
    }

    /// What a transition into a hold freezes.
    private func frozen(by transition: TransitionDefinition) -> Set<Int> {
        let entered = entered(by: transition)
        return holds.filter { entered.contains($0.hold) }.reduce(into: []) { result, pair in
            result.formUnion(
                tree.nodes.indices.filter {
                    $0 == pair.suspended || tree.isInside($0, pair.suspended)
                })
        }
    }

    /// Whether a state is frozen beside a transition's source and really left with it.
    private func isLost(_ state: Int, by transition: TransitionDefinition) -> Bool {
        guard transition.restores != .frozen, let source = index(transition.source) else { return false }
        return holds.contains { hold, suspended in
            (state == suspended || tree.isInside(state, suspended)) && canBeActive(hold, with: source)
        }
    }
}
