import CEL
import Values

extension PathSearch {
    /// Puts acts that take signatures forward, and lets become of them what can.
    mutating func collectSignatures(_ node: PathNode, _ working: WorkingActs) {
        for act in working.acts where definition.acts[act]?.signed.isEmpty == false {
            for steps in working.ways(act) where isOpen(act) { collectSignatures(node, act, steps, working) }
        }
    }

    private func isOpen(_ act: String) -> Bool {
        PathGoal.Signing.allCases.contains { isOpen(.signing(act, $0)) }
    }

    private mutating func collectSignatures(
        _ node: PathNode, _ act: String, _ steps: [TrialStep], _ working: WorkingActs
    ) {
        guard let last = steps.last, let people = last.by, let lead = people.first, people.count > 1,
            let forward = node.after(steps.dropLast() + [last.changed(by: [lead])]),
            !forward.isRefused, forward.watch.shown.contains(.signing(act, .forward))
        else { return }
        note(forward, .sign)
        let signers = people.dropFirst()
        var wrong = forward
        for signer in [TrialPerson(name: "outsider", roles: [])] + signers.reversed().prefix(1) {
            let refused = wrong.after([signing(.approve, act, last.rows, by: signer)])
            if let refused, refused.isRefused { wrong = refused }
        }
        show(wrong, [.wrongSigner, .outOfTurn], act)
        show(forward.after(signers.map { signing(.approve, act, last.rows, by: $0) }), [.completed], act)
        show(
            signers.first.flatMap { forward.after([signing(.reject, act, last.rows, by: $0)]) }, [.rejected],
            act)
        show(forward.after([signing(.withdraw, act, last.rows, by: lead)]), [.withdrawn], act)
        for other in working.acts where other != act && isOpen(.signing(act, .lapsed)) {
            for steps in working.ways(other) { show(forward.after(steps), [.lapsed], act) }
        }
        for run in forward.simulation.snapshot.clocks where isOpen(.signing(act, .lapsed)) {
            guard run.state == .running, run.phase != .breached, let at = run.expiresAt else { continue }
            show(forward.after([TrialStep(.waitUntil(at.moment), position: place)]), [.lapsed], act)
        }
    }

    private func signing(
        _ word: SigningWord, _ act: String, _ rows: [String], by person: TrialPerson
    ) -> TrialStep {
        TrialStep(.sign(TrialSigning(word, act)), by: [person], rows: rows, position: place)
    }

    private mutating func show(_ node: PathNode?, _ events: [PathGoal.Signing], _ act: String) {
        guard let node else { return }
        let goals = events.map { PathGoal.signing(act, $0) }
        if goals.contains(where: { isOpen($0) && node.watch.shown.contains($0) }) { note(node, .sign) }
    }

    /// Ends what states wait for, in every way it may end.
    mutating func endChildren(_ node: PathNode) {
        for child in node.simulation.snapshot.children where child.status == .awaited {
            guard let id = child.state?.split(separator: "/").last.map(String.init),
                let state = definition.state(id)
            else { continue }
            for outcome in definition.childOutcomes(of: state) {
                let end = TrialStep(
                    .childEnded(TrialChildEnd(state: id, outcome: outcome)), rows: child.rows, position: place
                )
                if let next = node.after([end]), !next.isRefused { arrive(next, .reach) }
            }
        }
    }

    /// Names rows together that cannot all take an act.
    mutating func mixRows(_ node: PathNode, _ working: WorkingActs) {
        for act in working.acts where isOpen(.mixedRows(act)) {
            guard let list = definition.acts[act]?.of.flatMap(definition.list(named:)) else { continue }
            let simulation = node.simulation
            let keys = list.members(data: simulation.snapshot.data, view: simulation.view).map(\.key)
            for steps in working.ways(act) {
                guard let step = steps.last, let row = step.rows.first else { continue }
                for other in keys where other != row && isOpen(.mixedRows(act)) {
                    let both = Array(steps.dropLast()) + [step.naming([row, other])]
                    guard let next = node.after(both), next.watch.shown.contains(.mixedRows(act)) else {
                        continue
                    }
                    note(next, .refuse)
                }
            }
        }
    }

    /// Waits until limits pass that go on in frozen states, and until everybody was told of what is overdue.
    mutating func passFrozen(_ node: PathNode) {
        let snapshot = node.simulation.snapshot
        for clock in definition.clocks {
            guard let run = snapshot.latestRun(of: clock.id), run.state == .running else { continue }
            if !snapshot.frozen.isEmpty, run.phase != .breached, isOpen(.frozen(clock.id)),
                let at = run.expiresAt
            {
                wait(until: at, from: node)
            }
            if clock.escalate.indices.contains(where: { isOpen(.told(clock.id, $0)) }),
                let at = run.escalations.max()
            {
                wait(until: at, from: node)
            }
        }
    }

    private mutating func wait(until instant: Instant, from node: PathNode) {
        guard let next = node.after([TrialStep(.waitUntil(instant.moment), position: place)]),
            !next.isRefused
        else { return }
        arrive(next, .time)
    }

    /// Whether nothing showed a goal yet.
    func isOpen(_ goal: PathGoal) -> Bool {
        coverage.possible.contains(goal) && !coverage.shown.contains(goal)
    }
}

extension TrialStep {
    /// The same step about other rows.
    func naming(_ rows: [String]) -> TrialStep {
        TrialStep(
            deed, at: at, by: by, payload: payload, rows: rows, papers: papers, seen: seen, facts: facts,
            expectation: expectation, position: position)
    }
}
