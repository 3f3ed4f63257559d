public import Source
public import Values

/// An id with what people call it: a state, an act, a role, a kind of paper.
public struct Named: Hashable, Sendable {
    /// The id.
    public let id: String
    /// The label.
    public let label: Bilingual

    /// Makes a named thing.
    public init(_ id: String, _ label: Bilingual) {
        self.id = id
        self.label = label
    }

    /// A named thing of one row.
    init(_ id: String, _ label: Bilingual, row: String?) {
        self.init(
            id, Bilingual(zh: Place.text(label.zh, row: row), en: Place.text(label.en, row: row)))
    }

    /// Something that nobody gave a label.
    public init(unlabelled id: String) { self.init(id, Bilingual(zh: id, en: id)) }

    /// Label and id, so that the reader can type what is named: `核实 verify`, `verification (verify)`.
    public var shown: Bilingual {
        label.zh == id
            ? Bilingual(zh: id, en: label.en == id ? id : "\(label.en) (\(id))")
            : Bilingual(zh: "\(label.zh)（\(id)）", en: label.en == id ? id : "\(label.en) (\(id))")
    }

    /// For machines.
    public var json: JSON { .object(["id": .string(id), "label": label.json]) }

    /// Several, joined for people; `none` when there are none.
    static func shown(_ items: [Named], none: Bilingual) -> Bilingual {
        items.isEmpty ? none : .list(items.map(\.shown))
    }
}
