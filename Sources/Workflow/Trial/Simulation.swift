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
    public private(set) var snapshot: Snapshot
    /// How much was committed; what a caller may have seen.
    public private(set) var version = 0
    /// The time in the simulation.
    public private(set) var now: Moment
    /// What is known of the case.
    public private(set) var record: [String: CELValue]
    /// The papers on record.
    public private(set) var papers: [PaperOnRecord] = []
    /// The findings that block an end.
    public private(set) var findings: [String]
    /// What the first step, entering the initial states, came to.
    public private(set) var beginning: StepResult
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
        let view = CaseView(
            record: .record(self.record),
            papers: Simulation.papers(given.facts.papers, version: 0, isFresh: false),
            blockingFindings: findings)
        papers = view.papers
        let first = try WorkflowStep.startChild(
            definition, data: given.data, case: view, occurred: now)
        snapshot = first.snapshot
        beginning = first
        settle(first)
    }

    /// What the procedure sees of the case.
    public var view: CaseView {
        CaseView(record: .record(record), papers: papers, blockingFindings: findings)
    }

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
        case .act, .learn: return step.at ?? now
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
            let casting = Casting(definition, step: step, act: name, view: view)
            done.doers = casting.doers
            done.attached = casting.papers
            done.isDoerAssumed = casting.isDoerAssumed
            done.arePapersAssumed = casting.arePapersAssumed
            let input = ActInput(
                act: name, payload: try payload(of: step, act: name), doers: casting.doers, occurred: moment,
                rows: step.rows)
            done.input = input
            let fresh = Simulation.papers(casting.papers, version: version + 1, isFresh: true)
            let before = CaseView(
                record: .record(record), papers: papers + fresh, blockingFindings: findings)
            done.viewBefore = before
            let admission: Admission
            switch WorkflowStep.admit(definition, snapshot, act: input, case: before) {
            case .refused(let report): throw report
            case .admitted(let found): admission = found
            }
            var after = self
            after.papers += Simulation.papers(casting.papers, version: version + 1, isFresh: false)
            after.take(step.facts)
            do throws(StepFault) {
                done.take(
                    try WorkflowStep.take(admission, caseAfter: after.view, position: version + 1),
                    view: after.view)
            } catch {
                throw RefusalReport(primary: error.refusal)
            }
            after.commit(done.result)
            self = after
        } catch {
            done.refusal = error
        }
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

    private mutating func commit(_ result: StepResult?) {
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
    }

    private mutating func fill(_ run: ClockRun, lengthenedAt: Moment?) {
        guard let counted = host.count(run, definition.clock(run.clock)) else { return }
        snapshot.fill(
            run.id, due: counted.due, expiresAt: counted.expiresAt, warnings: counted.warnings,
            isProvisional: counted.isProvisional, escalations: counted.escalations,
            lengthenedAt: lengthenedAt)
    }

    private mutating func take(_ facts: TrialFacts) {
        record = Simulation.patched(record, facts.record)
        papers += Simulation.papers(facts.papers, version: version + 1, isFresh: false, offset: papers.count)
        if let open = facts.findings { findings = open }
    }

    private static func patched(
        _ record: [String: CELValue], _ changes: [String: CELValue?]
    ) -> [String: CELValue] {
        var record = record
        for (name, value) in changes { record[name] = value }
        return record
    }

    private static func papers(
        _ papers: [TrialPaper], version: Int, isFresh: Bool, offset: Int = 0
    ) -> [PaperOnRecord] {
        papers.enumerated().map { index, paper in
            PaperOnRecord(
                id: "D\(version).\(offset + index + 1)", kind: paper.kind, hash: paper.content,
                claimants: paper.claimants, isFresh: isFresh)
        }
    }
}
