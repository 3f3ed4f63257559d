import Values
import WageArrears
import Workflow

extension ActorFile {
    /// This official as the doer of an act on a day, with the roles they hold for a case of a region.
    func doer(on day: Day, for region: String?, hasSigned: Bool) -> Doer {
        let all = grants(on: day)
        let held = all.filter { $0.covers(region) }
        return Doer(
            id: id, roles: Set(held.map(\.role)), body: (held.first ?? all.first)?.body, hasSigned: hasSigned,
            elsewhere: all.filter { !$0.covers(region) }.map {
                RoleElsewhere(role: $0.role, body: $0.body, region: $0.region ?? "")
            })
    }
}
