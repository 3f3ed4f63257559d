import Source
import Values

extension DefinitionChecks {
    /// W220, W221 and W222: what is peculiar to the rows of a `for_each`.
    func checkRows() {
        for transition in transitions {
            guard let source = index(transition.source) else { continue }
            checkTrigger(transition, host: tree.host(of: source))
            checkBoundary(transition, host: tree.host(of: source))
            checkOpenRows(transition, source: source)
        }
    }

    /// W220: an act that a row takes names rows of its list; a limit that a row handles is the row's own.
    private func checkTrigger(_ transition: TransitionDefinition, host: Int?) {
        guard let host, let list = tree[host].forEach else { return }
        switch transition.trigger {
        case .act(let name), .reopen(let name):
            guard definition.acts[name]?.of != list else { return }
            sink.error(
                "W220",
                Bilingual(
                    zh: "'\(name)' 用在 \(list) 的行内，却没有写 of: \(list)，不知是哪一行",
                    en:
                        "'\(name)' is taken in rows of '\(list)' but does not say of: \(list); which row is meant?"
                ),
                at: transition.position,
                hint: Bilingual(
                    zh: "在 acts: 中写 \(name): {of: \(list), …}",
                    en: "write \(name): {of: \(list), …} in 'acts:'"))
        case .breach(let clock), .cured(let clock):
            guard rowHost(ofClock: clock) != host else { return }
            sink.error(
                "W220",
                Bilingual(
                    zh: "期限 '\(clock)' 不在这些行内运行，其逾期不能由某一行处理",
                    en: "the clock '\(clock)' does not run in these rows; none of them can take its breach"),
                at: transition.position,
                hint: Bilingual(
                    zh: "把它写在 for_each 的状态上，或让期限在行内运行",
                    en: "write it on the state with 'for_each', or let the clock run in the rows"))
        case .auto, .done: break
        }
    }

    private func rowHost(ofClock id: String) -> Int? {
        definition.clock(id)?.runsIn.first.flatMap { index($0) }.flatMap { tree.host(of: $0) }
    }

    /// W222: nothing leads into a row from outside, or out of it.
    private func checkBoundary(_ transition: TransitionDefinition, host: Int?) {
        guard let target = index(transition.target), tree.host(of: target) != host else { return }
        let name = transition.target ?? ""
        sink.error(
            "W222",
            host == nil
                ? Bilingual(
                    zh: "'\(name)' 在 for_each 的行内，不能从行外进入",
                    en: "'\(name)' is in the rows of a 'for_each'; nothing leads there from outside")
                : Bilingual(
                    zh: "一行不能转到行外的 '\(name)'", en: "a row cannot go to '\(name)', which is outside of it"),
            at: transition.position,
            hint: host == nil
                ? Bilingual(zh: "转到有 for_each 的状态", en: "go to the state with 'for_each'")
                : Bilingual(
                    zh: "在行内设 final 状态，再由外层的 auto 或 done 转移",
                    en:
                        "let the row come to a final state of its own, and move on by 'auto' or 'done' around it"
                ))
    }

    /// W221: a move that drops rows which are not finished says what they come to.
    private func checkOpenRows(_ transition: TransitionDefinition, source: Int) {
        let dropped = tree.nodes.indices.filter { host in
            tree[host].forEach != nil && mayDrop(transition, source: source, host: host)
        }
        if let host = dropped.first {
            guard transition.rowsOutcome == nil else { return }
            sink.error(
                "W221",
                Bilingual(
                    zh: "离开 '\(tree[host].id)' 时可能有行尚未完成，须写明它们的结果",
                    en: "rows of '\(tree[host].id)' may still be open when it is left; say what they come to"),
                at: transition.position,
                hint: Bilingual(
                    zh: "加上 rows: 结果，如 rows: ended", en: "add rows: OUTCOME, e.g. rows: ended"))
        } else if transition.rowsOutcome != nil {
            sink.error(
                "S105",
                Bilingual(
                    zh: "这一转移不会留下未完成的行，不用写 rows",
                    en: "this transition leaves no open rows, so there is no 'rows'"),
                at: transition.position)
        }
    }

    private func mayDrop(_ transition: TransitionDefinition, source: Int, host: Int) -> Bool {
        guard let domain = definition.domain(of: transition), let target = index(transition.target),
            tree.isInside(host, domain)
        else { return false }
        // A hold that the move enters freezes the rows; it drops none.
        let entered = [target] + tree.ancestors(of: target).filter { tree.isInside($0, domain) }
        let isFrozen = entered.contains { hold in
            let frozen = tree[hold].suspends.flatMap { tree.index(of: $0) }
            return frozen.map { $0 == host || tree.isInside(host, $0) } ?? false
        }
        if isFrozen { return false }
        // When all inside is done every row has come to an end.
        let isAround = source == host || tree.isInside(host, source)
        if isAround { return transition.trigger != .done }
        if tree.commonParallel(source, host) != nil { return true }
        return leavesHold(transition, source: source, domain: domain, host: host)
    }

    /// Whether the host is frozen while the source is active, and thrown away by this transition.
    private func leavesHold(_ transition: TransitionDefinition, source: Int, domain: Int, host: Int) -> Bool {
        guard transition.restores != .frozen else { return false }
        return ([source] + tree.ancestors(of: source)).contains { hold in
            guard let frozen = tree[hold].suspends.flatMap({ tree.index(of: $0) }) else { return false }
            return (frozen == host || tree.isInside(host, frozen)) && tree.isInside(hold, domain)
        }
    }
}
