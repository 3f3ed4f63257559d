import CEL
import Source
import Values

extension PathSearch {
    /// Everything here that must be refused, for every reason that was not shown yet.
    ///
    /// What needs nothing beforehand is put into one story: a refused act leaves everything as it was.
    mutating func refuse(_ node: PathNode, _ working: WorkingActs) {
        var chain = node
        func isMissing(_ code: String, _ about: String) -> Bool {
            let goal = PathGoal.refusal(code, about: about)
            return coverage.possible.contains(goal) && !coverage.shown.contains(goal)
                && !chain.watch.shown.contains(goal)
        }
        func append(_ step: TrialStep, _ code: String, _ about: String) {
            guard let next = chain.after([step]), next.watch.shown.contains(.refusal(code, about: about))
            else { return }
            chain = next
        }
        if isMissing("unknown-act", "") { append(doing("no_such_act", TrialAttempt()), "unknown-act", "") }
        for act in working.acts {
            let ways = working.ways(act)
            if let step = ways.first(where: { $0.count == 1 })?.first {
                for (code, mutant) in mutants(of: step, version: node.simulation.version) {
                    let about = code == "conflict" ? "" : act
                    if isMissing(code, about) { append(mutant, code, about) }
                }
            } else if let steps = ways.first, let step = steps.last {
                // What must be known beforehand makes a story of its own.
                for (code, mutant) in mutants(of: step, version: node.simulation.version + 1) {
                    probe(node, steps.dropLast() + [mutant], code, code == "conflict" ? "" : act)
                }
            }
        }
        let here = Set(ways(node).compactMap(\.transition.trigger.act))
        for act in definition.allActs where act.isRefusable && !here.contains(act.name) {
            let step = doing(act.name, plain(act.name, node))
            if let outcome = node.simulation.snapshot.outcome {
                let ends = definition.ends.filter { $0.outcome == outcome }.map(\.id)
                for end in ends where isMissing("closed", end) { append(step, "closed", end) }
            } else if isMissing("not-here", act.name) {
                append(step, "not-here", act.name)
            }
        }
        note(chain, .refuse)
        refuseAfterwards(node, working)
    }

    func isOpen(_ code: String, _ about: String) -> Bool {
        let goal = PathGoal.refusal(code, about: about)
        return coverage.possible.contains(goal) && !coverage.shown.contains(goal)
    }

    /// The same act, each time with one thing wrong.
    private func mutants(of step: TrialStep, version: Int) -> [(code: String, step: TrialStep)] {
        guard case .object(var members) = step.payload, let act = step.act else { return [] }
        let required = definition.act(named: act)?.payload.first(where: \.isRequired)
        if let required { members[required.name] = nil } else { members["no_such_field"] = .bool(true) }
        let people = step.by ?? []
        let unsigned = people.enumerated().map {
            TrialPerson(name: $1.name, roles: $1.roles, hasSigned: $0 != 0)
        }
        return [
            ("payload", step.changed(payload: .object(members))),
            ("role", step.changed(by: [TrialPerson(name: "outsider", roles: [])])),
            ("approvals", step.changed(by: unsigned)), ("needs", step.changed(papers: [])),
            ("conflict", step.changed(seen: max(0, version - 1))),
        ]
    }

    /// Refusals that need something to be known or done beforehand, each in a story of its own.
    private mutating func refuseAfterwards(_ node: PathNode, _ working: WorkingActs) {
        let finding = TrialStep(.learn, facts: TrialFacts(findings: ["F1"]), position: place)
        for act in working.acts {
            for steps in working.ways(act, ending: true) {
                probe(node, steps.dropLast() + [finding] + steps.suffix(1), "finding", act)
            }
            for property in definition.properties where isOpen("property", property.name) {
                for steps in working.ways(act) { refuseProperty(node, property, steps) }
            }
        }
        for act in Set(ways(node).compactMap(\.transition.trigger.act)).sorted() {
            if isOpen("guard", act) { refuseGuard(node, act) }
            if isOpen("guard-error", act) { refuseWithoutValue(node, act, working[act]) }
        }
    }

    private mutating func probe(_ node: PathNode, _ steps: [TrialStep], _ code: String, _ about: String) {
        guard isOpen(code, about), let next = node.after(steps),
            next.watch.shown.contains(.refusal(code, about: about))
        else { return }
        note(next, .refuse)
    }

    /// The whole way once more, with one person in every part that nobody may have all of.
    mutating func refuseSameActor(_ node: PathNode, _ act: String, _ steps: [TrialStep]) {
        let lines =
            definition.separate.filter { $0.contains(act) }.map { Set($0).subtracting([act]) }
            + (definition.acts[act]?.notSameActorAs ?? []).map { [$0] }
        let all = node.steps + steps
        for line in lines where line.isSubset(of: Set(node.steps.compactMap(\.act))) {
            let parts = all.indices.filter { index in
                index == all.count - 1 || all[index].act.map(line.contains) ?? false
            }
            let roles = parts.flatMap { all[$0].by?.first?.roles ?? [] }
            let one = TrialPerson(name: "one_person", roles: Set(roles).sorted())
            let way = all.enumerated().map { index, step in
                guard parts.contains(index), let by = step.by, !by.isEmpty else { return step }
                return step.changed(by: [one] + by.dropFirst())
            }
            if let root = root(of: node) { probe(root, way, "same-actor", act) }
            if !isOpen("same-actor", act) { return }
        }
    }

    /// What a decision leads to must not break a rule: tries facts that would.
    private mutating func refuseProperty(
        _ node: PathNode, _ property: PropertyDefinition, _ steps: [TrialStep]
    ) {
        guard let step = steps.last else { return }
        guard let program = property.condition?.program else {
            if case .takes(let rule) = property.rule { refuseAlone(node, property.name, rule, step) }
            return
        }
        let solver = self.solver(node.simulation, act: nil, wishes: [], reading: [program])
        let goal = PathGoal.refusal("property", about: property.name)
        let found = solver.solve { attempt -> PathNode? in
            let facts = TrialFacts(record: attempt.facts)
            let ways = [
                steps.dropLast() + [step.changed(facts: facts)],
                [step.changed(papers: [], facts: facts)],
            ]
            return ways.lazy.compactMap { node.after($0) }.first { $0.watch.shown.contains(goal) }
        }
        if let found { note(found, .refuse) }
    }

    /// An act that works, done by its first doer alone with facts under which a rule asks for more people.
    private mutating func refuseAlone(
        _ node: PathNode, _ property: String, _ rule: TakesRule, _ step: TrialStep
    ) {
        guard let act = step.act, let lead = step.by?.first else { return }
        let record = node.simulation.record
        var sum: CELProgram?
        switch rule.subject {
        case .acts(let acts): guard acts.contains(act) else { return }
        case .states(let states):
            let ends = definition.transitions.filter { $0.trigger.act == act }.compactMap(\.target)
            guard !Set(ends).isDisjoint(with: states) else { return }
        case .lowering(let program): sum = program
        }
        let wishes = rule.condition.map { [FactSolver.Wish(parts: GuardParts($0), holds: true)] } ?? []
        let solver = self.solver(node.simulation, act: nil, wishes: wishes, reading: sum.map { [$0] } ?? [])
        let now = sum.flatMap { try? solver.scope(TrialAttempt()).value($0) }
        let found = solver.solve { scope in
            guard let sum else { return true }
            return now.map { now in (try? scope.value(sum)).map { TakesWatch.isLess(now, than: $0) } ?? false
            }
                ?? false
        } _: { attempt -> PathNode? in
            // A sum that is more beforehand falls back with the act to what it is now.
            let back = sum == nil ? [:] : record.filter { attempt.facts.keys.contains($0.key) }
            let alone = step.changed(by: [lead], facts: TrialFacts(record: back.mapValues { $0 }))
            guard let next = node.after(learn(attempt) + [alone]),
                next.watch.shown.contains(.refusal("property", about: property))
            else { return nil }
            return next
        }
        if let found { note(found, .refuse) }
    }

    /// Facts and a payload under which no way is open.
    private mutating func refuseGuard(_ node: PathNode, _ act: String) {
        let ways = ways(node).filter { $0.transition.trigger.act == act }
        guard ways.allSatisfy({ $0.transition.program != nil }) else { return }
        let wishes = ways.compactMap { coverage.guards[$0.transition.number] }.map {
            FactSolver.Wish(parts: $0, holds: false)
        }
        let solver = self.solver(
            node.simulation, act: definition.act(named: act), wishes: wishes, reading: [], at: ways.first)
        let goal = PathGoal.refusal("guard", about: act)
        let found = solver.solve { attempt -> PathNode? in
            let steps = learn(attempt) + [doing(act, attempt, row: ways.first?.row)]
            guard let next = node.after(steps), next.watch.shown.contains(goal) else { return nil }
            return next
        }
        if let found { note(found, .refuse) }
    }

    /// Facts or a payload under which a condition has no value: a fact that is not known, a division by nought.
    private mutating func refuseWithoutValue(_ node: PathNode, _ act: String, _ working: [TrialStep]?) {
        let ways = ways(node).filter { $0.transition.trigger.act == act }
        let programs = ways.flatMap { way in
            (way.transition.program.map { [$0] } ?? []) + way.transition.effects.map(\.value)
        }
        let goal = PathGoal.refusal("guard-error", about: act)
        let solver = self.solver(
            node.simulation, act: definition.act(named: act), wishes: [], reading: programs,
            at: ways.first)
        let found = solver.solve { scope in
            programs.contains { (try? scope.value($0)) == nil }
        } _: { attempt -> PathNode? in
            let steps = learn(attempt) + [doing(act, attempt, row: ways.first?.row)]
            guard let next = node.after(steps), next.watch.shown.contains(goal) else { return nil }
            return next
        }
        if let found {
            note(found, .refuse)
            return
        }
        let step = working?.last ?? doing(act, plain(act, node))
        let members = Set(programs.flatMap(\.references)).filter { $0.hasPrefix("case.") }.map {
            String($0.dropFirst("case.".count).prefix { $0 != "." })
        }
        for member in Set(members).sorted() {
            var attempt = TrialAttempt()
            attempt.facts.updateValue(nil, forKey: member)
            probe(node, learn(attempt) + [step], "guard-error", act)
            if !isOpen("guard-error", act) { return }
        }
    }
}

extension TrialStep {
    /// The same step with something else about it.
    func changed(
        by: [TrialPerson]? = nil, payload: JSON? = nil, papers: [TrialPaper]? = nil, seen: Int? = nil,
        facts: TrialFacts? = nil
    ) -> TrialStep {
        TrialStep(
            deed, at: at, by: by ?? self.by, payload: payload ?? self.payload, rows: rows,
            papers: papers ?? self.papers, seen: seen ?? self.seen, facts: facts ?? self.facts,
            expectation: expectation, position: position)
    }
}
