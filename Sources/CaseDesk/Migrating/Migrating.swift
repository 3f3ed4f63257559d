import EventLog
public import Source
import TransparencyLog
import Values
import WageArrears
public import Workflow

/// A plan with both texts, as its author hands it in.
public struct MigrationOrder: Sendable {
    /// The plan's file.
    public let plan: SourceNode
    /// The new text.
    public let definition: WorkflowDefinition
    /// The new text as written, pinned with it.
    public let source: String
    /// The workflows the new text uses, and those that they use.
    public let library: [WorkflowFile]

    /// Makes an order.
    public init(
        plan: SourceNode, definition: WorkflowDefinition, source: String, library: [WorkflowFile] = []
    ) {
        self.plan = plan
        self.definition = definition
        self.source = source
        self.library = library
    }
}

/// What a dry run found: every open proceeding under the old text, and what the plan does to it.
public struct MigrationRehearsal: Sendable {
    /// The hash the plan is stored under once it is proposed.
    public let planHash: String
    /// The hash of the old text.
    public let from: String
    /// The hash of the new text.
    public let to: String
    /// The proceedings, by case number.
    public let cases: [MigratedCase]
    /// What tells this set of cases at these versions from every other.
    public let digest: String

    /// Those that the plan can move.
    public var movable: [MigratedCase] { cases.filter(\.blocks.isEmpty) }
    /// Those that something stands in the way of.
    public var blocked: [MigratedCase] { cases.filter { !$0.blocks.isEmpty } }
}

/// What became of one case when a plan was applied.
public enum MigrationOutcome: Hashable, Sendable {
    /// It was moved, at this position of the log.
    case moved(String, position: Int)
    /// It had been moved before.
    case alreadyMoved(String)
    /// It changed since the plan was proposed, and stays where it is.
    case changed(String, seen: Int, now: Int)
    /// Something stands in its way now.
    case blocked(String, [MigrationBlock])
}

extension Desk {
    /// Records a plan with the set of cases it was tried on. A second person approves it.
    public func propose(_ order: MigrationOrder, as actor: String) throws -> MigrationRehearsal {
        let rehearsal = try rehearse(order)
        guard rehearsal.blocked.isEmpty else { return rehearsal }
        try work(as: actor) { work in
            try work.checkMayMigrate(order.definition)
            let plan = try draft(order, in: work.transaction, pins: work.pins)
            try work.pins.pin(
                WorkflowFile(order.definition, source: order.source), library: order.library,
                in: work.transaction, stamp: work.stamp)
            let fact = JSON.object([
                "type": .string("plan.proposed"), "schema": .integer(1), "hash": .string(plan.hash),
                "workflow": .string(order.definition.id), "from": .string(plan.from),
                "to": .string(plan.to), "canonical": plan.migration.plan.canonical,
                "members": .array(MigrationRehearsal.members(rehearsal.cases).map(\.json)),
            ])
            try work.stamp.append(
                to: work.transaction, stream: try StoredPlan.stream(plan.hash), expected: .none,
                type: "plan.proposed",
                body: ActBody(command: .object(["verb": .string("propose")]), facts: [fact]), occurred: nil)
        }
        return rehearsal
    }

    /// Approves a proposed plan; whoever proposed it cannot.
    public func approve(_ order: MigrationOrder, as actor: String) throws -> String {
        try work(as: actor) { work in
            try work.checkMayMigrate(order.definition)
            let stored = try stored(order, work)
            guard stored.proposer != actor else {
                throw DeskFailure.badInput(
                    Bilingual(
                        zh: "方案由 \(actor) 提出，须由另一人批准",
                        en: "\(actor) proposed this plan; somebody else approves it"))
            }
            let fact = JSON.object([
                "type": .string("plan.approved"), "schema": .integer(1), "hash": .string(stored.hash),
                "set": .string(StoredPlan.digest(stored.members)),
            ])
            try work.stamp.append(
                to: work.transaction, stream: try StoredPlan.stream(stored.hash), expected: .any,
                type: "plan.approved",
                body: ActBody(command: .object(["verb": .string("approve")]), facts: [fact]), occurred: nil)
            return stored.hash
        }
    }

    /// Moves the cases of an approved plan, one commit for each. It can be broken off and begun again: what was moved
    /// is known by its key, and what changed since the plan was proposed stays where it is and is told.
    public func apply(
        _ order: MigrationOrder, as actor: String, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> [MigrationOutcome] {
        let plan = try work(as: actor) { work in
            try work.checkMayMigrate(order.definition)
            return try stored(order, work)
        }
        guard plan.isApproved else {
            throw DeskFailure.badInput(
                Bilingual(
                    zh: "方案还没有第二人批准；先由另一人执行 --approve",
                    en: "no second person has approved this plan yet; let somebody else run --approve"))
        }
        var outcomes: [MigrationOutcome] = []
        for member in plan.members {
            outcomes.append(try work(as: actor) { try $0.migrate(member, by: plan) })
            progress(outcomes.count, plan.members.count)
        }
        return outcomes
    }

    func openCases() throws -> [String] {
        try askIndex { index, _ in
            try index.cases(CaseQuery(status: .open, limit: .max)).map(\.number)
        }.sorted()
    }

    /// The plan against the pinned old text and the new one, before it is stored.
    func draft(
        _ order: MigrationOrder, in reader: any LogReader, pins: Pins
    ) throws -> StoredPlan {
        let head = try MigrationPlan.head(order.plan)
        let pinned = try PinnedWorkflow.all(in: reader, pins: pins).filter {
            $0.definition.id == head.workflow && $0.definition.version == head.from
        }
        guard let old = pinned.last else { throw DeskFailure.noSuchWorkflow("\(head.workflow)@\(head.from)") }
        let to = Pins.hash(order.definition)
        let plan = try MigrationPlan.load(order.plan, from: old.definition, to: order.definition)
        return StoredPlan(
            hash: StoredPlan.hash(plan, from: old.hash, to: to),
            migration: Migration(from: old.definition, to: order.definition, by: plan), from: old.hash,
            to: to, members: [], proposer: "", approver: nil)
    }

    private func stored(_ order: MigrationOrder, _ work: DeskWork) throws -> StoredPlan {
        let draft = try draft(order, in: work.transaction, pins: work.pins)
        return try StoredPlan.read(draft.hash, in: work.transaction, pins: work.pins)
    }
}

extension MigrationRehearsal {
    static func members(_ cases: [MigratedCase]) -> [StoredPlan.Member] {
        cases.filter(\.blocks.isEmpty).map {
            StoredPlan.Member(caseNumber: $0.caseNumber, version: $0.version, proceeding: $0.proceeding)
        }
    }
}

extension DeskWork {
    /// Whoever changes the rules of cases under way has a role of the procedure that does more than read.
    fileprivate func checkMayMigrate(_ definition: WorkflowDefinition) throws {
        let actor = try Registry(reader: transaction).actor(stamp.actor)
        let roles = actor.grants(on: stamp.at.day).map(\.role)
        let readers = Set(definition.roles.filter(\.readsOnly).map(\.id))
        guard roles.contains(where: { !readers.contains($0) }) else {
            throw DeskFailure.badInput(
                Bilingual(
                    zh: "\(stamp.actor) 没有只读以外的角色，不能迁移案件",
                    en: "\(stamp.actor) holds no role that does more than read, and cannot migrate cases"))
        }
    }

    fileprivate func migrate(_ member: StoredPlan.Member, by plan: StoredPlan) throws -> MigrationOutcome {
        let name = "migrate:\(plan.hash.prefix(32)):\(member.caseNumber):\(member.proceeding)"
        guard let key = CommandKey(name), let stream = CaseState.stream(member.caseNumber) else {
            throw DeskFailure.noSuchCase(member.caseNumber)
        }
        if try transaction.answer(for: key) != nil { return .alreadyMoved(member.caseNumber) }
        let state = try CaseState.fold(member.caseNumber, in: transaction, pins: pins)
        // Other proceedings of the same case that this plan moved do not count as a change.
        let earlier = plan.members.filter {
            $0.caseNumber == member.caseNumber && $0.proceeding < member.proceeding
        }
        guard state.version == member.version + earlier.count else {
            return .changed(member.caseNumber, seen: member.version, now: state.version)
        }
        let position = try transaction.size
        let evaluator = ActEvaluator(pins: pins, reader: transaction, at: stamp.at, position: position)
        do {
            let decision = try evaluator.migrate(member.proceeding, of: state, by: plan, as: stamp.actor)
            try stamp.append(
                to: transaction, stream: stream, expected: .exact(state.version), type: MigrationFact.type,
                body: decision.body, occurred: .instant(stamp.at), key: key)
            return .moved(member.caseNumber, position: position)
        } catch let blocked as MigrationBlocked {
            return .blocked(member.caseNumber, blocked.blocks)
        }
    }
}
