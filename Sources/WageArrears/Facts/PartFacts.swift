public import Values

/// A claimant settled.
public struct ClaimantSettled: CodedFact {
    /// The claimant.
    public internal(set) var claimant: String = ""
    /// The agreed sum.
    public internal(set) var assertion: String = ""
    /// The day it is to be paid by.
    public internal(set) var payBy: Day?

    /// The type in the log.
    public static let type = "claimant.settled"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("claimant", &claimant)
        coder.text("assertion", &assertion)
        coder.day("pay_by", &payBy)
    }
}

/// A claimant withdrew: it ends their part, never their claim.
public struct ClaimantWithdrawn: CodedFact {
    /// The claimant.
    public internal(set) var claimant: String = ""
    /// Why.
    public internal(set) var reason: Recall<String> = .absent

    /// The type in the log.
    public static let type = "claimant.withdrawn"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("claimant", &claimant)
        coder.personal("reason", &reason)
    }
}

/// A claimant who had withdrawn came back.
public struct ClaimantRejoined: CodedFact {
    /// The claimant.
    public internal(set) var claimant: String = ""

    /// The type in the log.
    public static let type = "claimant.rejoined"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("claimant", &claimant)
    }
}

/// A claimant died.
public struct ClaimantDied: CodedFact {
    /// The claimant.
    public internal(set) var claimant: String = ""
    /// The day.
    public internal(set) var on: Day?

    /// The type in the log.
    public static let type = "claimant.died"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("claimant", &claimant)
        coder.day("on", &on)
    }
}

/// A successor stepped into a claimant's part.
public struct ClaimantSucceeded: CodedFact {
    /// The claimant.
    public internal(set) var claimant: String = ""
    /// The successor, a registered person.
    public internal(set) var successor: String = ""

    /// The type in the log.
    public static let type = "claimant.succeeded"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("claimant", &claimant)
        coder.text("successor", &successor)
    }
}
