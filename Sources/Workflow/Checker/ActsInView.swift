import Values

/// The acts that can be taken where an exploration looks; the others are taken in regions that it does not follow.
struct ActsInView {
    private let elsewhere: Set<String>

    init(_ model: CheckModel, _ unit: ExplorationPlan.Unit) {
        var here: Set<String> = []
        var there: Set<String> = []
        for way in model.ways {
            switch way.cause {
            case .act(let act), .reopen(let act):
                if unit.hidden.contains(way.source) {
                    there.insert(model.acts[act])
                } else {
                    here.insert(model.acts[act])
                }
            case .breach, .cured, .auto, .done: continue
            }
        }
        for activity in model.definition.activities {
            let states = activity.states.compactMap(model.tree.index(of:))
            if states.contains(where: { !unit.hidden.contains($0) }) { here.insert(activity.act) }
        }
        elsewhere = there.subtracting(here)
    }

    func contains(_ act: String) -> Bool { !elsewhere.contains(act) }
}
