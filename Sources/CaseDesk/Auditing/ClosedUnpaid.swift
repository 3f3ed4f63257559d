public import EventLog
import Source
public import Values
import WageArrears
import Workflow

/// One closing of a case while money was due.
public struct ClosedUnpaid: Hashable, Sendable {
    /// The case.
    public let caseNumber: String
    /// The closing entry.
    public let position: Int
    /// When it was closed.
    public let closedOn: Day
    /// Why, as given: one of the vocabulary's words, or the outcome where a proceeding ended by itself.
    public let reason: String
    /// The reason for people.
    public let label: Bilingual
    /// What was due then.
    public let due: Fen
    /// What is due by all that is known now.
    public let dueNow: Fen
    /// Who did it.
    public let doers: [String]
    /// Who else recorded it or signed its papers.
    public let approvers: [String]
    /// The kinds of its papers.
    public let papers: [String]
    /// Where the claim goes on.
    public let nextRoute: String?
    /// Whether the case was taken up again since.
    public let isReopened: Bool

    /// Every closing of one case with money due, oldest first. Linear in the case's entries.
    public static func all(
        of number: String, in reader: any LogReader, pins: Pins
    ) throws -> [ClosedUnpaid] {
        var found: [ClosedUnpaid] = []
        var wasClosed = false
        var last: CaseState?
        try CaseState.walk(number, in: reader, pins: pins) { step in
            let state = step.state
            defer {
                wasClosed = state.isClosed && state.mergedInto == nil
                last = state
            }
            if !state.isClosed, wasClosed, let index = found.indices.last {
                found[index] = found[index].reopened
            }
            // A case that was merged is not closed: what is due is due where it went.
            guard state.isClosed, state.mergedInto == nil, !wasClosed else { return }
            // Where cases were merged each closing act speaks of its own part.
            let said = state.parts.isEmpty ? state.file.closing?.fact.due : nil
            let due = said ?? state.file.balance.due
            guard due > .zero else { return }
            let entry = step.entry
            let signers = entry.papers.flatMap { paper in
                (paper["signers"]?.arrayValue ?? []).compactMap(\.stringValue)
            }
            let leader = entry.doers.first.map { [$0] } ?? []
            let others = Set(entry.doers.dropFirst() + signers + [entry.recorder]).subtracting(leader)
            let reason = state.file.closing?.fact.reason
            let outcome = state.proceedings.last?.snapshot.outcome ?? ""
            found.append(
                ClosedUnpaid(
                    caseNumber: number, position: entry.position, closedOn: entry.occurred.day,
                    reason: reason?.rawValue ?? outcome,
                    label: reason?.label ?? Bilingual(zh: outcome, en: outcome), due: due, dueNow: due,
                    doers: leader, approvers: others.sorted(),
                    papers: entry.papers.compactMap { $0["kind"]?.stringValue },
                    nextRoute: state.file.closing?.fact.nextRoute, isReopened: false))
        }
        let now = try last?.dueNow(in: reader, pins: pins) ?? .zero
        return found.map { $0.known(now) }
    }

    private var reopened: ClosedUnpaid { copy(dueNow: dueNow, isReopened: true) }

    private func known(_ due: Fen) -> ClosedUnpaid { copy(dueNow: due, isReopened: isReopened) }

    private func copy(dueNow: Fen, isReopened: Bool) -> ClosedUnpaid {
        ClosedUnpaid(
            caseNumber: caseNumber, position: position, closedOn: closedOn, reason: reason, label: label,
            due: due, dueNow: dueNow, doers: doers, approvers: approvers, papers: papers,
            nextRoute: nextRoute, isReopened: isReopened)
    }
}

extension CaseState {
    /// What is due of this case now: of one that was merged away, in the part it makes up of the case it went into.
    fileprivate func dueNow(in reader: any LogReader, pins: Pins) throws -> Fen {
        guard mergedInto != nil else { return file.balance.due }
        let host = try CaseState.load(number, in: reader, pins: pins)
        return host.parts.lazy.compactMap { $0.find(number) }.first?.file.balance.due ?? .zero
    }
}
