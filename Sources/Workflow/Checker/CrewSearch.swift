import Values

/// Looks for the smallest crew for each end: the abstract machine with one, two, three … people, then the real step.
struct CrewSearch {
    let model: CheckModel
    let plan: ExplorationPlan
    /// As many people as are tried.
    static let most = 6

    init(_ model: CheckModel, _ plan: ExplorationPlan) {
        self.model = model
        self.plan = plan
    }

    func reports() -> [CrewReport] {
        let ends = model.tree.nodes[0].children.filter { model.tree[$0].isFinal }
        var best: [Int: CrewReport] = [:]
        for unit in plan.units {
            for (end, report) in search(unit, ends) {
                guard let known = best[end] else {
                    best[end] = report
                    continue
                }
                // What every part of the procedure asks for is asked for by the whole.
                if (report.people ?? Int.max) > (known.people ?? Int.max) { best[end] = report }
            }
        }
        return ends.compactMap { best[$0] }
    }

    private func search(_ unit: ExplorationPlan.Unit, _ ends: [Int]) -> [Int: CrewReport] {
        var reports: [Int: CrewReport] = [:]
        var open = Set(ends)
        var free = plan.following(unit)
        free.clocks = []
        free.facts = []
        let visible = ActsInView(model, unit)
        let duties = CrewLedger(model, people: CrewSearch.most, visible)
        let slots = CaseSlots(model)
        let bound = slots.guardedByDuties(plan.literals(unit)) { act in
            model.actIndex[act].map(duties.isWatched) ?? false
        }
        slots.add(bound, asking: [], onlyFacts: true, to: &free)
        let anybody = CheckedUnit(model, unit, free)
        let reachable = open.filter { end in
            anybody.explorer.standings.contains { $0.active.contains(end) }
        }
        for end in open.subtracting(reachable) {
            reports[end] = report(end, nil, .unknown, isReachable: false)
        }
        open = Set(reachable)
        for people in 1...CrewSearch.most where !open.isEmpty {
            let ledger = CrewLedger(model, people: people, visible)
            var following = free
            following.remember = { word, act, _ in
                var seen: Set<UInt64> = []
                return ledger.choices(word, act).compactMap { choice in
                    let next = ledger.inOrder(choice.word)
                    return seen.insert(next).inserted ? next : nil
                }
            }
            following.isRemembered = { ledger.isWatched($0) }
            let checked = CheckedUnit(model, unit, following, keepsRules: true)
            let explorer = checked.explorer
            for end in open.sorted() {
                let nodes = explorer.nodes.indices.filter { explorer.active($0).contains(end) }
                guard !nodes.isEmpty else {
                    if !explorer.isComplete || !ledger.isWhole {
                        reports[end] = report(end, nil, .unknown, isReachable: false)
                        open.remove(end)
                    }
                    continue
                }
                open.remove(end)
                reports[end] = walk(end, nodes, people, ledger, checked)
            }
        }
        for end in open { reports[end] = report(end, nil, .exact, isReachable: true) }
        return reports
    }

    /// As many paths as are tried with the real step.
    private static let attempts = 8

    private func walk(
        _ end: Int, _ nodes: [Int], _ people: Int, _ ledger: CrewLedger, _ checked: CheckedUnit
    ) -> CrewReport {
        var first: CrewReport?
        for node in nodes.prefix(CrewSearch.attempts) {
            var casting = CrewCasting(ledger, checked.explorer)
            casting.cast(checked.explorer.path(to: node))
            let walked = checked.replayer.walk(to: node) { casting.doers[$0] }
            let result = report(
                end, people, walked.isComplete ? .exact : .atLeast, isReachable: true,
                persons: casting.persons,
                witness: walked.steps)
            if walked.isComplete { return result }
            first = first ?? result
        }
        return first ?? report(end, people, .atLeast, isReachable: true)
    }

    private func report(
        _ end: Int, _ people: Int?, _ certainty: CrewReport.Certainty, isReachable: Bool,
        persons: [CrewReport.Person] = [], witness: [WitnessStep] = []
    ) -> CrewReport {
        let state = model.tree[end]
        return CrewReport(
            end: state.id, outcome: state.outcome ?? state.id, people: people, certainty: certainty,
            persons: persons, witness: witness, isReachable: isReachable)
    }
}

/// Gives the steps of a path to people, and people their roles.
struct CrewCasting {
    private let ledger: CrewLedger
    private let explorer: Explorer
    private var roles: [[String]]
    /// Who does each step, by its number on the path.
    private(set) var doers: [Int: [Doer]] = [:]

    init(_ ledger: CrewLedger, _ explorer: Explorer) {
        self.ledger = ledger
        self.explorer = explorer
        roles = Array(repeating: [], count: ledger.people)
    }

    /// The people with the roles they came to need.
    var persons: [CrewReport.Person] {
        roles.enumerated().map { CrewReport.Person(number: $0 + 1, roles: $1.sorted()) }
    }

    mutating func cast(_ path: [Int]) {
        var word: UInt64 = 0
        for (step, node) in path.enumerated() {
            guard case .act(let act) = explorer.steps[node].cause else { continue }
            let wanted = explorer.nodes[node].memory
            guard let choice = ledger.choices(word, act).first(where: { ledger.inOrder($0.word) == wanted })
            else { return }
            word = choice.word
            doers[step] = assign(explorer.model.acts[act], choice.doers)
        }
    }

    /// One of them leads, the others sign; roles they have already are taken first.
    private mutating func assign(_ act: String, _ people: [Int]) -> [Doer] {
        let definition = ledger.definition
        let rule = definition.acts[act]
        let readers = definition.roles.filter { $0.readsOnly || $0.isOutside }.map(\.id)
        let anybody = definition.roles.map(\.id).filter { !readers.contains($0) }
        let isDecision = definition.act(named: act)?.kind == .decision
        var places: [[String]]
        if isDecision {
            places = [rule?.who ?? anybody] + (rule?.signed ?? []).map(\.who)
        } else {
            let recorders = rule?.recordedBy ?? []
            places = [recorders.isEmpty ? anybody : recorders]
        }
        while places.count < people.count { places.append(places[0]) }
        // The order of the people that needs the fewest new roles.
        var best: (order: [Int], cost: Int)?
        for order in CrewCasting.orders(people) {
            let cost = zip(order, places).count { person, may in
                !may.contains(where: roles[person].contains)
            }
            if best.map({ cost < $0.cost }) ?? true { best = (order, cost) }
        }
        var result: [Doer] = []
        for (person, may) in zip(best?.order ?? people, places) {
            let role = may.first(where: roles[person].contains) ?? may.first(where: { !readers.contains($0) })
            if let role, !roles[person].contains(role) { roles[person].append(role) }
            result.append(
                Doer(
                    id: "person\(person + 1)", roles: Set([role].compactMap { $0 }), body: nil,
                    hasSigned: true))
        }
        return result
    }

    private static func orders(_ people: [Int]) -> [[Int]] {
        guard people.count > 1 else { return [people] }
        guard people.count <= 5 else { return [people] }
        return people.flatMap { first in orders(people.filter { $0 != first }).map { [first] + $0 } }
    }
}
