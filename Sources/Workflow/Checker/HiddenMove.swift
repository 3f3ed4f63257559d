import Values

/// A way inside a region that is not followed, as far as others can notice that it was taken.
///
/// Of ways that can be told apart by nobody the first stands for all.
struct HiddenMove {
    let way: Int
    let cause: StepTaken.Cause
    /// The innermost followed state around it.
    let owner: Int

    /// What others notice of a way.
    private struct Trace: Hashable {
        let owner: Int
        let condition: FollowedGuard
        /// The act, where it matters by itself who does what.
        let act: Int?
        /// The way, where it leads out of its region.
        let leaves: Int?
        let written: String
        let clocks: [String]
        /// The lists of the procedure's own data that get members.
        let filled: [String]
    }

    static func all(
        _ model: CheckModel, _ following: Following, _ bound: BoundGuards, _ effects: EffectValues
    ) -> [HiddenMove] {
        let clocks = Set(following.clocks.map { model.definition.clocks[$0].id })
        var seen: Set<Trace> = []
        return model.ways.indices.compactMap { index in
            let way = model.ways[index]
            guard following.hidden.contains(way.source) else { return nil }
            let cause: StepTaken.Cause
            var watched: Int?
            switch way.cause {
            case .act(let act), .reopen(let act):
                cause = .act(act)
                let ends = following.clocks.contains {
                    model.definition.clocks[$0].ends.contains(model.acts[act])
                }
                let changes = following.changes[act] != nil || !(following.ensures[act] ?? []).isEmpty
                if following.isRemembered(act) || ends || changes { watched = act }
            case .breach(let clock): cause = .breach(clock)
            case .cured(let clock): cause = .cured(clock)
            case .auto, .done: cause = .auto
            }
            let leadsOut = way.target != nil && !following.hidden.contains(way.domain)
            let written = effects.written(by: index)
            let operations = way.transition.clockOperations.filter { clocks.contains($0.clock) }
            let filled = way.transition.additions.map(\.list)
            guard watched != nil || leadsOut || written != nil || !operations.isEmpty || !filled.isEmpty
            else {
                return nil
            }
            let owner = model.chains[way.source].first { !following.hidden.contains($0) } ?? 0
            let trace = Trace(
                owner: owner, condition: bound.guards[index], act: watched, leaves: leadsOut ? index : nil,
                written: written ?? "", clocks: operations.map { "\($0.kind) \($0.clock)" }, filled: filled)
            guard seen.insert(trace).inserted else { return nil }
            return HiddenMove(way: index, cause: cause, owner: owner)
        }
    }
}
