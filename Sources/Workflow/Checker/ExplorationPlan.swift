import Values

/// Which regions are followed together: the whole procedure where that is small, otherwise region by region.
struct ExplorationPlan {
    /// One exploration: what it hides, and the parallel state whose regions it follows.
    struct Unit {
        let hidden: StateSet
        /// The parallel state whose regions are followed; nothing when everything is.
        let parallel: Int?
        /// The regions that are followed, by id; empty when everything is.
        let regions: [String]
    }

    let model: CheckModel
    let units: [Unit]
    /// As many configurations as are followed together.
    static let product = 4_096

    init(_ model: CheckModel, product: Int = ExplorationPlan.product) {
        self.model = model
        let tree = model.tree
        let none = StateSet(count: model.stateCount)
        let parallels = tree.nodes.indices.filter { tree[$0].kind == .parallel }
        guard ExplorationPlan.size(0, tree) > product, !parallels.isEmpty else {
            units = [Unit(hidden: none, parallel: nil, regions: [])]
            return
        }
        // What is inside a region is followed with it where that is small enough, else apart from it.
        var whole: [Int] = []
        units = parallels.flatMap { parallel -> [Unit] in
            guard !whole.contains(where: { tree.isInside(parallel, $0) }) else { return [] }
            return ExplorationPlan.groups(of: parallel, model, product).map { group in
                let isWhole = ExplorationPlan.size(of: group, tree) <= product
                if isWhole { whole += group }
                var hidden = none
                for other in parallels {
                    for region in tree.nodes[other].children {
                        let isSeen = group.contains {
                            $0 == region || tree.isInside($0, region)
                                || (isWhole && tree.isInside(region, $0))
                        }
                        if !isSeen { hidden.formUnion(model.extents[region]) }
                    }
                }
                return Unit(hidden: hidden, parallel: parallel, regions: group.map { tree[$0].id })
            }
        }
    }

    /// How many configurations regions side by side have together.
    private static func size(of regions: [Int], _ tree: StateTree) -> Int {
        regions.reduce(1) { min(1_000_000, $0 * size($1, tree)) }
    }

    /// How many configurations a state can be in, at most a large number.
    private static func size(_ state: Int, _ tree: StateTree) -> Int {
        let children = tree.nodes[state].children
        guard !children.isEmpty else { return 1 }
        let limit = 1_000_000
        let sizes = children.map { size($0, tree) }
        if tree[state].kind == .parallel {
            return sizes.reduce(1) { min(limit, $0 * $1) }
        }
        return min(limit, sizes.reduce(tree[state].forEach == nil ? 0 : 1, +))
    }

    /// Regions whose conditions name each other's states go together, as long as that stays small.
    private static func groups(of parallel: Int, _ model: CheckModel, _ product: Int) -> [[Int]] {
        let tree = model.tree
        var groups = tree.nodes[parallel].children.map { [$0] }
        for way in model.ways {
            guard let own = groups.firstIndex(where: { $0.contains { contains($0, way.source, tree) } })
            else {
                continue
            }
            for literal in way.formula.literals {
                guard
                    let named = model.known.states[literal.subject]
                        ?? model.known.rows[literal.subject]?.state
                else { continue }
                let mine = groups.firstIndex { $0.contains { contains($0, way.source, tree) } } ?? own
                guard let other = groups.firstIndex(where: { $0.contains { contains($0, named, tree) } }),
                    other != mine
                else { continue }
                let both = groups[mine] + groups[other]
                guard size(of: both, tree) <= product else { continue }
                groups[mine] = both
                groups.remove(at: other)
            }
        }
        return groups
    }

    private static func contains(_ region: Int, _ state: Int, _ tree: StateTree) -> Bool {
        region == state || tree.isInside(state, region)
    }

    /// What the exploration of a unit follows when nobody asks for more.
    func following(_ unit: Unit, asking: [GuardLiteral] = []) -> Following {
        var following = Following(hidden: unit.hidden)
        following.slots = dataSlots(unit, asking)
        following.clocks = followedClocks(unit, asking)
        following.facts = facts(ending: following.clocks)
        return following
    }

    /// What the conditions of followed ways compare.
    func literals(_ unit: Unit) -> [GuardLiteral] {
        model.ways.filter { !unit.hidden.contains($0.source) }.flatMap { $0.formula.literals }
    }

    /// The fields of data that some condition of a followed way asks about, and those that their values come from, as
    /// far as they fit. What only regions that are not followed ask about may be either way.
    private func dataSlots(_ unit: Unit, _ asking: [GuardLiteral]) -> [GuardSubject] {
        let grouped = Dictionary(
            grouping: model.ways.flatMap { $0.formula.literals } + asking, by: \.subject)
        let asked = model.dependencies.closure(of: Set((literals(unit) + asking).map(\.subject)))
        var width = 0
        return grouped.keys.sorted().compactMap { text in
            guard asked.contains(text), let field = model.known.fields[text] else { return nil }
            let subject = GuardSubject(
                text: text, tests: (grouped[text] ?? []).map(\.test), words: model.known.words[text],
                canBeAbsent: field.initial == nil)
            return Following.fits(subject, &width) ? subject : nil
        }
    }

    private func followedClocks(_ unit: Unit, _ asking: [GuardLiteral]) -> [Int] {
        let asked = Set(
            (model.ways.flatMap { $0.formula.literals } + asking).compactMap {
                model.known.clocks[$0.subject]?.clock
            })
        let handled = Set(
            model.ways.compactMap { way -> Int? in
                if case .breach(let clock) = way.cause { return clock }
                return nil
            })
        let chosen = model.definition.clocks.indices.filter { index in
            let clock = model.definition.clocks[index]
            let places = clock.runsIn.compactMap(model.tree.index(of:))
            guard !clock.isReview, !places.contains(where: unit.hidden.contains) else { return false }
            return asked.contains(index) || handled.contains(index)
                || (clock.limit == .right && !clock.ends.isEmpty) || canBeMetInPlace(clock, places)
        }
        return Array(chosen.prefix(Following.mostClocks))
    }

    /// Whether an act can meet a clock without leaving the states it runs in, so that nothing runs there afterwards.
    private func canBeMetInPlace(_ clock: ClockDefinition, _ places: [Int]) -> Bool {
        clock.ends.contains { act in
            if model.definition.act(named: act)?.availability == .always { return true }
            if model.definition.activities.contains(where: { $0.act == act }) { return true }
            guard let index = model.actIndex[act] else { return false }
            return model.ways.contains { way in
                guard way.cause == .act(index) else { return false }
                return places.contains { place in
                    way.target == nil || !model.tree.isInside(place, way.domain) || way.entry.contains(place)
                }
            }
        }
    }

    private func facts(ending clocks: [Int]) -> [Int] {
        let ends = Set(clocks.flatMap { model.definition.clocks[$0].ends })
        return ends.sorted().compactMap { act in
            model.definition.act(named: act)?.availability == .always ? model.actIndex[act] : nil
        }
    }
}

extension Following {
    /// As many clocks as the word for their phases holds.
    static let mostClocks = 42

    /// Whether another subject still fits into the word for values.
    static func fits(_ subject: GuardSubject, _ width: inout Int) -> Bool {
        let bits = max(1, Int.bitWidth - (subject.classCount - 1).leadingZeroBitCount)
        guard subject.classCount <= 60, width + bits <= 60 else { return false }
        width += bits
        return true
    }
}
