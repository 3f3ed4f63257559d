public import CEL
public import Source
public import Values

/// A rule that a procedure keeps.
public struct PropertyDefinition: Hashable, Sendable {
    /// What a rule says.
    public enum Rule: Hashable, Sendable {
        /// The condition holds wherever the proceeding rests.
        case always(CELProgram)
        /// The condition holds nowhere the proceeding rests.
        case never(CELProgram)
        /// Whoever comes to a state has done all these acts.
        case path(to: String, via: [String])
        /// From a state, one of these can always still be reached.
        case leadsTo(from: String, to: [String])
        /// A decision takes so many people, and perhaps a paper.
        case takes(TakesRule)
    }

    /// The name.
    public let name: String
    /// What people call it.
    public let label: Bilingual
    /// What it says.
    public let rule: Rule
    /// Where it stands.
    public let position: SourcePosition

    /// The condition and whether it must hold; nothing for a rule that is no condition.
    var condition: (program: CELProgram, mustHold: Bool)? {
        switch rule {
        case .always(let program): return (program, true)
        case .never(let program): return (program, false)
        case .path, .leadsTo, .takes: return nil
        }
    }
}

/// How many people, and which paper, certain decisions take.
public struct TakesRule: Hashable, Sendable {
    /// The decisions it is about.
    public enum Subject: Hashable, Sendable {
        /// These acts.
        case acts([String])
        /// Every decision that leads into one of these states.
        case states([String])
        /// Every decision after which this sum is less than before.
        case lowering(CELProgram)
    }

    /// The decisions.
    public let subject: Subject
    /// How many different people do or sign it.
    public let people: Int
    /// Whether a paper must be there: one that the act needs, or one attached to it.
    public let needsPaper: Bool
    /// Only when this holds before the act; always when nothing.
    public let condition: CELProgram?
}

/// A finding of the model checker that the author of a procedure accepts at one place.
public struct Waiver: Hashable, Sendable {
    /// The code, e.g. `W303`.
    public let code: String
    /// The state, clock, act or rule it is about, by id.
    public let place: String
    /// Why it is accepted.
    public let reason: Bilingual
    /// Where it stands.
    public let position: SourcePosition
}
