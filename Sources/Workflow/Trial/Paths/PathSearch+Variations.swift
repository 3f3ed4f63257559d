import CEL
import Values

extension PathSearch {
    /// Lets each condition of the guards here decide, once by holding and once by not holding.
    mutating func turnConditions(_ node: PathNode) {
        for move in ways(node) {
            let way = move.transition
            guard let parts = coverage.guards[way.number] else { continue }
            for part in parts.parts.indices {
                for holds in [true, false] {
                    let goal = PathGoal.condition(transition: way.number, part: part, holds: holds)
                    guard !coverage.shown.contains(goal) else { continue }
                    let wish = FactSolver.Wish(parts: parts, holds: holds, turning: part)
                    guard let next = turning(move, wish, from: node, goal) else { continue }
                    arrive(next, .turn)
                }
            }
        }
    }

    private func turning(
        _ move: Move, _ wish: FactSolver.Wish, from node: PathNode, _ goal: PathGoal
    ) -> PathNode? {
        let way = move.transition
        let act = way.trigger.act
        if act == nil, way.trigger != .auto { return nil }
        if node.simulation.snapshot.outcome != nil, way.trigger == .auto { return nil }
        let neighbours = ways(node).map(\.transition).filter { $0.trigger == way.trigger }
        let solver = self.solver(
            node.simulation, act: act.flatMap { definition.act(named: $0) }, wishes: [wish],
            reading: neighbours.compactMap(\.program), at: move)
        return solver.solve { attempt in
            var steps = learn(attempt)
            if let act { steps.append(doing(act, attempt, row: move.row)) }
            guard !steps.isEmpty, let next = node.after(steps), next.watch.shown.contains(goal) else {
                return nil
            }
            return next
        }
    }

    /// The same transition once more with facts under which automatic moves do not carry on from where it leads.
    func resting(_ act: String, _ move: Move, from node: PathNode, after first: PathNode) -> PathNode? {
        let entered = definition.entries(of: move)
        let passing = entered.subtracting(definition.active(of: first.simulation.snapshot))
        guard !passing.isEmpty else { return nil }
        let moves = passing.flatMap { definition.tree[$0.node].transitions }.filter { $0.trigger == .auto }
        let stays = moves.sorted { $0.number < $1.number }.compactMap { coverage.guards[$0.number] }.map {
            FactSolver.Wish(parts: $0, holds: false)
        }
        guard !stays.isEmpty else { return nil }
        let solver = self.solver(
            node.simulation, act: definition.act(named: act), wishes: wishes(of: move.transition) + stays,
            reading: [], at: move)
        return solver.solve { attempt in
            let found = accepted(
                learn(attempt) + [doing(act, attempt, row: move.row)], from: node,
                taking: move.transition.number)
            guard let next = found?.node,
                passing.isSubset(of: definition.active(of: next.simulation.snapshot))
            else { return nil }
            return next
        }
    }

    /// The same transition with every word or truth that it may write into a field which something asks about.
    func settingOtherwise(_ act: String, _ move: Move, from node: PathNode) -> [PathNode] {
        let schema = definition.act(named: act)
        var found: [PathNode] = []
        for effect in move.transition.effects where signature.fields.contains(effect.field) {
            guard case .field(let record, let name, _) = effect.value.root.kind,
                case .variable("act") = record.kind,
                let field = schema?.payload.first(where: { $0.name == name })
            else { continue }
            let words: [CELValue]
            switch field.type {
            case .enumeration(let all): words = all.map(CELValue.string)
            case .bool: words = [.bool(true), .bool(false)]
            case .text, .integer, .money, .date, .moment, .reference, .list, .record: words = []
            }
            let solver = self.solver(
                node.simulation, act: schema, wishes: wishes(of: move.transition), reading: [effect.value],
                at: move)
            for word in words {
                let next = solver.solve { attempt -> PathNode? in
                    guard attempt.payload[name] == word else { return nil }
                    return accepted(
                        learn(attempt) + [doing(act, attempt, row: move.row)], from: node,
                        taking: move.transition.number)?.node
                }
                if let next { found.append(next) }
            }
        }
        return found + addingOtherwise(act, move, from: node)
    }

    /// The same transition with every other word or truth in a member that it adds to a list.
    private func addingOtherwise(_ act: String, _ move: Move, from node: PathNode) -> [PathNode] {
        guard let schema = definition.act(named: act) else { return [] }
        return move.transition.additions.flatMap { addition -> [PathNode] in
            guard case .field(let record, let name, _) = addition.rows.root.kind,
                case .variable("act") = record.kind,
                let field = schema.payload.first(where: { $0.name == name }),
                case .list(.record(let parts)) = field.type
            else { return [] }
            let solver = self.solver(
                node.simulation, act: schema, wishes: wishes(of: move.transition), reading: [addition.rows],
                at: move)
            return parts.flatMap { part -> [PathNode] in
                let words: [CELValue]
                switch part.type {
                case .enumeration(let all): words = all.dropFirst().map(CELValue.string)
                case .bool: words = [.bool(false)]
                case .text, .integer, .money, .date, .moment, .reference, .list, .record: words = []
                }
                return words.compactMap { word in
                    solver.solve { attempt -> PathNode? in
                        guard case .list(let rows)? = attempt.payload[name], rows.count == 1,
                            case .record(let row)? = rows.first, row[part.name] == word
                        else { return nil }
                        return accepted(
                            learn(attempt) + [doing(act, attempt, row: move.row)], from: node,
                            taking: move.transition.number)?.node
                    }
                }
            }
        }
    }

    /// Facts that branches of `done` ask about must be there before all is done: tries each both ways.
    mutating func varyFacts(_ node: PathNode) {
        guard node.simulation.snapshot.outcome == nil else { return }
        let branches = ways(node).map(\.transition).filter { $0.trigger == .done }
        for part in branches.compactMap({ coverage.guards[$0.number] }).flatMap(\.parts) {
            for holds in [true, false] where part.references.contains(where: { $0.hasPrefix("case.") }) {
                let wish = FactSolver.Wish(parts: GuardParts(part), holds: holds)
                let solver = self.solver(node.simulation, act: nil, wishes: [wish], reading: [])
                let next = solver.solve { attempt -> PathNode? in
                    let steps = learn(attempt)
                    guard !steps.isEmpty, let next = node.after(steps), !next.isRefused else { return nil }
                    return next
                }
                if let next { arrive(next, .reach) }
            }
        }
    }

    /// Puts the acts that meet a limit forward before, on and after its last day.
    mutating func passTime(_ node: PathNode, _ working: WorkingActs) {
        for clock in definition.clocks {
            guard let run = node.simulation.snapshot.latestRun(of: clock.id), run.state == .running,
                let due = run.due, let expires = run.expiresAt
            else { continue }
            for side in PathGoal.Side.allCases where !coverage.shown.contains(.clock(clock.id, side)) {
                let moment: Moment
                switch side {
                case .before: moment = .day(due.day.adding(days: -1))
                case .on: moment = due
                case .after: moment = expires.moment
                }
                guard !moment.isBefore(node.simulation.now) || side == .before else { continue }
                let isLater = node.simulation.now.isBefore(moment)
                let wait = isLater ? [TrialStep(.waitUntil(moment), position: place)] : []
                guard let then = node.after(wait), !then.isRefused else { continue }
                if isLater { arrive(then, .time) }
                for act in clock.ends where !coverage.shown.contains(.clock(clock.id, side)) {
                    let steps = working[act] ?? [doing(act, plain(act, node))]
                    guard let next = then.after(steps) else { continue }
                    arrive(next, .time)
                }
            }
        }
    }

    /// A payload of plain values for an act, whatever guards say of it.
    func plain(_ act: String, _ node: PathNode) -> TrialAttempt {
        var attempt = TrialAttempt()
        attempt.row = definition.firstRow(of: act, in: node.simulation)
        for field in definition.act(named: act)?.payload ?? [] where field.isRequired {
            attempt.payload[field.name] = field.type.sample(
                day: node.simulation.now.day, claimant: node.simulation.view.claimants.first)
        }
        return attempt
    }
}
