import EventLog
import Source
public import Values
import Workflow

/// A limit that a recount found, with its end before and after.
public struct RecountedLimit: Hashable, Sendable {
    /// The case.
    public let caseNumber: String
    /// The proceeding.
    public let proceeding: String
    /// The run, e.g. `acceptance#1`.
    public let run: String
    /// What it limits.
    public let label: Bilingual
    /// When it was due.
    public let before: Moment?
    /// When it is due now.
    public let after: Moment?
    /// Whether it is provisional still.
    public let isProvisional: Bool
    /// Whether it keeps the end it had, because that is past, or would be by the new calendar.
    public let isKept: Bool
}

/// The limits of a case counted anew, ready to be stored.
struct RecountDecision {
    let body: ActBody
    let limits: [RecountedLimit]
}

extension ActEvaluator {
    /// Counts the limits of a case anew by the calendars in force; nothing where it counts by them already.
    ///
    /// A limit that is past keeps its end and the calendar it was counted by, and none is moved into the past. Nothing
    /// is written.
    func recount(_ state: CaseState) throws -> RecountDecision? {
        var state = state
        var facts: [JSON] = []
        var changes: [JSON] = []
        var limits: [RecountedLimit] = []
        for (index, place) in state.proceedings.enumerated() where place.snapshot.outcome == nil {
            guard let id = place.calendarID else { continue }
            let current = try pins.currentCalendar(id, in: reader, before: position)
            guard current != place.calendarHash else { continue }
            facts.append(
                RecountFact(proceeding: place.id, calendar: id, from: place.calendarHash, to: current).json)
            state.proceedings[index].calendarHash = current
            for run in place.snapshot.clocks where run.state != .ended {
                guard let limit = try recount(run, in: &state, index) else { continue }
                limits.append(limit)
                guard !limit.isKept else { continue }
                changes.append(
                    .object(omitting: [
                        "run": .string(run.id), "change": .string("recounted"),
                        "trigger": .string(run.trigger.description),
                        "was": limit.before.map { .string($0.description) },
                        "due": limit.after.map { .string($0.description) },
                        "provisional": limit.isProvisional ? .bool(true) : nil, "calendar": .string(current),
                    ]))
            }
        }
        guard !facts.isEmpty else { return nil }
        var body = ActBody(
            command: .object([
                "verb": .string(RecountFact.verb), "act": .string(RecountFact.verb), "doers": .array([]),
            ]), facts: facts)
        body.clocks = changes
        body.hasMoved = true
        for place in state.proceedings { body.proceedings[place.id] = place.snapshot.json }
        return RecountDecision(body: body, limits: limits)
    }

    /// Counts one run anew; nothing where it comes to the same end as before.
    private func recount(
        _ run: ClockRun, in state: inout CaseState, _ index: Int
    ) throws -> RecountedLimit? {
        let place = state.proceedings[index]
        // What rests has no end that could be past; it is counted again when it goes on.
        let rests = run.state == .paused
        if !rests, run.phase == .breached { return nil }
        var copy = place
        try copy.recount(run, at: .instant(at), pins: pins, reader: reader)
        let counted = copy.snapshot.clocks.first { $0.id == run.id } ?? run
        let isPast = { (end: Instant?) in !rests && (end.map { $0 <= self.at } ?? false) }
        let isSame = counted.due == run.due && counted.isProvisional == run.isProvisional
        let isKept = isPast(run.expiresAt) || isPast(counted.expiresAt)
        if !isKept { state.proceedings[index] = copy }
        guard !isSame else { return nil }
        return RecountedLimit(
            caseNumber: state.number, proceeding: place.id, run: run.id,
            label: place.definition.clockLabel(run.clock), before: run.due, after: counted.due,
            isProvisional: counted.isProvisional, isKept: isKept)
    }
}
