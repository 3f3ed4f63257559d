import CEL
import Source
import Values

extension WorkflowStep {
    /// Says whether an act may be done where the proceeding stands, and if not, why: the first reason counts, all others
    /// are told with it (semantics, rule 9).
    ///
    /// Facts, and decisions that are always possible, are refused only to those who merely read.
    public static func admit(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, act input: ActInput, case view: CaseView
    ) -> AdmissionResult {
        guard let schema = definition.act(named: input.act) else {
            let known = Array(definition.acts.keys) + definition.vocabularyActs.keys
            let near = nearest(input.act, among: known)
            return .refused(RefusalReport(primary: .unknownAct(input.act, nearest: near)))
        }
        let admitter = Admitter(definition: definition, snapshot: snapshot, schema: schema, input: input, view: view)
        return schema.isRefusable ? admitter.decision() : admitter.always()
    }
}

/// One act weighed against one configuration.
private struct Admitter {
    let definition: WorkflowDefinition
    let snapshot: Snapshot
    let schema: ActSchema
    let input: ActInput
    let view: CaseView
    private let machine: StepMachine
    private let activation: CELActivation

    init(
        definition: WorkflowDefinition, snapshot: Snapshot, schema: ActSchema, input: ActInput, view: CaseView
    ) {
        self.definition = definition
        self.snapshot = snapshot
        self.schema = schema
        self.input = input
        self.view = view
        machine = StepMachine(definition: definition, snapshot: snapshot, occurred: input.occurred)
        activation = machine.activation(
            case: view, act: PayloadField.guardRecord(input.payload, fields: schema.payload),
            roles: input.doers.flatMap(\.roles).sorted())
    }

    private var act: Named { definition.named(act: input.act) }
    private var rule: ActRule? { definition.acts[input.act] }
    private var isOver: Bool { snapshot.outcome != nil }

    /// A fact, or a decision that is always possible.
    func always() -> AdmissionResult {
        if let refusal = readersOnly() { return .refused(RefusalReport(primary: refusal)) }
        if schema.kind == .decision, let refusal = role() { return .refused(RefusalReport(primary: refusal)) }
        guard !isOver else { return .admitted(admission([])) }
        do {
            let moves = try machine.select({ $0.trigger == .act(input.act) }, activation: activation)
            return .admitted(admission(moves))
        } catch {
            return .refused(RefusalReport(primary: named(error.refusal)))
        }
    }

    /// A decision of our own.
    func decision() -> AdmissionResult {
        var refusals: [Refusal] = []
        let trigger: (TransitionDefinition) -> Bool =
            isOver ? { $0.trigger == .reopen(input.act) } : { $0.trigger == .act(input.act) }
        let here = machine.active.compactMap(definition.state).flatMap(\.transitions).filter(trigger)
        var moves: [TransitionDefinition] = []
        if here.isEmpty {
            refusals.append(isOver ? closed() : notHere())
        } else {
            do {
                moves = try machine.select(trigger, activation: activation)
                if moves.isEmpty { refusals.append(guardFalse(here)) }
            } catch {
                refusals.append(named(error.refusal))
            }
        }
        if let refusal = tooEarly(moves) { refusals.append(refusal) }
        if let refusal = role() { refusals.append(refusal) }
        refusals += sameActor()
        if !here.isEmpty {
            if let refusal = needs() { refusals.append(refusal) }
            if let refusal = rights() { refusals.append(refusal) }
            if let refusal = approvals() { refusals.append(refusal) }
            if moves.contains(where: endsProceeding), !view.blockingFindings.isEmpty {
                refusals.append(.finding(FindingRefusal(act: act, findings: view.blockingFindings)))
            }
            if moves.contains(where: endsProceeding), let refusal = promised() { refusals.append(refusal) }
        }
        if let report = RefusalReport(refusals) { return .refused(report) }
        return .admitted(admission(moves))
    }

    private func admission(_ moves: [TransitionDefinition]) -> Admission {
        Admission(
            definition: definition, snapshot: snapshot, input: input, transitions: moves, view: view,
            promised: (rule?.needs ?? []).filter { $0.later != nil && shortage($0) != nil })
    }

    private func endsProceeding(_ move: TransitionDefinition) -> Bool {
        guard let target = move.target.flatMap(definition.state) else { return false }
        return target.kind == .final && definition.parents[target.id] == definition.root.id
    }

    // MARK: - Place

    private func closed() -> Refusal {
        let state = definition.root.children.first { $0.kind == .final && machine.active.contains($0.id) }
        let reopeners = (state?.transitions ?? []).compactMap { transition -> Reopener? in
            guard case .reopen(let name) = transition.trigger else { return nil }
            return Reopener(
                act: definition.named(act: name), roles: (definition.acts[name]?.who ?? []).map(definition.named(role:)))
        }
        return .closed(
            ClosedRefusal(
                act: act, state: state.map { definition.named(state: $0.id) }, outcome: snapshot.outcome,
                reopeners: reopeners))
    }

    private func notHere() -> Refusal {
        let taking = definition.root.descendants.filter { state in
            state.transitions.contains { $0.trigger == .act(input.act) || $0.trigger == .reopen(input.act) }
        }
        let possible = machine.active.compactMap(definition.state).flatMap(\.transitions).compactMap { transition -> String? in
            guard case .act(let name) = transition.trigger else { return nil }
            return name
        }
        return .notHere(
            NotHereRefusal(
                act: act, standing: machine.leaves.map(definition.named(state:)),
                possibleIn: taking.map { definition.named(state: $0.id) },
                possibleNow: Set(possible).sorted().map(definition.named(act:))))
    }

    /// A decision cannot have been taken before the state that takes it was entered.
    private func tooEarly(_ moves: [TransitionDefinition]) -> Refusal? {
        let entries = moves.compactMap { snapshot.enteredAt[$0.source] }
        guard let latest = entries.first(where: { input.occurred.isBefore($0) }) else { return nil }
        return .payload([
            PayloadProblem(
                path: "occurred", given: input.occurred.shortText,
                wanted: Bilingual(
                    zh: "不早于进入现状态的 \(latest.shortText)", en: "not before this state was entered, \(latest.shortText)"))
        ])
    }

    // MARK: - People

    private func doerRoles(_ doers: [Doer]) -> [DoerRoles] {
        doers.map { DoerRoles(id: $0.id, roles: $0.roles.sorted().map(definition.named(role:))) }
    }

    private func readersOnly() -> Refusal? {
        let reading = input.doers.filter { doer in
            doer.roles.allSatisfy { id in definition.roles.first { $0.id == id }?.readsOnly ?? false }
        }
        return reading.isEmpty ? nil : .role(RoleRefusal(act: act, may: [], doers: doerRoles(reading)))
    }

    /// At least the first doer must hold a role that may; the others count through signatures.
    private func role() -> Refusal? {
        let who = rule?.who ?? []
        if who.isEmpty { return readersOnly() }
        guard let first = input.doers.first, !first.roles.isDisjoint(with: who), readersOnly() == nil else {
            let wrong = input.doers.first.map { [$0] } ?? []
            return .role(RoleRefusal(act: act, may: who.map(definition.named(role:)), doers: doerRoles(wrong)))
        }
        return nil
    }

    /// Those who count: recorded it themselves, or signed a paper that comes with it.
    private var counting: [Doer] { input.doers.filter(\.hasSigned) }

    private func sameActor() -> [Refusal] {
        var refusals: [Refusal] = []
        for doer in input.doers {
            for earlier in rule?.notSameActorAs ?? [] {
                guard let done = snapshot.ledger.last(where: { $0.act == earlier && $0.doers.contains(doer.id) }) else {
                    continue
                }
                refusals.append(barred(doer, by: done, rule: .notSameActorAs))
            }
            for line in definition.separate where line.contains(input.act) {
                let others = line.filter { $0 != input.act }
                let done = others.compactMap { other in
                    snapshot.ledger.last { $0.act == other && $0.doers.contains(doer.id) }
                }
                guard done.count == others.count, let last = done.last else { continue }
                if refusals.isEmpty {
                    refusals.append(barred(doer, by: last, rule: .separate(line.map(definition.named(act:)))))
                }
            }
        }
        return refusals
    }

    private func barred(_ doer: Doer, by done: PerformedAct, rule: SameActorRefusal.Rule) -> Refusal {
        .sameActor(
            SameActorRefusal(
                act: act, doer: doer.id, earlier: definition.named(act: done.act), occurred: done.occurred, rule: rule))
    }

    private func approvals() -> Refusal? {
        let missing = missingSignatures()
        let unconfirmed = input.doers.filter { !$0.hasSigned }.map(\.id)
        guard !missing.isEmpty || !unconfirmed.isEmpty else { return nil }
        return .approvals(
            ApprovalsRefusal(
                act: act, missing: missing.map { $0.map(definition.named(role:)) }, unconfirmed: unconfirmed))
    }

    /// Each further signature is by another person than the first doer, and by one person only once.
    private func missingSignatures() -> [[String]] {
        var available = Array(counting.dropFirst(counting.first == input.doers.first ? 1 : 0))
        var missing: [[String]] = []
        for roles in rule?.signed ?? [] {
            if let index = available.firstIndex(where: { !$0.roles.isDisjoint(with: roles) }) {
                available.remove(at: index)
            } else {
                missing.append(roles)
            }
        }
        return missing
    }

    // MARK: - Papers and rights

    /// What is short of a need: distinct papers by hash, or by id where there is no scan.
    private func shortage(_ need: PaperNeed) -> PaperShortage? {
        let papers = view.papers.filter { need.anyOf.contains($0.kind) && (!need.mustBeFresh || $0.isFresh) }
        let present = Set(papers.map { $0.hash ?? $0.id }).count
        guard present < need.minimum else { return nil }
        return PaperShortage(
            anyOf: need.anyOf.map(definition.named(document:)), wanted: need.minimum, present: present,
            mustBeFresh: need.mustBeFresh, laterWithin: need.later)
    }

    private func needs() -> Refusal? {
        let needs = rule?.needs ?? []
        let short = needs.filter { $0.later == nil }.compactMap(shortage)
        guard !short.isEmpty else { return nil }
        return .needs(
            NeedsRefusal(act: act, short: short, mayFollow: needs.filter { $0.later != nil }.compactMap(shortage)))
    }

    /// Papers that were promised with earlier acts and are not there block the end.
    private func promised() -> Refusal? {
        let open = snapshot.clocks.filter { $0.clock.hasPrefix("papers:") && $0.state != .ended }.filter { run in
            let kinds = (run.subject ?? "").split(separator: "|").map(String.init)
            return !view.papers.contains { kinds.contains($0.kind) }
        }
        guard !open.isEmpty else { return nil }
        return .needs(
            NeedsRefusal(
                act: act, short: [],
                promised: open.map { run in
                    PromisedPapers(
                        act: definition.named(act: String(run.clock.dropFirst("papers:".count))),
                        anyOf: (run.subject ?? "").split(separator: "|").map { definition.named(document: String($0)) },
                        claimant: nil, due: run.due)
                }))
    }

    /// A limit on a right that passed refuses the act; a limit on a duty only makes it late.
    private func rights() -> Refusal? {
        for clock in definition.clocks where clock.limit == .right && clock.ends.contains(input.act) {
            guard let run = snapshot.clocks.last(where: { $0.clock == clock.id }) else { continue }
            let passed = run.phase == .breached || (run.expiresAt.map { $0 <= input.occurred.earliest } ?? false)
            if passed {
                return .clock(
                    ClockRefusal(act: act, clock: Named(clock.id, clock.label), due: run.due, source: clock.source))
            }
        }
        return nil
    }

    // MARK: - Guards

    private func guardFalse(_ candidates: [TransitionDefinition]) -> Refusal {
        .guardFalse(
            GuardRefusal(
                act: act,
                failures: candidates.compactMap { candidate in
                    guard let condition = candidate.condition else { return nil }
                    let explanation = condition.explain(activation)
                    return GuardFailure(
                        target: candidate.target.map(definition.named(state:)), text: condition.text,
                        linesZH: explanation.lines(.zh), linesEN: explanation.lines(.en))
                }))
    }

    /// A guard error that names the act it stood in the way of.
    private func named(_ refusal: Refusal) -> Refusal {
        guard case .guardError(let reason) = refusal else { return refusal }
        return .guardError(
            GuardErrorRefusal(
                act: act, expressions: reason.expressions, reason: reason.reason, places: reason.places))
    }
}
