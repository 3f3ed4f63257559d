import CEL
public import Values

extension Snapshot {
    /// The child that a state waits for now.
    func child(at address: String, row: String? = nil) -> ChildReference? {
        children.last { child in
            child.isAwaited(at: address, row: row)
        }
    }

    /// Fills in the number of a proceeding that the host opened for a request.
    public mutating func name(_ reference: String, proceeding: String) {
        guard let index = children.firstIndex(where: { $0.id == reference }) else { return }
        children[index].proceeding = proceeding
    }

    /// Remembers a proceeding that was opened beside this one by one of its offers.
    public mutating func addOffered(_ workflow: String, proceeding: String) {
        children.append(
            ChildReference(
                id: childID("offer", among: nil), proceeding: proceeding, workflow: workflow, state: nil,
                rows: [], status: .free))
    }

    /// How many proceedings of a workflow were opened by an offer.
    public func offered(_ workflow: String) -> Int {
        children.count { $0.state == nil && $0.workflow == workflow }
    }

    /// A child was taken up again before anybody moved on by what it had come to.
    public mutating func resumeChild(_ proceeding: String) {
        for index in children.indices where children[index].proceeding == proceeding {
            children[index].outcome = nil
            children[index].lines = [:]
            if children[index].status == .ended { children[index].status = .awaited }
        }
    }

    fileprivate func childID(_ name: String, among address: String?) -> String {
        "\(name)#\(children.count { $0.state == address } + 1)"
    }
}

extension StepRun {
    /// A state that waits for a child is left: its result is used up, or what `on_leave` says becomes of it.
    ///
    /// A child that several rows wait for is let go when the last of them has left.
    mutating func leaveChildren(of place: Place) {
        let state = definition.tree[place.node]
        guard let use = state.use,
            let index = snapshot.children.lastIndex(where: {
                $0.isAwaited(at: state.address, row: place.row)
            })
        else { return }
        if let row = place.row { snapshot.children[index].gone.append(row) }
        guard Set(snapshot.children[index].gone) == Set(snapshot.children[index].rows) else { return }
        guard snapshot.children[index].outcome == nil else {
            snapshot.children[index].status = .consumed
            return
        }
        snapshot.children[index].status = .free
        switch use.onLeave {
        // What cannot be refused leaves even a state that should not be left; the proceeding goes on.
        case .keep, .forbid: break
        case .close: closing.append(snapshot.children[index])
        }
    }

    /// Whether the child that a place waits for has ended.
    func hasEndedChild(_ place: Place) -> Bool {
        let state = definition.tree[place.node]
        return state.use != nil && snapshot.child(at: state.address, row: place.row)?.outcome != nil
    }

    /// Asks for the children of states that came to rest without one.
    mutating func requestChildren() throws(StepFault) -> [ChildRequest] {
        guard !hasEnded else { return [] }
        var requests: [ChildRequest] = []
        let waiting = active.sorted().filter { place in
            let state = definition.tree[place.node]
            return state.use != nil && snapshot.child(at: state.address, row: place.row) == nil
        }
        for (node, places) in Dictionary(grouping: waiting, by: \.node).sorted(by: { $0.key < $1.key }) {
            let state = definition.tree[node]
            guard let use = state.use else { continue }
            let rows = places.compactMap(\.row)
            switch use.count {
            case .onePerAct: requests.append(try request(use, of: state, rows: rows))
            case .onePerRow where rows.isEmpty: requests.append(try request(use, of: state, rows: []))
            case .onePerRow:
                for row in rows {
                    requests.append(
                        try request(use, of: state, rows: [row], scope: scope.local(to: Place(node, row))))
                }
            }
        }
        return requests
    }

    private mutating func request(
        _ use: UseDefinition, of state: StateDefinition, rows: [String], scope: GuardScope? = nil
    ) throws(StepFault) -> ChildRequest {
        let id = snapshot.childID(state.id, among: state.address)
        snapshot.children.append(
            ChildReference(
                id: id, proceeding: nil, workflow: use.workflow, state: state.address, rows: rows,
                status: .awaited))
        trace.append(
            StepTrace(
                .child, use.workflow,
                Bilingual(zh: "启动程序 \(use.workflow)", en: "opens a proceeding '\(use.workflow)'")))
        do throws(EffectFault) {
            return ChildRequest(
                reference: id, workflow: use.workflow, state: state.address, rows: rows,
                data: try (scope ?? self.scope).handed(use.with))
        } catch {
            throw .guardError(.guardError(error.reason))
        }
    }
}

extension GuardScope {
    /// The values that a child or an offered proceeding begins with.
    func handed(_ effects: [DataEffect]) throws(EffectFault) -> [String: CELValue] {
        var values: [String: CELValue] = [:]
        for effect in effects {
            do {
                values[effect.field] = try value(effect.value)
            } catch {
                throw EffectFault(reason: error.refusal(nil, effect.value))
            }
        }
        return values
    }
}

extension WorkflowStep {
    /// A child came to an end: what it came to enters its parent, which moves on by `done` where a state waited for it.
    public static func childEnded(
        _ proceeding: String, outcome: String, lines: [String: String] = [:],
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView, occurred: Moment
    ) throws(StepFault) -> StepResult {
        var marked = snapshot
        for index in marked.children.indices where marked.children[index].proceeding == proceeding {
            marked.children[index].outcome = outcome
            marked.children[index].lines = lines
            if marked.children[index].status == .awaited { marked.children[index].status = .ended }
        }
        var run = StepRun(definition, marked, view: view, occurred: occurred, act: nil)
        try run.settle()
        return try rest(
            &run, brokenBefore: PropertyWatch(definition, snapshot, view: view).broken, owed: [])
    }

    /// A proceeding is closed because nobody waits for it any more: its clocks end, its own children follow.
    public static func close(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, case view: CaseView, occurred: Moment
    ) throws(StepFault) -> StepResult {
        var run = StepRun(definition, snapshot, view: view, occurred: occurred, act: nil)
        for place in run.active.union(run.frozen).sorted(by: >) { run.leaveChildren(of: place) }
        run.isClosedFromOutside = true
        return try rest(&run, brokenBefore: Set(definition.properties.map(\.name)), owed: [])
    }
}
