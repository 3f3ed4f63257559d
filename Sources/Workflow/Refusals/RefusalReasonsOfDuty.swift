public import Values

/// Papers that are short for one need.
public struct PaperShortage: Hashable, Sendable {
    /// Kinds that would do, any of them.
    public let anyOf: [Named]
    /// How many are needed.
    public let wanted: Int
    /// How many there are.
    public let present: Int
    /// The claimant they are about, by id; nothing when about the case.
    public let claimant: String?
    /// The kind of paper they are about; nothing when about no other.
    public let about: Named?
    /// Whether only papers attached to this very command count.
    public let mustBeFresh: Bool
    /// Whether only papers that name the claimant count.
    public let mustNameClaimant: Bool
    /// How long they may follow afterwards (容缺), where they may.
    public let laterWithin: ClockLength?

    /// Makes a shortage.
    public init(
        anyOf: [Named], wanted: Int, present: Int, claimant: String? = nil, about: Named? = nil,
        mustBeFresh: Bool = false, mustNameClaimant: Bool = false, laterWithin: ClockLength? = nil
    ) {
        self.anyOf = anyOf
        self.wanted = wanted
        self.present = present
        self.claimant = claimant
        self.about = about
        self.mustBeFresh = mustBeFresh
        self.mustNameClaimant = mustNameClaimant
        self.laterWithin = laterWithin
    }
}

/// Papers are short.
public struct NeedsRefusal: Hashable, Sendable {
    /// The act.
    public let act: Named
    /// What is short and refuses the act.
    public let short: [PaperShortage]
    /// What is short too but may follow later.
    public let mayFollow: [PaperShortage]
    /// Papers promised with earlier acts that must be in before the case is closed.
    public let promised: [PromisedPapers]

    /// Makes the reason.
    public init(
        act: Named, short: [PaperShortage], mayFollow: [PaperShortage] = [], promised: [PromisedPapers] = []
    ) {
        self.act = act
        self.short = short
        self.mayFollow = mayFollow
        self.promised = promised
    }
}

/// Papers that were allowed to follow an act and have not come.
public struct PromisedPapers: Hashable, Sendable {
    /// The act they were to follow.
    public let act: Named
    /// Kinds that would do.
    public let anyOf: [Named]
    /// The claimant they are about; nothing when about the case.
    public let claimant: String?
    /// When they are due, once the host has counted it.
    public let due: Moment?

    /// Makes a promise.
    public init(act: Named, anyOf: [Named], claimant: String?, due: Moment?) {
        self.act = act
        self.anyOf = anyOf
        self.claimant = claimant
        self.due = due
    }
}

/// A limit stands in the way: a right that has passed, or an operation on a clock that it does not bear.
public struct ClockRefusal: Hashable, Sendable {
    /// What is wrong with the clock.
    public enum Cause: Hashable, Sendable {
        /// The right has passed.
        case passed
        /// It has passed, and what the act would do to it can only be done before.
        case tooLate(ClockOperation.Kind)
        /// It is not running, so there is nothing to extend.
        case notRunning
        /// It was extended as often as it may be.
        case usedUp(times: Int)
    }

    /// The act.
    public let act: Named
    /// The clock.
    public let clock: Named
    /// When it was due.
    public let due: Moment?
    /// The rule it comes from.
    public let source: Bilingual
    /// What is wrong with it.
    public let cause: Cause

    /// Makes the reason.
    public init(act: Named, clock: Named, due: Moment?, source: Bilingual, cause: Cause = .passed) {
        self.act = act
        self.clock = clock
        self.due = due
        self.source = source
        self.cause = cause
    }
}

/// Signatures that are missing.
public struct ApprovalsRefusal: Hashable, Sendable {
    /// The act.
    public let act: Named
    /// For each missing signature, the roles that may give it.
    public let missing: [[Named]]
    /// Doers who neither recorded this nor signed an attached paper, by id.
    public let unconfirmed: [String]
    /// Whether the act may be put forward without them and wait.
    public let mayFollow: Bool
    /// The proposal of the same that waits already, by id.
    public let pending: String?
    /// Whether those missing come before the signature that was tried.
    public let isEarlier: Bool
    /// Whether it opens a proceeding, before which there is nothing that could wait.
    public let isOpening: Bool

    /// Makes the reason.
    public init(
        act: Named, missing: [[Named]], unconfirmed: [String], mayFollow: Bool = false,
        pending: String? = nil,
        isEarlier: Bool = false, isOpening: Bool = false
    ) {
        self.isOpening = isOpening
        self.act = act
        self.missing = missing
        self.unconfirmed = unconfirmed
        self.mayFollow = mayFollow
        self.pending = pending
        self.isEarlier = isEarlier
    }
}

/// Open findings stand in the way.
public struct FindingRefusal: Hashable, Sendable {
    /// The act.
    public let act: Named
    /// The findings, by id.
    public let findings: [String]
    /// Who may answer them, in words.
    public let answeredBy: Bilingual

    /// Makes the reason; by default a second person answers a finding.
    public init(
        act: Named, findings: [String],
        answeredBy: Bilingual = Bilingual(zh: "另一名经办人", en: "another person than the one it is about")
    ) {
        self.act = act
        self.findings = findings
        self.answeredBy = answeredBy
    }
}

/// A rule of the procedure that would be broken.
public struct PropertyRefusal: Hashable, Sendable {
    /// The act.
    public let act: Named
    /// The rule.
    public let property: Named
    /// The rule as written.
    public let expression: String
    /// Whether it must always hold, or never.
    public let mustHold: Bool
    /// Its parts with their values after the act, in Chinese.
    public let linesZH: [String]
    /// Its parts with their values after the act, in English.
    public let linesEN: [String]

    /// Makes the reason.
    public init(
        act: Named, property: Named, expression: String, mustHold: Bool, linesZH: [String], linesEN: [String]
    ) {
        self.act = act
        self.property = property
        self.expression = expression
        self.mustHold = mustHold
        self.linesZH = linesZH
        self.linesEN = linesEN
    }

    /// The parts in one language.
    public func lines(_ language: Language) -> [String] {
        switch language {
        case .zh: return linesZH
        case .en: return linesEN
        }
    }
}
