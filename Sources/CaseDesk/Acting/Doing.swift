import CEL
import Values
import WageArrears
import Workflow

extension ActorFile {
    /// This official as the doer of an act on a day, with the roles they hold for a case of a region; where only the
    /// people of one body may act, with those they hold there.
    func doer(on day: Day, for region: String?, in body: String? = nil, hasSigned: Bool) -> Doer {
        let all = grants(on: day)
        let counts = { (grant: Grant) in grant.covers(region) && (body == nil || grant.body == body) }
        let held = all.filter(counts)
        return Doer(
            id: id, roles: Set(held.map(\.role)), body: (held.first ?? all.first)?.body, hasSigned: hasSigned,
            elsewhere: all.filter { !counts($0) }.map {
                RoleElsewhere(role: $0.role, body: $0.body, region: $0.region ?? "")
            })
    }
}

extension ProceedingState {
    /// The body that a field of the procedure names; nothing while it names none.
    func body(named field: String?) -> String? {
        guard let field, case .string(let name)? = snapshot.data[field], !name.isEmpty else { return nil }
        return name
    }
}
