import EventLog
import Source
import TransparencyLog
import Values
import Workflow

/// A migration plan in the log: who proposed it for which cases, and who approved it.
///
/// Kept in a stream of its own, `plan/HASH`: first `plan.proposed`, then `plan.approved` by somebody else.
struct StoredPlan {
    /// One proceeding that the plan was proposed for, at the version of its case.
    struct Member: Hashable {
        let caseNumber: String
        let version: Int
        let proceeding: String

        var json: JSON {
            .array([.string(caseNumber), .integer(Int64(version)), .string(proceeding)])
        }
    }

    let hash: String
    let migration: Migration
    /// The hash of the definition that cases leave.
    let from: String
    /// The hash of the definition they come to.
    let to: String
    let members: [Member]
    let proposer: String
    let approver: String?

    var isApproved: Bool { approver.map { $0 != proposer } ?? false }

    static func hash(_ plan: MigrationPlan, from: String, to: String) -> String {
        DomainHash.definition(
            JSON.object(["plan": plan.canonical, "from": .string(from), "to": .string(to)]).canonicalBytes
        ).hex
    }

    /// What makes two sets of cases the same set.
    static func digest(_ members: [Member]) -> String {
        DomainHash.definition(JSON.array(members.map(\.json)).canonicalBytes).hex
    }

    static func stream(_ hash: String) throws -> StreamName {
        guard let name = StreamName("plan/\(hash)") else { throw DeskFailure.noSuchPlan(hash) }
        return name
    }

    /// Reads a plan as the log knew it before a position.
    static func read(
        _ hash: String, in reader: any LogReader, pins: Pins, before position: Int = .max
    ) throws -> StoredPlan {
        let entries = try reader.stream(try stream(hash), from: 0, limit: 100).filter {
            $0.position < position
        }
        guard let proposed = entries.first(where: { $0.type == "plan.proposed" }) else {
            throw DeskFailure.noSuchPlan(hash)
        }
        let fact = try ActBody(proposed).facts.first ?? .null
        guard let from = fact["from"]?.stringValue, let to = fact["to"]?.stringValue,
            let canonical = fact["canonical"],
            let rows = fact["members"]?.arrayValue
        else { throw DeskFailure.unreadable(position: proposed.position) }
        let old = try pins.definition(from, in: reader)
        let new = try pins.definition(to, in: reader)
        let plan: MigrationPlan
        do {
            plan = try MigrationPlan.load(
                SourceNode(json: canonical, file: "plan"), from: old, to: new)
        } catch { throw DeskFailure.unreadable(position: proposed.position) }
        guard StoredPlan.hash(plan, from: from, to: to) == hash else {
            throw DeskFailure.unreadable(position: proposed.position)
        }
        let members = rows.compactMap { row -> Member? in
            guard let items = row.arrayValue, items.count == 3, let number = items[0].stringValue,
                let version = items[1].integerValue, let proceeding = items[2].stringValue
            else { return nil }
            return Member(caseNumber: number, version: Int(version), proceeding: proceeding)
        }
        guard members.count == rows.count else {
            throw DeskFailure.unreadable(position: proposed.position)
        }
        return StoredPlan(
            hash: hash, migration: Migration(from: old, to: new, by: plan), from: from, to: to,
            members: members, proposer: proposed.actor,
            approver: entries.first { $0.type == "plan.approved" && $0.actor != proposed.actor }?.actor)
    }
}
