import CEL
public import Values

/// One field of the payload of an act.
public struct PayloadField: Hashable, Sendable {
    /// The name, as in `act.NAME`.
    public let name: String
    /// Its type.
    public let type: FieldType
    /// Whether it must be given.
    public let isRequired: Bool
    /// Whether it is about a person and kept apart, so that it can be erased.
    public let isPersonal: Bool
    /// What people call it.
    public let label: Bilingual

    /// Makes a field.
    public init(name: String, type: FieldType, isRequired: Bool, isPersonal: Bool = false, label: Bilingual) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.isPersonal = isPersonal
        self.label = label
    }

    /// The record type guards see for these fields.
    ///
    /// Personal fields are left out: no guard may rest on something that can be erased.
    static func recordType(_ fields: [PayloadField], name: String) -> CELRecordType {
        var members: [String: CELField] = [:]
        for field in fields where !field.isPersonal {
            members[field.name] = CELField(field.type.celType, optional: !field.isRequired)
        }
        return CELRecordType(name: name, fields: members)
    }

    /// The values guards see for these fields.
    static func guardRecord(_ values: [String: CELValue], fields: [PayloadField]) -> [String: CELValue] {
        var members: [String: CELValue] = [:]
        for field in fields where !field.isPersonal {
            guard let value = values[field.name] else { continue }
            members[field.name] = field.type.guardValue(value)
        }
        return members
    }
}
