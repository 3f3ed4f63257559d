public import Values

/// An act that reopens a closed proceeding, and who may do it.
public struct Reopener: Hashable, Sendable {
    /// The act.
    public let act: Named
    /// Roles that may do it.
    public let roles: [Named]

    /// Makes a reopener.
    public init(act: Named, roles: [Named]) {
        self.act = act
        self.roles = roles
    }
}

/// The proceeding has ended, and how it may be taken up again.
public struct ClosedRefusal: Hashable, Sendable {
    /// The act.
    public let act: Named
    /// The final state; nothing when the case as a whole is closed.
    public let state: Named?
    /// Its outcome.
    public let outcome: String?
    /// Acts that reopen it.
    public let reopeners: [Reopener]
    /// The proceeding that has moved on by this outcome, so that it cannot be reopened.
    public let consumedBy: String?

    /// Makes the reason.
    public init(
        act: Named, state: Named?, outcome: String?, reopeners: [Reopener], consumedBy: String? = nil
    ) {
        self.consumedBy = consumedBy
        self.act = act
        self.state = state
        self.outcome = outcome
        self.reopeners = reopeners
    }
}

/// The act is not possible where the proceeding stands.
public struct NotHereRefusal: Hashable, Sendable {
    /// The act.
    public let act: Named
    /// Where the proceeding stands.
    public let standing: [Named]
    /// The states that take the act.
    public let possibleIn: [Named]
    /// The acts that are taken where it stands.
    public let possibleNow: [Named]
    /// The rows that do not take it; empty when it is not about rows.
    public let rows: [String]

    /// Makes the reason.
    public init(
        act: Named, standing: [Named], possibleIn: [Named], possibleNow: [Named], rows: [String] = []
    ) {
        self.rows = rows
        self.act = act
        self.standing = standing
        self.possibleIn = possibleIn
        self.possibleNow = possibleNow
    }
}

/// A doer with the roles they have.
public struct DoerRoles: Hashable, Sendable {
    /// The doer's id.
    public let id: String
    /// Their roles.
    public let roles: [Named]
    /// The body they act for.
    public let body: String?
    /// Roles they hold for another region, or in another body, only.
    public let elsewhere: [NamedElsewhere]

    /// Makes a doer.
    public init(id: String, roles: [Named], body: String? = nil, elsewhere: [NamedElsewhere] = []) {
        self.id = id
        self.roles = roles
        self.body = body
        self.elsewhere = elsewhere
    }
}

/// A role held for another region, or in another body, only, in the words of the procedure.
public struct NamedElsewhere: Hashable, Sendable {
    /// The role.
    public let role: Named
    /// The body it is held in.
    public let body: String
    /// The region it is limited to; empty where it is not.
    public let region: String
}

/// None of the doers, or not all of them, may do this.
public struct RoleRefusal: Hashable, Sendable {
    /// The act.
    public let act: Named
    /// Roles that may; empty when any role that is not read-only may.
    public let may: [Named]
    /// The body whose people may; nothing where those of any body may.
    public let body: String?
    /// The doers who may not, with the roles they have.
    public let doers: [DoerRoles]

    /// Makes the reason.
    public init(act: Named, may: [Named], of body: String? = nil, doers: [DoerRoles]) {
        self.act = act
        self.may = may
        self.body = body
        self.doers = doers
    }
}

/// A guard that could not be evaluated: never treated as false.
public struct GuardErrorRefusal: Hashable, Sendable {
    /// The act, or nothing when the step was no act.
    public let act: Named?
    /// The guard or expression as written; several, if they contradict each other.
    public let expressions: [String]
    /// Why.
    public let reason: Bilingual
    /// Where in the definition.
    public let places: [String]

    /// Makes the reason.
    public init(act: Named?, expressions: [String], reason: Bilingual, places: [String]) {
        self.act = act
        self.expressions = expressions
        self.reason = reason
        self.places = places
    }
}

/// One guard that does not hold, with the value of every part of it.
public struct GuardFailure: Hashable, Sendable {
    /// Where the transition would lead; nothing when it stays.
    public let target: Named?
    /// The guard as written; empty when the vocabulary, not the procedure, says no.
    public let text: String
    /// The parts with their values, in Chinese.
    public let linesZH: [String]
    /// The parts with their values, in English.
    public let linesEN: [String]
    /// The row it was asked for; nothing outside rows.
    public let row: String?

    /// Makes a failure.
    public init(target: Named?, text: String, linesZH: [String], linesEN: [String], row: String? = nil) {
        self.row = row
        self.target = target
        self.text = text
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

/// No transition's condition holds.
public struct GuardRefusal: Hashable, Sendable {
    /// The act.
    public let act: Named
    /// Every guard that was tried.
    public let failures: [GuardFailure]

    /// Makes the reason.
    public init(act: Named, failures: [GuardFailure]) {
        self.act = act
        self.failures = failures
    }

    /// A refusal of the vocabulary's own: one sentence that says what is wanted and what stands in the way.
    public init(act: Named, because reason: Bilingual) {
        self.init(
            act: act,
            failures: [GuardFailure(target: nil, text: "", linesZH: [reason.zh], linesEN: [reason.en])])
    }
}

/// Somebody did an earlier act and may therefore not do this one.
public struct SameActorRefusal: Hashable, Sendable {
    /// Which rule bars them.
    public enum Rule: Hashable, Sendable {
        /// The act says `not_same_actor_as`.
        case notSameActorAs
        /// A `separate` line: nobody does all of these.
        case separate([Named])
        /// They acted in a role that excludes every one in which they could do this.
        case exclusiveRoles(ExclusiveRoles)
    }

    /// The act.
    public let act: Named
    /// The doer who is barred, by id.
    public let doer: String
    /// The earlier act.
    public let earlier: Named
    /// When they did it.
    public let occurred: Moment
    /// Which rule.
    public let rule: Rule

    /// Makes the reason.
    public init(act: Named, doer: String, earlier: Named, occurred: Moment, rule: Rule) {
        self.act = act
        self.doer = doer
        self.earlier = earlier
        self.occurred = occurred
        self.rule = rule
    }
}
