import CEL
import Values

/// The conditions of all ways, bound to what one exploration follows.
final class BoundGuards {
    let model: CheckModel
    let following: Following
    let guards: [FollowedGuard]
    let slotIndex: [String: (Int, GuardSubject)]
    /// Where each slot stands in the word, and how wide it is.
    let offsets: [(shift: UInt64, mask: UInt64)]
    let clockSlot: [Int: Int]
    private let runsIn: [StateSet]
    private let pauseIn: [StateSet]

    init(_ model: CheckModel, _ following: Following) {
        self.model = model
        self.following = following
        var slotIndex: [String: (Int, GuardSubject)] = [:]
        var offsets: [(shift: UInt64, mask: UInt64)] = []
        var shift: UInt64 = 0
        for (index, subject) in following.slots.enumerated() {
            slotIndex[subject.text] = (index, subject)
            let width = UInt64(64 - (subject.classCount - 1).leadingZeroBitCount)
            offsets.append((shift, (1 << max(1, width)) - 1))
            shift += max(1, width)
        }
        self.slotIndex = slotIndex
        self.offsets = offsets
        clockSlot = Dictionary(
            following.clocks.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        guards = model.ways.map { FollowedGuard($0.formula, model.known, slots: slotIndex) }
        func states(_ names: [String]) -> StateSet {
            var set = StateSet(count: model.stateCount)
            for name in names.compactMap(model.tree.index(of:)) { set.insert(name) }
            return set
        }
        runsIn = model.definition.clocks.map { states($0.runsIn) }
        pauseIn = model.definition.clocks.map { states($0.pauseIn) }
    }

    func slot(_ index: Int, of word: UInt64) -> Int {
        Int((word >> offsets[index].shift) & offsets[index].mask)
    }

    func setting(_ index: Int, to value: Int, in word: UInt64) -> UInt64 {
        (word & ~(offsets[index].mask << offsets[index].shift)) | (UInt64(value) << offsets[index].shift)
    }

    func phase(_ slot: Int, of word: UInt128) -> FollowedPhase {
        FollowedPhase(rawValue: UInt8((word >> UInt128(slot * 3)) & 7)) ?? .off
    }

    func setting(_ slot: Int, to phase: FollowedPhase, in word: UInt128) -> UInt128 {
        (word & ~(UInt128(7) << UInt128(slot * 3))) | (UInt128(phase.rawValue) << UInt128(slot * 3))
    }

    func runsHere(_ clock: Int, _ active: StateSet) -> Bool { !runsIn[clock].isDisjoint(with: active) }

    func pausesHere(_ clock: Int, _ standing: AbstractStanding) -> Bool {
        if !pauseIn[clock].isDisjoint(with: standing.active) { return true }
        return isFrozen(clock, standing) && model.definition.clocks[clock].inSuspension != .run
    }

    /// Whether a clock is live in what a hold froze.
    func isFrozen(_ clock: Int, _ standing: AbstractStanding) -> Bool {
        guard let frozen = standing.kept.first else { return false }
        return !runsIn[clock].isDisjoint(with: frozen) || !pauseIn[clock].isDisjoint(with: frozen)
    }

    /// What a condition may be.
    func look(
        _ condition: FollowedGuard, _ standing: AbstractStanding, slots: UInt64, clocks: UInt128
    ) -> (may: Bool, must: Bool) {
        condition.look { question in
            switch question {
            case .slot(let index, let mask): return mask & (1 << UInt64(slot(index, of: slots))) != 0
            case .state(let state, let wanted):
                if !following.hidden.contains(state) { return standing.active.contains(state) == wanted }
                // Nothing inside a region is active while what is around it is not.
                let owner = model.chains[state].first { !following.hidden.contains($0) } ?? 0
                return standing.active.contains(owner) ? nil : !wanted
            case .clock(let clock, let question, let wanted):
                guard let slot = clockSlot[clock] else { return nil }
                let phase = phase(slot, of: clocks)
                let isLive = phase == .running || phase == .breached
                switch question {
                case .running:
                    return (phase == .running && !pausesHere(clock, standing)) == wanted
                case .breached: return (phase == .breached) == wanted
                case .paused: return (isLive && pausesHere(clock, standing)) == wanted
                case .warned: return phase == .running ? nil : !wanted
                }
            case .rows(let rows, let wanted): return look(rows, standing).map { $0 == wanted }
            case .constant, .free, .and, .or: return nil
            }
        }
    }

    /// What one followed row, or an empty list, tells of all rows; the others may stand anywhere.
    private func look(_ question: RowQuestion, _ standing: AbstractStanding) -> Bool? {
        let inside = model.tree.nodes[question.host].children
        guard standing.active.contains(question.host), let first = inside.first,
            !following.hidden.contains(first)
        else { return nil }
        let isEmpty = !inside.contains { standing.active.contains($0) }
        let isThere = standing.active.contains(question.state)
        switch question.kind {
        case .any: return isEmpty ? false : isThere ? true : nil
        case .none: return isEmpty ? true : isThere ? false : nil
        case .all: return isEmpty ? true : isThere ? nil : false
        }
    }

    /// The clocks at rest after a step.
    func clocks(
        after old: UInt128, _ standing: AbstractStanding, act: Int?, ways: [[Int]] = []
    ) -> UInt128 {
        let anew = Set(
            ways.joined().flatMap { model.ways[$0].transition.clockOperations }.compactMap {
                operation -> String? in
                switch operation.kind {
                case .reset, .interrupt: return operation.clock
                case .extend, .exclude: return nil
                }
            })
        var word = old
        let ended = model.isEnded(standing.active)
        for (slot, clock) in following.clocks.enumerated() {
            let definition = model.definition.clocks[clock]
            let runs = !ended && runsHere(clock, standing.active)
            let stays = runs || (!ended && (pausesHere(clock, standing) || isFrozen(clock, standing)))
            let phase = phase(slot, of: word)
            var next = phase
            switch phase {
            case .running, .breached:
                let isMet = act.map { definition.ends.contains(model.acts[$0]) } ?? false
                if isMet {
                    next = stays ? .settled : .off
                } else if !stays {
                    next = phase == .breached && definition.reenter == .continue ? .leftBreached : .off
                }
            case .settled: if !stays { next = .off }
            case .off: if runs { next = .running }
            case .leftBreached: if runs { next = .breached }
            }
            if runs, next != .settled, anew.contains(definition.id) { next = .running }
            word = setting(slot, to: next, in: word)
        }
        return word
    }
}
