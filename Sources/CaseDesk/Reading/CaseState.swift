public import EventLog
import Source
public import Values
public import WageArrears
public import Workflow

/// One proceeding of a case as it stands: which workflow, pinned under which hash, and where it is.
public struct ProceedingState: Hashable, Sendable {
    /// Its number within the case, from 1.
    public let id: String
    /// The hash of the pinned definition.
    public internal(set) var definitionHash: String
    /// The definition.
    public internal(set) var definition: WorkflowDefinition
    /// The hash of the calendar it counts by, where it names one.
    public internal(set) var calendarHash: String?
    /// The calendar's name.
    public internal(set) var calendarID: String?
    /// Where it stands.
    public var snapshot: Snapshot
    /// How it began, and for whom.
    public internal(set) var record = ProceedingRecord(schema: 1)
}

/// A case folded from its stream: the file of facts, where each proceeding stands, and how far it was read.
public struct CaseState: Hashable, Sendable {
    /// The case number.
    public let number: String
    /// The facts.
    public internal(set) var file = CaseFile()
    /// The proceedings in the order they were started.
    public internal(set) var proceedings: [ProceedingState] = []
    /// The version of the last entry read.
    public internal(set) var version = -1
    /// Its position in the log.
    public internal(set) var position = -1
    /// When it was recorded.
    public internal(set) var at = Instant(microseconds: 0)
    /// Who recorded it.
    public internal(set) var recorder = ""
    /// When the last act happened that moved the case.
    public internal(set) var movedAt: Moment?
    /// Acts that were put forward, by the id of the proposal, as they were given.
    var frozen: [String: FrozenProposal] = [:]
    /// Whether a move was left out because it had not happened by the time asked about.
    var isBehind = false
    /// The cases it was put together from, where it was merged, this one first.
    public internal(set) var parts: [CasePart] = []
    /// The case it was merged into; nothing of it stands here then.
    public internal(set) var mergedInto: String?
    /// The proceedings it had when it was merged.
    var departed: [ProceedingState] = []
    /// The case it was split off from, with those who came over.
    public internal(set) var splitFrom: SplitLink?
    /// The cases that were split off from it, with those who left.
    public internal(set) var splitOff: [SplitLink] = []
    /// The proceedings of the cases it was split off from.
    var inherited: [InheritedProceeding] = []
    /// The numbers it was asked for by, where they are of cases that were merged into it; the first is the one given.
    public internal(set) var askedAs: [String] = []
    /// The bodies that its entries name.
    var involved = CaseBodies()
    /// Which part of the history it was folded from.
    var horizon = Horizon.everything

    /// The proceedings that have not ended.
    public var openProceedings: [ProceedingState] { proceedings.filter { $0.snapshot.outcome == nil } }

    /// Whether the case was closed and not reopened.
    ///
    /// It is closed when all its proceedings have ended; one that has only ever had one is closed by its closing act.
    public var isClosed: Bool {
        mergedInto != nil || isFileClosed || (!proceedings.isEmpty && openProceedings.isEmpty)
    }

    /// Why it was closed: the reason given, or the outcome of its last proceeding where it ended without one.
    public var closedReason: String? {
        guard isClosed else { return nil }
        if mergedInto != nil { return CaseState.mergedReason }
        return file.closing?.reason ?? proceedings.last?.snapshot.outcome
    }

    /// Why a case that was merged into another one is no longer listed as open.
    public static let mergedReason = "merged"

    /// The name of a role of the case's procedures, in both languages.
    func label(ofRole role: String) -> String {
        let label = proceedings.lazy.compactMap { place in
            place.definition.roles.first { $0.id == role }?.label
        }.first
        return label.map { "\($0.zh) \($0.en)" } ?? role
    }

    /// What guards and rules see of the case.
    public func view(freshPapers: [PaperOnRecord] = []) -> CaseView {
        CaseView(
            record: file.view, papers: file.papersOnRecord + freshPapers,
            blockingFindings: file.openFindings.map(\.id), isClosed: isFileClosed,
            milestones: milestones)
    }

    /// The stream a case is kept in.
    public static func stream(_ number: String) -> StreamName? { StreamName("case/\(number)") }

    /// Folds a case from the log; the number of one that was merged gives the case it was merged into.
    ///
    /// Linear in the case's own entries; the size of the register does not matter.
    public static func load(
        _ number: String, in reader: any LogReader, pins: Pins, horizon: Horizon = .everything
    ) throws -> CaseState {
        var asked: [String] = []
        var standing = number
        while let next = try host(of: standing, in: reader, horizon: horizon) {
            asked.append(standing)
            standing = next
        }
        var state = try fold(standing, in: reader, pins: pins, horizon: horizon)
        state.askedAs = asked
        return state
    }

    /// Folds the stream of one case up to a version, whether or not it was merged.
    public static func fold(
        _ number: String, upTo last: Int = .max, in reader: any LogReader, pins: Pins,
        horizon: Horizon = .everything
    ) throws -> CaseState {
        guard let stream = stream(number), try reader.head(of: stream) != nil else {
            throw DeskFailure.noSuchCase(number)
        }
        var state = CaseState(number: number)
        state.horizon = horizon
        var version = 0
        while true {
            let entries = try reader.stream(stream, from: version, limit: 1000)
            for entry in entries where entry.version <= last {
                _ = try state.take(entry, within: horizon, pins: pins, reader: reader)
            }
            if entries.count < 1000 { break }
            version += entries.count
        }
        guard state.version >= 0 else { throw DeskFailure.notYet(number) }
        return state
    }

    /// Takes one more entry into the fold as far as it lies within a horizon; gives its body, or nothing.
    ///
    /// A configuration rests on every move recorded before it. One that follows a move which had not happened yet
    /// (a late entry that moved the case) is therefore left out with that move; its facts are not.
    mutating func take(
        _ entry: LogEntry, within horizon: Horizon, pins: Pins, reader: any LogReader
    ) throws -> ActBody? {
        guard horizon.holds(entry) else { return nil }
        var body = try ActBody(entry)
        guard horizon.reaches(entry) else {
            if body.hasMoved, !isMark(body) { isBehind = true }
            return nil
        }
        let moved = body.hasMoved
        if isBehind {
            body.proceedings = [:]
            body.hasMoved = false
        }
        try apply(entry, body, pins: pins, reader: reader)
        body.hasMoved = moved
        return body
    }

    /// Whether time did no more than mark a clock, or clocks were counted anew: a later entry by record rests on no
    /// move of it.
    private func isMark(_ body: ActBody) -> Bool {
        let verb = body.command["verb"]?.stringValue
        guard !isBehind, verb == "clock" || verb == RecountFact.verb else { return false }
        return proceedings.allSatisfy { place in
            guard var stored = body.proceedings[place.id]?.objectValue,
                var standing = place.snapshot.json.objectValue
            else { return true }
            stored["clocks"] = nil
            standing["clocks"] = nil
            return stored == standing
        }
    }

    /// Takes one more entry into the fold. Facts are folded, nothing is decided again.
    mutating func apply(_ entry: LogEntry, _ body: ActBody, pins: Pins, reader: any LogReader) throws {
        let occurred = entry.occurred ?? .instant(entry.at)
        let reference = EntryRef(
            position: entry.position, version: entry.version, occurred: occurred, at: entry.at,
            doers: body.doerIDs, recorder: entry.actor, act: body.command["act"]?.stringValue ?? entry.type)
        let proceeding = body.command["in"]?.stringValue ?? body.proceedingOfClock
        var absorbed: String?
        for json in body.facts {
            if try takeLink(json, position: entry.position, pins: pins, reader: reader) {
                absorbed = CaseAbsorbed(json: json)?.number
                continue
            }
            if try takeSplit(json, pins: pins, reader: reader) { continue }
            if json["type"]?.stringValue == "proceeding.started" {
                try start(json, pins: pins, reader: reader)
                continue
            }
            if json["type"] == .string(MigrationFact.type) {
                try migrate(json, body, position: entry.position, pins: pins, reader: reader)
                continue
            }
            if json["type"] == .string(RecountFact.type) {
                try recount(json, body, position: entry.position)
                continue
            }
            // What it came to stands in its configuration too; the fact is for those who read the log.
            if json["type"]?.stringValue == "proceeding.ended" { continue }
            guard let fact = try? Fact(json: json) else {
                throw DeskFailure.unreadable(position: entry.position)
            }
            if let absorbed {
                record(fact, from: reference, ofMerging: absorbed)
            } else {
                record(fact, from: reference, in: proceeding)
            }
        }
        involved.take(entry, body, occurred: occurred.day)
        if entry.type == Evaluation.proposalType {
            frozen["S\(entry.position)"] = FrozenProposal(
                command: ActCommand(stored: body, entry: entry, caseNumber: number),
                hasLostWords: body.lostWords)
        }
        // A proceeding that did not move keeps what a later entry by date may already have said.
        if body.hasMoved {
            for index in proceedings.indices {
                guard let json = body.proceedings[proceedings[index].id] else { continue }
                guard let snapshot = try? Snapshot(json: json, definition: proceedings[index].definition)
                else {
                    throw DeskFailure.unreadable(position: entry.position)
                }
                proceedings[index].snapshot = snapshot
            }
            let isRecount = body.command["verb"] == .string(RecountFact.verb)
            if !isRecount, movedAt.map({ !occurred.isBefore($0) }) ?? true { movedAt = occurred }
        } else {
            for index in proceedings.indices {
                guard let json = body.proceedings[proceedings[index].id] else { continue }
                guard let snapshot = try? Snapshot(json: json, definition: proceedings[index].definition)
                else {
                    throw DeskFailure.unreadable(position: entry.position)
                }
                proceedings[index].snapshot.ledger = snapshot.ledger
            }
        }
        version = entry.version
        position = entry.position
        at = entry.at
        recorder = entry.actor
    }

    private mutating func start(_ json: JSON, pins: Pins, reader: any LogReader) throws {
        guard let id = json["id"]?.stringValue, let hash = json["definition"]?.stringValue,
            let snapshot = json["snapshot"]
        else { throw DeskFailure.unreadable(position: position + 1) }
        let definition = try pins.definition(hash, in: reader)
        let record = ProceedingRecord(json: json)
        assign(id, record)
        proceedings.append(
            ProceedingState(
                id: id, definitionHash: hash, definition: definition,
                calendarHash: json["calendar"]?.stringValue, calendarID: definition.calendar,
                snapshot: try Snapshot(json: snapshot, definition: definition),
                record: record))
    }
}

extension ActBody {
    /// The proceeding whose limit it is about, where time brought it about.
    var proceedingOfClock: String? {
        command["verb"]?.stringValue == "clock" ? facts.first?["proceeding"]?.stringValue : nil
    }

    /// The ids of those who did the act.
    var doerIDs: [String] {
        (command["doers"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
    }
}
