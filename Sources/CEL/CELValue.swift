public import Values

/// A value that an expression reads or yields.
///
/// `==` of this type is Swift's; expressions compare strings by code point (see `Comparison.swift`).
public enum CELValue: Hashable, Sendable {
    /// `true` or `false`.
    case bool(Bool)
    /// An integer.
    case int(Int64)
    /// A string.
    case string(String)
    /// An amount.
    case money(Fen)
    /// A civil day.
    case date(Day)
    /// A point in time.
    case timestamp(Instant)
    /// A span of time in microseconds.
    case duration(microseconds: Int64)
    /// `null`.
    case null
    /// A list.
    case list([CELValue])
    /// A record; an absent optional field has no entry.
    case record([String: CELValue])
}

/// The outermost form of a value, for a quick check against the type that the checker saw.
enum Shape: UInt8 {
    case bool, int, string, money, date, timestamp, duration, null, list, record, any
}

extension CELValue {
    /// Its outermost form; elements and fields are not looked at.
    var shape: Shape {
        switch self {
        case .bool: return .bool
        case .int: return .int
        case .string: return .string
        case .money: return .money
        case .date: return .date
        case .timestamp: return .timestamp
        case .duration: return .duration
        case .null: return .null
        case .list: return .list
        case .record: return .record
        }
    }
}

extension CELType {
    /// The outermost form of its values; `.any` for the element type of an empty list.
    var shape: Shape {
        switch self {
        case .bool: return .bool
        case .int: return .int
        case .string: return .string
        case .money: return .money
        case .date: return .date
        case .timestamp: return .timestamp
        case .duration: return .duration
        case .null: return .null
        case .list: return .list
        case .record: return .record
        case .any: return .any
        }
    }
}
