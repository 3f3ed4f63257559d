import CEL
import Values

/// What the functions of guards answer from.
struct GuardValues {
    let definition: WorkflowDefinition
    let active: Set<Place>
    let clocks: [ClockRun]
    let milestones: Set<String>
    let view: CaseView

    /// The answers as one row sees them, or as what is outside rows does.
    func answers(row: String?) -> @Sendable (String, [CELValue]) -> CELValue? {
        { function, arguments in
            if function == GuardEnvironment.carried, case .list(let routes)? = arguments.last {
                return .bool(
                    routes.contains { route in
                        guard case .string(let name) = route else { return false }
                        return view.carriedRoutes.contains(name)
                    })
            }
            guard case .string(let name)? = arguments.first else { return nil }
            switch function {
            case GuardEnvironment.inState:
                return definition.tree.index(of: name).map {
                    .bool(active.contains(definition.tree.place($0, seenFrom: row)))
                }
            case GuardEnvironment.noneIn, GuardEnvironment.anyIn, GuardEnvironment.allIn:
                guard case .string(let state)? = arguments.last else { return nil }
                return rows(function, of: name, in: state)
            case GuardEnvironment.clock: return GuardValues.phase(run(of: name, row: row))
            case GuardEnvironment.milestone:
                return .bool(milestones.contains(name) || view.hasReached(name, in: definition))
            case GuardEnvironment.docs:
                return .int(Int64(view.count([name], claimant: nil, onlyFresh: false)))
            case GuardEnvironment.served:
                let day = view.papers.filter { $0.kind == name }.compactMap(\.servedOn).max()
                return .record(day.map { ["on": .date($0)] } ?? [:])
            default: return nil
            }
        }
    }

    /// A clock that runs in rows is asked in one of them, and answers for it.
    private func run(of clock: String, row: String?) -> ClockRun? {
        let isOfRows = row != nil && definition.rowHost(ofClock: clock) != nil
        return clocks.last { $0.clock == clock && (!isOfRows || $0.subject == row) }
    }

    private func rows(_ function: String, of host: String, in state: String) -> CELValue? {
        guard let host = definition.tree.index(of: host), let state = definition.tree.index(of: state) else {
            return nil
        }
        let rows = definition.rows(of: host, in: active)
        switch function {
        case GuardEnvironment.anyIn: return .bool(rows.contains { active.contains(Place(state, $0)) })
        case GuardEnvironment.allIn: return .bool(rows.allSatisfy { active.contains(Place(state, $0)) })
        default: return .bool(!rows.contains { active.contains(Place(state, $0)) })
        }
    }

    private static func phase(_ run: ClockRun?) -> CELValue {
        let isOpen = run.map { $0.state != .ended } ?? false
        var members: [String: CELValue] = [
            "running": .bool(run?.state == .running && run?.phase != .breached),
            "warned": .bool(isOpen && run?.phase == .warned),
            "breached": .bool(isOpen && run?.phase == .breached),
            "paused": .bool(run?.state == .paused),
        ]
        if let due = run?.due { members["due"] = .date(due.day) }
        return .record(members)
    }
}
