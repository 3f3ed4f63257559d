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
        let mechanism: (id: String, label: Bilingual)
        let region: String
        let body: String
        var isOpened = false
        var isClosed = false
        var isPaid = false
        /// The claimants, where the case was closed.
        var workers: [String] = []
        var paid: [String] = []
        var recovered = Fen.zero
        var advanced = Fen.zero
        var tallies: [String: (label: Bilingual, count: Int)] = [:]
    }

    /// The figures; nothing where the case had not been opened by then, or was merged: it counts where it went.
    func figures(in reader: any LogReader, pins: Pins) throws -> Figures? {
        guard let after = try state(number, until: to, in: reader, pins: pins), after.askedAs.isEmpty,
            let first = after.proceedings.first, let opened = after.file.openedOn
        else { return nil }
        // What a case was merged from had figures of its own before.
        let before = try sources(of: after.parts, or: number).compactMap {
            try state($0, until: from.adding(days: -1), in: reader, pins: pins)
        }
        var figures = try Figures(
            mechanism: (first.definition.id, first.definition.label), region: after.file.region ?? "",
            body: first.record.body ?? after.bodies(Registry(reader: reader)).first ?? "")
        figures.isOpened = opened >= from
        let money = after.file.balance
        let closings = try closings(in: reader, pins: pins)
        if after.isClosed, let last = closings.last, last >= from {
            figures.isClosed = true
            figures.isPaid = money.due == .zero && money.hasBasis
            figures.workers = after.file.claimants.map(\.person)
        }
        let earlier = Dictionary(before.map { ($0.number, $0.file) }, uniquingKeysWith: { first, _ in first })
        figures.recovered = try earlier.values.reduce(money.recovered) { try $0.less($1.balance.recovered) }
        figures.advanced = try earlier.values.reduce(money.advanced) { try $0.less($1.balance.advanced) }
        var inHand: [String: Fen] = [:]
        for (person, sum) in earlier.values.flatMap(Self.sums) {
            inHand[person] = try (inHand[person] ?? .zero).and(sum)
        }
        for (person, sum) in Self.sums(after.file) where sum > inHand[person] ?? .zero {
            figures.paid.append(person)
        }
        count(into: &figures, after)
        return figures
    }

    /// The numbers of the cases that a case was put together from; its own where it was not.
    private func sources(of parts: [CasePart], or number: String) -> [String] {
        parts.isEmpty ? [number] : parts.flatMap { sources(of: $0.parts, or: $0.number) }
    }

    /// What each person of a file has in hand.
    private static func sums(_ file: CaseFile) -> [(person: String, sum: Fen)] {
        let people = Dictionary(
            file.claimants.map { ($0.id, $0.person) }, uniquingKeysWith: { first, _ in first })
        return file.balance.claimants.map { (people[$0.id] ?? $0.id, $0.recovered) }
    }

    private func state(
        _ number: String, until day: Day, in reader: any LogReader, pins: Pins
    ) throws -> CaseState? {
        var own = horizon
        own.asOf = .day(day)
        do {
            let state = try CaseState.load(number, in: reader, pins: pins, horizon: own)
            return state.proceedings.isEmpty ? nil : state
        } catch DeskFailure.notYet {
            return nil
        }
    }

    /// The days on which the case became closed, in the order recorded.
    private func closings(in reader: any LogReader, pins: Pins) throws -> [Day] {
        var own = horizon
        own.asOf = .day(to)
        var days: [Day] = []
        var wasClosed = false
        try CaseState.walk(number, in: reader, pins: pins, horizon: own) { step in
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

extension Fen {
    fileprivate func less(_ other: Fen) throws -> Fen {
        guard let result = subtracting(other) else { throw ReportFault.tooMuch }
        return result
    }

    fileprivate func and(_ other: Fen) throws -> Fen {
        guard let result = adding(other) else { throw ReportFault.tooMuch }
        return result
    }
}
