public import Source
public import Values

/// What could be shown of one rule before anyone uses the procedure.
public struct PropertyVerdict: Hashable, Sendable {
    /// The three answers; the third is never given as the first.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// No counterexample exists, however what is unknown falls.
        case proved
        /// The real step walked a counterexample, or none of all possible paths leads where it must.
        case refuted
        /// Neither was shown; the rule is watched at run time.
        case notDecided = "not_decided"

        /// The answer for people.
        public var label: Bilingual {
            switch self {
            case .proved: return Bilingual(zh: "已证明", en: "proved")
            case .refuted: return Bilingual(zh: "有反例", en: "refuted with this path")
            case .notDecided: return Bilingual(zh: "未能判定，运行时监视", en: "not decided, watched at run time")
            }
        }
    }

    /// The rule.
    public let name: String
    /// What people call it.
    public let label: Bilingual
    /// The answer.
    public let outcome: Outcome
    /// Why, or under which reservation.
    public let note: Bilingual?
    /// Facts and corrections that cannot be refused and may contradict it; they open a finding.
    public let watched: [String]
    /// The counterexample.
    public let witness: [WitnessStep]

    /// The verdict as JSON.
    public var json: JSON {
        var members: [String: JSON] = [
            "name": .string(name), "label": label.json, "verdict": .string(outcome.rawValue),
        ]
        if let note { members["note"] = note.json }
        if !watched.isEmpty { members["watched"] = .array(watched.map(JSON.string)) }
        if !witness.isEmpty { members["witness"] = .array(witness.map(\.json)) }
        return .object(members)
    }
}
