public import Values

/// A worker became a claimant; the claimant's id is the person's.
public struct ClaimantJoined: CodedFact {
    /// The person.
    public internal(set) var claimant: String = ""
    /// The job.
    public internal(set) var job: String?
    /// The first day of work.
    public internal(set) var employedFrom: Day?
    /// The home region.
    public internal(set) var hometownRegion: String?
    /// Whether they are a migrant worker, as their papers show.
    public internal(set) var isMigrantWorker: Bool = false

    /// The type in the log.
    public static let type = "claimant.joined"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("claimant", &claimant)
        coder.text("job", &job)
        coder.day("employed_from", &employedFrom)
        coder.text("hometown_region", &hometownRegion)
        coder.mark("migrant_worker", &isMigrantWorker)
    }
}

/// An organisation was named as respondent.
public struct RespondentNamed: CodedFact {
    /// The organisation.
    public internal(set) var organisation: String = ""
    /// In which capacity.
    public internal(set) var capacity: Capacity = .employer
    /// Whether its seat is outside the region of the body that handles the case.
    public internal(set) var isOutOfRegion: Bool = false

    /// The type in the log.
    public static let type = "respondent.named"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("organisation", &organisation)
        coder.word("capacity", &capacity)
        coder.flag("out_of_region", &isOutOfRegion)
    }
}

/// Another body takes part.
public struct BodyJoined: CodedFact {
    /// The body.
    public internal(set) var body: String = ""
    /// Its part.
    public internal(set) var part: BodyPart = .lead

    /// The type in the log.
    public static let type = "body.joined"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("body", &body)
        coder.word("part", &part)
    }
}

/// The legal relationship was stated, with its end where known.
public struct RelationshipStated: CodedFact {
    /// The claimants it is about.
    public internal(set) var claimants: [String] = []
    /// The relationship.
    public internal(set) var kind: RelationshipKind = .employment
    /// Its first day.
    public internal(set) var from: Day?
    /// Its last day, from which limitation may run.
    public internal(set) var until: Day?
    /// Whether they are migrant workers, as their papers show; it is not taken back by a statement that is silent on it.
    public internal(set) var isMigrantWorker: Bool = false

    /// The type in the log.
    public static let type = "relationship.stated"

    mutating func code(_ coder: inout FactCoder) {
        coder.texts("claimants", &claimants)
        coder.word("kind", &kind)
        coder.day("from", &from)
        coder.day("until", &until)
        coder.mark("migrant_worker", &isMigrantWorker)
    }
}

/// The workers had complained before.
public struct ComplaintNoted: CodedFact {
    /// To whom.
    public internal(set) var to: String = ""
    /// When.
    public internal(set) var on: Moment?
    /// What came of it.
    public internal(set) var result: ComplaintResult = .noAnswer
    /// Remarks.
    public internal(set) var note: Recall<String> = .absent

    /// The type in the log.
    public static let type = "complaint.noted"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("to", &to)
        coder.moment("on", &on)
        coder.word("result", &result)
        coder.personal("note", &note)
    }
}
