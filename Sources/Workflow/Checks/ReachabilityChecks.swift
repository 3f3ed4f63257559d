import Source
import Values

extension DefinitionChecks {
    /// Every state that some path of transitions enters, guards taken as free.
    func reachable() -> Set<Int> {
        var reached = tree.defaultEntry(0)
        var frontier = reached
        while !frontier.isEmpty {
            var next: Set<Int> = []
            for transition in transitions {
                guard let source = index(transition.source), frontier.contains(source) else { continue }
                next.formUnion(enteredFirst(by: transition))
            }
            frontier = next.subtracting(reached)
            reached.formUnion(frontier)
        }
        return reached
    }

    /// W202.
    func checkReachable(_ reached: Set<Int>) {
        for (index, node) in tree.nodes.enumerated().dropFirst() where !reached.contains(index) {
            // What is inside an unreachable state needs no word of its own.
            if let parent = node.parent, parent != 0, !reached.contains(parent) { continue }
            sink.error(
                "W202",
                Bilingual(
                    zh: "没有路径能到达状态 '\(node.state.id)'", en: "no path leads to the state '\(node.state.id)'"),
                at: node.state.position,
                hint: Bilingual(zh: "加上通向它的转移，或删去它", en: "add a transition to it, or remove it"))
        }
    }

    /// W204 and W205.
    func checkWaysOut(_ reached: Set<Int>) {
        var dead: Set<Int> = []
        for index in reached.sorted() where tree.nodes[index].children.isEmpty && !tree[index].isFinal {
            let around = [index] + tree.ancestors(of: index)
            let leaves = around.contains { place in
                tree[place].transitions.contains { $0.target != nil }
            }
            guard !leaves else { continue }
            dead.insert(index)
            sink.error(
                "W204",
                Bilingual(
                    zh: "状态 '\(tree[index].id)' 没有出路",
                    en: "there is no way out of the state '\(tree[index].id)'"),
                at: tree[index].position,
                hint: Bilingual(zh: "加上转移，或写 final: true", en: "add a transition, or write final: true"))
        }
        let ending = reachingAnEnd()
        for index in reached.sorted() where index != 0 && !ending.contains(index) && !dead.contains(index) {
            // A state is named once, not again for everything inside it.
            if let parent = tree.nodes[index].parent, parent != 0, !ending.contains(parent) { continue }
            if !tree.nodes[index].children.isEmpty, dead.contains(where: { tree.isInside($0, index) }) {
                continue
            }
            sink.error(
                "W205",
                Bilingual(
                    zh: "从状态 '\(tree[index].id)' 到不了任何终结状态",
                    en: "no path leads from the state '\(tree[index].id)' to an end"),
                at: tree[index].position,
                hint: Bilingual(zh: "每个程序都须能办结", en: "every proceeding must be able to end"))
        }
    }

    /// The states from which an outermost final state can be reached, guards taken as free.
    private func reachingAnEnd() -> Set<Int> {
        var result = Set(tree.nodes.indices.filter { tree.isOutermostFinal($0) })
        var grows = true
        while grows {
            grows = false
            for index in tree.nodes.indices.reversed() where index != 0 && !result.contains(index) {
                guard hasWay(from: index, into: result) else { continue }
                result.insert(index)
                grows = true
            }
        }
        return result
    }

    private func hasWay(from index: Int, into good: Set<Int>) -> Bool {
        // Entering a state enters what is inside it; a way from there is a way from here.
        switch tree[index].kind {
        case .compound(let initial):
            if let child = tree.index(of: initial), good.contains(child) { return true }
        case .parallel:
            if tree.nodes[index].children.contains(where: good.contains) { return true }
        case .atomic, .final: break
        }
        var inner = index
        for place in [index] + tree.ancestors(of: index) {
            let ways = tree[place].transitions.contains { transition in
                guard let target = self.index(transition.target), good.contains(target) else { return false }
                return transition.trigger != .done || place == index
                    || canFinish(from: index, below: inner, in: place)
            }
            if ways || isLeftBeside(inner, in: place, into: good) { return true }
            inner = place
        }
        return false
    }

    /// Whether a region beside leaves the state that both are in, for a good one.
    private func isLeftBeside(_ region: Int, in place: Int, into good: Set<Int>) -> Bool {
        guard tree[place].kind == .parallel, region != place else { return false }
        return tree.nodes.indices.contains { index in
            tree.isInside(index, place) && index != region && !tree.isInside(index, region)
                && tree[index].transitions.contains { transition in
                    guard let target = self.index(transition.target) else { return false }
                    return good.contains(target) && target != place && !tree.isInside(target, place)
                }
        }
    }

    /// Whether a state inside a compound state or region can bring it to its final child; `below` is the child of
    /// `place` on the way to the state.
    private func canFinish(from index: Int, below: Int, in place: Int) -> Bool {
        let container = tree[place].kind == .parallel ? below : place
        guard index != container else { return true }
        var reached: Set<Int> = [index]
        var grows = true
        while grows {
            grows = false
            for state in reached {
                let around = [state] + tree.ancestors(of: state).filter { tree.isInside($0, container) }
                for transition in around.flatMap({ tree[$0].transitions }) {
                    let new = activated(by: transition).filter { tree.isInside($0, container) }.subtracting(
                        reached)
                    if !new.isEmpty {
                        reached.formUnion(new)
                        grows = true
                    }
                }
            }
        }
        return reached.contains { tree.nodes[$0].parent == container && tree[$0].isFinal }
    }

    /// W206.
    func checkDone() {
        for (index, node) in tree.nodes.enumerated().dropFirst() where node.state.use == nil {
            let branches = node.state.transitions.filter { $0.trigger == .done }
            let canBeDone = canBeDone(index)
            let isRegion = node.parent.map { tree[$0].kind == .parallel } ?? false
            guard !branches.isEmpty else {
                if canBeDone, !isRegion {
                    sink.error(
                        "W206",
                        Bilingual(
                            zh: "状态 '\(node.state.id)' 内部完成后没有去处（缺少 done）",
                            en: "when all inside '\(node.state.id)' is done nothing follows: it lacks 'done'"),
                        at: node.state.position,
                        hint: Bilingual(zh: "写 done: [{to: …}]", en: "write done: [{to: …}]"))
                }
                continue
            }
            if !canBeDone, let first = branches.first {
                sink.error(
                    "W206",
                    Bilingual(
                        zh: "状态 '\(node.state.id)' 永远不会完成：每个区域都须有 final 状态",
                        en: "the state '\(node.state.id)' is never done: every region needs a final state"),
                    at: first.position)
            }
            if let last = branches.last, last.program != nil {
                sink.error(
                    "W206",
                    Bilingual(zh: "done 须覆盖所有情形", en: "'done' must cover every case"), at: last.position,
                    hint: Bilingual(
                        zh: "最后一支写 otherwise: true", en: "write otherwise: true in the last branch"))
            }
        }
    }

    private func canBeDone(_ index: Int) -> Bool {
        let children = tree.nodes[index].children
        switch tree[index].kind {
        case .atomic, .final: return false
        case .compound: return children.contains { tree[$0].isFinal }
        case .parallel: return children.allSatisfy(canBeDone)
        }
    }
}
