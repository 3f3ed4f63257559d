import Values

extension CoverageWatch {
    /// What a step shows of acts that wait for signatures.
    func signings(_ step: SimulatedStep, _ before: Snapshot) -> Set<PathGoal> {
        var shown: Set<PathGoal> = []
        func show(_ act: String, _ event: PathGoal.Signing) { shown.insert(.signing(act, event)) }
        for proposal in step.result?.proposalEnds ?? [] where step.lapse == nil {
            switch proposal.way {
            case .left, .overtaken, .refused, .migrated: show(proposal.proposal.act, .lapsed)
            case .rejected: show(proposal.proposal.act, .rejected)
            case .withdrawn: show(proposal.proposal.act, .withdrawn)
            }
        }
        switch step.step.deed {
        case .act(let act):
            if step.refusal == nil, step.after.proposals.count > before.proposals.count {
                show(act, .forward)
            }
        case .sign(let signing):
            switch step.refusal?.primary {
            case .role where signing.word == .approve: show(signing.act, .wrongSigner)
            case .approvals(let reason) where reason.isEarlier: show(signing.act, .outOfTurn)
            case nil where step.input != nil: show(signing.act, step.lapse == nil ? .completed : .lapsed)
            default: break
            }
        case .wait, .waitUntil, .learn, .childEnded: break
        }
        return shown
    }

    /// What a step shows of proceedings waited for, and of acts named for rows that do not all take them.
    func outcomes(_ step: SimulatedStep) -> Set<PathGoal> {
        switch step.step.deed {
        case .childEnded(let end) where step.refusal == nil:
            return [.child(end.state, outcome: end.outcome)]
        case .act(let act):
            guard case .notHere(let reason)? = step.refusal?.primary, !reason.rows.isEmpty,
                reason.rows.count < step.step.rows.count
            else { return [] }
            return [.mixedRows(act)]
        case .sign, .wait, .waitUntil, .learn, .childEnded: return []
        }
    }

    /// How many rows every `for_each` has among active places, and whether they stand apart.
    func rows(in active: Set<Place>) -> Set<PathGoal> {
        var shown: Set<PathGoal> = []
        for host in definition.tree.rowHosts where active.contains(Place(host)) {
            let id = definition.tree[host].id
            let children = active.filter { definition.tree.nodes[$0.node].parent == host }
            switch Set(children.compactMap(\.row)).count {
            case 0: shown.insert(.rows(id, .none))
            case 1: shown.insert(.rows(id, .one))
            default:
                shown.insert(.rows(id, .several))
                if Set(children.map(\.node)).count > 1 { shown.insert(.rows(id, .apart)) }
            }
        }
        return shown
    }

    /// What moves show: rows that are left open, limits whose move waited for the end of a hold.
    func moves(_ moves: [Move], from active: Set<Place>, isOfTime: Bool) -> Set<PathGoal> {
        let tree = definition.tree
        var shown: Set<PathGoal> = []
        for move in moves {
            if !isOfTime, case .breach = move.transition.trigger {
                shown.insert(.afterHold(move.transition.number))
            }
            guard move.transition.rowsOutcome != nil else { continue }
            let left = definition.exits(of: move, in: active)
            let isOpen = left.contains { place in
                tree.host(of: place.node) != nil && tree.nodes[place.node].parent == tree.host(of: place.node)
                    && !tree[place.node].isFinal
            }
            if isOpen { shown.insert(.openRows(move.transition.number)) }
        }
        return shown
    }

    /// Limits that rest because the state they run in is frozen.
    func rested(_ snapshot: Snapshot) -> Set<PathGoal> {
        guard !snapshot.frozen.isEmpty else { return [] }
        return Set(
            definition.clocks.filter { clock in
                clock.inSuspension == .pause && snapshot.latestRun(of: clock.id)?.state == .paused
                    && isFrozen(clock, snapshot)
            }.map { .frozen($0.id) })
    }

    /// What a limit shows that passes, or that somebody is told of.
    func passed(_ event: SimulatedEvent, _ before: Snapshot) -> Set<PathGoal> {
        switch event.moment.kind {
        case .breach, .review:
            guard let clock = definition.clock(event.clock), clock.inSuspension == .run,
                isFrozen(clock, before)
            else { return [] }
            return [.frozen(clock.id)]
        case .escalation:
            let given = before.clocks.first { $0.id == event.moment.run }?.escalationsGiven ?? 0
            return [.told(event.clock, given)]
        case .warning: return []
        }
    }

    private func isFrozen(_ clock: ClockDefinition, _ snapshot: Snapshot) -> Bool {
        let active = definition.active(of: snapshot)
        return definition.frozen(of: snapshot, besides: active).contains { place in
            clock.runsIn.contains(definition.tree[place.node].id)
        }
    }
}
