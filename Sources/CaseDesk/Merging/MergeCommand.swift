public import EventLog
import Source
import TransparencyLog
import Values
public import WageArrears

/// A request to merge one case into another.
public struct MergeCommand: Hashable, Sendable {
    /// The name of the act.
    public static let act = "merge"

    /// The case that goes into the other one.
    public var caseNumber: String
    /// The case that takes it in.
    public var into: String
    /// Claimants of the first who are claimants of the second, each with the id there.
    public var pairs: [ClaimantPair]
    /// The papers, people, reason and key.
    public var frame: LinkFrame

    /// Makes a request.
    public init(caseNumber: String, into: String, pairs: [ClaimantPair] = [], frame: LinkFrame) {
        self.caseNumber = caseNumber
        self.into = into
        self.pairs = pairs
        self.frame = frame
    }

    /// What makes two sendings the same request.
    var requestHash: Digest {
        DomainHash.request(frame.request(Self.act, caseNumber, members).canonicalBytes)
    }

    var members: [String: JSON?] {
        [
            "into": .string(into),
            "pairs": pairs.isEmpty
                ? nil : .array(pairs.map { .array([.string($0.here), .string($0.there)]) }),
        ]
    }

    /// The command as it was given, read back from its body.
    init(stored body: ActBody, entry: LogEntry) {
        let command = body.command
        self.init(
            caseNumber: command["case"]?.stringValue ?? "", into: command["into"]?.stringValue ?? "",
            pairs: (command["pairs"]?.arrayValue ?? []).compactMap { pair in
                guard let ids = pair.arrayValue?.compactMap(\.stringValue), ids.count == 2 else { return nil }
                return ClaimantPair(here: ids[0], there: ids[1])
            }, frame: LinkFrame(stored: body, entry: entry))
    }
}

/// A request to undo a merger.
public struct UnmergeCommand: Hashable, Sendable {
    /// The name of the act.
    public static let act = "unmerge"

    /// The case that was merged.
    public var caseNumber: String
    /// The papers, people, reason and key.
    public var frame: LinkFrame

    /// Makes a request.
    public init(caseNumber: String, frame: LinkFrame) {
        self.caseNumber = caseNumber
        self.frame = frame
    }

    var requestHash: Digest {
        DomainHash.request(frame.request(Self.act, caseNumber, [:]).canonicalBytes)
    }

    init(stored body: ActBody, entry: LogEntry) {
        self.init(
            caseNumber: body.command["case"]?.stringValue ?? "",
            frame: LinkFrame(stored: body, entry: entry))
    }
}

/// One person who is a claimant of two cases.
public struct ClaimantPair: Hashable, Sendable {
    /// The id in the case that goes into the other one.
    public let here: String
    /// The id in the case that takes it in.
    public let there: String

    /// Names a pair.
    public init(here: String, there: String) {
        self.here = here
        self.there = there
    }
}

/// What every act between two cases has: papers, people, a reason and a key.
public struct LinkFrame: Hashable, Sendable {
    /// The papers that come with it.
    public var papers: [AttachedPaper]
    /// Who did it; the recorder where nobody else is named.
    public var doers: [String]
    /// Who typed it.
    public var recorder: String
    /// Why.
    public var reason: String
    /// The idempotency key; fresh where there is none.
    public var key: CommandKey?

    /// Makes a frame.
    public init(
        papers: [AttachedPaper] = [], doers: [String] = [], recorder: String, reason: String,
        key: CommandKey? = nil
    ) {
        self.papers = papers
        self.doers = doers
        self.recorder = recorder
        self.reason = reason
        self.key = key
    }

    init(stored body: ActBody, entry: LogEntry) {
        self.init(
            papers: (body.command["papers"]?.arrayValue ?? []).compactMap(AttachedPaper.init(json:)),
            doers: body.command["given_doers"]?.arrayValue?.compactMap(\.stringValue) ?? body.doerIDs,
            recorder: entry.actor, reason: body.personalCommand[ActBody.reasonKey]?.stringValue ?? "")
    }

    func request(_ verb: String, _ number: String, _ members: [String: JSON?]) -> JSON {
        .object(
            omitting: [
                "verb": .string(verb), "case": .string(number),
                "papers": papers.isEmpty ? nil : .array(papers.map(\.json)),
                "doers": .array(doers.map(JSON.string)), "recorder": .string(recorder),
            ].merging(members) { first, _ in first })
    }

    /// The same as an act on one case, for what acts have in common.
    func command(_ act: String, _ number: String) -> ActCommand {
        ActCommand(
            caseNumber: number, act: act, papers: papers, doers: doers, recorder: recorder, reason: reason)
    }
}
