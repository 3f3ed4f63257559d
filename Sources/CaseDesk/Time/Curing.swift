public import EventLog
import Source
import Values
import WageArrears
import Workflow

extension ActEvaluator {
    /// A fact for every breach that an act lifted: it names the run, and stands beside the breach for ever.
    func cures(_ changes: [JSON], in place: ProceedingState?) -> [JSON] {
        guard let place else { return [] }
        return changes.compactMap { change in
            guard change["change"] == .string("cured"), let run = change["run"]?.stringValue else {
                return nil
            }
            let clock = place.snapshot.clocks.first { $0.id == run }?.clock ?? run
            return .object(omitting: [
                "type": .string(CaseState.curedType), "schema": .integer(1), "run": .string(run),
                "clock": .string(clock), "proceeding": .string(place.id), "act": change["act"],
                "occurred": change["occurred"],
            ])
        }
    }

    /// The limits that would come out otherwise had an entry never been made, or been made with another date: those
    /// it began, ended, paused or set going again.
    func limits(touchedBy correction: Fact, in state: CaseState) throws -> [String] {
        guard case .correctionMade(let content) = correction,
            let entry = try reader.entries(from: content.target, limit: 1).first,
            entry.stream == CaseState.stream(state.number)
        else { return [] }
        let changes = try ActBody(entry).clocks
        switch content.mode {
        case .goBack: return []
        case .retract:
            guard content.item == nil else { return [] }
            return ActEvaluator.runs(of: changes)
        case .replace:
            guard let day = content.replacement?.on else { return [] }
            let ended = changes.filter { ["ended", "cured"].contains($0["change"]?.stringValue) }
            return ActEvaluator.runs(of: ended).filter { id in
                state.proceedings.flatMap(\.snapshot.clocks).contains { run in
                    guard run.id == id, run.endedBy != nil, let expires = run.expiresAt else { return false }
                    return (Moment.day(day).earliest < expires) != (run.ended == .met)
                }
            }
        }
    }

    private static func runs(of changes: [JSON]) -> [String] {
        var seen: Set<String> = []
        return changes.compactMap { $0["run"]?.stringValue }.filter { seen.insert($0).inserted }
    }
}

extension CaseState {
    /// The run of the limit that an entry of time is about; nothing for other entries, and for unreadable ones.
    public static func run(of entry: LogEntry) -> String? {
        guard DueMoment.Kind(entryType: entry.type) != nil else { return nil }
        return (try? ActBody(entry))?.facts.first?["run"]?.stringValue
    }

    /// The type of the fact that lifts a breach.
    static let curedType = "clock.cured"
}

extension JSON {
    /// Whether it is the opening of a finding that the first release did not make: about time, or about a limit that
    /// a correction touched. An entry without it is not a different one.
    var isLaterFinding: Bool {
        self["type"] == .string(FindingOpened.type)
            && self["kind"] == .string(FindingKind.limitTouched.rawValue)
    }

    /// Whether it opens a finding at all.
    var isFinding: Bool { self["type"] == .string(FindingOpened.type) }
}
