import CEL

/// Somebody with the roles they hold, as a question about duties is asked.
public struct Hand: Hashable, Sendable {
    /// The id.
    public let id: String
    /// The roles.
    public let roles: Set<String>

    /// Makes somebody.
    public init(id: String, roles: Set<String>) {
        self.id = id
        self.roles = roles
    }
}

/// An end that certain people could reach by themselves.
public struct ReachedEnd: Hashable, Sendable {
    /// One act on the way.
    public struct Step: Hashable, Sendable {
        /// The act; nothing for what time or the facts do by themselves.
        public let act: String?
        /// Who does and signs it.
        public let people: [String]
    }

    /// The final state.
    public let end: String
    /// The acts, in order; a shortest way.
    public let steps: [Step]
    /// Acts among them that can lower the figure asked about; empty when it stays as it is.
    public let lowering: [String]
}

/// What a search for ends in reach came to.
public struct EndsInReach: Hashable, Sendable {
    /// The ends, the nearest first.
    public let ends: [ReachedEnd]
    /// Whether everything was looked at; otherwise there may be more ends.
    public let isComplete: Bool

    /// The same of other people who stand exactly as these do, by the ids of these.
    public func naming(_ names: [String: String]) -> EndsInReach {
        EndsInReach(
            ends: ends.map { end in
                ReachedEnd(
                    end: end.end,
                    steps: end.steps.map { step in
                        ReachedEnd.Step(act: step.act, people: step.people.map { names[$0] ?? $0 })
                    }, lowering: end.lowering)
            }, isComplete: isComplete)
    }
}

extension WorkflowDefinition {
    /// The ends that these people could reach from where a proceeding stands, whatever papers they bring and whatever time
    /// does meanwhile; of each end a shortest way, one that leaves the figure as it is before one that changes it.
    ///
    /// Conditions over the case are read as it stands, and taken as free once an act on the way can change what they
    /// read; those over payload and data are free. So what is not found cannot be done; what is found may still meet a
    /// condition that nobody can satisfy. Exponential in the acts that separation watches; a procedure has a handful.
    /// - Parameters:
    ///   - figure: the member of `case` that must not be lowered, e.g. `due`
    public func ends(
        from snapshot: Snapshot, case view: CaseView, by people: [Hand], figure: String
    ) -> EndsInReach {
        EndSearch(definition: self, snapshot: snapshot, view: view, people: people, figure: figure).run()
    }
}

/// The search behind `ends(from:case:by:figure:)`.
private struct EndSearch {
    /// Where the search is: the position, who did what separation watches, and which facts are no longer known.
    private struct Node: Hashable {
        var position: ControlSkeleton.Position
        var done: Set<String>
        var unknown: Set<String>
    }

    let definition: WorkflowDefinition
    let snapshot: Snapshot
    let view: CaseView
    let people: [Hand]
    let figure: String
    private let skeleton: ControlSkeleton
    private let watched: Set<String>
    /// The members of the case that conditions and rules read, and the figure: what else changes makes no difference.
    private let read: Set<String>

    init(
        definition: WorkflowDefinition, snapshot: Snapshot, view: CaseView, people: [Hand], figure: String
    ) {
        self.definition = definition
        self.snapshot = snapshot
        self.view = view
        self.people = people
        self.figure = figure
        skeleton = ControlSkeleton(definition)
        watched = Set(definition.separate.joined()).union(definition.acts.values.flatMap(\.notSameActorAs))
            .union(definition.acts.keys.flatMap { definition.actsExcluded(by: $0) })
        let programs =
            definition.transitions.compactMap(\.program)
            + definition.properties.compactMap { property in
                switch property.rule {
                case .always(let program), .never(let program): return program
                case .takes(let rule): return rule.condition
                case .path, .leadsTo: return nil
                }
            }
        read = programs.reduce(into: [figure]) { $0.formUnion(CaseMembers.read(by: $1.root)) }
    }

    func run() -> EndsInReach {
        let start = Node(position: skeleton.position(of: snapshot), done: earlier, unknown: [])
        var queue: [(node: Node, steps: [ReachedEnd.Step])] = [(start, [])]
        var seen: Set<Node> = [start]
        var found: [String: ReachedEnd] = [:]
        var at = 0
        while at < queue.count, seen.count < 50_000 {
            let (node, steps) = queue[at]
            at += 1
            if let end = node.position.first(where: { $0 > 0 && skeleton.tree.isOutermostFinal($0) }) {
                let lowering = steps.compactMap(\.act).filter(lowers)
                keep(
                    ReachedEnd(
                        end: skeleton.tree[end].id, steps: steps,
                        lowering: lowering.enumerated().filter { !lowering[..<$0].contains($1) }.map(
                            \.element)),
                    in: &found)
                continue
            }
            for (next, step) in moves(from: node) where seen.insert(next).inserted {
                queue.append((next, steps + [step]))
            }
        }
        return EndsInReach(
            ends: found.values.sorted { ($0.steps.count, $0.end) < ($1.steps.count, $1.end) },
            isComplete: at == queue.count)
    }

    private func keep(_ end: ReachedEnd, in found: inout [String: ReachedEnd]) {
        if let known = found[end.end], known.lowering.isEmpty || !end.lowering.isEmpty { return }
        found[end.end] = end
    }

    /// What was done before by these people, as `act|person`.
    private var earlier: Set<String> {
        var result: Set<String> = []
        for entry in snapshot.ledger + view.elsewhere where watched.contains(entry.act) {
            for doer in entry.doers { result.insert("\(entry.act)|\(doer)") }
        }
        return result
    }

    private func moves(from node: Node) -> [(Node, ReachedEnd.Step)] {
        var result: [(Node, ReachedEnd.Step)] = []
        for transition in skeleton.transitions where skeleton.isOpen(transition, in: node.position) {
            // What another proceeding comes to is asked of that one.
            guard !skeleton.followsChild(transition), mayHold(transition, in: node) else { continue }
            for target in skeleton.next(transition, from: node.position) {
                switch transition.trigger {
                case .auto, .done, .breach, .cured, .reopen:
                    var next = node
                    next.position = target
                    guard keepsRules(next) else { continue }
                    result.append((next, ReachedEnd.Step(act: nil, people: [])))
                case .act(let act):
                    result += performed(act, in: node, to: target)
                }
            }
        }
        // What may be done everywhere moves nothing, and may change what conditions read.
        for schema in definition.allActs where schema.availability == .always && lowers(schema.name) {
            result += performed(schema.name, in: node, to: node.position)
        }
        return result
    }

    /// An act by every choice of these people that the rules allow.
    private func performed(
        _ act: String, in node: Node, to target: ControlSkeleton.Position
    ) -> [(Node, ReachedEnd.Step)] {
        crews(for: act, in: node, entering: target).compactMap { crew in
            var next = node
            next.position = target
            if watched.contains(act) { next.done.formUnion(crew.map { "\(act)|\($0)" }) }
            next.unknown.formUnion(changes(act).intersection(read))
            guard next != node, keepsRules(next) else { return nil }
            return (next, ReachedEnd.Step(act: act, people: crew))
        }
    }

    private func frame(_ act: String) -> ActFrame? { definition.schema?.frames[act] }

    /// The members of the case that an act can change; all of them where the vocabulary says nothing.
    private func changes(_ act: String) -> Set<String> {
        guard let schema = definition.schema, schema.acts.contains(where: { $0.name == act }) else {
            return []
        }
        return frame(act)?.changes ?? Set(schema.caseType.fields.keys)
    }

    private func lowers(_ act: String) -> Bool { changes(act).contains(figure) }

    /// The choices of people who can do an act together: somebody with its role, and another person for each signature.
    private func crews(
        for act: String, in node: Node, entering target: ControlSkeleton.Position
    ) -> [[String]] {
        let rule = definition.acts[act]
        let readers = Set(definition.roles.filter(\.readsOnly).map(\.id))
        let isDecision = definition.act(named: act)?.isRefusable ?? false
        let wanted = max(
            rule.map { 1 + $0.signed.count } ?? 1, frame(act)?.people ?? 1, taken(by: act, target, in: node))
        guard wanted <= people.count else { return [] }
        func may(_ person: Hand, asFirst: Bool) -> Bool {
            guard let rule else { return !person.roles.isSubset(of: readers) }
            if !rule.recordedBy.isEmpty { return !person.roles.isDisjoint(with: rule.recordedBy) }
            guard isDecision else { return !person.roles.isSubset(of: readers) }
            return !person.roles.isDisjoint(with: asFirst ? Set(rule.who) : rule.whoOrSigner)
        }
        var result: [[String]] = []
        for leader in people where may(leader, asFirst: true) && !isBarred(leader, from: act, in: node) {
            let others = people.filter {
                $0.id != leader.id && may($0, asFirst: false) && !isBarred($0, from: act, in: node)
            }
            let slots = (rule?.signed ?? []).map { Set($0.who) }
            guard let signers = fill(slots, with: others) else { continue }
            let rest = others.filter { !signers.contains($0.id) }.prefix(wanted - 1 - signers.count).map(\.id)
            guard 1 + signers.count + rest.count >= wanted else { continue }
            result.append([leader.id] + signers + rest)
        }
        return result
    }

    private func fill(_ slots: [Set<String>], with people: [Hand]) -> [String]? {
        guard let slot = slots.first else { return [] }
        for person in people where !person.roles.isDisjoint(with: slot) {
            if let rest = fill(Array(slots.dropFirst()), with: people.filter { $0.id != person.id }) {
                return [person.id] + rest
            }
        }
        return nil
    }

    /// How many people the procedure's own rules ask of an act; a rule that may not apply any more asks for nobody.
    private func taken(by act: String, _ target: ControlSkeleton.Position, in node: Node) -> Int {
        definition.properties.reduce(into: 1) { most, property in
            guard case .takes(let rule) = property.rule else { return }
            if let condition = rule.condition, mayBe(false, condition, in: node) { return }
            let applies: Bool
            switch rule.subject {
            case .acts(let acts): applies = acts.contains(act)
            case .states(let states):
                applies = target.contains { $0 > 0 && states.contains(skeleton.tree[$0].id) }
            case .lowering: applies = lowers(act) && definition.act(named: act)?.kind == .decision
            }
            if applies { most = max(most, rule.people) }
        }
    }

    private func isBarred(_ person: Hand, from act: String, in node: Node) -> Bool {
        func did(_ other: String) -> Bool { node.done.contains("\(other)|\(person.id)") }
        if (definition.acts[act]?.notSameActorAs ?? []).contains(where: did) { return true }
        if definition.actsExcluded(by: act).contains(where: did) { return true }
        return (definition.separate + view.separateElsewhere).contains { line in
            line.contains(act) && line.allSatisfy { $0 == act || did($0) }
        }
    }

    // MARK: Conditions

    /// Whether a condition may hold: only one that reads nothing but the case as it stands can be known not to.
    private func mayHold(_ transition: TransitionDefinition, in node: Node) -> Bool {
        guard let program = transition.program else { return true }
        return mayBe(true, program, in: node)
    }

    private func mayBe(_ value: Bool, _ program: CELProgram, in node: Node) -> Bool {
        guard !program.references.contains("act"), !program.references.contains("actor"),
            !program.references.contains("data"), !program.references.contains("this"),
            program.calls.allSatisfy({ $0.function == GuardEnvironment.inState }),
            Set(CaseMembers.read(by: program.root)).isDisjoint(with: node.unknown)
        else { return true }
        let active = Set(node.position.filter { $0 >= 0 }.map { Place($0) })
        let scope = GuardScope(
            definition, active: active, data: snapshot.data, clocks: snapshot.clocks, view: view, act: nil)
        guard let result = try? scope.isTrue(program) else { return true }
        return result == value
    }

    /// Whether the rules of the procedure let a decision come to rest there.
    private func keepsRules(_ node: Node) -> Bool {
        definition.properties.allSatisfy { property in
            switch property.rule {
            case .always(let program): return mayBe(true, program, in: node)
            case .never(let program): return mayBe(false, program, in: node)
            case .path, .leadsTo, .takes: return true
            }
        }
    }
}

/// The members of `case` that an expression reads.
private enum CaseMembers {
    static func read(by node: CELNode) -> [String] {
        if case .field(let operand, let name, _) = node.kind, case .variable("case") = operand.kind {
            return [name]
        }
        return node.children.flatMap(read)
    }
}
