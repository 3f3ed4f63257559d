import CEL
public import Values

/// The pure step: what may be done, and what it does. Knows no wages, no clock, no file, and never counts a day.
public enum WorkflowStep {
    /// Starts a proceeding: enters the initial state and runs to rest.
    public static func start(
        _ definition: WorkflowDefinition, definitionHash: String, case view: CaseView, occurred: Moment
    ) throws(StepFault) -> StepResult {
        let snapshot = Snapshot(
            definition: definitionHash, episode: 1, active: [], frozen: [],
            data: Dictionary(definition.data.map { ($0.name, $0.initial) }, uniquingKeysWith: { first, _ in first }),
            clocks: [], ledger: [], outcome: nil, enteredAt: [:])
        var machine = StepMachine(definition: definition, snapshot: snapshot, occurred: occurred)
        if let initial = definition.root.initial { machine.enter(initial) }
        try machine.runToRest(case: view)
        return finish(machine, before: snapshot, occurred: occurred, meets: nil, view: view)
    }

    /// Takes an admitted act: the transition, with effects that see the facts before it; then automatic moves, which
    /// see the facts after it. A decision that would break a property is refused here.
    public static func take(
        _ admission: Admission, caseAfter view: CaseView, position: Int?
    ) throws(StepFault) -> StepResult {
        let definition = admission.definition
        let input = admission.input
        let schema = definition.act(named: input.act)
        var machine = StepMachine(
            definition: definition, snapshot: admission.snapshot, occurred: input.occurred)
        let payload = PayloadField.guardRecord(input.payload, fields: schema?.payload ?? [])
        let activation = machine.activation(
            case: admission.view, act: payload, roles: input.doers.flatMap(\.roles).sorted())
        if admission.transitions.contains(where: { $0.trigger == .reopen(input.act) }) {
            machine.snapshot.episode += 1
            machine.snapshot.outcome = nil
        }
        machine.snapshot.ledger.append(
            PerformedAct(
                act: input.act, doers: input.doers.filter(\.hasSigned).map(\.id), occurred: input.occurred,
                position: position, row: nil))
        try machine.take(admission.transitions, activation: activation)
        if machine.snapshot.outcome == nil { try machine.runToRest(case: view) }
        promise(admission, in: &machine)
        var result = finish(machine, before: admission.snapshot, occurred: input.occurred, meets: input.act, view: view)
        let broken = violations(definition, machine, view)
        if let first = broken.first, schema?.isRefusable ?? true {
            throw .property(first.refusal(act: definition.named(act: input.act)))
        }
        result.violations = broken.map(\.property.name)
        return result
    }

    /// Lets the proceeding react to facts that changed: automatic moves only.
    public static func react(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, caseAfter view: CaseView, occurred: Moment
    ) throws(StepFault) -> StepResult {
        var machine = StepMachine(definition: definition, snapshot: snapshot, occurred: occurred)
        if snapshot.outcome == nil { try machine.runToRest(case: view) }
        var result = finish(machine, before: snapshot, occurred: occurred, meets: nil, view: view)
        result.violations = violations(definition, machine, view).map(\.property.name)
        return result
    }

    /// Notes that a clock passed, and takes the transition that handles it. It cannot be refused.
    public static func breach(
        _ run: String, _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView, at instant: Instant
    ) throws(StepFault) -> StepResult {
        var machine = StepMachine(definition: definition, snapshot: snapshot, occurred: .instant(instant))
        guard let index = machine.snapshot.clocks.firstIndex(where: { $0.id == run }) else {
            return finish(machine, before: snapshot, occurred: .instant(instant), meets: nil, view: view)
        }
        machine.snapshot.clocks[index].phase = .breached
        let clock = machine.snapshot.clocks[index].clock
        let activation = machine.activation(case: view, act: nil, roles: [])
        let moves = try machine.select({ $0.trigger == .breach(clock) }, activation: activation)
        try machine.take(moves, activation: activation)
        try machine.runToRest(case: view)
        return finish(machine, before: snapshot, occurred: .instant(instant), meets: nil, view: view)
    }

    // MARK: - At rest

    /// Gives the configuration its addresses, its outcome and its clocks.
    private static func finish(
        _ machine: StepMachine, before: Snapshot, occurred: Moment, meets act: String?, view: CaseView
    ) -> StepResult {
        var machine = machine
        let definition = machine.definition
        machine.snapshot.active = machine.leaves.map(definition.address)
        machine.snapshot.outcome =
            definition.root.children.first { $0.kind == .final && machine.active.contains($0.id) }?.outcome
        let changes = StepClocks.settle(&machine, occurred: occurred, meets: act, view: view)
        return StepResult(
            snapshot: machine.snapshot, entered: machine.entered, left: machine.left, clockChanges: changes,
            violations: [])
    }

    /// Papers that may follow an act become clocks of their own; they block closing until the papers are there.
    private static func promise(_ admission: Admission, in machine: inout StepMachine) {
        for need in admission.promised {
            guard let length = need.later else { continue }
            machine.snapshot.clocks.append(
                ClockRun(
                    id: machine.snapshot.nextRun(of: "papers:\(admission.input.act)"),
                    clock: "papers:\(admission.input.act)", subject: need.anyOf.joined(separator: "|"),
                    trigger: admission.input.occurred, length: length, until: nil))
        }
    }

    // MARK: - Properties

    private struct Violation {
        let property: PropertyDefinition
        let linesZH: [String]
        let linesEN: [String]

        func refusal(act: Named) -> PropertyRefusal {
            PropertyRefusal(
                act: act, property: Named(property.name, property.label), expression: property.expression.text,
                mustHold: property.mustHold, linesZH: linesZH, linesEN: linesEN)
        }
    }

    private static func violations(
        _ definition: WorkflowDefinition, _ machine: StepMachine, _ view: CaseView
    ) -> [Violation] {
        let activation = machine.activation(case: view, act: nil, roles: [])
        return definition.properties.compactMap { property in
            let value = try? property.expression.evaluate(activation)
            guard value != .bool(property.mustHold) else { return nil }
            let explanation = property.expression.explain(activation)
            return Violation(
                property: property, linesZH: explanation.lines(.zh), linesEN: explanation.lines(.en))
        }
    }
}

extension Snapshot {
    /// The id of the next run of a clock.
    func nextRun(of clock: String) -> String {
        "\(clock)#\(clocks.filter { $0.clock == clock }.count + 1)"
    }
}
