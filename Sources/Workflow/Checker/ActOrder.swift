import Source
import Values

/// Which act can come before which, on the ways that an exploration found.
///
/// What one exploration never shows in this order never happens in it, since each of them lets whatever is unknown fall
/// either way.
struct ActOrder {
    private let model: CheckModel
    private let units: [Ways]

    /// One exploration as a graph.
    private struct Ways {
        let checked: CheckedUnit
        let next: [[Int32]]

        init(_ checked: CheckedUnit) {
            self.checked = checked
            var next: [[Int32]] = Array(repeating: [], count: checked.explorer.nodes.count)
            for edge in checked.explorer.edges { next[Int(edge.from)].append(edge.to) }
            self.next = next
        }

        /// Where an act is taken, and where the proceeding then stands.
        func takings(of act: Int) -> [(from: Int32, to: Int32)] {
            checked.explorer.edges.filter { $0.cause == .act(act) }.map { ($0.from, $0.to) }
                + checked.explorer.stays.filter { $0.act == act }.map { ($0.node, $0.node) }
        }

        func reached(from starts: [Int32]) -> [Bool] {
            var seen = Array(repeating: false, count: next.count)
            var queue: [Int32] = []
            for start in starts where !seen[Int(start)] {
                seen[Int(start)] = true
                queue.append(start)
            }
            while let node = queue.popLast() {
                for later in next[Int(node)] where !seen[Int(later)] {
                    seen[Int(later)] = true
                    queue.append(later)
                }
            }
            return seen
        }
    }

    init(_ model: CheckModel, _ units: [CheckedUnit]) {
        self.model = model
        self.units = units.filter(\.explorer.isComplete).map(Ways.init)
    }

    /// Whether an act is taken anywhere; one that is not is told of by itself.
    func happens(_ act: Int) -> Bool {
        units.contains { !$0.takings(of: act).isEmpty }
    }

    /// Whether it is shown that an act cannot have come before another.
    ///
    /// Only an exploration that follows every place where either of them is taken can show it.
    func neverPrecedes(_ first: Int, _ second: Int) -> Bool {
        units.contains { unit in
            guard follows(first, unit.checked), follows(second, unit.checked) else { return false }
            let after = unit.reached(from: unit.takings(of: first).map(\.to))
            return !unit.takings(of: second).contains { after[Int($0.from)] }
        }
    }

    private func follows(_ act: Int, _ checked: CheckedUnit) -> Bool {
        let hidden = checked.unit.hidden
        let isHidden =
            model.ways.contains { way in
                (way.cause == .act(act) || way.cause == .reopen(act)) && hidden.contains(way.source)
            }
            || model.definition.activities.contains { activity in
                activity.act == model.acts[act]
                    && activity.states.compactMap(model.tree.index(of:)).contains(where: hidden.contains)
            }
        return !isHidden
    }

    /// Whether an act is taken in rows, of which only one is followed.
    func isTakenInRows(_ act: Int) -> Bool {
        model.ways.contains { way in
            (way.cause == .act(act) || way.cause == .reopen(act))
                && model.chains[way.source].contains { model.tree[$0].forEach != nil }
        }
    }
}

extension ModelFindings {
    /// W403 and W501 where conditions decide: what the states alone would allow, no way through the procedure shows.
    mutating func order() {
        let made = Set(model.definition.documents.filter { !$0.madeBy.isEmpty }.map(\.id))
        let isAsked = model.definition.acts.values.contains { rule in
            !rule.notSameActorAs.isEmpty || rule.needs.contains { !made.isDisjoint(with: $0.anyOf) }
        }
        guard isAsked else { return }
        let order = ActOrder(model, units)
        for rule in model.definition.acts.values.sorted(by: { $0.act < $1.act }) {
            guard let act = index(of: rule.act), order.happens(act) else { continue }
            for other in rule.notSameActorAs where other != rule.act {
                guard let earlier = index(of: other), order.happens(earlier),
                    order.neverPrecedes(earlier, act)
                else { continue }
                report(
                    .warning, "W403", rule.act,
                    Bilingual(
                        zh: "'\(rule.act)' 的 not_same_actor_as 写了 '\(other)'，而条件使它不可能在此之前发生",
                        en:
                            "'\(rule.act)' says not_same_actor_as '\(other)', which conditions keep from ever "
                            + "coming before it"), at: rule.position,
                    hint: Bilingual(
                        zh: "检查两者之间各转移的条件，或换成在前的事项",
                        en: "look at the conditions between the two, or name an act that comes before"))
            }
            for need in rule.needs where need.laterWithin == nil {
                checkObtainable(need, of: rule, act, order)
            }
        }
    }

    private mutating func checkObtainable(
        _ need: PaperNeed, of rule: ActRule, _ act: Int, _ order: ActOrder
    ) {
        let kinds = need.anyOf.compactMap { id in model.definition.documents.first { $0.id == id } }
        // Without any state to come from it was told with the structure.
        guard !need.mustBeFresh, !kinds.isEmpty else { return }
        let canBeThere = kinds.contains { kind in
            kind.madeBy.isEmpty || kind.madeBy.contains(rule.act)
                || kind.madeBy.contains { maker in
                    guard let earlier = index(of: maker) else { return true }
                    // One row may need what another one brought.
                    if order.isTakenInRows(earlier), order.isTakenInRows(act) { return true }
                    return !order.neverPrecedes(earlier, act)
                }
        }
        guard !canBeThere else { return }
        let list = kinds.map { "\($0.id) (\($0.madeBy.joined(separator: ", ")))" }.joined(separator: ", ")
        report(
            .warning, "W501", rule.act,
            Bilingual(
                zh: "'\(rule.act)' 需要的材料，条件使形成它的事项都不可能在此之前发生：\(list)",
                en:
                    "conditions keep every act that makes the papers '\(rule.act)' needs from coming before it: "
                    + list), at: rule.position,
            hint: Bilingual(
                zh: "检查其间各转移的条件", en: "look at the conditions of the transitions between them"))
    }

    /// The number of an act that only a state can take; facts, and what opened the proceeding, may have come before
    /// everything.
    private func index(of act: String) -> Int? {
        guard model.definition.act(named: act)?.isRefusable == true,
            model.definition.head.openedBy?.act != act
        else { return nil }
        return model.actIndex[act]
    }
}
