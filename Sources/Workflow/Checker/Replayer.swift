import CEL
import Values

/// Walks a path of the abstract machine with the real step, over facts made up for it.
struct Replayer {
    let model: CheckModel
    let explorer: Explorer
    /// The procedure; without its rules where it is to be shown that one of them can be broken.
    private let definition: WorkflowDefinition
    private let values: ValueSearch
    private static let day = Moment.day(Day(ordinal: 0))

    /// A path that was walked, or how far it came.
    struct Walked {
        let steps: [WitnessStep]
        let isComplete: Bool
    }

    init(_ model: CheckModel, _ explorer: Explorer, keepsRules: Bool) {
        self.model = model
        self.explorer = explorer
        var bare = model.definition
        if !keepsRules { bare.properties = [] }
        definition = bare
        values = ValueSearch(words: model.known.words)
    }

    /// Walks to a node, and perhaps one step further.
    ///
    /// `doers` says who does each step; by default everybody does one thing only. With `confirming` values are chosen for
    /// which that holds in the end; with `breaking` the walk counts only when the real proceeding breaks that rule.
    func walk(
        to node: Int, then last: Explorer.Edge? = nil, confirming: GuardFormula? = nil,
        breaking property: PropertyDefinition? = nil, doers: ((_ step: Int) -> [Doer]?)? = nil
    ) -> Walked {
        var path = explorer.path(to: node).map { (node: $0, step: explorer.steps[$0]) }
        if let last {
            guard let step = explorer.step(of: last) else { return Walked(steps: [], isComplete: false) }
            path.append((Int(last.to), step))
        }
        var facts = SyntheticFacts(definition.schema)
        var steps: [WitnessStep] = []
        var snapshot: Snapshot?
        var isComplete = true
        for (number, (current, step)) in path.enumerated() {
            let before = number > 0 ? path[number - 1].node : nil
            facts.beginStep()
            var shown: [String] = []
            if isComplete {
                let wanted = number == path.count - 1 ? confirming.map { reduced($0, at: current) } : nil
                let next = advance(
                    from: before, to: current, step, snapshot, &facts, &shown,
                    doers: doers?(number) ?? nil, number: number, wanted: wanted)
                if let next, agrees(next, current) { snapshot = next } else { isComplete = false }
            }
            if number > 0 || !step.ways.isEmpty { steps.append(witness(step, current, shown)) }
        }
        if isComplete, let property, let snapshot, let end = path.last?.node {
            var ruled = definition
            ruled.properties = [property]
            isComplete = !PropertyWatch(ruled, snapshot, view: view(facts, end)).broken.isEmpty
        }
        return Walked(steps: steps, isComplete: isComplete)
    }

    /// Whether the real proceeding stands where the node says, as far as the node says it.
    private func agrees(_ snapshot: Snapshot, _ node: Int) -> Bool {
        let real = definition.active(of: snapshot).reduce(into: StateSet(count: model.stateCount)) {
            if $1.node != 0 { $0.insert($1.node) }
        }
        var wanted = explorer.active(node)
        wanted.remove(0)
        var visible = real
        visible.subtract(explorer.following.hidden)
        return visible == wanted && hasValues(snapshot, node)
    }

    /// Whether the procedure's own data have the values that the node follows.
    private func hasValues(_ snapshot: Snapshot, _ node: Int) -> Bool {
        let prefix = "data."
        return explorer.following.slots.enumerated().allSatisfy { slot, subject in
            guard subject.text.hasPrefix(prefix), model.known.fields[subject.text] != nil else { return true }
            let wanted = subject.value(explorer.bound.slot(slot, of: explorer.nodes[node].slots))
            let real = snapshot.data[String(subject.text.dropFirst(prefix.count))].flatMap {
                GuardConstant($0)
            }
            return wanted == real
        }
    }

    private func advance(
        from before: Int?, to node: Int, _ step: StepTaken, _ snapshot: Snapshot?,
        _ facts: inout SyntheticFacts,
        _ shown: inout [String], doers: [Doer]?, number: Int, wanted: GuardFormula?
    ) -> Snapshot? {
        let isSetOff = !isStart(step) && !isAuto(step)
        let later = step.ways.dropFirst(isSetOff ? 1 : 0).joined()
        let after = GuardFormula.and(
            later.map { reduced(model.ways[$0].formula, at: nil) } + [resting(at: node)] + followed(node)
                + (wanted.map { [$0] } ?? []))
        guard let snapshot, let before else {
            guard assign(after, &facts, &shown) else { return nil }
            return try? WorkflowStep.start(definition, case: view(facts, node), occurred: Replayer.day)
                .snapshot
        }
        switch step.cause {
        case .start: return nil
        case .auto:
            guard assign(after, &facts, &shown) else { return nil }
            return try? WorkflowStep.react(
                definition, snapshot, caseAfter: view(facts, node), occurred: Replayer.day
            ).snapshot
        case .cured: return nil
        case .breach(let clock):
            let taken = (step.ways.first ?? []).map { reduced(model.ways[$0].formula, at: before) }
            guard assign(.and(taken + [after]), &facts, &shown),
                let run = snapshot.latestRun(of: definition.clocks[clock].id)
            else { return nil }
            return try? WorkflowStep.breach(
                run.id, definition, snapshot, case: view(facts, node), at: Replayer.day.earliest
            ).snapshot
        case .act(let index), .fact(let index):
            let taken = (isSetOff ? step.ways.first ?? [] : []).map {
                reduced(model.ways[$0].formula, at: before)
            }
            guard assign(.and(taken + [resting(at: before)] + followed(before)), &facts, &shown) else {
                return nil
            }
            let act = model.acts[index]
            let input = ActInput(
                act: act, payload: payload(act, facts.payload),
                doers: doers ?? Replayer.strangers(act, definition, number), occurred: Replayer.day,
                rows: rows(step), outsider: definition.acts[act]?.by.first)
            guard
                case .admitted(let admission) = WorkflowStep.admit(
                    definition, snapshot, act: input, case: view(facts, before))
            else { return nil }
            guard assign(after, &facts, &shown) else { return nil }
            return try? WorkflowStep.take(
                admission, caseAfter: view(facts, node), position: number
            ).snapshot
        }
    }

    private func isStart(_ step: StepTaken) -> Bool { step.cause == .start }

    private func isAuto(_ step: StepTaken) -> Bool {
        switch step.cause {
        case .auto, .fact: return true
        case .start, .act, .breach, .cured: return false
        }
    }

    /// The first row, where the step moves one.
    private func rows(_ step: StepTaken) -> [String] {
        (step.ways.first ?? []).contains { model.tree.host(of: model.ways[$0].source) != nil } ? ["w1"] : []
    }

    // MARK: Conditions

    /// The condition with everything known at a node put in; what only the machine can say is left open.
    private func reduced(_ formula: GuardFormula, at node: Int?) -> GuardFormula {
        switch formula {
        case .constant: return formula
        case .and(let parts): return .and(parts.map { reduced($0, at: node) })
        case .or(let parts): return .or(parts.map { reduced($0, at: node) })
        case .literal(let literal):
            let isMachine =
                model.known.states[literal.subject] != nil || model.known.clocks[literal.subject] != nil
                || model.known.rows[literal.subject] != nil
                || literal.subject.hasPrefix("data.") || literal.subject.hasPrefix("has(data.")
            guard isMachine else { return formula }
            guard let node else { return .constant(true) }
            let bound = FollowedGuard(formula, model.known, slots: explorer.bound.slotIndex)
            let look = explorer.bound.look(
                bound, explorer.standing(of: node), slots: explorer.nodes[node].slots,
                clocks: explorer.nodes[node].clocks)
            return .constant(look.may)
        }
    }

    /// No automatic move is open at a node.
    private func resting(at node: Int) -> GuardFormula {
        let standing = explorer.standing(of: node)
        if model.isEnded(standing.active) { return .constant(true) }
        var parts: [GuardFormula] = []
        for state in standing.active.elements {
            for way in model.waysAt[state][.auto] ?? [] {
                parts.append(reduced(model.ways[way].formula.negated, at: node))
            }
            if explorer.mover.isDone(state, in: standing.active).must {
                for way in model.waysAt[state][.done] ?? [] {
                    parts.append(reduced(model.ways[way].formula.negated, at: node))
                }
            }
        }
        return .and(parts)
    }

    /// The values of the case that a node follows.
    private func followed(_ node: Int) -> [GuardFormula] {
        explorer.following.slots.enumerated().compactMap { slot, subject in
            guard !subject.text.hasPrefix("data."),
                let value = subject.value(explorer.bound.slot(slot, of: explorer.nodes[node].slots))
            else { return nil }
            return .literal(GuardLiteral(subject: subject.text, reads: [], test: .equals(value)))
        }
    }

    private func assign(
        _ formula: GuardFormula, _ facts: inout SyntheticFacts, _ shown: inout [String]
    ) -> Bool {
        guard case .found(let picks) = values.satisfying(formula) else { return false }
        for pick in picks {
            guard facts.take(pick) else { continue }
            let name = pick.subject.hasPrefix("case.") ? String(pick.subject.dropFirst(5)) : ""
            let text = "\(pick.subject) = \(pick.value.text(as: facts.type?.fields[name]?.type))"
            if !shown.contains(text) { shown.append(text) }
        }
        return true
    }

    // MARK: What the step is given

    private func view(_ facts: SyntheticFacts, _ node: Int) -> CaseView {
        var facts = facts
        let active = explorer.active(node)
        for host in active.elements {
            guard let list = model.tree[host].forEach else { continue }
            facts.setRows(list, model.tree.nodes[host].children.contains(where: active.contains))
        }
        var papers: [PaperOnRecord] = []
        for kind in definition.documents {
            let count = facts.papers[kind.id] ?? Replayer.enough
            for number in 0..<count {
                let id = "\(kind.id).\(number)"
                papers.append(
                    PaperOnRecord(id: id, kind: kind.id, hash: nil, claimants: [], isFresh: true))
            }
        }
        for need in definition.acts.values.flatMap(\.needs) {
            guard let kind = need.anyOf.first, facts.papers[kind] == nil,
                let subject = papers.last(where: { $0.kind == need.aboutDocument })
            else { continue }
            papers += (0..<need.count).map { number in
                PaperOnRecord(
                    id: "\(kind).\(subject.id).\(number)", kind: kind, hash: nil, claimants: [],
                    about: subject.id, isFresh: true)
            }
        }
        return CaseView(record: facts.record, papers: papers)
    }

    /// As many papers of each kind as any need may ask for.
    private static let enough = 12

    private func payload(_ act: String, _ chosen: [String: CELValue]) -> [String: CELValue] {
        var values: [String: CELValue] = [:]
        for field in definition.act(named: act)?.payload ?? [] {
            if let value = chosen[field.name] {
                if case .int(let number) = value,
                    let typed = GuardConstant.number(number).typed(field.type.celType)
                {
                    values[field.name] = typed
                } else {
                    values[field.name] = value
                }
            } else if field.isRequired {
                if case .enumeration(let words) = field.type {
                    values[field.name] = words.first.map(CELValue.string)
                } else {
                    values[field.name] = SyntheticFacts.plain(field.type.celType, number: 1)
                }
            }
        }
        return values
    }

    /// Somebody for the act and for each signature, none of whom did anything before.
    static func strangers(_ act: String, _ definition: WorkflowDefinition, _ number: Int) -> [Doer] {
        let rule = definition.acts[act]
        let readers = Set(definition.roles.filter(\.readsOnly).map(\.id))
        let anybody = definition.roles.first { !readers.contains($0.id) && !$0.isOutside }?.id
        let recorded = rule?.recordedBy.first ?? rule?.who.first ?? anybody
        let lead = Doer(
            id: "p\(number)", roles: Set([recorded].compactMap { $0 }), body: nil, hasSigned: true)
        let signers = (rule?.signed ?? []).enumerated().map { index, signature in
            Doer(
                id: "p\(number).\(index + 1)", roles: Set(signature.who.prefix(1)), body: nil, hasSigned: true
            )
        }
        return [lead] + signers
    }

    // MARK: Words

    func witness(_ step: StepTaken, _ node: Int, _ facts: [String]) -> WitnessStep {
        let cause: WitnessStep.Cause
        switch step.cause {
        case .act(let act): cause = .act(model.acts[act])
        case .breach(let clock): cause = .breach(model.definition.clocks[clock].id)
        case .cured(let clock): cause = .cured(model.definition.clocks[clock].id)
        case .fact(let act): cause = .fact(model.acts[act])
        case .start, .auto: cause = .auto
        }
        return WitnessStep(cause: cause, states: model.leafNames(explorer.active(node)), facts: facts)
    }
}
