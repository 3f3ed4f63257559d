import Values

extension CELValue {
    /// A span of time as `duration()` takes it, e.g. `72h`; nothing when the text is none.
    public init?(durationText text: String) {
        guard let microseconds = DurationText.parse(text) else { return nil }
        self = .duration(microseconds: microseconds)
    }
}

extension CELType {
    /// What a value of this type is when there is nothing to tell of it: false, nought, an empty text or list.
    ///
    /// Nothing for dates and instants, which have no such value. Optional fields of a record stay absent.
    public var emptyValue: CELValue? {
        switch self {
        case .bool: return .bool(false)
        case .int: return .int(0)
        case .string: return .string("")
        case .money: return .money(Fen(0))
        case .duration: return .duration(microseconds: 0)
        case .null, .any: return .null
        case .list: return .list([])
        case .date, .timestamp: return nil
        case .record(let record):
            var members: [String: CELValue] = [:]
            for (name, field) in record.fields where !field.isOptional {
                members[name] = field.type.emptyValue
            }
            return .record(members)
        }
    }

    /// The type that fits a value nobody declared a type for. Elements of a list go together: records by all their
    /// members, those that not every element has being optional. Nothing where elements differ otherwise.
    public static func inferred(from value: CELValue, name: String = "record") -> CELType? {
        switch value {
        case .bool: return .bool
        case .int: return .int
        case .string: return .string
        case .money: return .money
        case .date: return .date
        case .timestamp: return .timestamp
        case .duration: return .duration
        case .null: return .null
        case .list(let items):
            var element = CELType.any
            for item in items {
                guard let type = inferred(from: item, name: name), let joined = element.joined(with: type)
                else { return nil }
                element = joined
            }
            return .list(element)
        case .record(let members):
            var fields: [String: CELField] = [:]
            for (key, member) in members {
                guard let type = inferred(from: member, name: key) else { return nil }
                fields[key] = CELField(type)
            }
            return .record(CELRecordType(name: name, fields: fields))
        }
    }

    private func joined(with other: CELType) -> CELType? {
        switch (self, other) {
        case (.list(let left), .list(let right)): return left.joined(with: right).map(CELType.list)
        case (.record(let left), .record(let right)):
            var fields: [String: CELField] = [:]
            for key in Set(left.fields.keys).union(right.fields.keys) {
                switch (left.fields[key], right.fields[key]) {
                case (let first?, let second?):
                    guard let type = first.type.joined(with: second.type) else { return nil }
                    fields[key] = CELField(type, optional: first.isOptional || second.isOptional)
                case (let only?, nil), (nil, let only?): fields[key] = CELField(only.type, optional: true)
                case (nil, nil): break
                }
            }
            return .record(CELRecordType(name: left.name, fields: fields))
        case (.bool, _), (.int, _), (.string, _), (.money, _), (.date, _), (.timestamp, _), (.duration, _),
            (.null, _), (.any, _), (.list, _), (.record, _):
            return unified(with: other)
        }
    }
}
