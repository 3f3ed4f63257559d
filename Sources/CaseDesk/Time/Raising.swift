import EventLog
import Source
public import Values
import WageArrears
public import Workflow

/// Something that comes about in a case by the passing of time, and in which of its proceedings.
public struct DueInCase: Hashable, Sendable {
    /// The place of the proceeding among those of the case.
    let index: Int
    /// What comes about, and when.
    public let moment: DueMoment
}

extension CaseState {
    /// What comes about next by itself; at one instant breaches first, then proceedings by number.
    public var nextDue: DueInCase? {
        var best: DueInCase?
        for (index, place) in proceedings.enumerated() {
            guard let moment = place.snapshot.dueMoments(place.definition).first else { continue }
            if let current = best?.moment,
                (current.instant, current.kind.rawValue) <= (moment.instant, moment.kind.rawValue)
            {
                continue
            }
            best = DueInCase(index: index, moment: moment)
        }
        return best
    }

    /// The limit that passes first, whatever warnings may come before.
    func nextBreach(upTo limit: Instant) -> ClockRun? {
        proceedings.filter { $0.snapshot.outcome == nil }.flatMap(\.snapshot.clocks).filter { run in
            run.state == .running && run.phase != .breached && (run.expiresAt.map { $0 <= limit } ?? false)
        }.min { ($0.expiresAt ?? limit) < ($1.expiresAt ?? limit) }
    }
}

/// One entry that time alone brought about.
struct Raised {
    let entry: NewEntry
    /// What to tell of it.
    let note: RaisedNote
}

extension DeskWork {
    /// What has come due up to an instant, in due order, each as an entry of its own to be committed with an act.
    ///
    /// An act on the last day is in time; a day-unit limit expires at 24:00 of its due date.
    func raise(in state: inout CaseState, upTo limit: Instant, from position: Int) throws -> [Raised] {
        guard let stream = CaseState.stream(state.number) else { return [] }
        var raised: [Raised] = []
        while let due = state.nextDue, due.moment.instant <= limit {
            guard raised.count < DeskWork.mostRaised else { throw DeskFailure.restless(state.number) }
            let evaluator = ActEvaluator(
                pins: pins, reader: transaction, at: stamp.at, position: position + raised.count)
            let before = state.proceedings[due.index].snapshot
            let body = try evaluator.raise(due, by: stamp.actor, in: &state)
            let entry = NewEntry(
                stream: stream, expected: raised.isEmpty ? .exact(state.version) : .any,
                type: due.moment.kind.entryType, schema: 1, occurred: .instant(due.moment.instant),
                parts: body.parts)
            state.version += 1
            let note = RaisedNote(due, in: state, from: before, position: position + raised.count)
            raised.append(Raised(entry: entry, note: note))
        }
        return raised
    }

    /// More than any procedure can run through; what goes on longer turns in a circle.
    private static let mostRaised = 10_000
}

extension ActEvaluator {
    /// Lets one thing come about: marks the run, lets a handler move the case, and gives the body to store.
    func raise(_ due: DueInCase, by recorder: String, in state: inout CaseState) throws -> ActBody {
        let moment = due.moment
        let place = state.proceedings[due.index]
        let clock = place.snapshot.clocks.first { $0.id == moment.run }?.clock ?? moment.run
        var facts = [
            JSON.object(omitting: [
                "type": .string(moment.kind.entryType), "schema": .integer(1), "run": .string(moment.run),
                "clock": .string(clock), "proceeding": .string(place.id),
                moment.kind.instantKey: .string(moment.instant.description),
                "to": place.escalation(due).map(JSON.string),
            ])
        ]
        var result = Ripple(occurred: .instant(moment.instant), isRefusable: false)
        let before = state
        try ripple(from: due.index, in: &state, before: before, &result) { place, view in
            try WorkflowStep.come(moment, place.definition, place.snapshot, case: view)
        }
        facts += result.facts
        // Time cannot be refused; where it breaks a rule of the procedure, a second person has to look at it.
        let reference = EntryRef(
            position: position, version: state.version + 1, occurred: .instant(moment.instant), at: at,
            doers: [], recorder: recorder, act: moment.kind.act)
        for (index, name) in result.broken.enumerated() where !state.file.hasOpenFinding(aboutRule: name) {
            let finding = Fact.findingOpened(
                id: "F\(position).r\(index + 1)", kind: .propertyBroken, about: [name], reason: nil)
            facts.append(finding.json)
            state.record(finding, from: reference, in: place.id)
        }
        var body = ActBody(
            command: .object([
                "verb": .string("clock"), "act": .string(moment.kind.act), "doers": .array([]),
            ]), facts: facts)
        body.clocks = result.changes
        body.proposals = result.ends
        body.hasMoved = true
        for place in state.proceedings { body.proceedings[place.id] = place.snapshot.json }
        return body
    }
}

extension ProceedingState {
    /// The role that is told, where what comes about is an escalation.
    fileprivate func escalation(_ due: DueInCase) -> String? {
        guard due.moment.kind == .escalation,
            let run = snapshot.clocks.first(where: { $0.id == due.moment.run })
        else { return nil }
        return definition.clock(run.clock)?.escalate.dropFirst(run.escalationsGiven).first?.to
    }
}

extension DueMoment.Kind {
    /// The type of its entries and of their fact.
    var entryType: String {
        switch self {
        case .breach: return "clock.breached"
        case .warning: return "clock.warned"
        case .escalation: return "clock.escalated"
        case .review: return "clock.review_due"
        }
    }

    /// What its entries have done, by name.
    public var act: String {
        switch self {
        case .breach: return "clock_breached"
        case .warning: return "clock_warned"
        case .escalation: return "clock_escalated"
        case .review: return "review_due"
        }
    }

    /// The member of the fact that holds the instant.
    fileprivate var instantKey: String {
        switch self {
        case .breach: return "expired"
        case .warning: return "warned"
        case .escalation: return "escalated"
        case .review: return "due"
        }
    }

    /// What people call it.
    public var label: Bilingual {
        switch self {
        case .breach: return Bilingual(zh: "期限届满", en: "time limit passed")
        case .warning: return Bilingual(zh: "期限预警", en: "time limit about to pass")
        case .escalation: return Bilingual(zh: "逾期上报", en: "overdue limit brought to a superior")
        case .review: return Bilingual(zh: "定期检视到期", en: "periodic review due")
        }
    }

    /// The kind that entries of this type are about.
    init?(entryType: String) {
        guard let kind = DueMoment.Kind.allCases.first(where: { $0.entryType == entryType }) else {
            return nil
        }
        self = kind
    }
}
