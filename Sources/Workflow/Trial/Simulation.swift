public import CEL
import Source
public import Values

/// One proceeding tried out: no register, no people, no clock on the wall.
///
/// Every step is the real one (`WorkflowStep`); only what surrounds it is played: what is known of the case is told by
/// the steps, limits are counted by the host that was handed in, and time passes when a step says so.
public struct Simulation: Sendable {
    /// The procedure.
    public let definition: WorkflowDefinition
    /// Where the proceeding stands.
    public internal(set) var snapshot: Snapshot
    /// How much was committed; what a caller may have seen.
    public internal(set) var version = 0
    /// The time in the simulation.
    public private(set) var now: Moment
    /// What is known of the case.
    public private(set) var record: [String: CELValue]
    /// The papers on record.
    public internal(set) var papers: [PaperOnRecord] = []
    /// The findings that block an end.
    public private(set) var findings: [String]
    /// The routes of other proceedings that carry a claim of this one.
    public private(set) var carriedRoutes: Set<String>
    /// What the first step, entering the initial states, came to.
    public private(set) var beginning: StepResult
    /// The acts that wait for signatures, by the id of their proposal.
    var frozen: [String: FrozenTrial] = [:]
    private let host: SimulatedHost

    /// Begins: enters the initial states with what is given. `at` is used where the beginning names no moment.
    public init(
        _ definition: WorkflowDefinition, given: TrialBeginning, at: Moment, host: SimulatedHost
    ) throws(StepFault) {
        self.definition = definition
        self.host = host
        now = given.at ?? at
        var record: [String: CELValue] = [:]
        if let type = definition.schema?.caseType, case .record(let empty)? = CELType.record(type).emptyValue
        {
            record = empty
        }
        self.record = Simulation.patched(record, given.facts.record)
        findings = given.facts.findings ?? []
        carriedRoutes = Set(given.facts.carriedRoutes ?? [])
        var view = CaseView(
            record: .record(self.record),
            papers: Simulation.papers(given.facts.papers, version: 0, isFresh: false),
            blockingFindings: findings)
        view.carriedRoutes = carriedRoutes
        papers = view.papers
        let first = try WorkflowStep.startChild(
            definition, data: given.data, case: view, occurred: now)
        snapshot = first.snapshot
        beginning = first
        settle(first)
    }

    /// What the procedure sees of the case.
    public var view: CaseView { view(with: []) }

    /// Does one step: first what falls due before it, then the step itself. A refused step changes nothing but time.
    public mutating func perform(_ step: TrialStep) -> SimulatedStep {
        let moment = moment(of: step)
        var done = SimulatedStep(step: step, at: moment, before: snapshot)
        let isLate = moment.isBefore(now)
        done.due = raise(until: moment)
        // What is entered late does not turn time back.
        if !isLate { now = moment }
        switch step.deed {
        case .waitUntil, .wait: learn(step.facts, into: &done)
        case .learn: learn(step.facts, into: &done)
        case .act(let name): perform(name, step, at: moment, into: &done)
        case .sign(let signing): sign(signing, step, at: moment, into: &done)
        case .childEnded(let end): endChild(end, step, at: moment, into: &done)
        }
        done.after = snapshot
        done.version = version
        return done
    }

    /// When a step happens.
    private func moment(of step: TrialStep) -> Moment {
        switch step.deed {
        case .waitUntil(let moment): return moment
        case .wait(let length): return host.after(now, length)
        case .act, .learn, .sign, .childEnded: return step.at ?? now
        }
    }

    /// Something becomes known: the proceeding reacts as it does to what happens elsewhere in a case.
    private mutating func learn(_ facts: TrialFacts, into done: inout SimulatedStep) {
        guard !facts.isEmpty else { return }
        var after = self
        after.take(facts)
        do throws(StepFault) {
            if snapshot.outcome == nil {
                done.take(
                    try WorkflowStep.react(definition, snapshot, caseAfter: after.view, occurred: now),
                    view: after.view)
                after.commit(done.result)
            }
            self = after
        } catch {
            done.refusal = RefusalReport(primary: error.refusal)
        }
    }

    private mutating func perform(
        _ name: String, _ step: TrialStep, at moment: Moment, into done: inout SimulatedStep
    ) {
        do throws(RefusalReport) {
            if let seen = step.seen, seen < version {
                throw RefusalReport(primary: .conflict(seen: seen, now: version, by: nil))
            }
            let casting = Casting(definition, step: step, act: name, view: view, data: snapshot.data)
            done.doers = casting.doers
            done.attached = casting.papers
            done.isDoerAssumed = casting.isDoerAssumed
            done.arePapersAssumed = casting.arePapersAssumed
            let input = ActInput(
                act: name, payload: try payload(of: step, act: name), doers: casting.doers, occurred: moment,
                rows: step.rows)
            done.input = input
            let before = view(with: casting.papers)
            done.viewBefore = before
            let admission = try admitted(input, snapshot, before)
            var after = self
            if admission.awaits.isEmpty { after.addPapers(casting.papers) }
            after.take(step.facts)
            // Nothing but signatures may stand in the way of what is put forward.
            if !admission.awaits.isEmpty {
                var whole = after
                whole.addPapers(casting.papers)
                _ = try taken(admission.asSigned, whole.view)
            }
            let result = try taken(admission, after.view)
            for proposal in result.snapshot.proposals where !snapshot.proposals.contains(proposal) {
                after.frozen[proposal.id] = FrozenTrial(payload: input.payload, papers: casting.papers)
            }
            done.take(result, view: after.view)
            after.commit(result)
            self = after
        } catch {
            done.refusal = error
        }
    }

    /// An act admitted, or why it is not.
    func admitted(
        _ input: ActInput, _ snapshot: Snapshot, _ view: CaseView
    ) throws(RefusalReport) -> Admission {
        switch WorkflowStep.admit(definition, snapshot, act: input, case: view) {
        case .refused(let report): throw report
        case .admitted(let admission): return admission
        }
    }

    /// An admitted act taken, or why it cannot be after all.
    func taken(_ admission: Admission, _ view: CaseView) throws(RefusalReport) -> StepResult {
        do throws(StepFault) {
            return try WorkflowStep.take(admission, caseAfter: view, position: version + 1)
        } catch {
            throw RefusalReport(primary: error.refusal)
        }
    }

    /// What the procedure sees of the case with papers that come with an act.
    func view(with fresh: [TrialPaper]) -> CaseView {
        var view = CaseView(
            record: .record(record),
            papers: papers + Simulation.papers(fresh, version: version + 1, isFresh: true, after: papers),
            blockingFindings: findings)
        view.carriedRoutes = carriedRoutes
        return view
    }

    /// Papers go on record.
    mutating func addPapers(_ added: [TrialPaper]) {
        papers += Simulation.papers(added, version: version + 1, isFresh: false, after: papers)
    }

    private func payload(of step: TrialStep, act: String) throws(RefusalReport) -> [String: CELValue] {
        guard let schema = definition.act(named: act) else { return [:] }
        do {
            return try PayloadReader.read(step.payload, fields: schema.payload)
        } catch {
            throw RefusalReport(primary: .payload(error.items))
        }
    }

    /// Everything that comes about by a moment, in due order.
    private mutating func raise(until moment: Moment) -> [SimulatedEvent] {
        var events: [SimulatedEvent] = []
        // Every breach may start further clocks; the bound is far above what a procedure can run through.
        while events.count < 1000, let next = snapshot.dueMoments(definition).first,
            next.instant <= moment.earliest
        {
            let clock = snapshot.clocks.first { $0.id == next.run }?.clock ?? next.run
            if now.earliest < next.instant { now = .instant(next.instant) }
            do throws(StepFault) {
                let result = try WorkflowStep.come(next, definition, snapshot, case: view)
                events.append(SimulatedEvent(next, clock: clock, result: result, view: view))
                commit(result)
            } catch {
                events.append(SimulatedEvent(next, clock: clock, refusal: error.refusal, view: view))
                return events
            }
        }
        return events
    }

    /// What a step came to stands from now on.
    mutating func commit(_ result: StepResult?) {
        guard let result else { return }
        snapshot = result.snapshot
        version += 1
        settle(result)
    }

    /// Lets the host count what began, went on, or was given another length.
    private mutating func settle(_ result: StepResult) {
        for change in result.clockChanges {
            switch change {
            case .started(let run), .resumed(let run): fill(run, lengthenedAt: nil)
            case .extended(let run): fill(run, lengthenedAt: run.extensions.last?.occurred)
            case .excluded(let run): fill(run, lengthenedAt: run.exclusions.last?.occurred)
            case .paused, .ended, .cured: break
            }
        }
        // Nobody opens the proceedings that it asks for: they go by the name of the reference.
        for child in result.opened { snapshot.name(child.reference, proceeding: child.reference) }
    }

    private mutating func fill(_ run: ClockRun, lengthenedAt: Moment?) {
        guard let counted = host.count(run, definition.clock(run.clock)) else { return }
        snapshot.fill(
            run.id, due: counted.due, expiresAt: counted.expiresAt, warnings: counted.warnings,
            isProvisional: counted.isProvisional, escalations: counted.escalations,
            lengthenedAt: lengthenedAt)
    }

    /// Facts are known from now on.
    mutating func take(_ facts: TrialFacts) {
        record = Simulation.patched(record, facts.record)
        papers += Simulation.papers(facts.papers, version: version + 1, isFresh: false, after: papers)
        if let open = facts.findings { findings = open }
        if let routes = facts.carriedRoutes { carriedRoutes = Set(routes) }
    }

    private static func patched(
        _ record: [String: CELValue], _ changes: [String: CELValue?]
    ) -> [String: CELValue] {
        var record = record
        for (name, value) in changes { record[name] = value }
        return record
    }

    private static func papers(
        _ papers: [TrialPaper], version: Int, isFresh: Bool, after known: [PaperOnRecord] = []
    ) -> [PaperOnRecord] {
        papers.reduce(into: []) { added, paper in
            let subject = paper.aboutPaper.flatMap { kind in (known + added).last { $0.kind == kind }?.id }
            added.append(
                PaperOnRecord(
                    id: "D\(version).\(known.count + added.count + 1)", kind: paper.kind, hash: paper.content,
                    claimants: paper.claimants, about: subject, isFresh: isFresh))
        }
    }
}
