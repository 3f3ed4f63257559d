public import CEL
public import Source
public import Values

/// An act as it is put before the vocabulary: typed payload, doers, papers.
public struct ActRequest: Sendable {
    /// The act.
    public let act: String
    /// The payload, as `PayloadReader` read it.
    public let payload: [String: CELValue]
    /// When it happened.
    public let occurred: Moment
    /// Who did it, by id.
    public let doers: [String]
    /// The bodies of the doers, in their order.
    public let doerBodies: [String]
    /// Who records it.
    public let recorder: String
    /// The papers that come with it.
    public let papers: [AttachedPaper]
    /// Whether a contradiction was seen and it is to be recorded all the same.
    public let isConfirmed: Bool
    /// Why it is recorded all the same.
    public let reason: String?
    /// Doers who signed it one by one, by id.
    public let confirmed: Set<String>

    /// Makes a request.
    public init(
        act: String, payload: [String: CELValue], occurred: Moment, doers: [String],
        doerBodies: [String] = [],
        recorder: String, papers: [AttachedPaper] = [], isConfirmed: Bool = false, reason: String? = nil,
        confirmed: Set<String> = []
    ) {
        self.act = act
        self.payload = payload
        self.occurred = occurred
        self.doers = doers
        self.doerBodies = doerBodies
        self.recorder = recorder
        self.papers = papers
        self.isConfirmed = isConfirmed
        self.reason = reason
        self.confirmed = confirmed
    }

    /// The doers who stand for the act: the recorder, and whoever signed a paper that comes with it.
    var signingDoers: Set<String> {
        Set(
            doers.filter { id in
                id == recorder || confirmed.contains(id) || papers.contains { $0.signers.contains(id) }
            })
    }
}

/// A paper that comes with an act.
public struct AttachedPaper: Hashable, Sendable {
    /// The kind, as the workflow names it.
    public let kind: String
    /// The number it bears.
    public let number: String?
    /// The hash of its scan; none when it was not scanned.
    public let sha256: String?
    /// Where the original is.
    public let originalAt: String?
    /// The claimants it is about; none when it is about the whole case.
    public let claimants: [String]
    /// The actors who signed it.
    public let signers: [String]
    /// The paper it is about, as a proof of service is.
    public let about: String?

    /// Describes a paper.
    public init(
        kind: String, number: String? = nil, sha256: String? = nil, originalAt: String? = nil,
        claimants: [String] = [], signers: [String] = [], about: String? = nil
    ) {
        self.kind = kind
        self.number = number
        self.sha256 = sha256
        self.originalAt = originalAt
        self.claimants = claimants
        self.signers = signers
        self.about = about
    }

    /// As a command keeps it.
    public var json: JSON {
        .object(omitting: [
            "kind": .string(kind), "number": number.map(JSON.string), "sha256": sha256.map(JSON.string),
            "original_at": originalAt.map(JSON.string),
            "claimants": claimants.isEmpty ? nil : .array(claimants.map(JSON.string)),
            "signers": signers.isEmpty ? nil : .array(signers.map(JSON.string)),
            "about": about.map(JSON.string),
        ])
    }

    /// Reads a paper back from a command.
    public init?(json: JSON) {
        guard let kind = json["kind"]?.stringValue else { return nil }
        self.init(
            kind: kind, number: json["number"]?.stringValue, sha256: json["sha256"]?.stringValue,
            originalAt: json["original_at"]?.stringValue,
            claimants: (json["claimants"]?.arrayValue ?? []).compactMap(\.stringValue),
            signers: (json["signers"]?.arrayValue ?? []).compactMap(\.stringValue),
            about: json["about"]?.stringValue)
    }
}
