public import EventLog
import Source
import Synchronization
import Values
import Workflow

/// More views of the same log, and hands to work on them at the same time.
public struct FellowReaders: Sendable {
    let stores: [any LogStore]
    let together: @Sendable (Int, @Sendable (Int) -> Void) -> Void

    /// `stores` are further views of the log the desk sits at; `together` runs a piece of work for each number below
    /// a count, at the same time if it can, and returns when all are done.
    public init(
        _ stores: [any LogStore], together: @escaping @Sendable (Int, @Sendable (Int) -> Void) -> Void
    ) {
        self.stores = stores
        self.together = together
    }

    /// Nobody: the desk reads alone.
    public static let none = FellowReaders([]) { count, work in (0..<count).forEach { work($0) } }
}

extension Desk {
    /// Tries a plan on the register as it is; writes nothing.
    ///
    /// Linear in the entries of the open cases, which `fellows` share with the desk; each case is told at the version it
    /// was seen at.
    public func rehearse(
        _ order: MigrationOrder, with fellows: FellowReaders = .none
    ) throws -> MigrationRehearsal {
        let numbers = try openCases()
        let plan = try ask { reader, pins in try draft(order, in: reader, pins: pins) }
        let stores = [store] + fellows.stores
        let found = Mutex<[Result<[(case: Int, rows: [MigratedCase])], any Error>]>([])
        let now = now()
        fellows.together(stores.count) { place in
            let share = stride(from: place, to: numbers.count, by: stores.count)
            let rows = Result {
                try stores[place].read { reader in
                    try plan.rehearse(share.map { ($0, numbers[$0]) }, in: reader, at: now)
                }
            }
            found.withLock { $0.append(rows) }
        }
        let cases = try found.withLock { $0 }.flatMap { try $0.get() }.sorted { $0.case < $1.case }
            .flatMap(\.rows)
        return MigrationRehearsal(
            planHash: plan.hash, from: plan.from, to: plan.to, cases: cases,
            digest: StoredPlan.digest(MigrationRehearsal.members(cases)))
    }
}

extension StoredPlan {
    /// What the plan does to the open proceedings of some cases, in one view of the log.
    fileprivate func rehearse(
        _ cases: [(Int, String)], in reader: any LogReader, at now: Instant
    ) throws -> [(case: Int, rows: [MigratedCase])] {
        let pins = Pins()
        let evaluator = ActEvaluator(pins: pins, reader: reader, at: now, position: try reader.size)
        return try cases.map { place, number in
            let state = try CaseState.load(number, in: reader, pins: pins)
            let moved = state.proceedings.filter {
                $0.definitionHash == from && $0.snapshot.outcome == nil
            }
            return (place, try moved.map { try evaluator.rehearse($0, of: state, by: self) })
        }
    }
}

extension ActEvaluator {
    fileprivate func rehearse(
        _ place: ProceedingState, of state: CaseState, by plan: StoredPlan
    ) throws -> MigratedCase {
        func result(
            _ after: Snapshot?, lapses: [JSON] = [], isCompliant: Bool = false, blocks: [MigrationBlock] = []
        ) -> MigratedCase {
            var clocks: [MigratedCase.Clock] = []
            for run in place.snapshot.clocks where run.state != .ended {
                let image = plan.migration.plan.clocks[run.clock]?.to ?? run.clock
                let now = after?.clocks.last { $0.clock == image && $0.state != .ended }
                clocks.append(.init(clock: run.clock, before: run.due, after: now?.due))
            }
            for run in after?.clocks ?? [] where run.state != .ended {
                let images = place.snapshot.clocks.filter { $0.state != .ended }.map {
                    plan.migration.plan.clocks[$0.clock]?.to ?? $0.clock
                }
                if !images.contains(run.clock) {
                    clocks.append(.init(clock: run.clock, before: nil, after: run.due))
                }
            }
            return MigratedCase(
                caseNumber: state.number, version: state.version, proceeding: place.id,
                before: place.snapshot.active, after: after?.active ?? [], clocks: clocks,
                lapses: lapses.compactMap(ProposalReceipt.init(json:)), isCompliant: isCompliant,
                blocks: blocks)
        }
        do {
            let decision = try migrate(place.id, of: state, by: plan, as: "")
            return result(
                decision.after.snapshot, lapses: decision.body.proposals,
                isCompliant: decision.body.facts.first?["compliant"]?.boolValue ?? false)
        } catch let blocked as MigrationBlocked {
            return result(nil, blocks: blocked.blocks)
        }
    }
}
