public import Values

/// An official was registered.
public struct ActorRegistered: CodedFact {
    /// The id.
    public internal(set) var actor: String = ""
    /// The name.
    public internal(set) var name: Recall<String> = .absent

    /// The type in the log.
    public static let type = "actor.registered"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("actor", &actor)
        coder.personal("name", &name)
    }
}

/// An official was given a role in a body.
public struct ActorGranted: CodedFact {
    /// The official.
    public internal(set) var actor: String = ""
    /// The role, as workflows name it.
    public internal(set) var role: String = ""
    /// The body.
    public internal(set) var body: String = ""
    /// The region it is limited to.
    public internal(set) var region: String?
    /// The first day.
    public internal(set) var from: Day = Day(ordinal: 0)
    /// The last day.
    public internal(set) var until: Day?

    /// The type in the log.
    public static let type = "actor.granted"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("actor", &actor)
        coder.text("role", &role)
        coder.text("body", &body)
        coder.text("region", &region)
        coder.day("from", &from)
        coder.day("until", &until)
    }
}

/// A role was taken from an official.
public struct ActorRevoked: CodedFact {
    /// The official.
    public internal(set) var actor: String = ""
    /// The role.
    public internal(set) var role: String = ""
    /// The body.
    public internal(set) var body: String = ""
    /// The region it was limited to; where nothing is said, every region.
    public internal(set) var region: String?
    /// The last day it is held.
    public internal(set) var until: Day = Day(ordinal: 0)

    /// The type in the log.
    public static let type = "actor.revoked"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("actor", &actor)
        coder.text("role", &role)
        coder.text("body", &body)
        coder.text("region", &region)
        coder.day("until", &until)
    }
}
