import EventLog
import Source
import Values
import WageArrears
import Workflow

/// The bodies that have a part in a case, as the log shows it.
struct CaseBodies: Hashable, Sendable {
    /// Those in whose name somebody did something, the first first.
    private(set) var acting: [String] = []
    /// Who opened it; an opening does not say for which body.
    private(set) var openers: [Opener] = []

    /// Somebody who opened a case, and when.
    struct Opener: Hashable, Sendable {
        let id: String
        let day: Day
    }

    /// Takes an entry.
    mutating func take(_ entry: LogEntry, _ body: ActBody, occurred: Day) {
        if entry.type == "case.opened" {
            openers += body.doerIDs.map { Opener(id: $0, day: occurred) }
        }
        for doer in body.command["doers"]?.arrayValue ?? [] {
            if let name = doer["body"]?.stringValue, !acting.contains(name) { acting.append(name) }
        }
    }

    /// Takes in what is known of another case.
    mutating func unite(with other: CaseBodies) {
        openers += other.openers.filter { !openers.contains($0) }
        acting += other.acting.filter { !acting.contains($0) }
    }
}

extension CaseState {
    /// The bodies that have a part in it: of who opened it, those that handle its proceedings, and those for whom
    /// somebody acted in it. Who opened it is looked up in the registry.
    func bodies(_ registry: Registry) throws -> [String] {
        guard mergedInto == nil else { return [] }
        var names: [String] = []
        for opener in involved.openers {
            guard let actor = try registry.known(opener.id) else { continue }
            names.append(actor.doer(on: opener.day, for: file.region, hasSigned: true).body ?? "")
        }
        names += proceedings.compactMap(\.record.body) + involved.acting
        var seen: Set<String> = []
        return names.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}

extension Registry {
    /// An actor, or nothing where nobody of this id was registered: the system itself, for one.
    func known(_ id: String) throws -> ActorFile? {
        do { return try actor(id) } catch DeskFailure.noSuchActor { return nil }
    }
}
