import CEL
import Source
import Values

/// The walk through the configurations of a procedure.
struct PathSearch {
    /// What a story shows.
    enum Kind: String {
        case reach, turn, time, sign, refuse
    }

    /// A way that showed something nothing had shown before.
    struct Witness {
        let kind: Kind
        let node: PathNode
    }

    let definition: WorkflowDefinition
    let options: PathOptions
    /// Where the ways begin: a case with one member in every list, and where rows matter also with none and two.
    private let roots: [PathNode]
    private let host: SimulatedHost
    var coverage: Coverage
    var witnesses: [Witness] = []
    private(set) var searched = 0
    private var queue: [(node: PathNode, isNew: Bool)] = []
    /// Those where a state or a transition was shown for the first time: looked at first, so that a long procedure is
    /// walked to its end before every combination of what stands side by side on the way.
    private var ahead: [PathNode] = []
    private var seen: Set<String> = []
    private let signature: PathSignature
    private var shuffle: SeededOrder
    let place = SourcePosition(file: "paths", line: 1, column: 1)

    /// Whether every configuration that was found was looked at.
    var isComplete: Bool { queue.isEmpty && ahead.isEmpty }

    init(_ definition: WorkflowDefinition, host: SimulatedHost, options: PathOptions) throws(StepFault) {
        self.definition = definition
        self.options = options
        self.host = host
        coverage = Coverage(definition)
        signature = PathSignature(definition)
        shuffle = SeededOrder(seed: options.seed)
        var roots: [PathNode] = []
        for count in PathSearch.hasRows(definition) ? [1, 0, 2] : [1] {
            let given = TrialBeginning(at: options.at, facts: PathSearch.sample(definition, count: count))
            if roots.contains(where: { $0.given == given }) { continue }
            roots.append(try PathSearch.root(given, definition, coverage, host))
        }
        let routes = PathSearch.routesAskedAbout(definition)
        if !routes.isEmpty {
            let facts = PathSearch.sample(definition, count: 1)
            let carried = TrialFacts(record: facts.record, carriedRoutes: routes)
            let given = TrialBeginning(at: options.at, facts: carried)
            roots.append(try PathSearch.root(given, definition, coverage, host))
        }
        self.roots = roots
    }

    private static func root(
        _ given: TrialBeginning, _ definition: WorkflowDefinition, _ coverage: Coverage, _ host: SimulatedHost
    ) throws(StepFault) -> PathNode {
        let simulation = try Simulation(
            definition, given: given, at: given.at ?? .day(Day(ordinal: 0)), host: host)
        return PathNode(
            given: given, simulation: simulation,
            watch: CoverageWatch(coverage, beginning: simulation.beginning, view: simulation.view))
    }

    /// The beginning of the way to a node.
    func root(of node: PathNode) -> PathNode? { roots.first { $0.given == node.given } }

    /// Whether members of lists are followed one by one.
    private static func hasRows(_ definition: WorkflowDefinition) -> Bool {
        !definition.tree.rowHosts.isEmpty || definition.acts.values.contains { $0.of != nil }
    }

    /// A case to begin with: so many elements in every list of things that have an id, so that rows and claimants are there.
    private static func sample(_ definition: WorkflowDefinition, count: Int) -> TrialFacts {
        var record: [String: CELValue?] = [:]
        guard count > 0 else { return TrialFacts() }
        for (name, field) in definition.schema?.caseType.fields ?? [:] {
            guard case .list(.record(let element)) = field.type, element.fields["id"]?.type == .string,
                case .record(let empty)? = CELType.record(element).emptyValue
            else { continue }
            record[name] = .list(
                (1...count).map { number in
                    .record(empty.merging(["id": .string("w\(number)")]) { $1 })
                })
        }
        return TrialFacts(record: record)
    }

    mutating func run() {
        for root in roots { arrive(root, .reach) }
        while !isComplete, searched < options.limit, !coverage.missing.isEmpty {
            let next = ahead.isEmpty ? queue.removeFirst() : (node: ahead.removeFirst(), isNew: true)
            searched += 1
            expand(next.node, isNew: next.isNew)
        }
        if coverage.missing.isEmpty {
            queue = []
            ahead = []
        }
    }

    /// Notes what a way showed, and puts where it leads on the list unless that is known.
    mutating func arrive(_ node: PathNode, _ kind: Kind) {
        let isFarther = note(node, kind)
        guard !node.isRefused else { return }
        let text = signature.text(node.simulation)
        if seen.insert(text).inserted {
            if isFarther { ahead.append(node) } else { queue.append((node, true)) }
        } else if let untried = untriedPairs(node), seen.insert(text + " // " + untried).inserted {
            queue.append((node, false))
        }
    }

    /// Keeps a way that showed something new; says whether a state or a transition was among it.
    @discardableResult
    mutating func note(_ node: PathNode, _ kind: Kind) -> Bool {
        let new = node.watch.shown.intersection(coverage.possible).subtracting(coverage.shown)
        guard !new.isEmpty else { return false }
        coverage.add(new)
        witnesses.append(Witness(kind: kind, node: node))
        return new.contains { $0.family == .states || $0.family == .transitions }
    }

    /// Which transitions led to the active states that have a way on nobody tried after them; nothing when there is none.
    private func untriedPairs(_ node: PathNode) -> String? {
        let untried = node.watch.touched.filter { place, first in
            definition.tree[place.node].transitions.contains { isUntried(first, $0.number) }
        }
        guard !untried.isEmpty else { return nil }
        return untried.sorted { $0.key < $1.key }.map { "\($0.key.node):\($0.value)" }.joined(separator: " ")
    }

    private func isUntried(_ first: Int, _ second: Int) -> Bool {
        coverage.possible.contains(.pair(first, second)) && !coverage.shown.contains(.pair(first, second))
    }

    /// The transitions of active states, with the row where there is one.
    func ways(_ node: PathNode) -> [Move] {
        definition.active(of: node.simulation.snapshot).sorted().flatMap { place in
            definition.tree[place.node].transitions.map { Move($0, row: place.row) }
        }
    }

    private mutating func expand(_ node: PathNode, isNew: Bool) {
        var working = WorkingActs()
        endChildren(node)
        for move in shuffle.ordered(ways(node)) {
            guard let (steps, next) = taking(move, from: node) else { continue }
            arrive(next, .reach)
            guard let act = move.transition.trigger.act else { continue }
            working.add(act, steps, ends: next.simulation.snapshot.outcome != nil)
            for other in settingOtherwise(act, move, from: node) { arrive(other, .reach) }
            if let resting = resting(act, move, from: node, after: next) { arrive(resting, .reach) }
        }
        for act in working.acts where isOpen("same-actor", act) {
            refuseSameActor(node, act, working[act] ?? [])
        }
        guard isNew else { return }
        turnConditions(node)
        varyFacts(node)
        passTime(node, working)
        passFrozen(node)
        collectSignatures(node, working)
        mixRows(node, working)
        refuse(node, working)
    }

    /// A way on by this transition.
    private func taking(_ move: Move, from node: PathNode) -> (steps: [TrialStep], node: PathNode)? {
        let way = move.transition
        switch way.trigger {
        case .act(let name), .reopen(let name):
            let isClosed = node.simulation.snapshot.outcome != nil
            if case .act = way.trigger, isClosed { return nil }
            if case .reopen = way.trigger, !isClosed { return nil }
            return acting(name, move, from: node)
        case .auto: return learning(move, from: node)
        case .done: return nil
        case .breach(let clock):
            guard let run = node.simulation.snapshot.latestRun(of: clock), let at = run.expiresAt,
                run.state == .running, run.phase != .breached
            else { return nil }
            let wait = TrialStep(.waitUntil(at.moment), position: place)
            let solver = FactSolver(
                node.simulation, act: nil, wishes: wishes(of: way), reading: [], at: move)
            return solver.solve { attempt in
                accepted(learn(attempt) + [wait], from: node, taking: way.number)
            }
        case .cured(let clock):
            guard let run = node.simulation.snapshot.latestRun(of: clock), run.phase == .breached,
                let due = run.due, let rule = definition.clock(clock)
            else { return nil }
            return rule.ends.lazy.compactMap { name in
                let solver = FactSolver(
                    node.simulation, act: definition.act(named: name), wishes: wishes(of: way), reading: [],
                    at: move)
                return solver.solve { attempt in
                    accepted(
                        learn(attempt) + [doing(name, attempt, row: move.row, at: .day(due.day))],
                        from: node, taking: way.number)
                }
            }.first
        }
    }

    /// Facts and a payload under which an act takes a transition.
    private func acting(
        _ name: String, _ move: Move, from node: PathNode
    ) -> (steps: [TrialStep], node: PathNode)? {
        let way = move.transition
        let others = ways(node).map(\.transition).filter { $0.trigger.act == name }
        var reading = others.compactMap(\.program) + way.effects.map(\.value)
        for isThorough in [false, true] {
            if isThorough { reading += definition.properties.compactMap { $0.condition?.program } }
            let solver = FactSolver(
                node.simulation, act: definition.act(named: name), wishes: wishes(of: way), reading: reading,
                at: move)
            let found = solver.solve { attempt in
                accepted(
                    learn(attempt) + [doing(name, attempt, row: move.row)], from: node, taking: way.number)
            }
            if let found { return found }
            if definition.properties.isEmpty { break }
        }
        return nil
    }

    /// Facts that set an automatic move off.
    private func learning(_ move: Move, from node: PathNode) -> (steps: [TrialStep], node: PathNode)? {
        guard node.simulation.snapshot.outcome == nil else { return nil }
        let way = move.transition
        let solver = FactSolver(
            node.simulation, act: nil, wishes: wishes(of: way), reading: [], at: move)
        return solver.solve { attempt in
            let steps = learn(attempt)
            return steps.isEmpty ? nil : accepted(steps, from: node, taking: way.number)
        }
    }

    /// The same transition once more with facts under which automatic moves do not carry on from where it leads.
    private func resting(_ act: String, _ move: Move, from node: PathNode, after first: PathNode) -> PathNode?
    {
        let entered = definition.entries(of: move)
        let passing = entered.subtracting(definition.active(of: first.simulation.snapshot))
        guard !passing.isEmpty else { return nil }
        let moves = passing.flatMap { definition.tree[$0.node].transitions }.filter { $0.trigger == .auto }
        let stays = moves.sorted { $0.number < $1.number }.compactMap { coverage.guards[$0.number] }.map {
            FactSolver.Wish(parts: $0, holds: false)
        }
        guard !stays.isEmpty else { return nil }
        let solver = FactSolver(
            node.simulation, act: definition.act(named: act), wishes: wishes(of: move.transition) + stays,
            reading: [], at: move)
        return solver.solve { attempt in
            let found = accepted(
                learn(attempt) + [doing(act, attempt, row: move.row)], from: node,
                taking: move.transition.number)
            guard let next = found?.node,
                passing.isSubset(of: definition.active(of: next.simulation.snapshot))
            else { return nil }
            return next
        }
    }

    /// The same transition with every word or truth that it may write into a field which something asks about.
    private func settingOtherwise(_ act: String, _ move: Move, from node: PathNode) -> [PathNode] {
        let schema = definition.act(named: act)
        var found: [PathNode] = []
        for effect in move.transition.effects where signature.fields.contains(effect.field) {
            guard case .field(let record, let name, _) = effect.value.root.kind,
                case .variable("act") = record.kind,
                let field = schema?.payload.first(where: { $0.name == name })
            else { continue }
            let words: [CELValue]
            switch field.type {
            case .enumeration(let all): words = all.map(CELValue.string)
            case .bool: words = [.bool(true), .bool(false)]
            case .text, .integer, .money, .date, .moment, .reference, .list, .record: words = []
            }
            let solver = FactSolver(
                node.simulation, act: schema, wishes: wishes(of: move.transition), reading: [effect.value],
                at: move)
            for word in words {
                let next = solver.solve { attempt -> PathNode? in
                    guard attempt.payload[name] == word else { return nil }
                    return accepted(
                        learn(attempt) + [doing(act, attempt, row: move.row)], from: node,
                        taking: move.transition.number)?.node
                }
                if let next { found.append(next) }
            }
        }
        return found
    }

    private func accepted(
        _ steps: [TrialStep], from node: PathNode, taking number: Int
    ) -> (steps: [TrialStep], node: PathNode)? {
        guard let next = node.after(steps), !next.isRefused, next.taken.contains(number) else { return nil }
        return (Array(next.steps.suffix(steps.count)), next)
    }

    /// How guards must come out for a transition to be open: its own, or none of its neighbours' where it is `otherwise`.
    func wishes(of way: TransitionDefinition) -> [FactSolver.Wish] {
        switch way.condition {
        case .always: return []
        case .when: return coverage.guards[way.number].map { [.init(parts: $0, holds: true)] } ?? []
        case .otherwise:
            let neighbours = definition.state(way.source)?.transitions ?? []
            return neighbours.filter { $0.trigger == way.trigger }.compactMap { coverage.guards[$0.number] }
                .map { .init(parts: $0, holds: false) }
        }
    }

    /// The step by which what an attempt changes beforehand becomes known; none where it changes nothing.
    func learn(_ attempt: TrialAttempt, findings: [String]? = nil) -> [TrialStep] {
        let facts = TrialFacts(
            record: attempt.facts, papers: attempt.papers.map { TrialPaper(kind: $0) }, findings: findings)
        return facts.isEmpty ? [] : [TrialStep(.learn, facts: facts, position: place)]
    }

    /// The step that does an act.
    func doing(
        _ name: String, _ attempt: TrialAttempt, row: String? = nil, at: Moment? = nil
    ) -> TrialStep {
        let fields = definition.act(named: name)?.payload ?? []
        var payload: [String: JSON] = [:]
        for field in fields { payload[field.name] = attempt.payload[field.name].flatMap(field.type.written) }
        let isOfRows = definition.acts[name]?.of != nil
        let rows = isOfRows ? (row ?? attempt.row).map { [$0] } : nil
        var by: [TrialPerson]?
        if let role = attempt.role {
            let doers = Casting.doers(definition, definition.acts[name], act: name)
            by = doers.enumerated().map {
                TrialPerson(name: $1.id, roles: $0 == 0 ? [role] : $1.roles.sorted())
            }
        }
        return TrialStep(
            .act(name), at: at, by: by, payload: .object(payload), rows: rows ?? [],
            position: place)
    }
}
