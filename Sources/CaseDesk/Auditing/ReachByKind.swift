import Workflow

/// The ends that people could bring a proceeding to; those who differ in name only are asked about once.
struct ReachByKind {
    /// What of somebody matters to the search.
    private struct Kind: Hashable {
        /// The roles of the procedure they hold.
        let roles: Set<String>
        /// Whether they hold any role that does more than read: facts are recorded by whoever does.
        let doesMoreThanRead: Bool
        /// Who they are, where they did something in the case already.
        let id: String?
    }

    private let place: ProceedingState
    private let view: CaseView
    private let roles: Set<String>
    private let readers: Set<String>
    private let known: Set<String>
    private var found: [[Kind]: (asked: [Hand], reach: EndsInReach)] = [:]

    init(_ place: ProceedingState, _ view: CaseView) {
        self.place = place
        self.view = view
        roles = Set(place.definition.roles.map(\.id))
        readers = Set(place.definition.roles.filter(\.readsOnly).map(\.id))
        known = Set((place.snapshot.ledger + view.elsewhere).flatMap(\.doers))
    }

    /// What these people could do together, named as they are.
    mutating func ends(by people: [Hand]) -> EndsInReach {
        let kinds = people.map(kind)
        if let earlier = found[kinds] {
            let names = Dictionary(
                zip(earlier.asked.map(\.id), people.map(\.id)), uniquingKeysWith: { first, _ in first })
            return earlier.reach.naming(names)
        }
        let reach = place.definition.ends(from: place.snapshot, case: view, by: people, figure: "due")
        found[kinds] = (people, reach)
        return reach
    }

    private func kind(_ hand: Hand) -> Kind {
        Kind(
            roles: hand.roles.intersection(roles), doesMoreThanRead: !hand.roles.isSubset(of: readers),
            id: known.contains(hand.id) ? hand.id : nil)
    }
}
