public import EventLog
import Source
import TransparencyLog
public import Values
import WageArrears
import WorkCalendar
import Workflow

/// Brings the read models up to the log, in slices; throws them away first when they belong to another register or shape.
public struct IndexBuilder {
    private let index: any CaseIndex
    private let pins: Pins

    /// Makes a builder for an index.
    public init(index: any CaseIndex, pins: Pins) {
        self.index = index
        self.pins = pins
    }

    /// Reads what is new. Linear in the new entries and the cases they belong to.
    public func catchUp(with reader: any LogReader, progress: (Int, Int) -> Void = { _, _ in }) throws {
        let size = try reader.size
        var from = 0
        if let stamp = try index.stamp() {
            if stamp.shape == IndexStamp.currentShape, stamp.size <= size, try belongs(stamp, to: reader) {
                from = stamp.size
            } else {
                try index.reset()
            }
        }
        // What was erased must be gone from here too: then the rows are dropped and made again from what is left.
        if from > 0, try holdsErasure(from..<size, in: reader) {
            try index.reset()
            from = 0
        }
        while from < size {
            let entries = try reader.entries(from: from, limit: min(IndexBuilder.slice, size - from))
            guard let last = entries.last else { return }
            try index.apply(
                try batch(for: entries, in: reader),
                upTo: IndexStamp(size: last.position + 1, lastLeaf: last.leafHash.hex))
            from = last.position + 1
            progress(from, size)
        }
    }

    private static let slice = 5000

    private func holdsErasure(_ range: Range<Int>, in reader: any LogReader) throws -> Bool {
        var from = range.lowerBound
        while from < range.upperBound {
            let entries = try reader.entries(
                from: from, limit: min(IndexBuilder.slice, range.upperBound - from))
            if entries.isEmpty { return false }
            if entries.contains(where: { $0.type == PartErasure.type }) { return true }
            from += entries.count
        }
        return false
    }

    private func belongs(_ stamp: IndexStamp, to reader: any LogReader) throws -> Bool {
        guard stamp.size > 0 else { return true }
        return try reader.entries(from: stamp.size - 1, limit: 1).first?.leafHash.hex == stamp.lastLeaf
    }

    private func batch(for entries: [LogEntry], in reader: any LogReader) throws -> IndexBatch {
        var batch = IndexBatch()
        var seen: Set<String> = []
        for entry in entries where seen.insert(entry.stream.text).inserted {
            let id = String(entry.stream.text.split(separator: "/").last ?? "")
            if entry.stream.text.hasPrefix("case/") {
                let state = try CaseState.load(id, in: reader, pins: pins)
                batch.cases.append(state.row)
                batch.clocks += state.clockRows
            } else if entry.stream.text.hasPrefix("person/") {
                batch.persons.append(try Registry(reader: reader).person(id).row)
            } else if entry.stream.text.hasPrefix("organisation/") {
                batch.organisations.append(try Registry(reader: reader).organisation(id).row)
            }
        }
        return batch
    }
}

extension CaseState {
    /// The labels of the active leaf states of all proceedings.
    public var stateLabels: Bilingual {
        let labels = proceedings.flatMap { place in
            place.snapshot.active.map { place.definition.label(ofState: $0) }
        }
        return Bilingual(
            zh: labels.map(\.zh).joined(separator: "＋"), en: labels.map(\.en).joined(separator: " + "))
    }

    /// This case as a line of a list.
    var row: CaseRow {
        let money = file.balance
        return CaseRow(
            number: number, workflow: proceedings.first?.definition.id ?? "", states: stateLabels,
            closedReason: closedReason, openedOn: file.openedOn ?? at.day,
            lastOn: (movedAt ?? .instant(at)).day, position: position,
            claimants: file.claimants.map(\.person), respondents: file.respondents.map(\.organisation),
            claimed: money.claimed, verified: money.verified, recovered: money.recovered, due: money.due,
            openFindings: file.openFindings.count, nextDue: clockRows.map(\.due.day).min())
    }

    /// The clocks that run in it.
    public var clockRows: [ClockRow] {
        openProceedings.flatMap { place in
            place.snapshot.clocks.compactMap { run -> ClockRow? in
                guard run.state != .ended, let due = run.due, let expires = run.expiresAt else { return nil }
                let clock = place.definition.clocks.first { $0.id == run.clock }
                return ClockRow(
                    caseNumber: number, proceeding: place.id, run: run.id,
                    label: clock?.label ?? Bilingual(zh: run.clock, en: run.clock),
                    owes: clock.map { place.definition.roleLabel($0.owes) } ?? Bilingual(zh: "—", en: "-"),
                    kind: clock?.kind.rawValue ?? "internal",
                    source: clock?.source ?? Bilingual(zh: "本流程", en: "this procedure"), due: due,
                    expiresAt: expires, isProvisional: run.isProvisional, isBreached: run.phase == .breached)
            }
        }
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
        for (done, number) in try Registry(reader: reader).ids("case").enumerated() {
            progress(done)
            let state: CaseState
            do {
                state = try CaseState.load(number, in: reader, pins: pins, horizon: horizon)
            } catch DeskFailure.notYet {
                continue
            }
            // Something about it may have happened before it was opened; then there was no case to list.
            guard !state.proceedings.isEmpty else { continue }
            let row = state.row
            switch query.status {
            case .open where row.closedReason != nil, .closed where row.closedReason == nil: continue
            case .open, .closed, .all: break
            }
            if let workflow = query.workflow, workflow != row.workflow { continue }
            rows.append(row)
        }
        return rows.sorted { ($0.openedOn, $0.number) > ($1.openedOn, $1.number) }
    }
}
