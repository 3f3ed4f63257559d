public import EventLog
import Source
import Values
public import WageArrears

/// Reads persons, organisations and actors from their streams.
public struct Registry {
    private let reader: any LogReader
    private let horizon: Horizon

    /// Reads from a log, as it stood when it held this many entries.
    public init(reader: any LogReader, size: Int = .max) {
        self.init(reader: reader, within: Horizon(size: size))
    }

    /// Reads from a log what it held and the office knew within a horizon.
    init(reader: any LogReader, within horizon: Horizon) {
        self.reader = reader
        self.horizon = horizon
    }

    /// A person.
    public func person(_ id: String) throws -> PersonFile {
        var file = PersonFile(id: id)
        guard try fold("person/\(id)", { file.apply($0, from: $1) }) else {
            throw DeskFailure.noSuchPerson(id)
        }
        return file
    }

    /// An organisation.
    public func organisation(_ id: String) throws -> OrganisationFile {
        var file = OrganisationFile(id: id)
        guard try fold("organisation/\(id)", { file.apply($0, from: $1) }) else {
            throw DeskFailure.noSuchOrganisation(id)
        }
        return file
    }

    /// An actor.
    public func actor(_ id: String) throws -> ActorFile {
        var file = ActorFile(id: id)
        guard try fold("actor/\(id)", { file.apply($0, from: $1) }) else { throw DeskFailure.noSuchActor(id) }
        return file
    }

    /// The registrations that were found to be the same person as this one, at once or by way of others; this one too.
    /// Linear in them.
    func linked(to id: String) throws -> Set<String> {
        var found: Set<String> = [id]
        var waiting = [id]
        while let next = waiting.popLast() {
            for other in try person(next).samePersons where found.insert(other).inserted {
                waiting.append(other)
            }
        }
        return found
    }

    /// All ids of one kind, in order: `person`, `organisation`, `actor` or `case`.
    public func ids(_ kind: String) throws -> [String] {
        var result: [String] = []
        var after: StreamName?
        while true {
            let names = try reader.streams(prefix: kind + "/", after: after, limit: 1000)
            result += names.map { String($0.text.dropFirst(kind.count + 1)) }
            guard names.count == 1000, let last = names.last else { return result }
            after = last
        }
    }

    private func fold(_ stream: String, _ body: (Fact, EntryRef) -> Void) throws -> Bool {
        try entries(of: stream) { entry, stored in
            let reference = EntryRef(
                position: entry.position, version: entry.version,
                occurred: entry.occurred ?? .instant(entry.at), at: entry.at, doers: stored.doerIDs,
                recorder: entry.actor, act: entry.type)
            for json in stored.facts {
                guard let fact = try? Fact(json: json) else {
                    throw DeskFailure.unreadable(position: entry.position)
                }
                body(fact, reference)
            }
        }
    }

    /// Visits the entries of a stream that lie within the horizon; whether there are any.
    @discardableResult
    func entries(of stream: String, _ visit: (LogEntry, ActBody) throws -> Void) throws -> Bool {
        guard let name = StreamName(stream) else { return false }
        var version = 0
        var found = false
        while true {
            let entries = try reader.stream(name, from: version, limit: 1000)
            for entry in entries where horizon.holds(entry) {
                found = true
                try visit(entry, ActBody(entry))
            }
            if entries.count < 1000 { return found }
            version += entries.count
        }
    }
}

extension DeskWork {
    /// An actor, or the failure that names them.
    func actor(_ id: String) throws -> ActorFile { try Registry(reader: transaction).actor(id) }
    /// A person, or the failure that names them.
    func person(_ id: String) throws -> PersonFile { try Registry(reader: transaction).person(id) }
    /// An organisation, or the failure that names it.
    func organisation(_ id: String) throws -> OrganisationFile {
        try Registry(reader: transaction).organisation(id)
    }
}
