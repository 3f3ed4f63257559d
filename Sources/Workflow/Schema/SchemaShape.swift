import Values

/// What a value in a procedure's file may be, for the JSON Schema.
indirect enum SchemaShape: Sendable {
    /// Any text.
    case text
    /// A whole number.
    case integer
    /// `true` or `false`.
    case bool
    /// A name that the author chooses.
    case name
    /// A name of something in the same file; with `--for FILE` one of those that are there.
    case known(NameKind)
    /// One of these words.
    case word([String])
    /// A length of time with its unit, e.g. `5 workdays`.
    case length
    /// An expression of the language; numbers and truth values may stand without quotes.
    case expression
    /// A number or a word, such as the year of a law.
    case scalar
    /// A text in both languages.
    case bilingual
    /// Whatever the procedure's own types allow.
    case anything
    /// Another shape of the catalogue, by name.
    case shape(String)
    /// A list.
    case list(SchemaShape)
    /// One value, or a list of them.
    case oneOrMany(SchemaShape)
    /// Names that the author chooses, each with a value.
    case named(SchemaShape)
    /// Names that the author chooses, each with a value, beside keys of their own.
    case namedBeside([SchemaKey], SchemaShape)
    /// Names of something in the same file, each with a value.
    case byKnown(NameKind, SchemaShape)
    /// Any of these.
    case either([SchemaShape])

    /// The kinds of things a file names.
    enum NameKind: String, CaseIterable, Sendable {
        case state, target, act, role, clock, document, field, milestone
    }
}

/// One key of a mapping.
struct SchemaKey: Sendable {
    let name: String
    let shape: SchemaShape
    let isRequired: Bool
    let description: Bilingual

    init(_ name: String, _ shape: SchemaShape, required: Bool = false, _ zh: String, _ en: String) {
        self.name = name
        self.shape = shape
        isRequired = required
        description = Bilingual(zh: zh, en: en)
    }
}
