public import EventLog
import Source
import Values
public import WageArrears

/// Reads persons, organisations and actors from their streams.
public struct Registry {
    private let reader: any LogReader
    private let limit: Int

    /// Reads from a log, as it stood when it held this many entries.
    public init(reader: any LogReader, size: Int = .max) {
        self.reader = reader
        limit = size
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
        guard let name = StreamName(stream) else { return false }
        var version = 0
        var found = false
        while true {
            let entries = try reader.stream(name, from: version, limit: 1000)
            for entry in entries where entry.position < limit {
                found = true
                let stored = try ActBody(entry)
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
