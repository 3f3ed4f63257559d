import CEL
import Source
import Values

/// The values that guards and effects read at one moment of a step.
struct GuardScope {
    let definition: WorkflowDefinition
    /// The procedure's own data.
    let data: [String: CELValue]
    private let children: [ChildReference]
    private var activation: CELActivation
    /// The members that the rows of each active `for_each` are about, by key.
    private let members: [Int: [String: [String: CELValue]]]
    private let values: GuardValues

    /// `act` only where an act sets the step off.
    init(
        _ definition: WorkflowDefinition, active: Set<Place>, data: [String: CELValue], clocks: [ClockRun],
        milestones: Set<String> = [], view: CaseView, act: ActInput?, children: [ChildReference] = []
    ) {
        self.definition = definition
        self.data = data
        self.children = children
        var variables: [String: CELValue] = ["data": .record(data)]
        if definition.schema != nil { variables["case"] = view.record }
        if let act, let schema = definition.act(named: act.act) {
            variables["act"] = .record(PayloadField.guardRecord(act.payload, fields: schema.payload))
            let roles = act.doers.reduce(into: Set<String>()) { $0.formUnion($1.roles) }
            variables["actor"] = .record(["roles": .list(roles.sorted().map(CELValue.string))])
        }
        members = definition.tree.rowHosts.reduce(into: [:]) { result, host in
            guard active.contains(Place(host)), let list = definition.list(ofHost: host) else { return }
            result[host] = Dictionary(
                list.members(data: data, view: view).map { ($0.key, $0.item) }, uniquingKeysWith: { $1 })
        }
        values = GuardValues(
            definition: definition, active: active, clocks: clocks, milestones: milestones, view: view)
        activation = CELActivation(variables: variables, call: values.answers(row: nil))
    }

    /// The values as one row of a `for_each` sees them.
    func inRow(_ row: String, of host: Int) -> GuardScope {
        var copy = self
        var variables = activation.variables
        variables["this"] = members[host]?[row].map(CELValue.record)
        copy.activation = CELActivation(variables: variables, call: values.answers(row: row))
        return copy
    }

    /// The values as one state sees them: in a row with `this`, and where it waits for a child that has ended, with what
    /// that one came to.
    func local(to place: Place) -> GuardScope {
        let state = definition.tree[place.node]
        let host = definition.tree.host(of: place.node)
        let own = place.row.flatMap { row in host.map { inRow(row, of: $0) } } ?? self
        guard state.use != nil,
            let child = children.last(where: { $0.isAwaited(at: state.address, row: place.row) }),
            let outcome = child.outcome(for: place.row)
        else { return own }
        var copy = own
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
    func failure(_ move: Move, _ program: CELProgram) -> GuardFailure {
        let explanation = program.explain(local(to: move).activation)
        return GuardFailure(
            target: move.transition.target.map { definition.stateName($0) }, text: program.text,
            linesZH: explanation.lines(.zh), linesEN: explanation.lines(.en), row: move.row)
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
