/// What somebody does in a story about an act that waits for signatures.
public struct TrialSigning: Hashable, Sendable {
    /// What they do.
    public let word: SigningWord
    /// The act that waits.
    public let act: String

    /// Makes a signing.
    public init(_ word: SigningWord, _ act: String) {
        self.word = word
        self.act = act
    }
}

/// A proceeding that a state waits for came to an end, in a story that tells only of the one that waits.
public struct TrialChildEnd: Hashable, Sendable {
    /// The state that waits, by id.
    public let state: String
    /// What the proceeding came to.
    public let outcome: String
    /// What it came to for single rows, by key.
    public let lines: [String: String]

    /// Makes an end.
    public init(state: String, outcome: String, lines: [String: String] = [:]) {
        self.state = state
        self.outcome = outcome
        self.lines = lines
    }
}
