public import Values

/// A paper was put on record.
public struct PaperFiled: CodedFact {
    /// Its id.
    public internal(set) var paper: String = ""
    /// The kind, as the workflow names it.
    public internal(set) var kind: String = ""
    /// The number it bears.
    public internal(set) var number: String?
    /// The hash of its scan; none when it was not scanned.
    public internal(set) var sha256: String?
    /// Where the original is.
    public internal(set) var originalAt: String?
    /// The claimants it is about; none when it is about the whole case.
    public internal(set) var claimants: [String] = []
    /// The actors who signed it.
    public internal(set) var signers: [String] = []
    /// The paper it is about, as a proof of service is.
    public internal(set) var about: String?

    /// The type in the log.
    public static let type = "paper.filed"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("paper", &paper)
        coder.text("kind", &kind)
        coder.text("number", &number)
        coder.text("sha256", &sha256)
        coder.text("original_at", &originalAt)
        coder.texts("claimants", &claimants)
        coder.texts("signers", &signers)
        coder.text("about", &about)
    }
}

/// Papers were received.
public struct PapersReceived: CodedFact {
    /// The papers.
    public internal(set) var papers: [String] = []
    /// What they are about.
    public internal(set) var about: String?

    /// The type in the log.
    public static let type = "papers.received"

    mutating func code(_ coder: inout FactCoder) {
        coder.texts("papers", &papers)
        coder.text("about", &about)
    }
}

/// A paper was served on one recipient; limits the law starts on service start from it.
public struct PaperServed: CodedFact {
    /// The paper.
    public internal(set) var paper: String = ""
    /// The recipient.
    public internal(set) var recipient: String = ""
    /// How.
    public internal(set) var method: ServiceMethod = .direct
    /// The day of service.
    public internal(set) var on: Day = Day(ordinal: 0)

    /// The type in the log.
    public static let type = "paper.served"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("paper", &paper)
        coder.text("recipient", &recipient)
        coder.word("method", &method)
        coder.day("on", &on)
    }
}

/// The court received a paper.
public struct CourtReceived: CodedFact {
    /// The paper.
    public internal(set) var paper: String = ""
    /// The day.
    public internal(set) var on: Day = Day(ordinal: 0)

    /// The type in the log.
    public static let type = "court.received"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("paper", &paper)
        coder.day("on", &on)
    }
}

/// The union issued one of its three papers.
public struct UnionPaperIssued: CodedFact {
    /// Which.
    public internal(set) var kind: UnionPaperKind = .reminder
    /// To whom.
    public internal(set) var to: String = ""
    /// The day an answer is asked for.
    public internal(set) var replyBy: Day?

    /// The type in the log.
    public static let type = "union_paper.issued"

    mutating func code(_ coder: inout FactCoder) {
        coder.word("kind", &kind)
        coder.text("to", &to)
        coder.day("reply_by", &replyBy)
    }
}

/// The procuratorate issued a paper that supports the suit.
public struct SupportPaperIssued: CodedFact {
    /// Which.
    public internal(set) var kind: SupportPaperKind = .opinion
    /// The court.
    public internal(set) var court: String = ""

    /// The type in the log.
    public static let type = "support_paper.issued"

    mutating func code(_ coder: inout FactCoder) {
        coder.word("kind", &kind)
        coder.text("court", &court)
    }
}
