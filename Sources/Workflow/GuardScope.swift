import CEL
import Source
import Values

/// The values that guards and effects read at one moment of a step.
struct GuardScope {
    let definition: WorkflowDefinition
    private let children: [ChildReference]
    private var activation: CELActivation

    /// `act` only where an act sets the step off.
    init(
        _ definition: WorkflowDefinition, active: Set<Place>, data: [String: CELValue], clocks: [ClockRun],
        milestones: Set<String> = [], view: CaseView, act: ActInput?, children: [ChildReference] = []
    ) {
        self.definition = definition
        self.children = children
        var variables: [String: CELValue] = ["data": .record(data)]
        if definition.schema != nil { variables["case"] = view.record }
        if let act, let schema = definition.act(named: act.act) {
            variables["act"] = .record(PayloadField.guardRecord(act.payload, fields: schema.payload))
            let roles = act.doers.reduce(into: Set<String>()) { $0.formUnion($1.roles) }
            variables["actor"] = .record(["roles": .list(roles.sorted().map(CELValue.string))])
        }
        let tree = definition.tree
        activation = CELActivation(variables: variables) { function, arguments in
            if function == GuardEnvironment.carried, case .list(let routes)? = arguments.last {
                return .bool(
                    routes.contains { route in
                        guard case .string(let name) = route else { return false }
                        return view.carriedRoutes.contains(name)
                    })
            }
            guard case .string(let name)? = arguments.first else { return nil }
            switch function {
            case GuardEnvironment.inState:
                return tree.index(of: name).map { .bool(active.contains(Place($0))) }
            case GuardEnvironment.clock:
                return GuardScope.phase(clocks.last { $0.clock == name })
            case GuardEnvironment.milestone:
                return .bool(milestones.contains(name) || view.hasReached(name, in: definition))
            case GuardEnvironment.docs:
                return .int(Int64(view.count([name], claimant: nil, onlyFresh: false)))
            case GuardEnvironment.served:
                let day = view.papers.filter { $0.kind == name }.compactMap(\.servedOn).max()
                return .record(day.map { ["on": .date($0)] } ?? [:])
            default: return nil
            }
        }
    }

    private static func phase(_ run: ClockRun?) -> CELValue {
        let isOpen = run.map { $0.state != .ended } ?? false
        var members: [String: CELValue] = [
            "running": .bool(run?.state == .running && run?.phase != .breached),
            "warned": .bool(isOpen && run?.phase == .warned),
            "breached": .bool(isOpen && run?.phase == .breached),
            "paused": .bool(run?.state == .paused),
        ]
        if let due = run?.due { members["due"] = .date(due.day) }
        return .record(members)
    }

    /// The values as one state sees them: where it waits for a child that has ended, with what that one came to.
    func local(to place: Place) -> GuardScope {
        let state = definition.tree[place.node]
        guard state.use != nil,
            let child = children.last(where: { $0.isAwaited(at: state.address, row: place.row) }),
            let outcome = child.outcome(for: place.row)
        else { return self }
        var copy = self
        copy.activation.variables["sub"] = .record(["outcome": .string(outcome)])
        return copy
    }

    /// The values as the state a move starts from sees them.
    func local(to move: Move) -> GuardScope {
        guard let source = definition.tree.index(of: move.transition.source) else { return self }
        return local(to: definition.tree.place(source, seenFrom: move.row))
    }

    func value(_ program: CELProgram) throws(CELError) -> CELValue { try program.evaluate(activation) }

    func isTrue(_ program: CELProgram) throws(CELError) -> Bool { try value(program) == .bool(true) }

    /// The guard with the value of every part of it.
    func failure(_ transition: TransitionDefinition, _ program: CELProgram) -> GuardFailure {
        let explanation = program.explain(activation)
        return GuardFailure(
            target: transition.target.map { definition.stateName($0) }, text: program.text,
            linesZH: explanation.lines(.zh), linesEN: explanation.lines(.en))
    }

    func lines(_ program: CELProgram) -> (zh: [String], en: [String]) {
        let explanation = program.explain(activation)
        return (explanation.lines(.zh), explanation.lines(.en))
    }
}

extension CELError {
    /// The refusal that an expression without a value gives.
    func refusal(_ act: Named?, _ program: CELProgram) -> GuardErrorRefusal {
        GuardErrorRefusal(
            act: act, expressions: [program.text], reason: message, places: [program.position.description])
    }
}
