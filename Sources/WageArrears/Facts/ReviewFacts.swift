public import Values

/// A fact that contradicts the file was recorded all the same; closing waits for an answer.
public struct FindingOpened: CodedFact {
    /// Its id.
    public internal(set) var finding: String = ""
    /// What is contradicted.
    public internal(set) var kind: FindingKind = .paidBeforeVerified
    /// What it is about: claimants, payments, rules.
    public internal(set) var about: [String] = []
    /// Why it was recorded all the same.
    public internal(set) var reason: Recall<String> = .absent

    /// The type in the log.
    public static let type = "finding.opened"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("finding", &finding)
        coder.word("kind", &kind)
        coder.texts("about", &about)
        coder.personal("reason", &reason)
    }
}

/// A second person answered a finding.
public struct FindingAnswered: CodedFact {
    /// The finding.
    public internal(set) var finding: String = ""
    /// The result.
    public internal(set) var result: FindingResult = .accepted
    /// The answer.
    public internal(set) var answer: Recall<String> = .absent

    /// The type in the log.
    public static let type = "finding.answered"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("finding", &finding)
        coder.word("result", &result)
        coder.personal("answer", &answer)
    }
}

/// An earlier entry was corrected; both stay visible.
public struct CorrectionMade: CodedFact {
    /// How.
    public internal(set) var mode: CorrectionMode = .replace
    /// The position of the corrected entry.
    public internal(set) var target: Int = 0
    /// The part of it that is corrected.
    public internal(set) var item: String?
    /// The right values, where they are replaced.
    public internal(set) var replacement: CorrectedValues?
    /// The later entries that rested on the old values.
    public internal(set) var restedOn: [Int] = []
    /// Why.
    public internal(set) var reason: Recall<String> = .absent

    /// The type in the log.
    public static let type = "correction.made"

    mutating func code(_ coder: inout FactCoder) {
        coder.word("mode", &mode)
        coder.int("target", &target)
        coder.text("item", &item)
        coder.record("replacement", &replacement)
        coder.ints("rested_on", &restedOn)
        coder.personal("reason", &reason)
    }
}

/// The case was closed, with the fate of every open clock.
public struct CaseClosed: CodedFact {
    /// Why.
    public internal(set) var reason: CloseReason = .paidInFull
    /// Where the claim goes on.
    public internal(set) var nextRoute: String?
    /// What was due.
    public internal(set) var due: Fen = .zero
    /// What was verified.
    public internal(set) var verified: Fen = .zero
    /// What was in the workers' hands.
    public internal(set) var recovered: Fen = .zero
    /// What became of every open proceeding and clock.
    public internal(set) var fates: [ClosingFate] = []
    /// Why nothing more is done, where something is due.
    public internal(set) var ground: Recall<String> = .absent
    /// Remarks on the fates, in order.
    public internal(set) var fateNotes: Recall<[String]> = .absent

    /// The type in the log.
    public static let type = "case.closed"

    mutating func code(_ coder: inout FactCoder) {
        coder.word("reason", &reason)
        coder.text("next_route", &nextRoute)
        coder.sum("due_fen", &due)
        coder.sum("verified_fen", &verified)
        coder.sum("recovered_fen", &recovered)
        coder.records("fates", &fates)
        coder.personal("ground", &ground)
        coder.personal("fate_notes", &fateNotes)
    }
}

/// The case was reopened.
public struct CaseReopened: CodedFact {
    /// Why.
    public internal(set) var reason: Recall<String> = .absent

    /// The type in the log.
    public static let type = "case.reopened"

    mutating func code(_ coder: inout FactCoder) {
        coder.personal("reason", &reason)
    }
}
