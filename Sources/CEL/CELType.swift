/// The static type of an expression, known before anything is evaluated.
public indirect enum CELType: Hashable, Sendable, CustomStringConvertible {
    /// `true` or `false`.
    case bool
    /// A 64-bit signed integer.
    case int
    /// A string of Unicode code points.
    case string
    /// An amount of renminbi in whole fen; never mixed with numbers.
    case money
    /// A civil day.
    case date
    /// A point in time.
    case timestamp
    /// A span of time.
    case duration
    /// The type of `null`.
    case null
    /// A list whose elements all have one type.
    case list(CELType)
    /// A record with named, typed fields.
    case record(CELRecordType)
    /// The element type of an empty list literal, which fits every type.
    case any

    /// The type as people write and read it, e.g. `list(money)`.
    public var description: String {
        switch self {
        case .bool: return "bool"
        case .int: return "int"
        case .string: return "string"
        case .money: return "money"
        case .date: return "date"
        case .timestamp: return "timestamp"
        case .duration: return "duration"
        case .null: return "null"
        case .list(let element): return "list(\(element))"
        case .record(let record): return record.name
        case .any: return "any"
        }
    }

    /// The one type that values of both types have, or nothing when they do not go together.
    public func unified(with other: CELType) -> CELType? {
        switch (self, other) {
        case (.any, _): return other
        case (_, .any): return self
        case (.list(let left), .list(let right)): return left.unified(with: right).map(CELType.list)
        case (.bool, _), (.int, _), (.string, _), (.money, _), (.date, _), (.timestamp, _), (.duration, _),
            (.null, _), (.list, _), (.record, _):
            return self == other ? self : nil
        }
    }

    /// Whether `<` and its kin are defined on it.
    public var isOrdered: Bool {
        switch self {
        case .bool, .int, .string, .money, .date, .timestamp, .duration: return true
        case .null, .list, .record, .any: return false
        }
    }
}

/// The type of a record: a name for messages and the fields that may be read.
public struct CELRecordType: Hashable, Sendable {
    /// What the record is called in messages, e.g. `case`.
    public let name: String
    /// The fields by name.
    public let fields: [String: CELField]

    /// Makes a record type.
    public init(name: String, fields: [String: CELField]) {
        self.name = name
        self.fields = fields
    }
}

/// One field of a record type.
public struct CELField: Hashable, Sendable {
    /// The type of its value.
    public let type: CELType
    /// Whether it may be absent; reading an absent field is an evaluation error, `has()` tells.
    public let isOptional: Bool

    /// Makes a field.
    public init(_ type: CELType, optional: Bool = false) {
        self.type = type
        self.isOptional = optional
    }
}
