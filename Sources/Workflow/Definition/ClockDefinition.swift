public import CEL
public import Source
public import Values

/// A time limit of a procedure, as data.
public struct ClockDefinition: Hashable, Sendable {
    /// Whether the law sets it or the office.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Set by law.
        case legal
        /// An office's own target.
        case `internal`
    }

    /// What passing it does.
    public enum Limit: String, Hashable, Sendable, CaseIterable {
        /// An act after it is late, never impossible.
        case duty
        /// An act after it is refused.
        case right
    }

    /// What happens when it passes.
    public enum Breach: String, Hashable, Sendable, CaseIterable {
        /// It is recorded; the clock stays overdue.
        case note
        /// Transitions with `breach: CLOCK` take it.
        case toHandler = "to_handler"
    }

    /// What happens when a state it runs in is reached again.
    public enum Reenter: String, Hashable, Sendable, CaseIterable {
        /// The same limit goes on; the time away counts as a pause.
        case `continue`
        /// A new limit begins.
        case restart
    }

    /// What happens while a state it is live in is frozen.
    public enum InSuspension: String, Hashable, Sendable, CaseIterable {
        /// It rests; the days used stay used.
        case pause
        /// It goes on.
        case run
    }

    /// What happens when a reopened proceeding comes back to a state it runs in.
    public enum OnReopen: String, Hashable, Sendable, CaseIterable {
        /// The same limit goes on; the time in between counts as a pause.
        case `continue`
        /// A new limit begins.
        case restart
        /// It is over and does not run again.
        case end
    }

    /// The act, version and article of law it comes from.
    public struct Law: Hashable, Sendable {
        /// The act, e.g. `劳动保障监察条例`.
        public let act: String
        /// Its version, e.g. the year or date.
        public let version: String?
        /// The article.
        public let article: String
    }

    /// The id, as in `clock('ID')`.
    public let id: String
    /// What people call it.
    public let label: Bilingual
    /// The role that owes the next move.
    public let owes: String
    /// The field that names the body whose people owe it; nothing when it goes by who has a part in the case.
    public let body: String?
    /// Legal or internal.
    public let kind: Kind
    /// Duty or right.
    public let limit: Limit
    /// What it is about, in words, where the label does not say so.
    public let subject: Bilingual?
    /// Its length, by the day that sets it off where the limit has changed; empty when it has an `until`.
    public internal(set) var lengths: [DatedLength]
    /// The day or instant it runs until.
    public let until: CELProgram?
    /// The day or instant it is counted from; the act's own `occurred` when nothing.
    public let from: CELProgram?
    /// The counting rule by name, for the host.
    public let count: String?
    /// States it runs in.
    public let runsIn: [String]
    /// States it rests in.
    public let pauseIn: [String]
    /// Acts that meet it.
    public let ends: [String]
    /// How long before the end to warn.
    public let warn: [String]
    /// How far it may be extended, where it may be.
    public let extend: ExtensionRule?
    /// Who is told once it is overdue for so long; each step only after the one ahead of it.
    public let escalate: [EscalationRule]
    /// What happens when it passes.
    public let breach: Breach
    /// What happens on a second visit; nothing where there can be none.
    public let reenter: Reenter?
    /// What happens when a reopened proceeding comes back to it; `reenter` when nothing.
    public let onReopen: OnReopen?
    /// What happens while a state it is live in is frozen; nothing where none can be.
    public let inSuspension: InSuspension?
    /// What becomes of it when its case moves to a new version; nothing where the plan must say so.
    public let onMigrate: OnMigrate?
    /// Whether it is a periodic review, which begins again whenever it falls due.
    public let isReview: Bool
    /// The rule it comes from, in words.
    public let source: Bilingual
    /// The law it comes from, where it is one.
    public let law: Law?
    /// The row of the table of limits that it follows, by id, for the host to compare.
    public let rule: String?
    /// Where it stands.
    public let position: SourcePosition

    /// Its length as written where that never changed, e.g. `5 workdays`.
    public var length: String? { lengths.count == 1 ? lengths.first?.length.description : nil }

    /// Id and label.
    var named: Named { Named(id, label) }
}

extension ClockDefinition {
    /// What happens when a state it runs in is reached again.
    ///
    /// One without `reenter` comes back by a reopening only, be it some steps later.
    func wayBack(isReopening: Bool, episode: Int) -> Reenter? {
        guard let onReopen, isReopening || (reenter == nil && episode > 1) else { return reenter }
        switch onReopen {
        case .continue: return .continue
        case .restart, .end: return .restart
        }
    }
}
