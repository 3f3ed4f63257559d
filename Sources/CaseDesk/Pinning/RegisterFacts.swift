import EventLog
import Source
public import Values

/// What a register says of itself in its first entry.
public struct RegisterFacts: Hashable, Sendable {
    /// The name its leaves carry.
    public let origin: String
    /// Whether times of recording come from stories and not from a clock.
    public let isSimulated: Bool
    /// When it was made.
    public let createdAt: Instant
}

extension Desk {
    /// Writes the first entry of a new register.
    ///
    /// A simulated register begins when its first story does; what is recorded never goes back in time.
    public func found(origin: String, simulatedFrom: Instant? = nil) throws {
        try store.write { transaction in
            guard let stream = StreamName("register") else { return }
            let at = simulatedFrom ?? now()
            let stamp = Stamp(at: at, actor: "system", keys: keys)
            let fact = JSON.object([
                "type": .string("register.created"), "schema": .integer(1), "origin": .string(origin),
                "simulated": .bool(simulatedFrom != nil),
            ])
            try stamp.append(
                to: transaction, stream: stream, expected: .none, type: "register.created",
                body: ActBody(command: .object(["verb": .string("init")]), facts: [fact]), occurred: nil)
        }
    }

    /// What the register says of itself.
    public func facts() throws -> RegisterFacts {
        try store.read { reader in
            guard let stream = StreamName("register"),
                let entry = try reader.stream(stream, from: 0, limit: 1).first,
                let fact = try ActBody(entry).facts.first
            else { throw DeskFailure.unreadable(position: 0) }
            return RegisterFacts(
                origin: fact["origin"]?.stringValue ?? "", isSimulated: fact["simulated"]?.boolValue ?? false,
                createdAt: entry.at)
        }
    }
}
