import CEL
import Source
import Values

/// Tries one act for one transition from one configuration, with ever other facts and payloads.
///
/// It remembers what cannot change from one try to the next: where facts alone lead, and which payloads were refused
/// as such.
struct Trying {
    private let search: PathSearch
    private let node: PathNode
    private let move: Move
    /// Where what becomes known beforehand leads; nothing where the transition's source is not active there any more.
    private var learned: [Facts: PathNode?] = [:]
    private var refused: Set<[String: CELValue]> = []

    /// What becomes known beforehand.
    private struct Facts: Hashable {
        let record: [String: CELValue?]
        let papers: [String]
    }

    init(_ search: PathSearch, _ node: PathNode, _ move: Move) {
        self.search = search
        self.node = node
        self.move = move
    }

    /// The act with what an attempt says, where it takes the transition.
    mutating func act(_ name: String, _ attempt: TrialAttempt) -> (steps: [TrialStep], node: PathNode)? {
        guard !refused.contains(attempt.payload), let known = after(attempt) else { return nil }
        let step = search.doing(name, attempt, row: move.row)
        let done = known.after([step])
        if let refusal = done?.last?.refusal?.primary {
            switch refusal {
            case .payload:
                refused.insert(attempt.payload)
                return nil
            case .property(let reason): return joined(step, reason.property.id, from: known)
            case .conflict, .unknownAct, .closed, .notHere, .role, .guardError, .guardFalse, .sameActor,
                .needs, .clock, .approvals, .finding:
                return nil
            }
        }
        return done.flatMap(taken)
    }

    /// Where the facts lead.
    private mutating func after(_ attempt: TrialAttempt) -> PathNode? {
        let steps = search.learn(attempt)
        guard !steps.isEmpty else { return node }
        let facts = Facts(record: attempt.facts, papers: attempt.papers)
        if let known = learned[facts] { return known }
        var next = node.after(steps)
        if let reached = next {
            let isThere = search.ways(reached).contains {
                $0.transition.number == move.transition.number && $0.row == move.row
            }
            if reached.isRefused || !isThere { next = nil }
        }
        learned.updateValue(next, forKey: facts)
        return next
    }

    /// The same act once more with as many people as the rule asks for that it would break.
    private func joined(
        _ step: TrialStep, _ property: String, from known: PathNode
    ) -> (steps: [TrialStep], node: PathNode)? {
        let definition = search.definition
        guard case .takes(let rule)? = definition.properties.first(where: { $0.name == property })?.rule,
            let name = step.act
        else { return nil }
        let doers = Casting.doers(definition, definition.acts[name], act: name)
        let missing = rule.people - doers.count
        guard missing > 0, let lead = doers.first else { return nil }
        let people =
            doers.map { TrialPerson(name: $0.id, roles: $0.roles.sorted()) }
            + (1...missing).map { TrialPerson(name: "\(name)-with-\($0)", roles: lead.roles.sorted()) }
        return known.after([step.changed(by: people)]).flatMap(taken)
    }

    private func taken(_ done: PathNode) -> (steps: [TrialStep], node: PathNode)? {
        guard !done.isRefused, done.taken.contains(move.transition.number) else { return nil }
        return (Array(done.steps.dropFirst(node.steps.count)), done)
    }
}
