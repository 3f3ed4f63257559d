import EventLog
import Values
import WageArrears
import Workflow

/// One case over the days of a report.
struct CasePeriod {
    let number: String
    let from: Day
    let to: Day
    let horizon: Horizon

    /// What one case adds to a report.
    struct Figures {
        let number: String
        let mechanism: (id: String, label: Bilingual)
        let region: String
        let body: String
        /// Whether the case stands by itself at the end; one that was merged has only the money of before.
        let isStanding: Bool
        /// Its claimants at the end.
        let claimants: [String]
        var isOpened = false
        var isClosed = false
        var isPaid = false
        /// The money that came in while the case held it.
        let recovered: Fen
        let advanced: Fen
        /// The same by person; less than nothing where it bounced or was corrected.
        let gained: [String: Fen]
        /// The cases that claimants came from or went to.
        let others: Set<String>
        var tallies: [String: (label: Bilingual, count: Int)] = [:]
    }

    /// The figures; nothing where the case had not been opened by then, or was merged and no money came in before.
    func figures(in reader: any LogReader, pins: Pins) throws -> Figures? {
        guard let end = try state(until: to, in: reader, pins: pins), let opened = end.file.openedOn else {
            return nil
        }
        let before = try state(until: from.adding(days: -1), in: reader, pins: pins)
        let handover = try Handover(
            of: number, from: from, within: within(to), in: reader, pins: pins)
        let gained = try Holding(end).less(before.map(Holding.init) ?? Holding()).less(handover.moved)
        let isStanding = end.mergedInto == nil
        guard isStanding || !gained.isNothing else { return nil }
        let whole = end.beforeItWent
        guard let first = whole.proceedings.first else { return nil }
        var host: CaseState?
        if !isStanding { host = try CaseState.load(number, in: reader, pins: pins, horizon: within(to)) }
        var figures = try Figures(
            number: number, mechanism: (first.definition.id, first.definition.label),
            region: end.file.region ?? "",
            body: first.record.body ?? whole.bodies(Registry(reader: reader)).first ?? "",
            isStanding: isStanding, claimants: end.file.claimants.map(\.person), recovered: gained.recovered,
            advanced: gained.advanced,
            gained: gained.renamed { host?.id(of: $0, from: number) ?? $0 }.claimants, others: handover.others
        )
        guard isStanding else { return figures }
        figures.isOpened = opened >= from
        if end.isClosed, let last = try closings(in: reader, pins: pins).last, last >= from {
            let money = end.file.balance
            figures.isClosed = true
            figures.isPaid = money.due == .zero && money.hasBasis
        }
        count(into: &figures, end)
        return figures
    }

    private func within(_ day: Day) -> Horizon {
        var own = horizon
        own.asOf = .day(day)
        return own
    }

    private func state(until day: Day, in reader: any LogReader, pins: Pins) throws -> CaseState? {
        do {
            let state = try CaseState.fold(number, in: reader, pins: pins, horizon: within(day))
            return state.beforeItWent.proceedings.isEmpty ? nil : state
        } catch DeskFailure.notYet {
            return nil
        }
    }

    /// The days on which the case became closed, in the order recorded.
    private func closings(in reader: any LogReader, pins: Pins) throws -> [Day] {
        var days: [Day] = []
        var wasClosed = false
        try CaseState.walk(number, in: reader, pins: pins, horizon: within(to)) { step in
            if step.state.isClosed, !wasClosed { days.append(step.entry.occurred.day) }
            wasClosed = step.state.isClosed
        }
        return days
    }

    private func count(into figures: inout Figures, _ state: CaseState) {
        var names: [String: [(String, Bilingual)]] = [:]
        for place in state.proceedings {
            for tally in place.definition.tallies {
                if figures.tallies[tally.name] == nil { figures.tallies[tally.name] = (tally.label, 0) }
                for act in tally.acts where !(names[act] ?? []).contains(where: { $0.0 == tally.name }) {
                    names[act, default: []].append((tally.name, tally.label))
                }
            }
        }
        guard !names.isEmpty else { return }
        var seen: Set<String> = []
        for done in state.proceedings.flatMap(\.snapshot.ledger) {
            guard done.occurred.day >= from, done.occurred.day <= to else { continue }
            if let position = done.position {
                // One entry about several rows is one act.
                guard !state.file.isRetracted(position), seen.insert("\(done.act)@\(position)").inserted
                else {
                    continue
                }
            }
            for (name, label) in names[done.act] ?? [] {
                figures.tallies[name] = (label, (figures.tallies[name]?.count ?? 0) + 1)
            }
        }
    }
}

extension CaseState {
    /// The case with the proceedings it had when it was merged; itself where it was not.
    fileprivate var beforeItWent: CaseState {
        guard mergedInto != nil else { return self }
        var copy = self
        copy.mergedInto = nil
        copy.proceedings = departed
        return copy
    }
}
