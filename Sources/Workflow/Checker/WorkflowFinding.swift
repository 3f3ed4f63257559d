public import Source

/// One step of a path that shows a finding: what happens, and where the proceeding then stands.
public struct WitnessStep: Hashable, Sendable {
    /// What sets the step off.
    public enum Cause: Hashable, Sendable {
        /// An act, done as written.
        case act(String)
        /// A limit passed.
        case breach(String)
        /// A limit that had passed turned out to have been met.
        case cured(String)
        /// A condition became true by itself, with the facts of the case.
        case auto
        /// Everything inside was done.
        case done
        /// A fact was recorded that moves nothing by itself.
        case fact(String)
    }

    /// What sets it off.
    public let cause: Cause
    /// The innermost states that are active afterwards, by id.
    public let states: [String]
    /// Comparisons of facts and payload that hold in this step, as far as it needs them.
    public let facts: [String]

    /// One word for people: the act, `breach CLOCK`, `auto`.
    public var text: String {
        switch cause {
        case .act(let name): return name
        case .breach(let clock): return "breach \(clock)"
        case .cured(let clock): return "cured \(clock)"
        case .auto: return "auto"
        case .done: return "done"
        case .fact(let name): return "fact \(name)"
        }
    }

    /// The step as JSON.
    public var json: JSON {
        var members: [String: JSON] = ["states": .array(states.map(JSON.string))]
        switch cause {
        case .act(let name): members["act"] = .string(name)
        case .breach(let clock): members["breach"] = .string(clock)
        case .cured(let clock): members["cured"] = .string(clock)
        case .auto: members["auto"] = .bool(true)
        case .done: members["done"] = .bool(true)
        case .fact(let name): members["fact"] = .string(name)
        }
        if !facts.isEmpty { members["facts"] = .array(facts.map(JSON.string)) }
        return .object(members)
    }
}

/// Something the model checker found, with the shortest path to it.
public struct WorkflowFinding: Hashable, Sendable {
    /// The codes whose findings an author may accept.
    public static let waivable: Set<String> = [
        "W111", "W203", "W211", "W301", "W303", "W401", "W403", "W501",
    ]

    /// Severity, code, words and place.
    public let diagnostic: Diagnostic
    /// The state, clock, act or rule it is about, by id.
    public let subject: String
    /// The shortest path to it; empty where none is needed.
    public let witness: [WitnessStep]
    /// Whether the real step walked that path.
    public let isReplayed: Bool
}
