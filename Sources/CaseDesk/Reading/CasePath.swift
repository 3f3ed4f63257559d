public import EventLog
import Values
public import Workflow

/// The way one proceeding has gone, to be marked in a drawing.
public struct CasePath: Hashable, Sendable {
    /// The proceeding.
    public let proceeding: String
    /// The definition it runs under.
    public let definition: WorkflowDefinition
    /// Where it stands, where it has been, what it took, and its clocks.
    public let marks: DrawingMarks

    /// Follows the proceedings of a case through its entries; the marks of each are those of its last entry.
    public static func all(
        of number: String, in reader: any LogReader, pins: Pins, horizon: Horizon = .everything
    ) throws -> [CasePath] {
        var trails: [String: Trail] = [:]
        var last: CaseState?
        try CaseState.walk(number, in: reader, pins: pins, horizon: horizon) { step in
            for place in step.state.proceedings {
                trails[place.id, default: Trail()].follow(step.entry.act, to: place)
            }
            last = step.state
        }
        return (last?.proceedings ?? []).map { place in
            var marks = trails[place.id]?.marks ?? DrawingMarks()
            marks.note(place)
            return CasePath(proceeding: place.id, definition: place.definition, marks: marks)
        }
    }
}

/// The marks of one proceeding while its entries are walked through.
private struct Trail {
    var marks = DrawingMarks()
    private var before: Snapshot?
    private var rests = 0

    mutating func follow(_ act: String, to place: ProceedingState) {
        let active = place.snapshot.active
        guard active != before?.active else { return }
        rests += 1
        let entered = active.filter { !(before?.active.contains($0) ?? false) }
        // Several rows may come to one state at once: that is one visit of the state.
        for state in Set(entered.map(stateID)) { marks.visits[state, default: []].append(rests) }
        if let before {
            let route = place.definition.route(from: before, to: place.snapshot) { trigger in
                switch trigger {
                case .act(let name), .reopen(let name): return name == act
                case .breach: return act == "clock_breached"
                // A late entry lifts the breach with the act that is entered.
                case .cured, .auto, .done: return true
                }
            }
            marks.taken.formUnion(route)
        }
        before = place.snapshot
    }

}

extension DrawingMarks {
    /// Marks where a proceeding stands, and writes each open clock at the active state it runs in.
    fileprivate mutating func note(_ place: ProceedingState) {
        let snapshot = place.snapshot
        active = Set(snapshot.active.map(stateID))
        for run in snapshot.clocks where run.state != .ended {
            guard let due = run.due, let state = place.stateShowing(run.clock) else { continue }
            let label = place.definition.clockLabel(run.clock)
            let word: Bilingual
            switch (run.phase, run.state) {
            case (.breached, _): word = Bilingual(zh: "已逾期，原到期", en: "overdue since")
            case (_, .paused): word = Bilingual(zh: "停算，原到期", en: "paused, was due")
            case (.running, _), (.warned, _): word = Bilingual(zh: "到期", en: "due")
            }
            notes[state, default: []].append(
                Bilingual(
                    zh: "⏱ \(label.zh)：\(word.zh) \(due.shortText)",
                    en: "⏱ \(label.en): \(word.en) \(due.shortText)"))
        }
    }
}

extension ProceedingState {
    /// The active state at which a clock is written: the first of those it runs in that is active.
    fileprivate func stateShowing(_ clock: String) -> String? {
        let active = snapshot.active.map { withoutRow($0).split(separator: "/").map(String.init) }
        for state in definition.clock(clock)?.runsIn ?? []
        where active.contains(where: { $0.contains(state) }) {
            return state
        }
        return active.first?.last
    }
}

/// An address without the row behind it.
private func withoutRow(_ address: String) -> String {
    address.hasSuffix("]") ? String(address.prefix { $0 != "[" }) : address
}

/// The id of the innermost state of an address.
private func stateID(_ address: String) -> String {
    let whole = withoutRow(address)
    return whole.split(separator: "/").last.map(String.init) ?? whole
}
