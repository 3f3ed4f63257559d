public import EventLog
public import Values
import WageArrears
import Workflow

extension CaseState {
    /// The labels of the active leaf states of all proceedings, with what is frozen behind a hold.
    public var stateLabels: Bilingual {
        let labels = proceedings.map { $0.definition.summary(of: $0.snapshot) }
        return Bilingual(
            zh: labels.map(\.zh).joined(separator: "＋"), en: labels.map(\.en).joined(separator: " + "))
    }

    /// This case as a line of a list.
    func row(_ registry: Registry) throws -> CaseRow {
        // What was merged away is listed, found and counted where it went.
        let money = mergedInto == nil ? file.balance : Balance()
        let states = mergedInto.map { Bilingual(zh: "已并入 \($0)", en: "merged into \($0)") } ?? stateLabels
        return try CaseRow(
            number: number, workflow: (proceedings.first ?? departed.first)?.definition.id ?? "",
            states: states,
            closedReason: closedReason, openedOn: file.openedOn ?? at.day,
            lastOn: (movedAt ?? .instant(at)).day, position: position,
            claimants: file.claimants.map(\.person), respondents: file.respondents.map(\.organisation),
            claimed: money.claimed, verified: money.verified, recovered: money.recovered, due: money.due,
            openFindings: mergedInto == nil ? file.openFindings.count : 0,
            nextDue: clockRows.filter { !$0.isPaused }.map(\.due.day).min(),
            nextInstant: nextDue?.moment.instant, waits: waits,
            bodies: bodies(registry))
    }
}

extension CaseRow {
    /// The rows of all cases that fit a query as they were within a horizon, folded from the log; newest first, and
    /// whatever the query's limit.
    ///
    /// Linear in the entries of all cases: the read models only know the present.
    public static func rows(
        within horizon: Horizon, _ query: CaseQuery, in reader: any LogReader, pins: Pins,
        progress: (Int) -> Void = { _ in }
    ) throws -> [CaseRow] {
        var rows: [CaseRow] = []
        let registry = Registry(reader: reader)
        for (done, number) in try registry.ids("case").enumerated() {
            progress(done)
            let state: CaseState
            do {
                state = try CaseState.fold(number, in: reader, pins: pins, horizon: horizon)
            } catch DeskFailure.notYet {
                continue
            }
            // Something about it may have happened before it was opened; then there was no case to list.
            guard !state.proceedings.isEmpty || state.mergedInto != nil else { continue }
            let row = try state.row(registry)
            switch query.status {
            case .open where row.closedReason != nil, .closed where row.closedReason == nil: continue
            case .open, .closed, .all: break
            }
            if query.onlyWaiting, row.waits == nil { continue }
            if let body = query.body, !row.bodies.contains(body) { continue }
            if let workflow = query.workflow, workflow != row.workflow { continue }
            rows.append(row)
        }
        return rows.sorted { ($0.openedOn, $0.number) > ($1.openedOn, $1.number) }
    }
}
