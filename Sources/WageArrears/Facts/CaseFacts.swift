public import Values

/// A case was opened.
public struct CaseOpened: CodedFact {
    /// The case number.
    public internal(set) var number: String = ""
    /// The workflow of its first proceeding.
    public internal(set) var workflow: String = ""
    /// The region it belongs to, code or name; where it is stated, roles are held only in grants that cover it.
    public internal(set) var region: String?

    /// The type in the log.
    public static let type = "case.opened"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("number", &number)
        coder.text("workflow", &workflow)
        coder.text("region", &region)
    }
}

/// A report came in.
public struct ReportReceived: CodedFact {
    /// The way it came.
    public internal(set) var channel: ReportChannel = .walkIn
    /// The number of its ticket.
    public internal(set) var ticket: String?
    /// The body that passed it on.
    public internal(set) var fromBody: String?
    /// The day it was received.
    public internal(set) var receivedOn: Day?
    /// What it says.
    public internal(set) var summary: Recall<String> = .absent

    /// The type in the log.
    public static let type = "report.received"

    mutating func code(_ coder: inout FactCoder) {
        coder.word("channel", &channel)
        coder.text("ticket", &ticket)
        coder.text("from_body", &fromBody)
        coder.day("received_on", &receivedOn)
        coder.personal("summary", &summary)
    }
}

/// The case was taken on.
public struct CaseAccepted: CodedFact {
    /// The number given to it on acceptance.
    public internal(set) var number: String?

    /// The type in the log.
    public static let type = "case.accepted"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("number", &number)
    }
}

/// The case was not taken on.
public struct CaseDeclined: CodedFact {
    /// Why.
    public internal(set) var reason: DeclineReason = .notWageDispute
    /// Where the workers may turn.
    public internal(set) var nextRoute: String?

    /// The type in the log.
    public static let type = "case.declined"

    mutating func code(_ coder: inout FactCoder) {
        coder.word("reason", &reason)
        coder.text("next_route", &nextRoute)
    }
}

/// Somebody wrote a note.
public struct NoteAdded: CodedFact {
    /// What it says.
    public internal(set) var text: Recall<String> = .absent

    /// The type in the log.
    public static let type = "note.added"

    mutating func code(_ coder: inout FactCoder) {
        coder.personal("text", &text)
    }
}

/// A matter beside the wages was found and passed on.
public struct MatterLinked: CodedFact {
    /// Which matter.
    public internal(set) var kind: MatterKind = .socialInsurance
    /// The body it was passed to.
    public internal(set) var toBody: String?
    /// Remarks.
    public internal(set) var note: Recall<String> = .absent

    /// The type in the log.
    public static let type = "matter.linked"

    mutating func code(_ coder: inout FactCoder) {
        coder.word("kind", &kind)
        coder.text("to_body", &toBody)
        coder.personal("note", &note)
    }
}
