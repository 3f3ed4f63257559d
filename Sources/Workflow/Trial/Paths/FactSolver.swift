import CEL
import Source
import Values

/// What an act or a change of facts is tried with.
struct TrialAttempt: Hashable {
    /// Members of `case` that change beforehand.
    var facts: [String: CELValue?] = [:]
    /// The payload.
    var payload: [String: CELValue] = [:]
    /// The role of the one who leads; nothing when any that may.
    var role: String?
    /// Papers that go on record beforehand, by kind.
    var papers: [String] = []
    /// The row it is about.
    var row: String?
}

/// Looks for facts and payloads under which guards come out as wanted, by trying values that the guards themselves
/// mention: first nothing changed, then the nearest by steps, then ever more changes at once.
struct FactSolver {
    /// A guard and how it is to come out; with `turning`, the part that is to come out so and decide the guard by it.
    struct Wish {
        let parts: GuardParts
        let holds: Bool
        var turning: Int?

        /// It in words, to tell it from others.
        var text: String { "\(parts.program.text) \(holds) \(turning.map { "\($0)" } ?? "")" }

        func nearness(in scope: GuardScope) -> Double {
            let values = parts.values(in: scope)
            guard let turning else { return parts.nearness(values, to: holds) }
            var (same, other) = (values, values)
            same[turning] = holds
            other[turning] = !holds
            let turned = [true, false].map { outcome in
                (parts.nearness(same, to: outcome) + parts.nearness(other, to: !outcome)) / 2
            }
            return ((values[turning] == holds ? 1 : 0) + (turned.max() ?? 0)) / 2
        }
    }

    private enum Input: Hashable {
        case fact(String)
        case member(list: String, key: String, field: String)
        case payload(PayloadField)
        case role
        case paper(String)
    }

    let simulation: Simulation
    let act: ActSchema?
    let wishes: [Wish]
    private let inputs: [(input: Input, values: [CELValue?])]
    private let base: TrialAttempt
    private let place: Place?
    /// What does not change from one attempt to the next.
    private let active: Set<Place>
    private let milestones: Set<String>
    private let doers: [Doer]
    private let memory: SolverMemory?
    private let question: SolverMemory.Question?
    /// How many assignments are weighed, and how many are tried for real.
    private static let mostWeighed = 4000
    private static let mostTried = 40

    /// `programs` are all expressions whose values may matter besides the wishes'; with a move they are seen as its state
    /// sees them, in a row with `this`.
    init(
        _ simulation: Simulation, act: ActSchema?, wishes: [Wish], reading programs: [CELProgram],
        at move: Move? = nil, memory: SolverMemory? = nil
    ) {
        let definition = simulation.definition
        let snapshot = simulation.snapshot
        active = definition.live(of: snapshot)
        milestones = Set(snapshot.milestones.keys)
        doers = act.map { Casting.doers(definition, definition.acts[$0.name], act: $0.name) } ?? []
        place = move.flatMap { move in
            definition.tree.index(of: move.transition.source).map {
                definition.tree.place($0, seenFrom: move.row)
            }
        }
        self.simulation = simulation
        self.act = act
        self.wishes = wishes
        let all = wishes.map(\.parts.program) + programs
        let day = simulation.now.day
        let candidates = CandidateValues(all, day: day, data: simulation.snapshot.data)
        let row = place?.row
        let claimants = (row.map { [$0] } ?? []) + simulation.view.claimants.filter { $0 != row }
        let references = Set(all.flatMap(\.references))
        // What a wish reads of the configuration itself (its calls) is not compared, so such a search is not remembered.
        self.memory = wishes.contains { !$0.parts.program.calls.isEmpty } ? nil : memory
        question = SolverMemory.Question(
            act: act?.name, wishes: wishes.map(\.text), programs: all.map(\.text), row: place,
            data: snapshot.data.filter { references.contains("data." + $0.key) }, record: simulation.record,
            now: simulation.now)
        func reads(_ path: String) -> Bool {
            references.contains { $0 == path || $0.hasPrefix(path + ".") }
        }
        var inputs: [(Input, [CELValue?])] = []
        let fields = simulation.definition.schema?.caseType.fields ?? [:]
        for name in fields.keys.sorted() where reads("case." + name) {
            guard let field = fields[name] else { continue }
            let own = simulation.record[name]
            inputs.append((.fact(name), [own] + candidates.values(field.type).filter { $0 != own }))
        }
        if let key = place?.row,
            let list = place.flatMap({ definition.tree.host(of: $0.node) }).flatMap(
                definition.list(ofHost:)), !list.isOwn
        {
            for name in list.itemType.fields.keys.sorted() where name != "id" && reads("this." + name) {
                guard let field = list.itemType.fields[name] else { continue }
                inputs.append(
                    (.member(list: list.name, key: key, field: name), candidates.values(field.type)))
            }
        }
        var payload: [String: CELValue] = [:]
        for field in act?.payload ?? [] {
            let isRead = reads("act." + field.name)
            if field.isRequired || isRead {
                payload[field.name] = field.type.sample(
                    day: day, claimant: claimants.first, isWhole: isRead)
            }
            guard isRead else { continue }
            var values: [CELValue?] = field.type.candidates(
                candidates, day: day, claimants: claimants)
            if !field.isRequired { values.append(nil) }
            inputs.append((.payload(field), values))
        }
        if let act, reads("actor.roles") {
            let who = simulation.definition.acts[act.name]?.who ?? []
            inputs.append((.role, who.map(CELValue.string)))
        }
        let kinds = all.flatMap(\.calls).filter { $0.function == GuardEnvironment.docs }.compactMap {
            $0.arguments.first ?? nil
        }
        for kind in Set(kinds).sorted() {
            let count = simulation.papers.count { $0.kind == kind }
            inputs.append((.paper(kind), [.int(0), .int(1), .int(2)].filter { count == 0 || $0 == .int(0) }))
        }
        self.inputs = inputs.filter { $0.1.count > 1 }
        base = TrialAttempt(
            payload: payload,
            row: place?.row ?? act.flatMap { definition.firstRow(of: $0.name, in: simulation) })
    }

    /// The first attempt that is near enough, fits, and that `accept` takes.
    func solve<Found>(
        fitting isFit: ((GuardScope) -> Bool)? = nil, _ accept: (TrialAttempt) -> Found?
    ) -> Found? {
        if let memory, let question, memory.isHopeless(question) { return nil }
        var effort = Effort()
        func weigh(_ attempt: TrialAttempt, _ effort: inout Effort) -> Found? {
            effort.weighed += 1
            guard nearness(attempt) >= 1, isFit?(scope(attempt)) ?? true,
                effort.tried.count < FactSolver.mostTried, effort.tried.insert(attempt).inserted
            else { return nil }
            return accept(attempt)
        }
        if let found = weigh(base, &effort) ?? weigh(ascended(base), &effort) { return found }
        for depth in 1...3 {
            if let found = changing(base, from: 0, depth, &effort, weigh) { return found }
        }
        if isFit == nil, effort.tried.isEmpty, let question { memory?.note(hopeless: question) }
        return nil
    }

    /// What was spent on one search.
    private struct Effort {
        var weighed = 0
        var tried: Set<TrialAttempt> = []
        var isSpent: Bool {
            weighed >= FactSolver.mostWeighed || tried.count >= FactSolver.mostTried
        }
    }

    /// Every attempt with so many inputs changed, until one is taken.
    private func changing<Found>(
        _ attempt: TrialAttempt, from start: Int, _ depth: Int, _ effort: inout Effort,
        _ weigh: (TrialAttempt, inout Effort) -> Found?
    ) -> Found? {
        guard start < inputs.count else { return nil }
        for index in start..<inputs.count {
            for value in inputs[index].values {
                guard !effort.isSpent else { return nil }
                let next = setting(inputs[index].input, value, in: attempt)
                if next == attempt { continue }
                if depth == 1 {
                    if let found = weigh(next, &effort) { return found }
                } else if let found = changing(next, from: index + 1, depth - 1, &effort, weigh) {
                    return found
                }
            }
        }
        return nil
    }

    /// The attempt reached by taking for each input in turn the value that comes nearest.
    private func ascended(_ attempt: TrialAttempt) -> TrialAttempt {
        var best = attempt
        var height = nearness(best)
        for _ in 0..<3 {
            let before = height
            for entry in inputs {
                for value in entry.values {
                    let next = setting(entry.input, value, in: best)
                    let reached = nearness(next)
                    if reached > height { (best, height) = (next, reached) }
                }
            }
            if height == before || height >= 1 { break }
        }
        return best
    }

    private func setting(_ input: Input, _ value: CELValue?, in attempt: TrialAttempt) -> TrialAttempt {
        var attempt = attempt
        switch input {
        case .fact(let name):
            if value == simulation.record[name] {
                attempt.facts[name] = nil
            } else {
                attempt.facts.updateValue(value, forKey: name)
            }
        case .member(let list, let key, let field):
            let known = attempt.facts[list].flatMap { $0 } ?? simulation.record[list]
            guard case .list(let items)? = known else { return attempt }
            let changed = items.map { item -> CELValue in
                guard case .record(var members) = item, members["id"] == .string(key) else { return item }
                members[field] = value
                return .record(members)
            }
            attempt.facts.updateValue(.list(changed), forKey: list)
        case .payload(let field): attempt.payload[field.name] = value
        case .role: if case .string(let role)? = value { attempt.role = role }
        case .paper(let kind):
            attempt.papers.removeAll { $0 == kind }
            if case .int(let count)? = value { attempt.papers += Array(repeating: kind, count: Int(count)) }
        }
        return attempt
    }

    /// How near the wishes are, from 0 to 1; 1 when there are none.
    private func nearness(_ attempt: TrialAttempt) -> Double {
        guard !wishes.isEmpty else { return 1 }
        let scope = scope(attempt)
        let each = wishes.map { $0.nearness(in: scope) }
        return each.reduce(0, +) / Double(each.count)
    }

    /// What guards would see.
    func scope(_ attempt: TrialAttempt) -> GuardScope {
        var record = simulation.record
        for (name, value) in attempt.facts { record[name] = value }
        let papers = attempt.papers.enumerated().map {
            PaperOnRecord(id: "T\($0.offset)", kind: $0.element, hash: nil, claimants: [], isFresh: false)
        }
        var view = CaseView(record: .record(record), papers: simulation.papers + papers)
        view.carriedRoutes = simulation.carriedRoutes
        let input = act.map { act in
            var doers = doers
            if let role = attempt.role, let first = doers.first {
                doers[0] = Doer(id: first.id, roles: [role], body: nil, hasSigned: true)
            }
            return ActInput(
                act: act.name, payload: attempt.payload, doers: doers, occurred: simulation.now,
                rows: attempt.row.map { [$0] } ?? [])
        }
        let snapshot = simulation.snapshot
        let scope = GuardScope(
            simulation.definition, active: active, data: snapshot.data, clocks: snapshot.clocks,
            milestones: milestones, view: view, act: input, children: snapshot.children)
        return place.map(scope.local) ?? scope
    }
}

extension WorkflowDefinition {
    /// The first member of the list that an act names rows of.
    func firstRow(of act: String, in simulation: Simulation) -> String? {
        acts[act]?.of.flatMap(list(named:))?
            .members(data: simulation.snapshot.data, view: simulation.view).first?.key
    }
}
