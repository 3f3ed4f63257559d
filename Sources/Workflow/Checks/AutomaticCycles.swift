import Source
import Values

extension DefinitionChecks {
    /// How many steps the search for cycles may take before the answer is "cannot show".
    private static let searchLimit = 20_000
    /// How many moves of one cycle are looked at.
    private static let longestCycle = 200

    /// W303: automatic moves that might follow one another for ever.
    ///
    /// Between two acts neither the case nor papers nor clocks change. An endless run would go round a cycle in which
    /// each move enters the state the next one starts from, and all conditions of that cycle would hold for the same
    /// case. So a cycle is excluded when two of its conditions exclude each other over what cannot change meanwhile.
    func checkAutomaticCycles() {
        // Where a state waits for a proceeding, `done` needs that one to end; the host bounds how often that may go round.
        let moves = transitions.filter { move in
            move.trigger == .auto || (move.trigger == .done && definition.state(move.source)?.use == nil)
        }
        let stateEffects = tree.nodes.flatMap { $0.state.enterEffects + $0.state.leaveEffects }
        let written = Set(
            moves.flatMap { move in
                move.effects.map(\.path) + move.additions.map { "data.\($0.list)" }
            } + stateEffects.map(\.path))
        let followers = moves.map { move in
            let entered = activated(by: move)
            return moves.indices.filter { index(moves[$0].source).map(entered.contains) ?? false }
        }
        let formulas = moves.map(formula)
        var known: [Pair: Bool] = [:]
        var budget = DefinitionChecks.searchLimit

        func exclude(_ left: Int, _ right: Int) -> Bool {
            let pair = Pair(low: min(left, right), high: max(left, right))
            if let answer = known[pair] { return answer }
            let answer = GuardFormula.areDisjoint(formulas[left], formulas[right]) { literal in
                !literal.reads.contains("In") && literal.reads.isDisjoint(with: written)
                    && !(literal.reads.contains("data") && !written.isEmpty)
            }
            known[pair] = answer
            return answer
        }

        /// A path from the last move back to the first in which no two conditions exclude each other.
        func cycle(_ path: [Int]) -> [Int]? {
            guard let first = path.first, let last = path.last else { return nil }
            budget -= 1
            if budget < 0 || path.count > DefinitionChecks.longestCycle { return path }
            for next in followers[last] {
                if next == first { return path }
                // Cycles through earlier moves were looked at when those came first.
                guard next > first, !path.contains(next), !path.contains(where: { exclude($0, next) }) else {
                    continue
                }
                if let found = cycle(path + [next]) { return found }
            }
            return nil
        }

        for start in moves.indices where !exclude(start, start) {
            guard let found = cycle([start]) else { continue }
            let steps = found.prefix(8).map { moves[$0] }
            let text = steps.map { "\($0.source) → \($0.target ?? $0.source)" }.joined(separator: ", ")
            let places = steps.dropFirst().map(\.position.description).joined(separator: ", ")
            sink.error(
                "W303",
                Bilingual(
                    zh: "自动转移可能无休止地循环：\(text)" + (places.isEmpty ? "" : "（另见 \(places)）"),
                    en: "automatic moves may go round for ever: \(text)"
                        + (places.isEmpty ? "" : " (see \(places))")),
                at: steps[0].position,
                hint: Bilingual(
                    zh: "使其中两个条件互斥，或让其中一步由事项引起",
                    en: "let two of the conditions exclude each other, or let an act set one of them off"))
            return
        }
    }
}

/// Two moves, in either order.
private struct Pair: Hashable {
    let low: Int
    let high: Int
}
