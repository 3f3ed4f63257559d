import CEL
public import Values

/// An act that can be done where a proceeding stands, and what it still lacks, whoever would do it.
public struct Offer: Hashable, Sendable {
    /// The act.
    public let act: ActSchema
    /// What the procedure says about it.
    public let rule: ActRule?
    /// The rows that may take it, by key; empty when it is not about rows.
    public let rows: [String]
    /// The states it may lead to, by id; empty when it moves nothing.
    public let leadsTo: [String]
    /// Roles that may do it, by id.
    public let whoMay: [String]
    /// What it would extend.
    public let extensions: [ExtensionOffer]
    /// What stands in the way now: papers, guards, signatures to be had, findings, limits that have passed.
    public let missing: [Refusal]
    /// Whether nothing but those who do it, their payload and their signatures is missing.
    public let isPossibleNow: Bool
}

extension WorkflowStep {
    /// What can be done where a proceeding stands, in the order of the file. Acts available in every state are the
    /// vocabulary's and are not listed, unless a transition takes them here.
    ///
    /// `at` is the moment that is asked about: what could only be done before it is not possible any more. Without it
    /// only what is recorded as passed counts as such.
    public static func offers(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView, at: Instant? = nil
    ) -> [Offer] {
        let active = definition.live(of: snapshot)
        var names: [String] = []
        for place in active.sorted() {
            for transition in definition.tree[place.node].transitions {
                guard let act = transition.trigger.act, !names.contains(act) else { continue }
                names.append(act)
            }
        }
        for activity in definition.activities(in: active) where !names.contains(activity) {
            names.append(activity)
        }
        let scope = GuardScope(
            definition, active: active, data: snapshot.data, clocks: snapshot.clocks,
            milestones: Set(snapshot.milestones.keys), view: view, act: nil)
        return names.compactMap { name in
            definition.act(named: name).map { schema in
                offer(schema, definition, snapshot, active: active, scope: scope, view: view, at: at)
            }
        }
    }

    private static func offer(
        _ schema: ActSchema, _ definition: WorkflowDefinition, _ snapshot: Snapshot, active: Set<Place>,
        scope: GuardScope, view: CaseView, at: Instant?
    ) -> Offer {
        let name = definition.actName(schema.name)
        let rule = definition.acts[schema.name]
        let moves = active.sorted().flatMap { place in
            definition.tree[place.node].transitions.filter { $0.trigger.act == schema.name }.map {
                Move($0, row: place.row)
            }
        }
        // A guard that reads the payload is open until there is one; what it says of the case alone may close it.
        let closed = moves.compactMap { move -> GuardFailure? in
            guard let program = move.transition.program,
                (try? scope.local(to: move).isTrue(program)) == false
            else { return nil }
            return scope.failure(move, program)
        }
        let open = moves.filter { move in
            guard let program = move.transition.program else { return true }
            return (try? scope.local(to: move).isTrue(program)) != false
        }
        let rows = unique(open.compactMap(\.row))
        var obstacles: [Refusal] = []
        if open.isEmpty, !closed.isEmpty {
            obstacles.append(.guardFalse(GuardRefusal(act: name, failures: closed)))
        }
        if view.isClosed, snapshot.outcome == nil, schema.isRefusable {
            obstacles.append(.closed(ClosedRefusal(act: name, state: nil, outcome: nil, reopeners: [])))
        }
        if snapshot.outcome != nil,
            let used = refuseReopening(definition, snapshot, act: name, case: view)
        {
            obstacles.append(used)
        }
        obstacles += shortages(
            name, rule, open: open.map(\.transition), rows: rows, definition, snapshot, view: view, at: at)
        let grounds = ClockGrounds(definition: definition, snapshot: snapshot, act: name)
        let held = open.map { grounds.refusals([$0], input: nil) }
        if let first = held.first, held.allSatisfy({ !$0.isEmpty }) { obstacles += first }
        var missing = obstacles
        if let rule, !rule.signed.isEmpty {
            missing.append(
                .approvals(
                    ApprovalsRefusal(
                        act: name, missing: rule.signed.map { $0.who.map(definition.roleName) },
                        unconfirmed: [],
                        mayFollow: schema.isRefusable))
            )
        }
        return Offer(
            act: schema, rule: rule,
            rows: rows,
            leadsTo: unique(
                (open.isEmpty ? moves : open).flatMap { definition.targets(of: $0, in: snapshot) }),
            whoMay: rule.map { $0.by.isEmpty ? $0.who : $0.recordedBy } ?? [],
            extensions: grounds.offers(open),
            missing: missing.sorted { $0.rank < $1.rank },
            isPossibleNow: obstacles.isEmpty)
    }

    private static func shortages(
        _ name: Named, _ rule: ActRule?, open: [TransitionDefinition], rows: [String],
        _ definition: WorkflowDefinition,
        _ snapshot: Snapshot, view: CaseView, at: Instant?
    ) -> [Refusal] {
        var refusals: [Refusal] = []
        let check = PaperCheck(definition, view: view, data: snapshot.data)
        let tree = definition.tree
        let targets = open.map { $0.target.flatMap(tree.index(of:)) }
        let finals = targets.compactMap { $0 }.filter(tree.isOutermostFinal)
        let alwaysEnds = !targets.isEmpty && finals.count == targets.count
        let promised =
            alwaysEnds && finals.allSatisfy { !tree[$0].waivesLaterPapers }
            ? check.promised(snapshot.clocks) : []
        let found = rule.map { check.check($0, claimants: check.claimants(of: $0.act, rows: rows)) }
        if let found, !found.short.isEmpty || !promised.isEmpty {
            refusals.append(
                .needs(
                    NeedsRefusal(
                        act: name, short: found.short, mayFollow: found.mayFollow, promised: promised)))
        }
        func hasPassed(_ run: ClockRun) -> Bool {
            if run.state != .ended, run.phase == .breached { return true }
            guard run.state == .running, let at, let expires = run.expiresAt else { return false }
            return expires <= at
        }
        for clock in definition.clocks where clock.limit == .right && clock.ends.contains(name.id) {
            guard let run = snapshot.latestRun(of: clock.id), hasPassed(run) else { continue }
            refusals.append(
                .clock(ClockRefusal(act: name, clock: clock.named, due: run.due, source: clock.source)))
        }
        if snapshot.outcome != nil,
            let run = snapshot.latestRun(of: ClockRun.reopeningPrefix + name.id), hasPassed(run)
        {
            refusals.append(.clock(definition.tooLateToReopen(name, run)))
        }
        if alwaysEnds, snapshot.outcome == nil, !view.blockingFindings.isEmpty {
            refusals.append(.finding(FindingRefusal(act: name, findings: view.blockingFindings)))
        }
        return refusals
    }

    private static func unique(_ ids: [String]) -> [String] {
        ids.reduce(into: []) { known, id in if !known.contains(id) { known.append(id) } }
    }
}

extension WorkflowDefinition {
    /// The time within which a closed proceeding may be taken up again is over.
    func tooLateToReopen(_ act: Named, _ run: ClockRun) -> ClockRefusal {
        ClockRefusal(
            act: act, clock: clockName(run.clock), due: run.due,
            source: Bilingual(zh: "流程 \(reference)", en: "procedure \(reference)"))
    }
}
