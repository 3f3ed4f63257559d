public import EventLog
public import Source
public import Values
import WageArrears
public import Workflow

/// One entry of a case's history as a person reads it.
public struct TimelineEntry: Hashable, Sendable {
    /// The position in the log.
    public let position: Int
    /// The version within the case.
    public let version: Int
    /// When it happened.
    public let occurred: Moment
    /// When it was recorded.
    public let at: Instant
    /// The act: `open`, an act of the vocabulary or of the procedure, or what time brings about, like `clock_breached`.
    public let act: String
    /// Its name for people.
    public let label: Bilingual
    /// Who did it.
    public let doers: [String]
    /// Who recorded it.
    public let recorder: String
    /// The facts it made, as stored; personal members only where they are still there.
    public let facts: [JSON]
    /// The papers that came with it.
    public let papers: [JSON]
    /// The changes of clocks.
    public let clocks: [JSON]
    /// What became of proposals.
    public let proposals: [JSON]
    /// Whether it moved the case.
    public let hasMoved: Bool
    /// The limit that time brought about something in, where it is such an entry.
    public let limit: Bilingual?
    /// The limits whose breach it lifted: met in time, recorded late.
    public let cured: [Bilingual]

    /// The case whose history it is, where that is another one: a case that was merged in, or split off from.
    public internal(set) var of: String?

    /// Whether it was recorded on a later day than it happened.
    public var isLate: Bool { occurred.day < at.day }
}

/// A case after each of its entries: what `audit replay` walks through.
public struct ReplayStep: Hashable, Sendable {
    /// The entry.
    public let entry: TimelineEntry
    /// The case after it.
    public let state: CaseState
}

extension CaseState {
    /// Walks through a case's own entries in the order they were recorded, with the state after each.
    public static func walk(
        _ number: String, in reader: any LogReader, pins: Pins, horizon: Horizon = .everything,
        _ visit: (ReplayStep) throws -> Void
    ) throws {
        guard let stream = stream(number), try reader.head(of: stream) != nil else {
            throw DeskFailure.noSuchCase(number)
        }
        var state = CaseState(number: number)
        var version = 0
        while true {
            let entries = try reader.stream(stream, from: version, limit: 1000)
            for entry in entries {
                guard let body = try state.take(entry, within: horizon, pins: pins, reader: reader) else {
                    continue
                }
                try visit(ReplayStep(entry: TimelineEntry(entry, body, in: state), state: state))
            }
            if entries.count < 1000 { return }
            version += entries.count
        }
    }

    /// The history of a case within a horizon.
    public static func timeline(
        _ number: String, in reader: any LogReader, pins: Pins, horizon: Horizon = .everything
    ) throws -> [TimelineEntry] {
        var result: [TimelineEntry] = []
        try walk(number, in: reader, pins: pins, horizon: horizon) { result.append($0.entry) }
        return result
    }

    /// The history of a case with what it took over from others: all of the cases merged into it, and of the one it was
    /// split off from what its claimants brought along; in the order recorded.
    public func wholeTimeline(in reader: any LogReader, pins: Pins) throws -> [TimelineEntry] {
        var result = try CaseState.timeline(number, in: reader, pins: pins, horizon: horizon)
        var others = parts.dropFirst().map { (number: $0.number, version: $0.version) }
        others += parts.flatMap { $0.parts.dropFirst() }.map { ($0.number, $0.version) }
        for other in others {
            result += try CaseState.timeline(other.number, in: reader, pins: pins, horizon: horizon)
                .filter { $0.version <= other.version }.map { $0.told(of: other.number) }
        }
        if let origin = splitFrom {
            result += try CaseState.timeline(origin.number, in: reader, pins: pins, horizon: horizon)
                .filter { $0.version <= origin.version && file.entry(at: $0.position) != nil }
                .map { $0.told(of: origin.number) }
        }
        return result.sorted { $0.position < $1.position }
    }

    /// The name of the limit that a fact about time is about.
    func label(ofLimitIn fact: JSON) -> Bilingual {
        let clock = fact["clock"]?.stringValue ?? ""
        let place = proceedings.first { fact["proceeding"] == .string($0.id) }
        return place?.definition.clockLabel(clock) ?? Bilingual(zh: clock, en: clock)
    }

    /// The name of an act for people.
    public func label(ofAct act: String) -> Bilingual {
        switch act {
        case "open": return Bilingual(zh: "立案登记", en: "case opened")
        case "migrate": return Bilingual(zh: "流程换版", en: "moved to another version")
        case MergeCommand.act: return Bilingual(zh: "并案", en: "cases merged")
        case UnmergeCommand.act: return Bilingual(zh: "撤销并案", en: "merger undone")
        case SplitCommand.act: return Bilingual(zh: "分案", en: "case split")
        case RecountFact.verb: return Bilingual(zh: "按新日历重算期限", en: "limits counted by a new calendar")
        case StartCommand.plainAct: return Bilingual(zh: "启动程序", en: "proceeding opened")
        default:
            if let kind = DueMoment.Kind.allCases.first(where: { $0.act == act }) { return kind.label }
            for place in proceedings {
                if let schema = place.definition.act(named: act) { return schema.label }
            }
            return WageArrearsVocabulary.schema.acts.first { $0.name == act }?.label
                ?? Bilingual(zh: act, en: act)
        }
    }
}

extension TimelineEntry {
    fileprivate func told(of number: String) -> TimelineEntry {
        var copy = self
        copy.of = copy.of ?? number
        return copy
    }

    init(_ entry: LogEntry, _ body: ActBody, in state: CaseState) {
        let name = body.command["act"]?.stringValue ?? entry.type
        let label = state.label(ofAct: name)
        self.init(
            position: entry.position, version: entry.version, occurred: entry.occurred ?? .instant(entry.at),
            at: entry.at, act: name, label: Self.label(label, ofEntry: entry.type),
            doers: body.outsider.map { [$0.name ?? state.label(ofRole: $0.role)] } ?? body.doerIDs,
            recorder: entry.actor, facts: body.facts, papers: body.command["papers"]?.arrayValue ?? [],
            clocks: body.clocks, proposals: body.proposals, hasMoved: body.hasMoved,
            limit: DueMoment.Kind(entryType: entry.type) == nil
                ? nil : body.facts.first.map { state.label(ofLimitIn: $0) },
            cured: body.facts.filter { $0["type"] == .string(CaseState.curedType) }.map {
                state.label(ofLimitIn: $0)
            })
    }

    /// An act that was put forward, signed or turned down is not yet done: its label says so.
    private static func label(_ act: Bilingual, ofEntry type: String) -> Bilingual {
        switch type {
        case Evaluation.proposalType: return Bilingual(zh: "提出：\(act.zh)", en: "put forward: \(act.en)")
        case SigningVerb.approve.entryType: return Bilingual(zh: "签署：\(act.zh)", en: "signed: \(act.en)")
        case SigningVerb.reject.entryType: return Bilingual(zh: "退回：\(act.zh)", en: "turned down: \(act.en)")
        case SigningVerb.withdraw.entryType: return Bilingual(zh: "撤回：\(act.zh)", en: "taken back: \(act.en)")
        default: return act
        }
    }
}

extension CaseState {
    /// What an act takes: as a proceeding of this case knows it, else as the vocabulary does.
    public func schema(ofAct act: String) -> ActSchema? {
        for place in proceedings {
            if let schema = place.definition.act(named: act) { return schema }
        }
        return WageArrearsVocabulary.schema.acts.first { $0.name == act }
    }
}
