public import Values

/// Somebody tried to reach a party; failed attempts are recorded too.
public struct ContactAttempted: CodedFact {
    /// Whom.
    public internal(set) var with: ContactPartner = .respondent
    /// How.
    public internal(set) var method: ContactMethod = .phone
    /// Whether they were reached.
    public internal(set) var result: ContactResult = .reached
    /// Through whom.
    public internal(set) var via: Recall<String> = .absent
    /// Remarks.
    public internal(set) var note: Recall<String> = .absent

    /// The type in the log.
    public static let type = "contact.attempted"

    mutating func code(_ coder: inout FactCoder) {
        coder.word("with", &with)
        coder.word("method", &method)
        coder.word("result", &result)
        coder.personal("via", &via)
        coder.personal("note", &note)
    }
}

/// Bodies visited together; a joint visit is no filed inspection, so no legal limit starts from it.
public struct VisitMade: CodedFact {
    /// The bodies.
    public internal(set) var bodies: [String] = []
    /// The place.
    public internal(set) var place: String?
    /// What was found.
    public internal(set) var finding: VisitFinding?
    /// Remarks.
    public internal(set) var note: Recall<String> = .absent

    /// The type in the log.
    public static let type = "visit.made"

    mutating func code(_ coder: inout FactCoder) {
        coder.texts("bodies", &bodies)
        coder.text("place", &place)
        coder.word("finding", &finding)
        coder.personal("note", &note)
    }
}

/// Bodies began to act together; co-ordination is no mediation, so no legal limit starts from it.
public struct JointActionStarted: CodedFact {
    /// The bodies.
    public internal(set) var bodies: [String] = []

    /// The type in the log.
    public static let type = "joint_action.started"

    mutating func code(_ coder: inout FactCoder) {
        coder.texts("bodies", &bodies)
    }
}

/// Another region was asked to co-operate.
public struct RegionAsked: CodedFact {
    /// The body asked.
    public internal(set) var toBody: String = ""
    /// What for.
    public internal(set) var subject: String?
    /// The day an answer is asked for.
    public internal(set) var answerBy: Day?

    /// The type in the log.
    public static let type = "region.asked"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("to_body", &toBody)
        coder.text("subject", &subject)
        coder.day("answer_by", &answerBy)
    }
}

/// The other region answered, or did not.
public struct RegionAnswered: CodedFact {
    /// The answer.
    public internal(set) var answer: RegionAnswer = .accepted
    /// Who answered.
    public internal(set) var by: String?
    /// The day.
    public internal(set) var on: Day?

    /// The type in the log.
    public static let type = "region.answered"

    mutating func code(_ coder: inout FactCoder) {
        coder.word("answer", &answer)
        coder.text("by", &by)
        coder.day("on", &on)
    }
}

/// An inquiry group was formed.
public struct InquiryGroupFormed: CodedFact {
    /// The capacities of its members, in order.
    public internal(set) var capacities: [InquiryCapacity] = []
    /// The names of its members, in order.
    public internal(set) var names: Recall<[String]> = .absent

    /// The type in the log.
    public static let type = "inquiry.formed"

    mutating func code(_ coder: inout FactCoder) {
        coder.words("capacities", &capacities)
        coder.personal("names", &names)
    }
}

/// An inquiry recorded what it found.
public struct InquiryRecorded: CodedFact {
    /// What it found.
    public internal(set) var findings: [InquiryFinding] = []
    /// Remarks.
    public internal(set) var note: Recall<String> = .absent

    /// The type in the log.
    public static let type = "inquiry.recorded"

    mutating func code(_ coder: inout FactCoder) {
        coder.words("findings", &findings)
        coder.personal("note", &note)
    }
}
