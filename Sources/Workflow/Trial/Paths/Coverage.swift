import CEL
import Source
import Values

/// What a set of stories showed of a procedure, out of what could be shown.
public struct Coverage: Sendable {
    /// The procedure.
    public let definition: WorkflowDefinition
    /// Everything that could be shown.
    public let goals: [PathGoal]
    /// The same, for asking.
    let possible: Set<PathGoal>
    /// What was shown.
    public private(set) var shown: Set<PathGoal> = []
    /// The guards by the number of their transition.
    let guards: [Int: GuardParts]

    /// Nothing shown yet.
    public init(_ definition: WorkflowDefinition) {
        self.definition = definition
        goals = definition.pathGoals
        possible = Set(goals)
        guards = Dictionary(
            definition.transitions.compactMap { way in way.program.map { (way.number, GuardParts($0)) } }
        ) { first, _ in first }
    }

    /// What was not shown.
    public var missing: [PathGoal] { goals.filter { !shown.contains($0) } }

    /// Takes in what a story showed.
    public mutating func take(_ run: TrialRun) {
        guard let beginning = run.beginning, let view = run.firstView else { return }
        var watch = CoverageWatch(self, beginning: beginning, view: view)
        for step in run.steps { watch.take(step) }
        add(watch.shown)
    }

    mutating func add(_ found: Set<PathGoal>) { shown.formUnion(found.intersection(possible)) }
}

/// Watches one story, step by step, and says what it shows.
struct CoverageWatch: Sendable {
    let definition: WorkflowDefinition
    private let guards: [Int: GuardParts]
    /// For each active place the transition that entered it, or was last taken there without leaving.
    private(set) var touched: [Place: Int] = [:]
    /// What was shown so far.
    private(set) var shown: Set<PathGoal> = []
    private var active: Set<Place> = []

    init(_ coverage: Coverage, beginning: StepResult, view: CaseView) {
        definition = coverage.definition
        guards = coverage.guards
        active = definition.tree.initialPlaces
        take(active)
        take(beginning, view: view)
    }

    /// Takes in one step.
    mutating func take(_ step: SimulatedStep) {
        var before = step.before
        for event in step.due {
            guard let result = event.result else { continue }
            if event.moment.kind == .breach || event.moment.kind == .review {
                // Where an act meets the limit and the breach moves nothing, coming too late is shown by that act.
                let clock = definition.clock(event.clock)
                // A review that falls due goes on to the next: it is never open and overdue.
                if event.moment.kind == .review || clock?.breach == .toHandler || clock?.ends.isEmpty ?? true
                {
                    shown.insert(.clock(event.clock, .after))
                }
                watch(result, { $0 == .breach(event.clock) }, snapshot: before, view: event.view)
            }
            shown.formUnion(passed(event, before))
            take(result, view: event.view, isOfTime: true)
            before = result.snapshot
        }
        sides(step, before)
        shown.formUnion(signings(step, before))
        shown.formUnion(outcomes(step))
        if let refusal = step.refusal, let goal = goal(of: refusal.primary, step) { shown.insert(goal) }
        guard let input = step.input, let view = step.viewBefore else {
            if let result = step.result, let view = step.viewAfter { take(result, view: view) }
            return
        }
        let isClosed = before.outcome != nil
        let run = StepRun(definition, before, view: view, occurred: step.at, act: input)
        observe(run.scope(with: input), in: run.active) {
            isClosed ? $0 == .reopen(input.act) : $0 == .act(input.act)
        }
        if let result = step.result, let after = step.viewAfter { take(result, view: after) }
    }

    /// On which side of their last days the clocks stood when one of the acts that meet them was put forward.
    private mutating func sides(_ step: SimulatedStep, _ before: Snapshot) {
        for clock in definition.clocks {
            guard let run = before.latestRun(of: clock.id), run.state != .ended, let due = run.due else {
                continue
            }
            if !clock.ends.isEmpty {
                guard let act = step.step.act, clock.ends.contains(act) else { continue }
            }
            if run.phase == .breached {
                shown.insert(.clock(clock.id, .after))
            } else if step.at.day < due.day {
                shown.insert(.clock(clock.id, .before))
            } else if step.at.day == due.day {
                shown.insert(.clock(clock.id, .on))
            }
        }
    }

    private func goal(of refusal: Refusal, _ step: SimulatedStep) -> PathGoal? {
        switch refusal {
        case .conflict, .unknownAct: return .refusal(refusal.code, about: "")
        case .closed(let reason): return reason.state.map { .refusal(refusal.code, about: $0.id) }
        case .property(let reason): return .refusal(refusal.code, about: reason.property.id)
        case .payload, .notHere, .role, .guardError, .guardFalse, .sameActor, .needs, .clock, .approvals,
            .finding:
            return step.step.act.map { .refusal(refusal.code, about: $0) }
        }
    }

    /// The transitions of a result: taken, one after another, and what their guards turned on.
    private mutating func take(_ result: StepResult, view: CaseView, isOfTime: Bool = false) {
        for (index, micro) in result.microsteps.enumerated() {
            active = micro.active
            var run = StepRun(
                definition, result.snapshot, view: view, occurred: .day(Day(ordinal: 0)), act: nil)
            run.active = micro.active
            run.snapshot.data = micro.data
            run.snapshot.children = micro.children
            shown.formUnion(rows(in: micro.active))
            shown.formUnion(moves(micro.moves, from: micro.active, isOfTime: isOfTime))
            // Of automatic moves also the neighbours of the one taken were looked at, and did not hold.
            let sources = Set(
                micro.moves.filter { $0.transition.trigger.act == nil }.map(\.transition.source))
            let triggers = Set(micro.moves.map(\.transition.trigger))
            observe(run.scope, in: micro.active) {
                ($0 == .auto || $0 == .done) && triggers.contains($0)
            } isWanted: {
                sources.contains($0)
            }
            let next =
                index + 1 < result.microsteps.count
                ? result.microsteps[index + 1].active : definition.active(of: result.snapshot)
            take(micro.moves, from: micro.active, to: next)
        }
        active = definition.active(of: result.snapshot)
        take(active)
        shown.formUnion(rows(in: active))
        shown.formUnion(rested(result.snapshot))
        guard result.outcome == nil else { return }
        let run = StepRun(
            definition, result.snapshot, view: view, occurred: .day(Day(ordinal: 0)), act: nil)
        observe(run.scope, in: active) { $0 == .auto }
    }

    private mutating func take(_ moves: [Move], from before: Set<Place>, to after: Set<Place>) {
        for move in moves {
            let number = move.transition.number
            shown.insert(.transition(number))
            guard let node = definition.tree.index(of: move.transition.source) else { continue }
            let source = definition.tree.place(node, seenFrom: move.row)
            if let first = touched[source] { shown.insert(.pair(first, number)) }
        }
        for place in touched.keys where !after.contains(place) { touched[place] = nil }
        for move in moves {
            let entries = definition.entries(of: move).union(after.subtracting(before))
            for place in entries where after.contains(place) {
                touched[place] = move.transition.number
            }
            guard move.transition.target == nil,
                let node = definition.tree.index(of: move.transition.source)
            else { continue }
            touched[definition.tree.place(node, seenFrom: move.row)] = move.transition.number
        }
        take(after)
    }

    private mutating func take(_ places: Set<Place>) {
        for place in places where place.node != 0 { shown.insert(.state(definition.tree[place.node].id)) }
    }

    private mutating func watch(
        _ result: StepResult, _ matching: (Trigger) -> Bool, snapshot: Snapshot, view: CaseView
    ) {
        var run = StepRun(definition, snapshot, view: view, occurred: .day(Day(ordinal: 0)), act: nil)
        run.snapshot.clocks = result.snapshot.clocks
        observe(run.scope, in: run.active, matching)
    }

    /// What the guards of active states on a trigger turned on.
    private mutating func observe(
        _ scope: GuardScope, in active: Set<Place>, _ matching: (Trigger) -> Bool,
        isWanted: (String) -> Bool = { _ in true }
    ) {
        for place in active {
            let scope = scope.local(to: place)
            for way in definition.tree[place.node].transitions where matching(way.trigger) {
                guard isWanted(way.source), let parts = guards[way.number] else { continue }
                for found in parts.decisive(parts.values(in: scope)) {
                    shown.insert(
                        .condition(transition: way.number, part: found.part, holds: found.holds))
                }
            }
        }
    }
}
