public import Values

/// A fixed vocabulary of words: stable in payloads, guards and stored facts, with a label for people.
public protocol Word: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// What people call it.
    var label: Bilingual { get }
}

extension Word {
    /// All words, as payload schemas list them.
    static var words: [String] { allCases.map(\.rawValue) }
}
