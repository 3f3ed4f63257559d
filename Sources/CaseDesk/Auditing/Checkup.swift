public import EventLog
public import Values
import WageArrears
import WorkCalendar
import Workflow

/// What an office should know of its register before it changes a procedure or an office: `doctor`.
public struct Checkup: Hashable, Sendable {
    /// A pinned text of a procedure and the proceedings that run under it.
    public struct InUse: Hashable, Sendable {
        /// The text.
        public let workflow: PinnedWorkflow
        /// Proceedings under way.
        public let open: Int
        /// Proceedings that have ended; their history is read under it for ever.
        public let ended: Int
        /// Roles that somebody must hold for these proceedings to go on, and nobody does on the day.
        public let vacant: [String]
    }

    /// A paper on record, by its hash.
    public struct Paper: Hashable, Sendable {
        /// The case.
        public let caseNumber: String
        /// The paper.
        public let id: String
        /// Its kind.
        public let kind: String
        /// The hash of its scan; nothing when it was not scanned.
        public let hash: String?
        /// Where the original is, where that was said.
        public let originalAt: String?
    }

    /// The texts, oldest first.
    public let definitions: [InUse]
    /// The papers of all cases.
    public let papers: [Paper]
    /// The last year whose calendar is published, by calendar.
    public let horizon: [String: Int]
    /// Cases in which a limit has passed that was not raised.
    public let unraised: [String]

    /// Looks through all cases. Linear in the register.
    public static func make(
        in reader: any LogReader, pins: Pins, at now: Instant, progress: (Int) -> Void = { _ in }
    ) throws -> Checkup {
        var open: [String: Int] = [:]
        var ended: [String: Int] = [:]
        var papers: [Paper] = []
        var unraised: [String] = []
        let registry = Registry(reader: reader)
        for (index, number) in try registry.ids("case").enumerated() {
            progress(index)
            let state = try CaseState.fold(number, in: reader, pins: pins)
            for place in state.proceedings {
                let isOpen = place.snapshot.outcome == nil
                if isOpen {
                    open[place.definitionHash, default: 0] += 1
                } else {
                    ended[place.definitionHash, default: 0] += 1
                }
            }
            if state.nextBreach(upTo: now) != nil { unraised.append(number) }
            papers += state.file.papers.map {
                Paper(
                    caseNumber: number, id: $0.id, kind: $0.kind, hash: $0.sha256, originalAt: $0.originalAt)
            }
        }
        let held = try registry.ids("actor").reduce(into: Set<String>()) { roles, id in
            roles.formUnion(try registry.actor(id).grants(on: now.day).map(\.role))
        }
        let pinned = try PinnedWorkflow.all(in: reader, pins: pins)
        let definitions = pinned.map { workflow in
            InUse(
                workflow: workflow, open: open[workflow.hash] ?? 0, ended: ended[workflow.hash] ?? 0,
                vacant: open[workflow.hash] == nil ? [] : workflow.definition.vacancies(held))
        }
        var horizon: [String: Int] = [:]
        for id in try registry.ids("calendar") {
            let hash = try pins.currentCalendar(id, in: reader)
            let calendar = try pins.calendar(hash, id: id, in: reader)
            horizon[id] = calendar.years.keys.max()
        }
        return Checkup(
            definitions: definitions, papers: papers, horizon: horizon, unraised: unraised.sorted())
    }
}

extension WorkflowDefinition {
    /// Roles without which some decision of this procedure cannot be taken, and which nobody holds: of each choice of
    /// roles all are vacant.
    fileprivate func vacancies(_ held: Set<String>) -> [String] {
        var vacant: Set<String> = []
        for rule in acts.values {
            let choices = [rule.who] + rule.signed.map(\.who)
            for choice in choices where !choice.isEmpty && held.isDisjoint(with: choice) {
                vacant.formUnion(choice.filter { id in !roles.contains { $0.id == id && $0.isOutside } })
            }
        }
        return vacant.sorted()
    }
}
