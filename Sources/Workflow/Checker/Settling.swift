import Values

/// Runs to rest: takes `auto` and `done` for as long as some may be open, and gives every rest that this can lead to.
struct Settling {
    private let walker: Walker
    private let clocks: UInt128
    /// How many places passed through are looked at in one step; a cycle of automatic moves is an error of its own.
    private static let limit = 400

    struct Rest {
        let standing: AbstractStanding
        let slots: UInt64
        let ways: [[Int]]
    }

    private struct Passed: Hashable {
        let standing: AbstractStanding
        let slots: UInt64
    }

    init(_ walker: Walker, clocks: UInt128) {
        self.walker = walker
        self.clocks = clocks
    }

    /// Moves that are merely possible are left to later steps, where they are looked at as set off by a fact, except from
    /// the first place when `begins` says so, and where a followed clock would not survive a rest in between.
    func settled(_ standing: AbstractStanding, slots: UInt64, begins: Bool = false) -> [Rest] {
        var queue = [Rest(standing: standing, slots: slots, ways: [])]
        var seen: Set<Passed> = [Passed(standing: standing, slots: slots)]
        var rests: [Rest] = []
        var next = 0
        while next < queue.count, next < Settling.limit {
            let place = queue[next]
            next += 1
            if walker.model.isEnded(place.standing.active) {
                rests.append(place)
                continue
            }
            var (open, isSure) = moves(.auto, place) { _ in (true, true) }
            if !isSure {
                let done = moves(.done, place) { walker.mover.isDone($0, in: place.standing.active) }
                open += done.open
                isSure = done.isSure
            }
            if !isSure {
                rests.append(place)
                if !(begins && next == 1) && !losesClock(place.standing) { continue }
            }
            for way in open where walker.holdsTogether(place.ways, way) {
                walker.fired.insert(way)
                let written = walker.effects.slots(after: [way], place.standing, place.slots, clocks)
                for moved in walker.mover.moved(place.standing, by: [way]) {
                    for slots in written where seen.insert(Passed(standing: moved, slots: slots)).inserted {
                        queue.append(Rest(standing: moved, slots: slots, ways: place.ways + [[way]]))
                    }
                }
            }
        }
        return rests
    }

    private func losesClock(_ standing: AbstractStanding) -> Bool {
        guard clocks != 0 else { return false }
        let bound = walker.bound
        return walker.following.clocks.enumerated().contains { slot, clock in
            let phase = bound.phase(slot, of: clocks)
            return phase != .off && phase != .leftBreached && !bound.runsHere(clock, standing.active)
                && !bound.pausesHere(clock, standing) && !bound.isFrozen(clock, standing)
        }
    }

    /// The automatic moves that may be open, and whether one of them certainly is.
    private func moves(
        _ cause: CheckModel.Cause, _ place: Rest, isReady: (Int) -> (may: Bool, must: Bool)
    ) -> (open: [Int], isSure: Bool) {
        let model = walker.model
        var open: [Int] = []
        var isSure = false
        var looked = StateSet(count: model.stateCount)
        for leaf in model.leaves(place.standing.active) {
            for state in model.chains[leaf] {
                if looked.contains(state) { break }
                looked.insert(state)
                guard let group = model.waysAt[state][cause] else { continue }
                let ready = isReady(state)
                guard ready.may else { continue }
                let looks = group.map {
                    (
                        $0,
                        walker.bound.look(
                            walker.bound.guards[$0], place.standing, slots: place.slots, clocks: clocks)
                    )
                }
                open += looks.filter(\.1.may).map(\.0)
                let isTaken =
                    looks.contains { $0.1.must } || (group.first.map(model.exhaustive.contains) ?? false)
                if ready.must, isTaken {
                    isSure = true
                    break
                }
            }
        }
        return (open, isSure)
    }
}
