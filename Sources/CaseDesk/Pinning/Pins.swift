public import EventLog
import Source
import TransparencyLog
import Values
import WageArrears
public import WorkCalendar
public import Workflow

/// What cases are decided by, as it was pinned in the log: workflow definitions and calendars, by content hash.
///
/// Loaded once and kept for one piece of work; not shared between threads.
public final class Pins {
    private var definitions: [String: WorkflowDefinition] = [:]
    private var calendars: [String: HolidayCalendar] = [:]

    /// Makes an empty cache.
    public init() {}

    /// The vocabularies that definitions may name.
    public static let vocabularies = [WageArrearsVocabulary.schema]

    /// The hash a definition is pinned under: over its canonical JSON.
    public static func hash(_ definition: WorkflowDefinition) -> String {
        DomainHash.definition(definition.canonical.canonicalBytes).hex
    }

    /// The hash a calendar is pinned under.
    public static func hash(_ calendar: HolidayCalendar) -> String {
        DomainHash.definition(calendar.json.canonicalBytes).hex
    }

    /// A pinned definition.
    public func definition(_ hash: String, in reader: any LogReader) throws -> WorkflowDefinition {
        if let known = definitions[hash] { return known }
        guard let name = StreamName("definition/\(hash)"),
            let entry = try reader.stream(name, from: 0, limit: 1).first
        else { throw DeskFailure.noSuchWorkflow(hash) }
        let body = try ActBody(entry)
        guard let canonical = body.facts.first?["canonical"] else {
            throw DeskFailure.unreadable(position: entry.position)
        }
        guard DomainHash.definition(canonical.canonicalBytes).hex == hash else {
            throw DeskFailure.unreadable(position: entry.position)
        }
        do {
            let definition = try WorkflowDefinition.load(
                canonical: canonical, vocabularies: Pins.vocabularies)
            definitions[hash] = definition
            return definition
        } catch let list {
            throw DeskFailure.definitionUnreadable(hash: hash, list)
        }
    }

    /// A pinned calendar.
    public func calendar(_ hash: String, id: String, in reader: any LogReader) throws -> HolidayCalendar {
        if let known = calendars[hash] { return known }
        guard let name = StreamName("calendar/\(id)") else { throw DeskFailure.noCalendar(id) }
        var version = 0
        while true {
            let entries = try reader.stream(name, from: version, limit: 100)
            if entries.isEmpty { throw DeskFailure.noCalendar(id) }
            for entry in entries {
                let body = try ActBody(entry)
                guard let fact = body.facts.first, fact["hash"]?.stringValue == hash,
                    let canonical = fact["canonical"]
                else { continue }
                guard DomainHash.definition(canonical.canonicalBytes).hex == hash,
                    let calendar = try? HolidayCalendar(json: canonical)
                else { throw DeskFailure.unreadable(position: entry.position) }
                calendars[hash] = calendar
                return calendar
            }
            version += entries.count
        }
    }

    /// The hash of the calendar version in force: the one pinned last, or last before a position.
    public func currentCalendar(
        _ id: String, in reader: any LogReader, before position: Int = .max
    ) throws -> String {
        guard let name = StreamName("calendar/\(id)"), let head = try reader.head(of: name) else {
            throw DeskFailure.noCalendar(id)
        }
        for version in stride(from: head.version, through: 0, by: -1) {
            guard let entry = try reader.stream(name, from: version, limit: 1).first else { break }
            guard entry.position < position else { continue }
            guard let hash = try ActBody(entry).facts.first?["hash"]?.stringValue else { break }
            return hash
        }
        throw DeskFailure.noCalendar(id)
    }

    /// The hashes of the workflows that a pinned definition uses, by id, as they were last pinned before a position.
    func uses(of hash: String, in reader: any LogReader, before position: Int) throws -> [String: String] {
        guard let name = StreamName("definition/\(hash)"), let head = try reader.head(of: name) else {
            return [:]
        }
        for version in stride(from: head.version, through: 0, by: -1) {
            guard let entry = try reader.stream(name, from: version, limit: 1).first else { break }
            guard entry.position < position else { continue }
            let uses = try ActBody(entry).facts.first?["uses"]?.objectValue ?? [:]
            return uses.compactMapValues(\.stringValue)
        }
        return [:]
    }

    /// Pins a definition with those it uses, and those they use; returns its hash.
    ///
    /// One that is there is pinned again only where it now uses other versions. A used workflow that was not handed
    /// over keeps the version it was pinned with.
    @discardableResult
    func pin(
        _ workflow: WorkflowFile, library: [WorkflowFile], in transaction: any LogTransaction,
        stamp: Stamp
    ) throws -> String {
        let hash = Pins.hash(workflow.definition)
        var waiting = [workflow]
        var seen: Set<String> = []
        while let next = waiting.popLast() {
            guard seen.insert(Pins.hash(next.definition)).inserted else { continue }
            let used = library.filter { next.definition.uses.contains($0.definition.id) }
            try pin(next, uses: used, in: transaction, stamp: stamp)
            waiting += used
        }
        return hash
    }

    private func pin(
        _ workflow: WorkflowFile, uses: [WorkflowFile], in transaction: any LogTransaction, stamp: Stamp
    ) throws {
        let definition = workflow.definition
        let hash = Pins.hash(definition)
        let known = try self.uses(of: hash, in: transaction, before: .max)
        var hashes = known
        for used in uses { hashes[used.definition.id] = Pins.hash(used.definition) }
        if let missing = definition.uses.first(where: { hashes[$0] == nil }) {
            throw DeskFailure.noSuchWorkflow(missing)
        }
        guard let name = StreamName("definition/\(hash)"), hashes != known,
            try transaction.head(of: name) != nil
        else {
            try pin(definition, source: workflow.source, uses: hashes, in: transaction, stamp: stamp)
            return
        }
        try stamp.append(
            to: transaction, stream: name, expected: .any, type: "definition.pinned",
            body: ActBody(
                command: .object(["verb": .string("pin")]),
                facts: [fact(definition, hash: hash, source: workflow.source, uses: hashes)]), occurred: nil)
    }

    private func fact(
        _ definition: WorkflowDefinition, hash: String, source: String, uses: [String: String]
    ) -> JSON {
        .object(omitting: [
            "type": .string("definition.pinned"), "schema": .integer(1), "id": .string(definition.id),
            "version": .integer(Int64(definition.version)), "hash": .string(hash),
            "language": .integer(Int64(definition.language)), "canonical": definition.canonical,
            "source": .string(source), "uses": uses.isEmpty ? nil : .object(uses.mapValues(JSON.string)),
        ])
    }

    /// Pins a definition unless it is there; returns its hash.
    @discardableResult
    func pin(
        _ definition: WorkflowDefinition, source: String, uses: [String: String] = [:],
        in transaction: any LogTransaction, stamp: Stamp
    ) throws -> String {
        let hash = Pins.hash(definition)
        guard let name = StreamName("definition/\(hash)") else {
            throw DeskFailure.noSuchWorkflow(definition.id)
        }
        if try transaction.head(of: name) != nil { return hash }
        let fact = fact(definition, hash: hash, source: source, uses: uses)
        try stamp.append(
            to: transaction, stream: name, expected: .none, type: "definition.pinned",
            body: ActBody(command: .object(["verb": .string("pin")]), facts: [fact]), occurred: nil)
        return hash
    }

    /// Pins a calendar version unless it is the one in force; returns its hash.
    @discardableResult
    func pin(_ calendar: HolidayCalendar, in transaction: any LogTransaction, stamp: Stamp) throws -> String {
        let hash = Pins.hash(calendar)
        guard let name = StreamName("calendar/\(calendar.id)") else {
            throw DeskFailure.noCalendar(calendar.id)
        }
        if try transaction.head(of: name) != nil, try currentCalendar(calendar.id, in: transaction) == hash {
            return hash
        }
        let fact = JSON.object([
            "type": .string("calendar.pinned"), "schema": .integer(1), "id": .string(calendar.id),
            "hash": .string(hash), "canonical": calendar.json,
        ])
        try stamp.append(
            to: transaction, stream: name, expected: .any, type: "calendar.pinned",
            body: ActBody(command: .object(["verb": .string("pin")]), facts: [fact]), occurred: nil)
        calendars[hash] = calendar
        return hash
    }
}
