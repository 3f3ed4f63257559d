public import Source

/// Other names for what facts speak of: claimants and claims by their ids, proceedings by their numbers.
public struct FactNames: Hashable, Sendable {
    /// Claimants and claims.
    public var ids: [String: String]
    /// Proceedings.
    public var proceedings: [String: String]

    /// Makes a set of names.
    public init(ids: [String: String] = [:], proceedings: [String: String] = [:]) {
        self.ids = ids
        self.proceedings = proceedings
    }

    /// The way back.
    public var inverse: FactNames {
        func turned(_ names: [String: String]) -> [String: String] {
            Dictionary(names.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
        return FactNames(ids: turned(ids), proceedings: turned(proceedings))
    }

    /// A value with every id in it renamed, also where it is part of a row key or an address. Personal words stay.
    public func renaming(_ json: JSON) -> JSON {
        guard !ids.isEmpty else { return json }
        switch json {
        case .string(let text): return .string(renaming(text))
        case .array(let items): return .array(items.map(renaming))
        case .object(let members):
            return .object(
                Dictionary(
                    members.map { name, value in
                        (renaming(name), name == "personal" ? value : renaming(value))
                    }, uniquingKeysWith: { first, _ in first }))
        case .null, .bool, .integer: return json
        }
    }

    /// A text with every id in it renamed that stands by itself between the marks of keys and addresses.
    public func renaming(_ text: String) -> String {
        var result = ""
        var word = ""
        for character in text {
            if "[]:#/".contains(character) {
                result += (ids[word] ?? word) + String(character)
                word = ""
            } else {
                word.append(character)
            }
        }
        return result + (ids[word] ?? word)
    }
}

extension Fact {
    /// The same fact under other names.
    public func renamed(by names: FactNames) -> Fact {
        var members = names.renaming(json).objectValue ?? [:]
        if content is AmountAsserted, let number = members["proceeding"]?.stringValue {
            members["proceeding"] = .string(names.proceedings[number] ?? number)
        }
        return (try? Fact(json: .object(members))) ?? self
    }
}
