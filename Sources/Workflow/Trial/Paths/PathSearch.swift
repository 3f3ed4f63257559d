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
    /// Those in which nothing stands beside anything that was not seen beside it before: looked at last.
    private var later: [PathNode] = []
    private var pairs = PairsSeen()
    /// How many of the last ones looked at in a row showed nothing new.
    private var fruitless = 0
    /// Those where a state or a transition was shown for the first time: looked at first, so that a long procedure is
    /// walked to its end before every combination of what stands side by side on the way.
    private var ahead: [PathNode] = []
    private var seen: Set<String> = []
    let signature: PathSignature
    private let memory = SolverMemory()
    private var shuffle: SeededOrder
    let place = SourcePosition(file: "paths", line: 1, column: 1)

    /// Whether every configuration that was found was looked at.
    var isComplete: Bool { queue.isEmpty && ahead.isEmpty && later.isEmpty }

    /// Whether what is left is given up: so many in a row, of those that only combine what was seen, showed nothing.
    var isStale: Bool { queue.isEmpty && ahead.isEmpty && fruitless > options.patience }

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
        while searched < options.limit, !isStale, let next = takeNext(),
            coverage.shown.count < coverage.possible.count
        {
            let before = coverage.shown.count
            searched += 1
            expand(next.node, isNew: next.isNew)
            fruitless = coverage.shown.count == before ? fruitless + 1 : 0
        }
        if coverage.shown.count == coverage.possible.count {
            queue = []
            ahead = []
            later = []
        }
    }

    private mutating func takeNext() -> (node: PathNode, isNew: Bool)? {
        if !ahead.isEmpty { return (ahead.removeFirst(), true) }
        if !queue.isEmpty { return queue.removeFirst() }
        return later.isEmpty ? nil : (later.removeFirst(), true)
    }

    /// Notes what a way showed, and puts where it leads on the list unless that is known.
    mutating func arrive(_ node: PathNode, _ kind: Kind) {
        let isFarther = note(node, kind)
        guard !node.isRefused else { return }
        let parts = signature.parts(node.simulation)
        let text = parts.joined(separator: " ")
        if seen.insert(text).inserted {
            let isNovel = pairs.take(parts)
            if isFarther {
                ahead.append(node)
            } else if isNovel {
                queue.append((node, true))
            } else {
                later.append(node)
            }
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
            let solver = self.solver(
                node.simulation, act: nil, wishes: wishes(of: way), reading: [], at: move)
            return solver.solve { attempt in
                accepted(learn(attempt) + [wait], from: node, taking: way.number)
            }
        case .cured(let clock):
            guard let run = node.simulation.snapshot.latestRun(of: clock), run.phase == .breached,
                let due = run.due, let rule = definition.clock(clock)
            else { return nil }
            return rule.ends.lazy.compactMap { name in
                let solver = self.solver(
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
        var reading = others.compactMap(\.program) + way.effects.map(\.value) + way.additions.map(\.rows)
        var trying = Trying(self, node, move)
        for isThorough in [false, true] {
            if isThorough { reading += definition.properties.compactMap { $0.condition?.program } }
            let solver = self.solver(
                node.simulation, act: definition.act(named: name), wishes: wishes(of: way), reading: reading,
                at: move)
            if let found = solver.solve({ trying.act(name, $0) }) { return found }
            if definition.properties.isEmpty { break }
        }
        return nil
    }

    /// Facts that set an automatic move off.
    private func learning(_ move: Move, from node: PathNode) -> (steps: [TrialStep], node: PathNode)? {
        guard node.simulation.snapshot.outcome == nil else { return nil }
        let way = move.transition
        let solver = self.solver(
            node.simulation, act: nil, wishes: wishes(of: way), reading: [], at: move)
        return solver.solve { attempt in
            let steps = learn(attempt)
            return steps.isEmpty ? nil : accepted(steps, from: node, taking: way.number)
        }
    }

    func accepted(
        _ steps: [TrialStep], from node: PathNode, taking number: Int
    ) -> (steps: [TrialStep], node: PathNode)? {
        guard let next = node.after(steps), !next.isRefused, next.taken.contains(number) else { return nil }
        return (Array(next.steps.suffix(steps.count)), next)
    }

    /// Looks for facts and payloads, with what earlier searches came to.
    func solver(
        _ simulation: Simulation, act: ActSchema?, wishes: [FactSolver.Wish], reading programs: [CELProgram],
        at move: Move? = nil
    ) -> FactSolver {
        FactSolver(simulation, act: act, wishes: wishes, reading: programs, at: move, memory: memory)
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
