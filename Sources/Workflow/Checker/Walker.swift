import CEL
import Values

/// Where a step lands, before its standing has a number.
struct Landing {
    let standing: AbstractStanding
    let slots: UInt64
    let clocks: UInt128
    var memory: UInt64
    var ways: [[Int]] = []

    func node(_ explorer: Explorer) -> CheckNode {
        CheckNode(standing: explorer.number(of: standing), slots: slots, clocks: clocks, memory: memory)
    }
}

/// The steps that lead on from one node.
final class Walker {
    let model: CheckModel
    let following: Following
    let mover: Mover
    let bound: BoundGuards
    let effects: EffectValues
    /// What sets the ways of each state off, in the order of the file.
    private let causesAt: [[CheckModel.Cause]]
    private let hiddenMoves: [HiddenMove]
    /// Acts that may lead out of a region that is not followed, so that what they do elsewhere is not sure.
    private let unsureActs: Set<Int>
    private let waysOn: [Int: [Int]]
    private let activities: [(act: Int, states: StateSet)]
    /// The automatic moves that were found open.
    var fired: Set<Int> = []
    private var exclusions: [WayPair: Bool] = [:]

    private struct WayPair: Hashable {
        let first: Int
        let second: Int
    }

    struct Outcome {
        let step: StepTaken
        var landing: Landing
        let isSure: Bool
        /// The act that was recorded, and the ways it set off, as far as they are remembered.
        let act: Int?
        let ways: [Int]
    }

    /// A node without what is remembered, on which no step hangs.
    private struct Situation: Hashable {
        let standing: Int32
        let slots: UInt64
        let clocks: UInt128
    }

    /// The steps from the situations seen so far, where the same one comes again with other things remembered.
    private var known: [Situation: [Outcome]] = [:]

    init(_ model: CheckModel, _ following: Following, _ mover: Mover, _ bound: BoundGuards) {
        self.model = model
        self.following = following
        self.mover = mover
        self.bound = bound
        effects = EffectValues(model, bound)
        causesAt = model.waysAt.map { groups in
            groups.sorted { ($0.value.first ?? 0) < ($1.value.first ?? 0) }.map(\.key)
        }
        activities = model.definition.activities.compactMap { activity in
            guard let act = model.actIndex[activity.act] else { return nil }
            var states = StateSet(count: model.stateCount)
            for state in activity.states.compactMap(model.tree.index(of:)) { states.insert(state) }
            return (act, states)
        }
        var waysOn: [Int: [Int]] = [:]
        for groups in model.waysAt {
            for (cause, group) in groups {
                guard case .act(let act) = cause, let first = group.first, model.exhaustive.contains(first)
                else { continue }
                waysOn[act, default: []].append(first)
            }
        }
        self.waysOn = waysOn
        hiddenMoves = HiddenMove.all(model, following, bound, effects)
        unsureActs = Set(
            model.ways.compactMap { way in
                guard case .act(let act) = way.cause, following.hidden.contains(way.source),
                    way.target != nil, !following.hidden.contains(way.domain)
                else { return nil }
                return act
            })
    }

    func starts() -> [Landing] {
        mover.initial().flatMap { standing in
            effects.initial().flatMap { slots in
                Settling(self, clocks: 0).settled(standing, slots: slots).map { rest in
                    Landing(
                        standing: rest.standing, slots: rest.slots,
                        clocks: bound.clocks(after: 0, rest.standing, act: nil), memory: 0, ways: rest.ways)
                }
            }
        }
    }

    func successors(of node: CheckNode, _ standing: AbstractStanding) -> [Outcome] {
        guard let remember = following.remember else { return walked(from: node, standing) }
        let situation = Situation(standing: node.standing, slots: node.slots, clocks: node.clocks)
        let outcomes = known[situation] ?? walked(from: node, standing)
        known[situation] = outcomes
        return outcomes.flatMap { outcome in
            let memories = outcome.act.map { remember(node.memory, $0, outcome.ways) } ?? [node.memory]
            return memories.map { memory in
                var next = outcome
                next.landing.memory = memory
                return next
            }
        }
    }

    private func walked(from node: CheckNode, _ standing: AbstractStanding) -> [Outcome] {
        var result: [Outcome] = []
        let hasEnded = model.isEnded(standing.active)
        var causes: [CheckModel.Cause] = []
        for state in standing.active.elements {
            for cause in causesAt[state] where !causes.contains(cause) { causes.append(cause) }
        }
        for cause in causes {
            switch cause {
            case .act(let act), .reopen(let act):
                guard isInTime(act, node, isReopening: hasEnded) else { continue }
                for choice in choices(cause, node, standing) {
                    land(
                        &result, node, standing, .act(act), choice.ways,
                        isSure: choice.isSure && !unsureActs.contains(act), clocks: node.clocks)
                }
            case .breach(let clock):
                breach(clock, &result, node, standing)
            case .cured(let clock):
                for choice in choices(cause, node, standing) {
                    land(
                        &result, node, standing, .cured(clock), choice.ways, isSure: false,
                        clocks: node.clocks)
                }
            case .auto, .done: break
            }
        }
        for (act, states) in activities where !hasEnded && !states.isDisjoint(with: standing.active) {
            if causes.contains(.act(act)) { continue }
            land(&result, node, standing, .act(act), [], isSure: false, clocks: node.clocks)
        }
        for (slot, clock) in following.clocks.enumerated()
        where !causes.contains(.breach(clock)) && bound.phase(slot, of: node.clocks) == .running
            && !bound.pausesHere(clock, standing)
        {
            let clocks = bound.setting(slot, to: .breached, in: node.clocks)
            land(&result, node, standing, .breach(clock), [], isSure: false, clocks: clocks)
        }
        later(&result, node, standing)
        if !hasEnded { hidden(&result, node, standing) }
        return result
    }

    /// A right that has lapsed is refused.
    private func isInTime(_ act: Int, _ node: CheckNode, isReopening: Bool) -> Bool {
        guard !isReopening else { return true }
        let name = model.acts[act]
        return !following.clocks.enumerated().contains { slot, clock in
            let definition = model.definition.clocks[clock]
            return definition.limit == .right && definition.ends.contains(name)
                && bound.phase(slot, of: node.clocks) == .breached
        }
    }

    private func breach(
        _ clock: Int, _ result: inout [Outcome], _ node: CheckNode, _ standing: AbstractStanding
    ) {
        var clocks = node.clocks
        if let slot = bound.clockSlot[clock] {
            let phase = bound.phase(slot, of: clocks)
            // What breached while its state was frozen moves when the state comes back.
            let isDeferred = phase == .breached && model.keepsStandings
            guard isDeferred || (phase == .running && !bound.pausesHere(clock, standing)) else { return }
            clocks = bound.setting(slot, to: .breached, in: clocks)
        }
        let choices = choices(.breach(clock), node, standing, clocks: clocks)
        for choice in choices {
            land(&result, node, standing, .breach(clock), choice.ways, isSure: false, clocks: clocks)
        }
        if !choices.contains(where: \.isSure) {
            land(&result, node, standing, .breach(clock), [], isSure: false, clocks: clocks)
        }
    }

    /// What facts recorded later set off by themselves.
    private func later(_ result: inout [Outcome], _ node: CheckNode, _ standing: AbstractStanding) {
        for fact in following.facts where !isTaken(fact, standing) {
            for slots in changed(by: fact, node.slots, standing, node.clocks) {
                settle(
                    &result, node, standing, slots, .fact(fact), [], isSure: false, clocks: node.clocks,
                    act: fact)
            }
        }
        guard !model.isEnded(standing.active) else { return }
        settle(&result, node, standing, node.slots, .auto, [], isSure: false, clocks: node.clocks, act: nil)
        for filled in mover.withFirstRow(standing) {
            settle(
                &result, node, filled, node.slots, .auto, [], isSure: false, clocks: node.clocks, act: nil,
                isHidden: true)
        }
    }

    /// Whether an automatic move may follow others in one step, in which the facts of the case do not change.
    func holdsTogether(_ taken: [[Int]], _ way: Int) -> Bool {
        taken.joined().allSatisfy { earlier in
            let pair = WayPair(first: min(earlier, way), second: max(earlier, way))
            if let known = exclusions[pair] { return !known }
            let isExcluded = GuardFormula.areDisjoint(model.ways[earlier].formula, model.ways[way].formula) {
                $0.subject.contains("case.") && $0.reads == ["case"]
            }
            exclusions[pair] = isExcluded
            return !isExcluded
        }
    }

    /// Whether an active state has a way that an act sets off, so that recording it is more than a fact.
    private func isTaken(_ act: Int, _ standing: AbstractStanding) -> Bool {
        waysOn[act]?.contains { standing.active.contains(model.ways[$0].source) } ?? false
    }

    /// Moves of regions that are not followed, as far as they can be noticed.
    private func hidden(_ result: inout [Outcome], _ node: CheckNode, _ standing: AbstractStanding) {
        for move in hiddenMoves where standing.active.contains(move.owner) {
            let look = bound.look(bound.guards[move.way], standing, slots: node.slots, clocks: node.clocks)
            guard look.may else { continue }
            land(
                &result, node, standing, move.cause, [move.way], isSure: false, clocks: node.clocks,
                isHidden: true)
        }
    }

    /// Every combination of ways that one trigger may set off, innermost first.
    private func choices(
        _ cause: CheckModel.Cause, _ node: CheckNode, _ standing: AbstractStanding, clocks: UInt128? = nil
    ) -> [WayChoice] {
        Choosing(
            model: model, cause: cause, leaves: model.leaves(standing.active), standing: standing
        ) { way in
            self.bound.look(
                self.bound.guards[way], standing, slots: node.slots, clocks: clocks ?? node.clocks)
        }.all()
    }

    private func land(
        _ result: inout [Outcome], _ node: CheckNode, _ standing: AbstractStanding, _ cause: StepTaken.Cause,
        _ ways: [Int], isSure: Bool, clocks: UInt128, isHidden: Bool = false
    ) {
        var act: Int?
        if case .act(let index) = cause { act = index }
        for written in effects.slots(after: ways, standing, node.slots, node.clocks) {
            let moved = ways.isEmpty ? [standing] : mover.moved(standing, by: ways)
            for next in moved {
                for slots in act.map({ changed(by: $0, written, next, node.clocks) }) ?? [written] {
                    settle(
                        &result, node, next, slots, cause, ways, isSure: isSure && moved.count == 1,
                        clocks: clocks,
                        act: act, isHidden: isHidden)
                }
            }
        }
    }

    private func settle(
        _ result: inout [Outcome], _ node: CheckNode, _ standing: AbstractStanding, _ slots: UInt64,
        _ cause: StepTaken.Cause, _ ways: [Int], isSure: Bool, clocks: UInt128, act: Int?,
        isHidden: Bool = false
    ) {
        let rests = Settling(self, clocks: clocks).settled(standing, slots: slots, begins: cause == .auto)
        for rest in rests {
            let taken = (ways.isEmpty ? [] : [ways]) + rest.ways
            let restClocks = bound.clocks(after: clocks, rest.standing, act: act, ways: taken)
            result.append(
                Outcome(
                    step: StepTaken(cause, taken, isHidden: isHidden),
                    landing: Landing(
                        standing: rest.standing, slots: rest.slots, clocks: restClocks, memory: node.memory),
                    isSure: isSure && rests.count == 1, act: act, ways: ways))
        }
    }

    /// The values of followed subjects after an act that can change some of them.
    private func changed(by act: Int, _ slots: UInt64, _ standing: AbstractStanding, _ clocks: UInt128)
        -> [UInt64]
    {
        var result = [slots]
        for slot in following.changes[act] ?? [] {
            result = result.flatMap { word in
                (0..<following.slots[slot].classCount).map { self.bound.setting(slot, to: $0, in: word) }
            }
        }
        let ensured = (following.ensures[act] ?? []).map {
            FollowedGuard($0, model.known, slots: bound.slotIndex)
        }
        guard !ensured.isEmpty else { return result }
        return result.filter { word in
            ensured.allSatisfy { self.bound.look($0, standing, slots: word, clocks: clocks).may }
        }
    }
}
