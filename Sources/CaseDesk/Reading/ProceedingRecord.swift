import Source
import Values
import WageArrears
public import Workflow

/// How a proceeding began, and for whom: what its opening recorded beside where it stands.
public struct ProceedingRecord: Hashable, Sendable {
    /// The version of the fact it began with.
    public var schema = 2
    /// The proceeding that opened or offered it.
    public var parent: String?
    /// The rows of its parent it was opened for.
    public var rows: [String] = []
    /// The claimants it is for; nothing when it is for the whole case, whoever joins.
    public var claimants: [String]?
    /// The claims it is for; empty when it is for all claims of its claimants.
    public var claims: [String] = []
    /// The body that handles it.
    public var body: String?
    /// Its own number with that body.
    public var number: String?
    /// The hashes of the workflows it uses or offers, by id.
    public var uses: [String: String] = [:]

    /// Whether it and another one could carry the same claim.
    func sharesClaims(with other: ProceedingRecord) -> Bool {
        if let own = claimants, let others = other.claimants, Set(own).isDisjoint(with: others) {
            return false
        }
        guard !claims.isEmpty, !other.claims.isEmpty else { return true }
        return !Set(claims).isDisjoint(with: other.claims)
    }

    var members: [String: JSON?] {
        [
            "parent": parent.map(JSON.string), "rows": rows.isEmpty ? nil : .array(rows.map(JSON.string)),
            "claimants": claimants.map { .array($0.map(JSON.string)) },
            "claims": claims.isEmpty ? nil : .array(claims.map(JSON.string)),
            "body": body.map(JSON.string), "number": number.map(JSON.string),
            "uses": uses.isEmpty ? nil : .object(uses.mapValues(JSON.string)),
        ]
    }

    init(schema: Int = 2) { self.schema = schema }

    init(json: JSON) {
        func strings(_ name: String) -> [String]? { json[name]?.arrayValue?.compactMap(\.stringValue) }
        schema = Int(json["schema"]?.integerValue ?? 1)
        parent = json["parent"]?.stringValue
        rows = strings("rows") ?? []
        claimants = strings("claimants")
        claims = strings("claims") ?? []
        body = json["body"]?.stringValue
        number = json["number"]?.stringValue
        uses = (json["uses"]?.objectValue ?? [:]).compactMapValues(\.stringValue)
    }
}

extension ProceedingState {
    /// The fact that it was started, as it stands in the log.
    var startedFact: JSON {
        .object(
            omitting: [
                "type": .string("proceeding.started"), "schema": .integer(Int64(record.schema)),
                "id": .string(id), "workflow": .string(definition.id),
                "definition": .string(definitionHash), "calendar": calendarHash.map(JSON.string),
                "snapshot": snapshot.json,
            ].merging(record.members) { first, _ in first })
    }

    /// The fact that it has ended, with what it came to for each of its claimants; nothing for one that began before
    /// such facts were kept.
    func endedFact(claimants all: [String]) -> JSON? {
        guard record.schema >= 2, let outcome = snapshot.outcome else { return nil }
        let lines = snapshot.lineOutcomes(in: definition)
        let each = (record.claimants ?? all).map { claimant in
            JSON.object(["claimant": .string(claimant), "outcome": .string(lines[claimant] ?? outcome)])
        }
        return .object(omitting: [
            "type": .string("proceeding.ended"), "schema": .integer(1), "id": .string(id),
            "outcome": .string(outcome), "claimants": each.isEmpty ? nil : .array(each),
            "lines": lines.isEmpty ? nil : .object(lines.mapValues(JSON.string)),
        ])
    }

    /// Whether it has not ended.
    public var isOpen: Bool { snapshot.outcome == nil }
}

extension CaseState {
    /// The number the next proceeding gets.
    var nextProceedingID: String { String((proceedings.compactMap { Int($0.id) }.max() ?? 0) + 1) }

    /// Where a proceeding stands among those of the case.
    func index(of proceeding: String) -> Int? { proceedings.firstIndex { $0.id == proceeding } }

    /// The claimants whose part is neither withdrawn nor settled.
    var openClaimants: [String] {
        file.claimants.filter { $0.part != .withdrawn && $0.part != .settled }.map(\.id)
    }

    /// What guards and rules of one proceeding see of the case: the part it is for, and what the others have done.
    func view(
        of id: String, _ record: ProceedingRecord, freshPapers: [PaperOnRecord] = []
    ) -> CaseView {
        let others = proceedings.filter { $0.id != id }
        // Who did what in a case before others were split off from it still counts here.
        let known = others + inherited.map(\.place)
        let seen = file(seenBy: id)
        var view = CaseView(
            record: seen.view(of: record.claimants.map { Set($0) }, isClosed: isFileClosed),
            papers: seen.papersOnRecord + freshPapers, blockingFindings: file.openFindings.map(\.id),
            isClosed: isFileClosed,
            milestones: milestones(seenBy: id), elsewhere: known.flatMap(\.snapshot.ledger),
            separateElsewhere: known.flatMap(\.definition.separate))
        view.exclusiveElsewhere = known.flatMap(\.definition.exclusiveRoles)
        view.carriedRoutes = Set(
            others.filter { $0.isOpen && shareClaims($0.id, $0.record, with: id, record) }.compactMap(
                \.definition.head.route))
        view.consumedBy =
            others.first { place in
                place.snapshot.children.contains { $0.proceeding == id && $0.isConsumed }
            }?.id
        return view
    }

    /// Whether two proceedings could carry the same claim; one that came with a merged case is for the claimants of that.
    func shareClaims(
        _ id: String, _ record: ProceedingRecord, with other: String, _ otherRecord: ProceedingRecord
    ) -> Bool {
        var (own, others) = (record, otherRecord)
        own.claimants = claimants(of: id, record)
        others.claimants = claimants(of: other, otherRecord)
        return own.sharesClaims(with: others)
    }

    /// The view of a proceeding of the case; of the whole case where there is none.
    public func view(of index: Int?, freshPapers: [PaperOnRecord] = []) -> CaseView {
        guard let index else { return view(freshPapers: freshPapers) }
        return view(of: proceedings[index].id, proceedings[index].record, freshPapers: freshPapers)
    }

    /// Whether decisions are closed: with several proceedings a closing act ends its own, and the case with the last.
    var isFileClosed: Bool {
        proceedings.count > 1 ? file.isClosed && openProceedings.isEmpty : file.isClosed
    }
}
