public import Values

/// A signature that was given to a proposal.
public struct GivenSignature: Hashable, Sendable {
    /// Who signed, with the roles they held that day.
    public let signer: Doer
    /// When.
    public let at: Moment

    /// Makes a signature.
    public init(signer: Doer, at: Moment) {
        self.signer = signer
        self.at = at
    }
}

/// A paper that a proposal brings; it goes on record when the act is performed.
public struct ProposedPaper: Hashable, Sendable {
    /// The kind.
    public let kind: String
    /// The hash of its content; nothing when it was not scanned.
    public let hash: String?

    /// Makes a paper.
    public init(kind: String, hash: String?) {
        self.kind = kind
        self.hash = hash
    }
}

/// An act that was put forward and waits for signatures: its payload is frozen, the proceeding stands where it stood.
public struct Proposal: Hashable, Sendable, Identifiable {
    /// The id within the case, e.g. `S12`: the position of the entry that put it forward.
    public let id: String
    /// The act.
    public let act: String
    /// The rows it is about; empty when about the case.
    public let rows: [String]
    /// The hash of the payload without personal words; the entry keeps the payload itself.
    public let payloadHash: String?
    /// The papers it brings.
    public let papers: [ProposedPaper]
    /// Who put it forward, the one who leads first, with the roles they held that day.
    public let doers: [Doer]
    /// When.
    public let occurred: Moment
    /// The position of its entry in the log.
    public let position: Int?
    /// The states whose transitions would take it; it lapses when one is left.
    public let sources: [String]
    /// The signatures given so far, in order.
    public internal(set) var signatures: [GivenSignature]

    /// Makes a proposal.
    public init(
        id: String, act: String, rows: [String], payloadHash: String?, papers: [ProposedPaper], doers: [Doer],
        occurred: Moment, position: Int?, sources: [String], signatures: [GivenSignature]
    ) {
        self.id = id
        self.act = act
        self.rows = rows
        self.payloadHash = payloadHash
        self.papers = papers
        self.doers = doers
        self.occurred = occurred
        self.position = position
        self.sources = sources
        self.signatures = signatures
    }

    /// When the last signature was given, or when it was put forward.
    public var lastSignedAt: Moment { signatures.last?.at ?? occurred }

    /// The signatures it still waits for, in the order of the file.
    public func awaited(in definition: WorkflowDefinition) -> [AwaitedSignature] {
        let fit = SignatureFit(rules: definition.acts[act]?.signed ?? [])
        return fit.missing(Set(fit.slots(of: signatures.map(\.signer.roles)) ?? []))
    }

    /// Whether somebody has a hand in it already, as the one who leads or by a signature.
    func isSigned(by id: String) -> Bool {
        doers.first?.id == id || signatures.contains { $0.signer.id == id }
    }
}
