import Values

extension WorkflowStep {
    /// Why an act may not take up a proceeding again: another one has moved on by what it came to.
    static func refuseReopening(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, act: Named, case view: CaseView
    ) -> Refusal? {
        guard let outcome = snapshot.outcome, let parent = view.consumedBy else { return nil }
        let final = definition.active(of: snapshot).first { definition.tree.isOutermostFinal($0.node) }
        return .closed(
            ClosedRefusal(
                act: act, state: final.map { definition.tree[$0.node].named }, outcome: outcome,
                reopeners: [],
                consumedBy: parent))
    }

    /// Why a state that waits for a proceeding may not be left: that one is open, and the file forbids it.
    static func refuseLeaving(
        _ definition: WorkflowDefinition, _ snapshot: Snapshot, act: Named,
        moves: [Move]
    ) -> [Refusal] {
        let active = definition.active(of: snapshot)
        let left = moves.reduce(into: Set<Place>()) { $0.formUnion(definition.exits(of: $1, in: active)) }
        return left.sorted().compactMap { place in
            let state = definition.tree[place.node]
            guard let use = state.use, use.onLeave == .forbid,
                let child = snapshot.child(at: state.address, row: place.row), child.outcome == nil
            else { return nil }
            let number = child.proceeding ?? child.workflow
            return .property(
                PropertyRefusal(
                    act: act,
                    property: Named(
                        "on_leave",
                        Bilingual(
                            zh: "在“\(state.label.zh)”启动的程序终结前不得离开",
                            en: "'\(state.label.en)' is not left before the proceeding it opened has ended")),
                    expression: "on_leave: forbid", mustHold: true,
                    linesZH: ["程序 \(number)（\(use.workflow)）尚未终结"],
                    linesEN: ["proceeding \(number) (\(use.workflow)) has not ended"]))
        }
    }
}
