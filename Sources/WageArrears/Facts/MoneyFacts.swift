public import Values

/// A claim was stated: claimant, period of any span, item.
public struct ClaimStated: CodedFact {
    /// Its id.
    public internal(set) var claim: String = ""
    /// Whose.
    public internal(set) var claimant: String = ""
    /// The first day.
    public internal(set) var from: Day?
    /// The last day.
    public internal(set) var to: Day?
    /// How exactly the first day is known.
    public internal(set) var fromPrecision: DatePrecision?
    /// How exactly the last day is known.
    public internal(set) var toPrecision: DatePrecision?
    /// What it is for.
    public internal(set) var item: WageItem = .wagesNotItemised

    /// The type in the log.
    public static let type = "claim.stated"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("claim", &claim)
        coder.text("claimant", &claimant)
        coder.day("from", &from)
        coder.day("to", &to)
        coder.word("from_precision", &fromPrecision)
        coder.word("to_precision", &toPrecision)
        coder.word("item", &item)
    }
}

/// Somebody asserted a sum; it overwrites no other.
public struct AmountAsserted: CodedFact {
    /// Its id.
    public internal(set) var assertion: String = ""
    /// In which quality.
    public internal(set) var kind: AmountKind = .claimed
    /// How far it is broken down.
    public internal(set) var level: AmountLevel = .wholeCase
    /// The claimant, where it is about one.
    public internal(set) var claimant: String?
    /// The claim, where it is about one.
    public internal(set) var claim: String?
    /// The sum.
    public internal(set) var sum: Fen = .zero
    /// How exactly it is known.
    public internal(set) var precision: Precision = .exact
    /// The papers it rests on.
    public internal(set) var papers: [String] = []
    /// The proceeding in which it was asserted.
    public internal(set) var proceeding: String = ""
    /// Whether it binds: an award may not yet.
    public internal(set) var isEffective: Bool = false
    /// Whether other claims are still to be decided: a partial award says nothing of what is owed in all.
    public internal(set) var isPartial: Bool = false
    /// The day it is to be paid by.
    public internal(set) var payBy: Day?
    /// The reason of a waiver.
    public internal(set) var ground: Recall<String> = .absent

    /// The type in the log.
    public static let type = "amount.asserted"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("assertion", &assertion)
        coder.word("kind", &kind)
        coder.word("level", &level)
        coder.text("claimant", &claimant)
        coder.text("claim", &claim)
        coder.sum("sum_fen", &sum)
        coder.word("precision", &precision)
        coder.texts("papers", &papers)
        coder.text("proceeding", &proceeding)
        coder.flag("effective", &isEffective)
        coder.day("pay_by", &payBy)
        coder.mark("partial", &isPartial)
        coder.personal("ground", &ground)
    }
}

/// The arrears were verified.
public struct VerificationMade: CodedFact {
    /// The verified sums.
    public internal(set) var assertions: [String] = []
    /// What was found.
    public internal(set) var result: Recall<String> = .absent

    /// The type in the log.
    public static let type = "verification.made"

    mutating func code(_ coder: inout FactCoder) {
        coder.texts("assertions", &assertions)
        coder.personal("result", &result)
    }
}

/// The arrears were found not to exist.
public struct ArrearsRefuted: CodedFact {
    /// Why.
    public internal(set) var reason: Recall<String> = .absent

    /// The type in the log.
    public static let type = "arrears.refuted"

    mutating func code(_ coder: inout FactCoder) {
        coder.personal("reason", &reason)
    }
}

/// The respondent was ordered to pay by a day.
public struct PaymentOrdered: CodedFact {
    /// The ordered sums.
    public internal(set) var assertions: [String] = []
    /// The day.
    public internal(set) var payBy: Day = Day(ordinal: 0)

    /// The type in the log.
    public static let type = "payment.ordered"

    mutating func code(_ coder: inout FactCoder) {
        coder.texts("assertions", &assertions)
        coder.day("pay_by", &payBy)
    }
}

/// A tribunal, court or authority fixed sums.
public struct AwardRecorded: CodedFact {
    /// By which paper.
    public internal(set) var instrument: AwardInstrument = .arbitralAward
    /// Which body.
    public internal(set) var by: String = ""
    /// The awarded sums.
    public internal(set) var assertions: [String] = []
    /// Whether it is final.
    public internal(set) var isFinal: Bool = false

    /// The type in the log.
    public static let type = "award.recorded"

    mutating func code(_ coder: inout FactCoder) {
        coder.word("instrument", &instrument)
        coder.text("by", &by)
        coder.texts("assertions", &assertions)
        coder.flag("final", &isFinal)
    }
}

/// Whether an award binds was stated, for one claimant.
public struct AwardEffectStated: CodedFact {
    /// The claimant.
    public internal(set) var claimant: String = ""
    /// The effect.
    public internal(set) var effect: AwardEffect = .effective
    /// Since when.
    public internal(set) var on: Day?

    /// The type in the log.
    public static let type = "award.effect"

    mutating func code(_ coder: inout FactCoder) {
        coder.text("claimant", &claimant)
        coder.word("effect", &effect)
        coder.day("on", &on)
    }
}
