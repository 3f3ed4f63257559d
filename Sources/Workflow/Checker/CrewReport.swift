public import Source

/// The smallest number of people who can bring a case to one end, with one way of giving them the roles.
public struct CrewReport: Hashable, Sendable {
    /// How sure the number is.
    public enum Certainty: String, Hashable, Sendable, CaseIterable {
        /// The real step walked a path with so many, and fewer cannot do it.
        case exact
        /// Fewer cannot do it; whether so many can, the real step could not show.
        case atLeast = "at_least"
        /// There was too much to look at.
        case unknown
    }

    /// One person and the roles they need.
    public struct Person: Hashable, Sendable {
        /// Counted from 1.
        public let number: Int
        /// Their roles by id.
        public let roles: [String]
    }

    /// The outermost final state.
    public let end: String
    /// Its outcome.
    public let outcome: String
    /// How many people; nothing when no crew that was tried can do it.
    public let people: Int?
    /// How sure that is.
    public let certainty: Certainty
    /// One assignment of roles.
    public let persons: [Person]
    /// What they do.
    public let witness: [WitnessStep]
    /// Whether the end can be reached when nobody asks who does what.
    public let isReachable: Bool

    /// The report as JSON.
    public var json: JSON {
        var members: [String: JSON] = [
            "end": .string(end), "outcome": .string(outcome), "certainty": .string(certainty.rawValue),
        ]
        if let people { members["people"] = .integer(Int64(people)) }
        members["persons"] = .array(
            persons.map {
                .object([
                    "number": .integer(Int64($0.number)), "roles": .array($0.roles.map(JSON.string)),
                ])
            })
        members["witness"] = .array(witness.map(\.json))
        return .object(members)
    }
}
