public import Values

/// A role an official holds in a body, from a first day to a last one.
public struct Grant: Hashable, Sendable {
    /// The role, as workflows name it.
    public let role: String
    /// The body.
    public let body: String
    /// The region it is limited to.
    public let region: String?
    /// The first day.
    public let from: Day
    /// The last day; none while it is open.
    public let until: Day?

    /// Whether it is held on a day; the last day counts.
    public func holds(on day: Day) -> Bool {
        from <= day && (until.map { day <= $0 } ?? true)
    }

    /// Whether it holds in a region. One that is limited to no region holds everywhere, and a case that names none is
    /// everybody's.
    public func covers(_ other: String?) -> Bool {
        guard let region, let other else { return true }
        return Region.covers(region, other)
    }
}

/// An official as their registration and grants tell it.
public struct ActorFile: Hashable, Sendable, Identifiable {
    /// The id.
    public let id: String
    /// The name.
    public private(set) var name = Recall<String>.absent
    /// Every grant, ended ones too, in the order given.
    public private(set) var grants: [Grant] = []
    /// The entry of the registration.
    public private(set) var registered: EntryRef?

    /// An empty file.
    public init(id: String) { self.id = id }

    /// The grants held on a day for a case of a region; all of the day where the case names none.
    public func grants(on day: Day, for region: String?) -> [Grant] {
        grants(on: day).filter { $0.covers(region) }
    }

    /// The grants held on a day.
    public func grants(on day: Day) -> [Grant] { grants.filter { $0.holds(on: day) } }

    /// Takes one more fact; facts about others do nothing.
    public mutating func apply(_ fact: Fact, from entry: EntryRef) {
        switch fact.content {
        case let content as ActorRegistered where content.actor == id:
            registered = entry
            name = content.name
        case let content as ActorGranted where content.actor == id:
            grants.append(
                Grant(
                    role: content.role, body: content.body, region: content.region, from: content.from,
                    until: content.until))
        case let content as ActorRevoked where content.actor == id: revoke(content)
        default: break
        }
    }

    /// Ends every grant of the role in the body that would be held longer; what was done before stays done.
    private mutating func revoke(_ content: ActorRevoked) {
        grants = grants.map { grant in
            guard grant.role == content.role, grant.body == content.body,
                content.region == nil || content.region == grant.region,
                grant.holds(on: content.until.adding(days: 1))
                    || grant.from > content.until
            else { return grant }
            return Grant(
                role: grant.role, body: grant.body, region: grant.region, from: grant.from,
                until: content.until)
        }
    }
}
