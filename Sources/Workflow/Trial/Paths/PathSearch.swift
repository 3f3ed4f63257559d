import CEL
import Source
import Values

/// The walk through the configurations of a procedure.
struct PathSearch {
    /// What a story shows.
    enum Kind: String {
        case reach, turn, time, refuse
    }

    /// A way that showed something nothing had shown before.
    struct Witness {
        let kind: Kind
        let node: PathNode
    }

    let definition: WorkflowDefinition
    let options: PathOptions
    let root: PathNode
    let given: TrialBeginning
    var coverage: Coverage
    var witnesses: [Witness] = []
    private(set) var searched = 0
    private var queue: [(node: PathNode, isNew: Bool)] = []
    private var seen: Set<String> = []
    private let signature: PathSignature
    private var shuffle: SeededOrder
    let place = SourcePosition(file: "paths", line: 1, column: 1)

    /// Whether every configuration that was found was looked at.
    var isComplete: Bool { queue.isEmpty }

    init(_ definition: WorkflowDefinition, host: SimulatedHost, options: PathOptions) throws(StepFault) {
        self.definition = definition
        self.options = options
        given = TrialBeginning(at: options.at, facts: PathSearch.sample(definition))
        coverage = Coverage(definition)
        signature = PathSignature(definition)
        shuffle = SeededOrder(seed: options.seed)
        let simulation = try Simulation(definition, given: given, at: options.at, host: host)
        root = PathNode(
            simulation: simulation,
            watch: CoverageWatch(coverage, beginning: simulation.beginning, view: simulation.view))
    }

    /// A case to begin with: one element in every list of things that have an id, so that rows and claimants are there.
    private static func sample(_ definition: WorkflowDefinition) -> TrialFacts {
        var record: [String: CELValue?] = [:]
        for (name, field) in definition.schema?.caseType.fields ?? [:] {
            guard case .list(.record(let element)) = field.type, element.fields["id"]?.type == .string,
                case .record(var members)? = CELType.record(element).emptyValue
            else { continue }
            members["id"] = .string("w1")
            record[name] = .list([.record(members)])
        }
        return TrialFacts(record: record)
    }

    mutating func run() {
        arrive(root, .reach)
        while !queue.isEmpty, searched < options.limit, !coverage.missing.isEmpty {
            let next = queue.removeFirst()
            searched += 1
            expand(next.node, isNew: next.isNew)
        }
        if coverage.missing.isEmpty { queue = [] }
    }

    /// Notes what a way showed, and puts where it leads on the list unless that is known.
    mutating func arrive(_ node: PathNode, _ kind: Kind) {
        note(node, kind)
        guard !node.isRefused else { return }
        let text = signature.text(node.simulation)
        if seen.insert(text).inserted {
            queue.append((node, true))
        } else if let untried = untriedPairs(node), seen.insert(text + " // " + untried).inserted {
            queue.append((node, false))
        }
    }

    /// Keeps a way that showed something new.
    mutating func note(_ node: PathNode, _ kind: Kind) {
        let new = node.watch.shown.intersection(coverage.possible).subtracting(coverage.shown)
        guard !new.isEmpty else { return }
        coverage.add(new)
        witnesses.append(Witness(kind: kind, node: node))
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
        case .auto: return learning(way, from: node)
        case .done: return nil
        case .breach(let clock):
            guard let run = node.simulation.snapshot.latestRun(of: clock), let at = run.expiresAt,
                run.state == .running, run.phase != .breached
            else { return nil }
            let wait = TrialStep(.waitUntil(at.moment), position: place)
            let solver = FactSolver(
                node.simulation, act: nil, wishes: wishes(of: way), reading: [])
            return solver.solve { attempt in
                accepted(learn(attempt) + [wait], from: node, taking: way.number)
            }
        case .cured(let clock):
            guard let run = node.simulation.snapshot.latestRun(of: clock), run.phase == .breached,
                let due = run.due, let rule = definition.clock(clock)
            else { return nil }
            return rule.ends.lazy.compactMap { name in
                let solver = FactSolver(
                    node.simulation, act: definition.act(named: name), wishes: wishes(of: way), reading: [])
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
                node.simulation, act: definition.act(named: name), wishes: wishes(of: way), reading: reading)
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
    private func learning(
        _ way: TransitionDefinition, from node: PathNode
    ) -> (steps: [TrialStep], node: PathNode)? {
        guard node.simulation.snapshot.outcome == nil else { return nil }
        let solver = FactSolver(node.simulation, act: nil, wishes: wishes(of: way), reading: [])
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
            reading: [])
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
                node.simulation, act: schema, wishes: wishes(of: move.transition), reading: [effect.value])
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
        var by: [TrialPerson]?
        if let role = attempt.role {
            let doers = Casting.doers(definition, definition.acts[name], act: name)
            by = doers.enumerated().map {
                TrialPerson(name: $1.id, roles: $0 == 0 ? [role] : $1.roles.sorted())
            }
        }
        return TrialStep(
            .act(name), at: at, by: by, payload: .object(payload), rows: row.map { [$0] } ?? [],
            position: place)
    }
}

/// Acts that were found to work in a configuration, each with the steps that do it.
struct WorkingActs {
    private var found: [(act: String, steps: [TrialStep], ends: Bool)] = []

    mutating func add(_ act: String, _ steps: [TrialStep], ends: Bool) { found.append((act, steps, ends)) }

    /// The acts, by name.
    var acts: [String] { Set(found.map(\.act)).sorted() }

    /// The first way found to do an act.
    subscript(act: String) -> [TrialStep]? { found.first { $0.act == act }?.steps }

    /// Every way found to do an act, or only those that end the proceeding.
    func ways(_ act: String, ending: Bool = false) -> [[TrialStep]] {
        found.filter { $0.act == act && ($0.ends || !ending) }.map(\.steps)
    }
}

extension Instant {
    /// The same as a moment: a day where it is the beginning of one.
    var moment: Moment { self == Instant(startOf: day) ? .day(day) : .instant(self) }
}

/// Puts things in an order that follows from a seed; with seed 0 they stay as they are.
struct SeededOrder {
    private var state: UInt64
    private let keeps: Bool

    init(seed: UInt64) {
        state = seed
        keeps = seed == 0
    }

    mutating func ordered<Item>(_ items: [Item]) -> [Item] {
        guard !keeps else { return items }
        var generator = SplitMix(state: state)
        let result = items.shuffled(using: &generator)
        state = generator.next()
        return result
    }
}

/// A generator whose numbers follow from its seed.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// What tells two configurations apart for a search: where they stand and what guards can see of them, facts of the case
/// apart, which any step may change.
struct PathSignature {
    private let definition: WorkflowDefinition
    /// The fields of its data that something asks about.
    let fields: Set<String>
    private let clocks: Set<String>
    private let done: [CELProgram]

    init(_ definition: WorkflowDefinition) {
        self.definition = definition
        let ways = definition.transitions
        let programs = ways.compactMap(\.program) + definition.properties.compactMap { $0.condition?.program }
        let effects = ways.flatMap { $0.effects.map(\.value) }
        let dates = definition.clocks.flatMap { [$0.from, $0.until].compactMap { $0 } }
        let read = (programs + effects + dates).flatMap(\.references)
        fields = Set(
            definition.data.map(\.id).filter { id in
                read.contains { $0 == "data." + id || $0.hasPrefix("data.\(id).") }
            })
        let asked = programs.flatMap(\.calls).filter { $0.function == GuardEnvironment.clock }.compactMap {
            $0.arguments.first ?? nil
        }
        clocks = Set(asked).union(
            definition.clocks.filter { $0.limit == .right || $0.breach == .toHandler }.map(\.id))
        done = ways.filter { $0.trigger == .done }.compactMap(\.program)
            .flatMap { GuardParts($0).parts }.filter { $0.references.contains { $0.hasPrefix("case.") } }
    }

    func text(_ simulation: Simulation) -> String {
        let snapshot = simulation.snapshot
        var parts = snapshot.active + ["|"] + snapshot.frozen.sorted() + ["|", snapshot.outcome ?? ""]
        for field in fields.sorted() { parts.append(snapshot.data[field]?.text ?? "-") }
        for clock in clocks.sorted() {
            parts.append(TrialClock.Phase(snapshot.latestRun(of: clock)).rawValue)
        }
        parts += snapshot.proposals.map(\.act)
        if !done.isEmpty {
            let scope = StepRun(
                definition, snapshot, view: simulation.view, occurred: simulation.now, act: nil
            ).scope
            parts += done.map { part in (try? scope.isTrue(part)).map { "\($0)" } ?? "?" }
        }
        return parts.joined(separator: " ")
    }
}
