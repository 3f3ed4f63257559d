import CEL
import Source
import Values

extension WorkflowStep {
    /// Whether an act may be done where the proceeding stands, by those who would do it, with the papers there are.
    ///
    /// Facts and acts available always are admitted in every state; if no transition takes them they move nothing.
    public static func admit(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, act: ActInput, case view: CaseView
    ) -> AdmissionResult {
        guard let schema = definition.act(named: act.act) else {
            let near = definition.nearestAct(to: act.act)
            return .refused(RefusalReport(primary: .unknownAct(act.act, nearest: near)))
        }
        return Admitting(definition: definition, snapshot: snapshot, act: act, schema: schema, view: view)
            .result()
    }
}

/// One act being weighed: every ground for refusal is looked for, so that a person sees them all at once.
private struct Admitting {
    let definition: WorkflowDefinition
    let snapshot: Snapshot
    let act: ActInput
    let schema: ActSchema
    let view: CaseView

    private var name: Named { definition.actName(act.act) }
    private var rule: ActRule? { definition.acts[act.act] }
    private var active: Set<Place> { definition.live(of: snapshot) }

    private var duties: DutyCheck {
        DutyCheck(definition: definition, snapshot: snapshot, view: view, act: name, rule: rule, input: act)
    }

    func result() -> AdmissionResult {
        let scope = GuardScope(
            definition, active: active, data: snapshot.data, clocks: snapshot.clocks,
            milestones: Set(snapshot.milestones.keys), view: view, act: act)
        let isClosed = snapshot.outcome != nil
        let matching = { (trigger: Trigger) in
            switch trigger {
            case .act(let name): return !isClosed && name == act.act
            case .reopen(let name): return isClosed && name == act.act
            case .auto, .done, .breach, .cured: return false
            }
        }
        guard let list = rule?.of.flatMap(definition.list(named:)) else {
            let selection = scope.select(active: active, offer: .none, matching: matching, act: name)
            return schema.isRefusable ? decision(selection, scope) : always(selection, scope)
        }
        let problems = RowNames(list: list, data: snapshot.data, view: view).problems(with: act.rows)
        guard problems.isEmpty else {
            let payload = Refusal.payload(problems)
            // That it is over comes before what is wrong with the rows, unless the act takes it up again.
            guard schema.isRefusable, isClosed, !definition.takesUp(act.act, at: snapshot) else {
                return .refused(RefusalReport(primary: payload))
            }
            return .refused(RefusalReport(primary: closed(), others: [payload]))
        }
        let found = scope.select(rows: act.rows, of: list.name, active: active, matching: matching, act: name)
        return schema.isRefusable
            ? decision(found.selection, scope, missing: found.missing) : always(found.selection, scope)
    }

    /// A fact, or a decision available always.
    private func always(_ selection: Selection, _ scope: GuardScope) -> AdmissionResult {
        var refusals: [Refusal] = []
        if let role = duties.watcher() { refusals.append(role) }
        var moves: [Move] = []
        switch selection {
        case .selected(let found): moves = found
        case .guarded, .none: break
        case .failed(let failure): refusals.append(.guardError(failure))
        }
        var owed: [OwedPapers] = []
        // What somebody outside did is recorded with the proof that the procedure asks for.
        if let rule, schema.kind == .decision || !rule.by.isEmpty {
            if schema.kind == .decision { refusals += duties.sameActor() }
            let papers = PaperCheck(definition, view: view, data: snapshot.data)
            let found = papers.check(rule, claimants: papers.claimants(of: act))
            if !found.short.isEmpty {
                refusals.append(
                    .needs(NeedsRefusal(act: name, short: found.short, mayFollow: found.mayFollow)))
            }
            owed = found.owed
            if schema.kind == .decision, let approvals = duties.approvals(mayWait: false) {
                refusals.append(approvals)
            }
        }
        return admitted(moves, scope, owed: owed, refusals: refusals)
    }

    /// A decision that a state must take.
    private func decision(
        _ selection: Selection, _ scope: GuardScope, missing: [String] = []
    ) -> AdmissionResult {
        var refusals: [Refusal] = []
        var moves: [Move] = []
        switch selection {
        case .selected(let found): moves = found
        case .guarded(let failing):
            refusals.append(
                .guardFalse(
                    GuardRefusal(act: name, failures: failing.map { scope.failure($0, $1) })))
        case .failed(let failure): refusals.append(.guardError(failure))
        case .none where definition.activities(in: active).contains(act.act): break
        case .none: refusals.append(snapshot.outcome == nil ? notHere(missing) : closed())
        }
        if snapshot.outcome == nil, view.isClosed { refusals.append(caseClosed()) }
        if !moves.isEmpty,
            let used = WorkflowStep.refuseReopening(definition, snapshot, act: name, case: view)
        {
            refusals.append(used)
        }
        refusals += WorkflowStep.refuseLeaving(definition, snapshot, act: name, moves: moves)
        if let early = tooEarly(moves) { refusals.append(early) }
        if let role = duties.role() { refusals.append(role) }
        refusals += duties.sameActor()
        refusals += limits() + reopeningLimit()
        refusals += ClockGrounds(definition: definition, snapshot: snapshot, act: name).refusals(
            moves, input: act)
        let awaits = duties.awaited()
        if let approvals = duties.approvals(mayWait: true) { refusals.append(approvals) }
        if !awaits.isEmpty, let pending = pending() { refusals.append(pending) }
        let (papers, owed) = papers(moves)
        refusals += papers
        if ending(moves) != nil, !view.blockingFindings.isEmpty {
            refusals.append(.finding(FindingRefusal(act: name, findings: view.blockingFindings)))
        }
        return admitted(moves, scope, owed: owed, awaits: awaits, refusals: refusals)
    }

    /// The same was put forward already and waits.
    private func pending() -> Refusal? {
        snapshot.proposals.first { $0.act == act.act && $0.rows == act.rows }.map {
            .approvals(ApprovalsRefusal(act: name, missing: [], unconfirmed: [], pending: $0.id))
        }
    }

    private func admitted(
        _ moves: [Move], _ scope: GuardScope, owed: [OwedPapers], awaits: [AwaitedSignature] = [],
        refusals: [Refusal]
    ) -> AdmissionResult {
        var refusals = refusals
        var effects: [EffectTarget: CELValue] = [:]
        do throws(EffectFault) {
            effects = try scope.effects(of: moves, act: name)
            refusals += try spans(moves, scope)
        } catch {
            refusals.append(error.refusal)
        }
        if let report = RefusalReport(refusals) { return .refused(report) }
        return .admitted(
            Admission(
                definition: definition, snapshot: snapshot, act: act, view: view, moves: moves,
                effects: effects, owed: owed, awaits: awaits))
    }

    /// Spans to be left out of clocks that end before they begin.
    private func spans(_ moves: [Move], _ scope: GuardScope) throws(EffectFault) -> [Refusal] {
        try scope.operations(of: moves, act: name).compactMap { operation in
            guard let from = operation.from, let to = operation.to, to.isBefore(from) else { return nil }
            return .payload([operation.backwards(from: from, to: to)])
        }
    }

    /// The outermost final state that the transitions lead to at once.
    private func ending(_ moves: [Move]) -> StateDefinition? {
        let tree = definition.tree
        return moves.lazy.compactMap { $0.transition.target.flatMap(tree.index(of:)) }.first(
            where: tree.isOutermostFinal
        )
        .map { tree[$0] }
    }

    private func papers(_ moves: [Move]) -> ([Refusal], [OwedPapers]) {
        let check = PaperCheck(definition, view: view, data: snapshot.data)
        var found: (short: [PaperShortage], mayFollow: [PaperShortage], owed: [OwedPapers]) = ([], [], [])
        if let rule { found = check.check(rule, claimants: check.claimants(of: act)) }
        var promised: [PromisedPapers] = []
        if let final = ending(moves), !final.waivesLaterPapers {
            // Nothing can follow a proceeding that has ended.
            found = (found.short + found.mayFollow, [], [])
            promised = check.promised(snapshot.clocks)
        }
        guard !found.short.isEmpty || !promised.isEmpty else { return ([], found.owed) }
        let refusal = NeedsRefusal(
            act: name, short: found.short, mayFollow: found.mayFollow, promised: promised)
        return ([.needs(refusal)], found.owed)
    }

    /// Rights that have lapsed: an act after the end of a limit on a right.
    private func limits() -> [Refusal] {
        definition.clocks.filter { $0.limit == .right && $0.ends.contains(act.act) }.flatMap { clock in
            let isOfRows = definition.rowHost(ofClock: clock.id) != nil && !act.rows.isEmpty
            let rows: [String?] = isOfRows ? act.rows : [nil]
            return rows.compactMap { lapsed(clock, row: $0) }
        }
    }

    /// The time to take up a closed proceeding again has run out.
    private func reopeningLimit() -> [Refusal] {
        guard snapshot.outcome != nil,
            let run = snapshot.latestRun(of: ClockRun.reopeningPrefix + act.act), run.state != .ended,
            let expires = run.expiresAt, act.occurred.earliest >= expires
        else { return [] }
        return [.clock(definition.tooLateToReopen(name, run))]
    }

    private func lapsed(_ clock: ClockDefinition, row: String?) -> Refusal? {
        guard let run = snapshot.latestRun(of: clock.id, subject: row), run.state != .ended
        else { return nil }
        // Judged by when it was done: a breach recorded meanwhile does not make a timely act late.
        let isLate = run.expiresAt.map { act.occurred.earliest >= $0 } ?? (run.phase == .breached)
        guard isLate else { return nil }
        return .clock(
            ClockRefusal(
                act: name, clock: Named(clock.id, clock.label, row: row), due: run.due, source: clock.source))
    }

    /// A decision cannot lie before the entry of the state that takes it.
    private func tooEarly(_ moves: [Move]) -> Refusal? {
        var places = moves.map { (source: $0.transition.source, row: $0.row) }
        if moves.isEmpty {
            let open = definition.activityStates(of: act.act, in: active)
            let isInTime = open.contains { state in
                snapshot.enteredAt[state].map { !act.occurred.isBefore($0) } ?? true
            }
            places = isInTime ? [] : open.map { ($0, nil) }
        }
        for place in places {
            guard let entered = snapshot.enteredAt[Place.text(place.source, row: place.row)],
                act.occurred.isBefore(entered)
            else {
                continue
            }
            let state = definition.stateName(place.source)
            return .payload([
                PayloadProblem(
                    path: "occurred", given: act.occurred.shortText,
                    wanted: Bilingual(
                        zh: "不早于进入“\(state.label.zh)”的时间 \(entered.shortText)",
                        en: "not before '\(state.label.en)' was entered, \(entered.shortText)"))
            ])
        }
        return nil
    }

    private func notHere(_ rows: [String]) -> Refusal {
        let places = definition.states.filter { state in
            state.transitions.contains { $0.trigger == .act(act.act) }
                || definition.activities.contains { $0.act == act.act && $0.states.contains(state.id) }
        }
        return .notHere(
            NotHereRefusal(
                act: name, standing: definition.standing(snapshot, rows: rows),
                possibleIn: places.map(\.named), possibleNow: definition.possibleNow(snapshot, rows: rows),
                rows: rows))
    }

    private func closed() -> Refusal {
        let final = active.first { definition.tree.isOutermostFinal($0.node) }.map {
            definition.tree[$0.node]
        }
        let reopeners = (final?.transitions ?? []).compactMap(\.trigger.act)
        return .closed(
            ClosedRefusal(
                act: name, state: final?.named, outcome: snapshot.outcome,
                reopeners: reopeners.reduce(into: []) { known, act in
                    guard !known.contains(where: { $0.act.id == act }) else { return }
                    let roles = definition.acts[act]?.who ?? []
                    known.append(
                        Reopener(act: definition.actName(act), roles: roles.map(definition.roleName)))
                }))
    }

    private func caseClosed() -> Refusal {
        .closed(ClosedRefusal(act: name, state: nil, outcome: nil, reopeners: []))
    }
}

extension WorkflowDefinition {
    /// The known act whose name is nearest to a mistyped one.
    func nearestAct(to name: String) -> String? { nearest(name, among: allActs.map(\.name)) }

    /// The states a proceeding stands in, innermost ones only.
    ///
    /// Where rows are given, those that these stand in.
    func standing(_ snapshot: Snapshot, rows: [String] = []) -> [Named] {
        let places = snapshot.active.filter { address in
            rows.isEmpty || Place.parts(address).row.map(rows.contains) ?? false
        }
        return (places.isEmpty ? snapshot.active : places).compactMap {
            tree.place(address: $0).map { tree[$0.node].named }
        }.reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
    }

    /// The decisions that some transition takes where a proceeding stands, or in these rows and around them.
    func possibleNow(_ snapshot: Snapshot, rows: [String] = []) -> [Named] {
        var names: [String] = []
        for place in live(of: snapshot).sorted()
        where rows.isEmpty || place.row.map(rows.contains) ?? true {
            for act in tree[place.node].transitions.compactMap(\.trigger.act) where !names.contains(act) {
                if self.act(named: act)?.kind == .decision { names.append(act) }
            }
        }
        names += activities(in: active(of: snapshot)).filter { !names.contains($0) }
        return names.map(actName)
    }
}
