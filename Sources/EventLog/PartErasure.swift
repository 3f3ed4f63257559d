public import Source

/// The event that covers an erasure: its facts part names each position and part whose bytes were taken away.
public struct PartErasure: Hashable, Sendable {
    /// The type of the event.
    public static let type = "part.erased"
    /// The version of its schema.
    public static let schema = 1

    /// One part of one event.
    public struct Target: Hashable, Sendable {
        /// The position of the event.
        public let position: Int
        /// The name of the part.
        public let part: String

        /// Names a part.
        public init(position: Int, part: String) {
            self.position = position
            self.part = part
        }
    }

    /// What was erased.
    public let targets: [Target]

    /// Names what is erased.
    public init(_ targets: [Target]) { self.targets = targets }

    /// The facts part: `{"erased": [{"part": …, "position": …}]}` and whatever else is to be said (ground,
    /// authority).
    public func facts(with more: [String: JSON] = [:]) -> [UInt8] {
        var members = more
        members["erased"] = .array(
            targets.map { .object(["part": .string($0.part), "position": .integer(Int64($0.position))]) })
        return JSON.object(members).canonicalBytes
    }

    /// Reads a facts part; members other than `erased` are none of the log's business.
    public init?(facts: [UInt8]) {
        guard let json = try? JSON(parsing: facts), let items = json["erased"]?.arrayValue else { return nil }
        var targets: [Target] = []
        for item in items {
            guard let part = item["part"]?.stringValue, let position = item["position"]?.integerValue else {
                return nil
            }
            targets.append(Target(position: Int(position), part: part))
        }
        self.targets = targets
    }

    /// Reads an event's row, or nothing when it does not record an erasure.
    init?(row: EntryRow) {
        guard row.type == PartErasure.type, row.schema == PartErasure.schema,
            let facts = row.parts.first(where: { $0.name == "facts" && !$0.isPersonal })?.stored
        else { return nil }
        self.init(facts: facts)
    }
}
