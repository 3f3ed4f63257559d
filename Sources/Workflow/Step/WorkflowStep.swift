import CEL
public import Values

/// One step of a proceeding, as pure functions of definition, snapshot, act and case. Nothing here has a clock.
public enum WorkflowStep {
    /// Enters the initial states and runs to rest.
    public static func start(
        _ definition: WorkflowDefinition, case view: CaseView, occurred: Moment
    ) throws(StepFault) -> StepResult {
        try startChild(definition, data: [:], case: view, occurred: occurred)
    }

    /// Takes an admitted act: leaves, enters and sets, then runs to rest over the facts it led to.
    ///
    /// A decision that would break a rule is refused here; whatever a fact breaks is reported and stands. An act that
    /// still waits for signatures is only put forward.
    public static func take(
        _ admission: Admission, caseAfter view: CaseView, position: Int?
    ) throws(StepFault) -> StepResult {
        guard admission.awaits.isEmpty else { return propose(admission, position: position) }
        let act = admission.act
        let definition = admission.definition
        var snapshot = admission.snapshot
        let isReopening = snapshot.outcome != nil && !admission.moves.isEmpty
        let schema = definition.act(named: act.act)
        if schema?.kind == .decision || !admission.moves.isEmpty
            || definition.remembersForPaths(act.act) || definition.isWatched(act.act)
        {
            // One entry for each row, so that what was done about one bars nobody in another.
            let isOfRows = definition.acts[act.act]?.of != nil
            let rows: [String?] = isOfRows ? act.rows : [act.rows.count == 1 ? act.rows.first : nil]
            for row in rows {
                snapshot.ledger.append(
                    PerformedAct(
                        act: act.act, doers: act.signingIDs, occurred: act.occurred, position: position,
                        row: row, capacities: definition.capacities(in: act)))
            }
        }
        if isReopening {
            snapshot.episode += 1
            snapshot.outcome = nil
        }
        let cured = snapshot.cure(by: act, definition, view: view)
        var run = StepRun(definition, snapshot, view: view, occurred: act.occurred, act: act)
        do throws(EffectFault) {
            try run.microstep(admission.moves, effects: admission.effects)
        } catch {
            throw .guardError(.guardError(error.reason))
        }
        try run.follow(cured)
        try run.settle()
        let before = PropertyWatch(definition, admission.snapshot, view: admission.view).broken
        let result = try rest(
            &run, brokenBefore: before, owed: admission.owed, cured: cured, isReopening: isReopening)
        guard schema?.kind == .decision else { return result }
        if schema?.isRefusable ?? false,
            let refusal = TakesWatch(admission: admission, after: result, viewAfter: view).refusal()
        {
            throw .property(refusal)
        }
        try refuseClosing(result, of: run, from: admission.snapshot, act: act, owed: admission.owed)
        return result
    }

    /// The facts of the case changed by an act in another proceeding: runs to rest, no act of its own.
    public static func react(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, caseBefore: CaseView? = nil,
        caseAfter view: CaseView, occurred: Moment
    ) throws(StepFault) -> StepResult {
        var run = StepRun(definition, snapshot, view: view, occurred: occurred, act: nil)
        try run.settle()
        let before = caseBefore.map { PropertyWatch(definition, snapshot, view: $0).broken } ?? []
        return try rest(&run, brokenBefore: before, owed: [])
    }

    /// A clock passed: marks the run, takes a `breach:` transition if there is one, and runs to rest. Never refused.
    public static func breach(
        _ runID: String, _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView,
        at: Instant
    ) throws(StepFault) -> StepResult {
        let index = try running(runID, in: snapshot)
        var marked = snapshot
        marked.clocks[index].phase = .breached
        let passed = marked.clocks[index]
        var run = StepRun(definition, marked, view: view, occurred: .instant(at), act: nil)
        if try !run.take(.breach(passed.clock), of: passed) {
            run.postpone(.breach, of: passed, at: at)
        }
        try run.settle()
        return try rest(
            &run, brokenBefore: PropertyWatch(definition, snapshot, view: view).broken, owed: [])
    }

    /// A warning falls due: marks the run and runs to rest.
    public static func warn(
        _ runID: String, _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView,
        at: Instant
    ) throws(StepFault) -> StepResult {
        let index = try running(runID, in: snapshot)
        var marked = snapshot
        if marked.clocks[index].phase == .running { marked.clocks[index].phase = .warned }
        marked.clocks[index].giveWarnings(upTo: at)
        var run = StepRun(definition, marked, view: view, occurred: .instant(at), act: nil)
        try run.settle()
        return try rest(
            &run, brokenBefore: PropertyWatch(definition, snapshot, view: view).broken, owed: [])
    }

    static func running(_ id: String, in snapshot: Snapshot) throws(StepFault) -> Int {
        if let index = snapshot.clocks.firstIndex(where: { $0.id == id && $0.state != .ended }) {
            return index
        }
        throw .guardError(
            .guardError(
                GuardErrorRefusal(
                    act: nil, expressions: [id],
                    reason: Bilingual(zh: "没有正在计算的期限 \(id)", en: "no clock '\(id)' is running"), places: [])))
    }
}
