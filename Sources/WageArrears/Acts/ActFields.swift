import Values
import Workflow

extension PayloadField {
    /// A field that must be given.
    static func required(_ name: String, _ type: FieldType, _ zh: String, _ en: String) -> PayloadField {
        PayloadField(name: name, type: type, isRequired: true, label: Bilingual(zh: zh, en: en))
    }

    /// A field that may be left out.
    static func optional(_ name: String, _ type: FieldType, _ zh: String, _ en: String) -> PayloadField {
        PayloadField(name: name, type: type, isRequired: false, label: Bilingual(zh: zh, en: en))
    }

    /// A text about persons, kept apart so that it can be erased.
    static func personal(
        _ name: String, _ zh: String, _ en: String, required: Bool = false
    ) -> PayloadField {
        PayloadField(
            name: name, type: .text, isRequired: required, isPersonal: true, label: Bilingual(zh: zh, en: en))
    }

    static let note = personal("note", "备注", "remarks")
}

extension FieldType {
    /// One of the words of a kind.
    static func word<W: Word>(_ kind: W.Type) -> FieldType { .enumeration(W.words) }

    /// Any number of rows.
    static func rows(_ fields: PayloadField...) -> FieldType { .list(.record(fields)) }
}

extension VocabularyAct {
    /// What happened outside; it can be recorded always.
    static func fact(
        _ name: String, _ zh: String, _ en: String, _ payload: [PayloadField],
        _ decide: @escaping @Sendable (inout Deliberation) throws(MissingField) -> Void
    ) -> VocabularyAct {
        VocabularyAct(
            schema: ActSchema(
                name: name, kind: .fact, availability: .always, label: Bilingual(zh: zh, en: en),
                payload: payload),
            decide: decide)
    }

    /// What we decide; where a procedure takes it, unless it can be decided always.
    static func decision(
        _ name: String, _ zh: String, _ en: String, always: Bool = false, _ payload: [PayloadField],
        _ decide: @escaping @Sendable (inout Deliberation) throws(MissingField) -> Void
    ) -> VocabularyAct {
        VocabularyAct(
            schema: ActSchema(
                name: name, kind: .decision, availability: always ? .always : .byState,
                label: Bilingual(zh: zh, en: en), payload: payload),
            decide: decide)
    }
}
