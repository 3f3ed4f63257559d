public import CEL
import Values

/// A list whose members have keys: what `for_each` gives rows to, and what acts with `of:` name members of.
public struct KeyedList: Hashable, Sendable {
    /// The name, as in `for_each: NAME` and `of: NAME`.
    public let name: String
    /// Whether it is a list of the procedure's own data; otherwise the case record has it.
    public let isOwn: Bool
    /// The fields that make up the key.
    public let key: [String]
    /// The fields of a member, of the procedure's own lists.
    public let fields: [PayloadField]
    /// The type of `this` in a row.
    public let itemType: CELRecordType

    /// The members by key, in the order of the list; a member without a key is none.
    func members(data: [String: CELValue], view: CaseView) -> [(key: String, item: [String: CELValue])] {
        let value: CELValue?
        if isOwn {
            value = data[name]
        } else if case .record(let members) = view.record {
            value = members[name]
        } else {
            value = nil
        }
        guard case .list(let items)? = value else { return [] }
        var seen: Set<String> = []
        return items.compactMap { item in
            guard case .record(let record) = item, let key = RowKey.text(of: record, key: key),
                seen.insert(key).inserted
            else { return nil }
            return (key, record)
        }
    }

    /// A list of the case record; its members are known by their `id`.
    static func ofCase(_ name: String, schema: VocabularySchema?) -> KeyedList? {
        guard case .list(.record(let item))? = schema?.caseType.fields[name]?.type,
            item.fields["id"] == CELField(.string)
        else { return nil }
        return KeyedList(
            name: name, isOwn: false, key: ["id"], fields: [],
            itemType: CELRecordType(name: "this", fields: item.fields))
    }

    /// The names of all such lists of a case record.
    static func namesOfCase(_ schema: VocabularySchema?) -> [String] {
        (schema?.caseType.fields.keys.sorted() ?? []).filter { ofCase($0, schema: schema) != nil }
    }
}

extension DataField {
    /// The list, where the field is one.
    var keyedList: KeyedList? {
        guard !key.isEmpty, case .list(.record(let fields)) = type else { return nil }
        return KeyedList(
            name: id, isOwn: true, key: key, fields: fields,
            itemType: PayloadField.recordType(fields, name: "this"))
    }
}

extension WorkflowDefinition {
    /// A list that has keys: of the procedure's own data, or of the case record.
    public func list(named name: String) -> KeyedList? {
        data.first { $0.id == name }?.keyedList ?? KeyedList.ofCase(name, schema: schema)
    }

    /// The list whose rows the states of a `for_each` are active for.
    func list(ofHost host: Int) -> KeyedList? { tree[host].forEach.flatMap(list(named:)) }
}
