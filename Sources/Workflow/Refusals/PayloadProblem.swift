public import Source
public import Values

/// One thing wrong with a payload: where, what was given, what is wanted.
public struct PayloadProblem: Hashable, Sendable {
    /// The path of the field, e.g. `payments[3].sum`.
    public let path: String
    /// What was given, shortened; never the content of a personal field.
    public let given: String
    /// What is wanted.
    public let wanted: Bilingual

    /// Makes a problem.
    public init(path: String, given: String, wanted: Bilingual) {
        self.path = path
        self.given = given
        self.wanted = wanted
    }

    /// One line for people.
    public func text(_ language: Language) -> String {
        switch language {
        case .zh: return "\(path)：给的是 \(given)，应为\(wanted.zh)"
        case .en: return "\(path): given \(given), wanted \(wanted.en)"
        }
    }

    /// For machines.
    public var json: JSON {
        .object(["path": .string(path), "given": .string(given), "wanted": wanted.json])
    }
}

/// Everything that is wrong with one payload.
public struct PayloadProblems: Error, Hashable, Sendable {
    /// The problems, in the order of the fields.
    public let items: [PayloadProblem]

    /// Makes a list.
    public init(_ items: [PayloadProblem]) { self.items = items }
}

extension Bilingual {
    /// `{"zh": …, "en": …}`.
    var json: JSON { .object(["zh": .string(zh), "en": .string(en)]) }

    /// Texts joined in each language with its own comma.
    static func list(_ items: [Bilingual]) -> Bilingual {
        Bilingual(
            zh: items.map(\.zh).joined(separator: "、"), en: items.map(\.en).joined(separator: ", "))
    }
}
