public import Values

/// One claimant of a case; the id is the person's, and stays so when a successor steps in.
public struct CaseClaimant: Hashable, Sendable, Identifiable {
    /// The id within the case.
    public let id: String
    /// The entry by which they joined.
    public let entry: EntryRef
    /// The job.
    public internal(set) var job: String?
    /// The first day of work.
    public internal(set) var employedFrom: Day?
    /// The home region.
    public internal(set) var hometownRegion: String?
    /// Whether they are a migrant worker, as their papers show.
    public internal(set) var isMigrantWorker = false
    /// The legal relationship as last stated.
    public internal(set) var relationship = RelationshipKind.unknown
    /// The last day of that relationship.
    public internal(set) var relationshipEnded: Day?
    /// How their part stands: withdrawal and settlement end a part, never the claim.
    public internal(set) var part = PartStatus.active
    /// The day of death, where one is known.
    public internal(set) var diedOn: Day?
    /// Who stepped into the part.
    public internal(set) var successor: String?
    /// The position of the correction that retracted the joining.
    public internal(set) var retractedBy: Int?

    /// The registered person.
    public var person: String { id }

    init(_ fact: ClaimantJoined, entry: EntryRef, retractedBy: Int?) {
        id = fact.claimant
        self.entry = entry
        job = fact.job
        employedFrom = fact.employedFrom
        hometownRegion = fact.hometownRegion
        isMigrantWorker = fact.isMigrantWorker
        self.retractedBy = retractedBy
    }
}

/// One organisation that answers for the wages.
public struct CaseRespondent: Hashable, Sendable {
    /// The organisation.
    public let organisation: String
    /// In which capacity.
    public let capacity: Capacity
    /// Whether its seat is outside the region of the body that handles the case.
    public let isOutOfRegion: Bool
    /// The entry by which it was named.
    public let entry: EntryRef

    init(_ fact: RespondentNamed, entry: EntryRef) {
        organisation = fact.organisation
        capacity = fact.capacity
        isOutOfRegion = fact.isOutOfRegion
        self.entry = entry
    }
}

/// One paper on record.
public struct CasePaper: Hashable, Sendable, Identifiable {
    /// The id, e.g. `D12.1`.
    public let id: String
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
    /// The entry it came with.
    public let entry: EntryRef
    /// The services of it, in the order recorded.
    public internal(set) var services: [PaperServed] = []
    /// The position of the correction that retracted it.
    public internal(set) var retractedBy: Int?

    init(_ fact: PaperFiled, entry: EntryRef, retractedBy: Int?) {
        id = fact.paper
        kind = fact.kind
        number = fact.number
        sha256 = fact.sha256
        originalAt = fact.originalAt
        claimants = fact.claimants
        signers = fact.signers
        about = fact.about
        self.entry = entry
        self.retractedBy = retractedBy
    }
}

/// How and why a case was closed.
public struct Closing: Hashable, Sendable {
    /// What the closing said.
    public let fact: CaseClosed
    /// The entry.
    public let entry: EntryRef

    /// The reason as a word, e.g. `paid_in_full`.
    public var reason: String { fact.reason.rawValue }
}

/// A contradiction that was recorded all the same and waits for a second person's answer.
public struct Finding: Hashable, Sendable, Identifiable {
    /// The id, e.g. `F12.1`.
    public let id: String
    /// What is contradicted.
    public let kind: FindingKind
    /// What it is about: claimants, payments, rules.
    public let about: [String]
    /// Why it was recorded all the same.
    public let reason: Recall<String>
    /// The entry that opened it.
    public let opened: EntryRef
    /// How it was answered.
    public internal(set) var answer: Recorded<FindingAnswered>?
    /// The position of the correction that retracted the entry that opened it.
    public internal(set) var retractedBy: Int?

    /// Whether it waits for an answer.
    public var isOpen: Bool { answer == nil && retractedBy == nil }

    /// Who may not answer it: everybody who had a hand in the entry that opened it.
    public var barred: Set<String> { opened.hands }

    init(_ fact: FindingOpened, opened: EntryRef, retractedBy: Int?) {
        id = fact.finding
        kind = fact.kind
        about = fact.about
        reason = fact.reason
        self.opened = opened
        self.retractedBy = retractedBy
    }
}
