public import EventLog
public import Values
import WageArrears

/// Whose limits a list shows: those owed by roles that somebody, or the people of a body, hold on a day.
///
/// A limit is theirs when its role is among these and the grant covers the region of the case. Where several bodies hold
/// the role, it is that of those which have a part in the case already, and of each of them while none has. A limit that no
/// one role owes is everybody's who has a part in the case. One that the procedure gives to a body is that body's alone.
/// What a party outside owes is nobody's.
public struct Worklist: Hashable, Sendable {
    private let grants: [Grant]
    /// The bodies in which each role is held.
    private let holders: [String: Set<String>]

    private init(_ grants: [Grant], among all: [Grant]) {
        self.grants = grants
        holders = all.reduce(into: [:]) { $0[$1.role, default: []].insert($1.body) }
    }

    /// What an actor has to see to. Linear in the actors.
    ///
    /// Throws `DeskFailure.noSuchActor`.
    public static func of(actor: String, on day: Day, in reader: any LogReader) throws -> Worklist {
        let registry = Registry(reader: reader)
        let own = try registry.actor(actor).grants(on: day)
        return Worklist(own, among: try registry.grants().filter { $0.holds(on: day) })
    }

    /// What the people of a body have to see to; throws `DeskFailure.badInput` where nobody ever held a role in it.
    /// Linear in the actors.
    public static func of(body: String, on day: Day, in reader: any LogReader) throws -> Worklist {
        let all = try Registry(reader: reader).grants()
        try check(body, among: all)
        let held = all.filter { $0.holds(on: day) }
        return Worklist(held.filter { $0.body == body }, among: held)
    }

    /// Refuses the name of a body that nobody ever held a role in.
    public static func check(_ body: String, in reader: any LogReader) throws {
        try check(body, among: Registry(reader: reader).grants())
    }

    private static func check(_ body: String, among grants: [Grant]) throws {
        let known = Set(grants.map(\.body)).sorted()
        guard !known.contains(body) else { return }
        let shown = likest(body, among: known)
        let more = known.count - shown.count
        throw DeskFailure.badInput(
            Bilingual(
                zh: "没有单位 '\(body)'；登记过经办人的单位：\(shown.joined(separator: "、"))"
                    + (more > 0 ? "，另有 \(more) 个（backpay actor list）" : ""),
                en: "no body is called '\(body)'; people are registered for: \(shown.joined(separator: ", "))"
                    + (more > 0 ? " and \(more) more (backpay actor list)" : "")))
    }

    /// Eight names at most: those that share the most characters with what was asked for, then in their order.
    private static func likest(_ name: String, among known: [String]) -> [String] {
        let letters = Set(name)
        let ranked = known.map { (name: $0, shared: letters.intersection($0).count) }
            .sorted { ($1.shared, $0.name) < ($0.shared, $1.name) }
        return ranked.prefix(8).map(\.name)
    }

    /// Whether a limit is on it.
    public func holds(_ row: ClockRow) -> Bool {
        let takesPart = row.owesBody.isEmpty ? Set(row.bodies) : [row.owesBody]
        let isOpen = holders[row.owesRole, default: []].isDisjoint(with: takesPart) && row.owesBody.isEmpty
        return grants.contains { grant in
            guard grant.covers(row.region.isEmpty ? nil : row.region) else { return false }
            guard !row.owesRole.isEmpty else { return takesPart.contains(grant.body) }
            return grant.role == row.owesRole && (isOpen || takesPart.contains(grant.body))
        }
    }
}

extension Registry {
    /// Every grant of every actor, ended ones too.
    func grants() throws -> [Grant] { try ids("actor").flatMap { try actor($0).grants } }
}
