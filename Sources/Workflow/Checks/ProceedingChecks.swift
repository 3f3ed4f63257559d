import CEL
import Source
import Values

extension DefinitionChecks {
    /// W206 and W230: states that wait for a proceeding of their own.
    func checkUses() {
        for (index, node) in tree.nodes.enumerated().dropFirst() {
            guard let use = node.state.use else { continue }
            checkBranches(of: node.state, use)
            if use.onLeave == .forbid { checkForbidden(index, use) }
        }
    }

    /// What follows the end of a child is said for every outcome it can have.
    private func checkBranches(of state: StateDefinition, _ use: UseDefinition) {
        let branches = state.transitions.filter { $0.trigger == .done }
        guard !branches.isEmpty else {
            sink.error(
                "W206",
                Bilingual(
                    zh: "状态 '\(state.id)' 等待的程序 \(use.workflow) 终结后没有去处（缺少 done）",
                    en:
                        "nothing follows when '\(use.workflow)', for which '\(state.id)' waits, has ended: it lacks 'done'"
                ),
                at: state.position, hint: Bilingual(zh: "写 done: [{to: …}]", en: "write done: [{to: …}]"))
            return
        }
        guard let interface = using?(use.workflow), !branches.contains(where: { $0.program == nil }) else {
            return
        }
        let open = interface.words.filter { word in
            !branches.contains { holds($0, for: word) }
        }
        guard !open.isEmpty, let last = branches.last else { return }
        let list = open.joined(separator: ", ")
        sink.error(
            "W206",
            Bilingual(
                zh: "done 没有覆盖 \(use.workflow) 的这些结果：\(list)",
                en: "'done' does not cover these outcomes of '\(use.workflow)': \(list)"),
            at: last.position,
            hint: Bilingual(
                zh: "补上这些结果，或在最后一支写 otherwise: true",
                en: "add them, or write otherwise: true in the last branch"))
    }

    /// Whether a branch is open for an outcome whatever else is the case.
    private func holds(_ branch: TransitionDefinition, for outcome: String) -> Bool {
        guard let program = branch.program else { return true }
        let activation = CELActivation(variables: ["sub": .record(["outcome": .string(outcome)])])
        return (try? program.evaluate(activation)) == .bool(true)
    }

    /// W230: a state that may not be left cannot be left by what cannot be refused.
    private func checkForbidden(_ index: Int, _ use: UseDefinition) {
        for transition in transitions {
            guard let source = self.index(transition.source), let target = self.index(transition.target),
                source == index || tree.isInside(index, source),
                tree.isInside(
                    index,
                    tree.domain(source: source, target: target, isInternal: transition.isInternal))
            else { continue }
            switch transition.trigger {
            case .done where source == index: continue
            case .reopen: continue
            case .act(let name):
                if definition.act(named: name)?.isRefusable ?? true { continue }
            case .auto, .done, .breach, .cured: break
            }
            sink.error(
                "W230",
                Bilingual(
                    zh: "on_leave: forbid 的状态 '\(tree[index].id)' 会被不能拒绝的转移离开",
                    en:
                        "the state '\(tree[index].id)' with on_leave: forbid is left by a move that cannot be refused"
                ),
                at: transition.position,
                hint: Bilingual(
                    zh: "改用 keep 或 close，或让决定引起此转移",
                    en: "write keep or close, or let a decision set this move off"))
        }
    }
}
