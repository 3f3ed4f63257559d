import EventLog
import Source
public import Values
import WageArrears
public import Workflow

/// What a plan does to one proceeding of one case.
public struct MigratedCase: Hashable, Sendable {
    /// One clock before and after.
    public struct Clock: Hashable, Sendable {
        /// The clock under the old text, or under the new one where it begins only now.
        public let clock: String
        /// When it was due.
        public let before: Moment?
        /// When it is due afterwards; nothing when it ends.
        public let after: Moment?
    }

    /// The case.
    public let caseNumber: String
    /// Its version, which the migration must find unchanged.
    public let version: Int
    /// The proceeding.
    public let proceeding: String
    /// Where it stands, by the addresses of the old text.
    public let before: [String]
    /// Where it comes to; empty when it is blocked.
    public let after: [String]
    /// Its open clocks.
    public let clocks: [Clock]
    /// What waits for signatures and comes to nothing by it, in words.
    public let lapses: [ProposalReceipt]
    /// Whether its acts, taken under the new text, lead to the same place.
    public let isCompliant: Bool
    /// Why it cannot be moved; empty when it can.
    public let blocks: [MigrationBlock]
}

/// A proceeding moved by a plan, ready to be stored.
struct MigrationDecision {
    let body: ActBody
    let after: ProceedingState
}

extension ActEvaluator {
    /// Moves one proceeding by a plan; throws `MigrationBlocked`. Nothing is written.
    func migrate(
        _ proceeding: String, of state: CaseState, by plan: StoredPlan, as recorder: String
    ) throws -> MigrationDecision {
        guard let index = state.proceedings.firstIndex(where: { $0.id == proceeding }) else {
            throw DeskFailure.noSuchProceeding(proceeding, in: state.number)
        }
        var state = state
        let before = state.proceedings[index]
        guard before.definitionHash == plan.from, before.snapshot.outcome == nil else {
            throw DeskFailure.noSuchProceeding(proceeding, in: state.number)
        }
        let result = try plan.migration.move(before.snapshot, case: state.view(), at: .instant(at))
        let new = plan.migration.new
        let calendar = try new.calendar.map { try pins.currentCalendar($0, in: reader, before: position) }
        state.proceedings[index].come(to: new, hash: plan.to, calendar: calendar)
        state.proceedings[index].snapshot = result.snapshot
        let changes = try state.proceedings[index].settle(result.clockChanges, pins: pins, reader: reader)
        let after = state.proceedings[index]
        let overdue = plan.migration.overdue(after.snapshot, before: before.snapshot, at: at)
        guard overdue.isEmpty else { throw MigrationBlocked(overdue) }
        let fact = MigrationFact(
            proceeding: proceeding, workflow: new.id, from: plan.from, definition: plan.to,
            calendar: calendar, plan: plan.hash,
            isCompliant: try complies(after, in: state, index: index))
        var body = ActBody(
            command: .object([
                "verb": .string("migrate"), "act": .string("migrate"), "in": .string(proceeding),
                "doers": .array([.object(["id": .string(recorder)])]),
            ]), facts: [fact.json])
        body.clocks = changes
        body.proposals = lapses(plan, before, result)
        body.hasMoved = true
        for place in state.proceedings { body.proceedings[place.id] = place.snapshot.json }
        return MigrationDecision(body: body, after: after)
    }

    /// What waited for signatures and does so no longer: the plan left it behind, or it fell away where the proceeding
    /// came to rest under the new text.
    private func lapses(_ plan: StoredPlan, _ before: ProceedingState, _ result: StepResult) -> [JSON] {
        let (old, new) = (plan.migration.old, plan.migration.new)
        let gone = Set(result.snapshot.proposals.map(\.id) + result.proposalEnds.map(\.proposal.id))
        let left = before.snapshot.proposals.filter { !gone.contains($0.id) }.map {
            ProposalEnd(proposal: $0, way: .migrated(version: new.version))
        }
        return ends(left, in: old) + ends(result.proposalEnds, in: new)
    }

    /// Whether the acts recorded so far, taken from the beginning under the new text, lead to where the plan leads.
    private func complies(_ after: ProceedingState, in state: CaseState, index: Int) throws -> Bool {
        // Another proceeding began by what the first one came to, which the new text may say otherwise.
        guard index == 0 else { return false }
        var shadow: ProceedingState?
        var isAgreed = true
        var before = CaseState(number: state.number)
        try CaseState.entries(of: state.number, in: reader, upTo: position) { entry in
            let body = try ActBody(entry)
            defer { before.position = entry.position }
            if isAgreed { shadow = try follow(entry, body, shadow: shadow, state: before, like: after) }
            if shadow == nil { isAgreed = false }
            try before.apply(entry, body, pins: pins, reader: reader)
        }
        guard isAgreed, let shadow else { return false }
        return shadow.snapshot.active == after.snapshot.active
            && shadow.snapshot.frozen == after.snapshot.frozen
    }

    /// One recorded entry under the new text; nothing where it would have been refused.
    private func follow(
        _ entry: LogEntry, _ body: ActBody, shadow: ProceedingState?, state: CaseState, like: ProceedingState
    ) throws -> ProceedingState? {
        let evaluator = ActEvaluator(pins: pins, reader: reader, at: entry.at, position: entry.position)
        let verb = body.command["verb"]?.stringValue
        if verb == "open" || (verb == SplitCommand.act && entry.version == 0) {
            return try begin(entry, body, state: state, like: like)
        }
        guard let shadow, !state.proceedings.isEmpty else { return nil }
        var copy = state
        copy.proceedings[0] = shadow
        do {
            switch verb {
            case "advance", "propose", "approve", "reject", "withdraw":
                let command = ActCommand(stored: body, entry: entry, caseNumber: state.number)
                return try evaluator.evaluate(command, in: copy).after.proceedings.first
            case SplitCommand.act:
                var after = copy
                try after.takeFacts(of: body, entry, pins: pins, reader: reader)
                var ripple = Ripple(occurred: entry.occurred ?? .instant(entry.at), isRefusable: true)
                try evaluator.ripple(from: nil, in: &after, before: copy, &ripple, nil)
                return ripple.broken.isEmpty ? after.proceedings.first : nil
            default:
                // What time brought about is raised by the text's own clocks, which may be others.
                return shadow
            }
        } catch is RefusalReport {
            return nil
        }
    }

    /// The beginning under the new text: with what the opening says, and what claimants brought along who were split off.
    private func begin(
        _ entry: LogEntry, _ body: ActBody, state: CaseState, like: ProceedingState
    ) throws -> ProceedingState? {
        var place = like
        var fresh = state
        try fresh.takeFacts(of: body, entry, pins: pins, reader: reader)
        guard
            let result = try? WorkflowStep.start(
                like.definition, case: fresh.view(), occurred: entry.occurred ?? .instant(entry.at))
        else { return nil }
        place.snapshot = result.snapshot
        _ = try place.settle(result.clockChanges, pins: pins, reader: reader)
        return place
    }
}

extension CaseState {
    /// Takes the facts of an entry into the file, and the split it is about, without moving any proceeding.
    fileprivate mutating func takeFacts(
        of body: ActBody, _ entry: LogEntry, pins: Pins, reader: any LogReader
    ) throws {
        let reference = EntryRef(
            position: entry.position, version: entry.version,
            occurred: entry.occurred ?? .instant(entry.at), at: entry.at, doers: [entry.actor],
            recorder: entry.actor, act: body.command["act"]?.stringValue ?? entry.type)
        for json in body.facts {
            if try takeSplit(json, pins: pins, reader: reader) { continue }
            guard let fact = try? Fact(json: json) else { continue }
            record(fact, from: reference, in: nil)
        }
    }
}

extension CaseState {
    /// Walks over the entries of a case before a position.
    static func entries(
        of number: String, in reader: any LogReader, upTo position: Int, _ visit: (LogEntry) throws -> Void
    ) throws {
        guard let stream = stream(number) else { throw DeskFailure.noSuchCase(number) }
        var version = 0
        while true {
            let entries = try reader.stream(stream, from: version, limit: 1000)
            for entry in entries where entry.position < position { try visit(entry) }
            if entries.count < 1000 { return }
            version += entries.count
        }
    }
}
