/// A JSON value of the restricted kind that we store and hash: integers only, no fractions, no duplicate names.
///
/// The canonical text follows RFC 8785 (JCS) for this subset: names sorted by UTF-16 code units, shortest escapes.
public enum JSON: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// An integer in [-(2^53-1), 2^53-1].
    case integer(Int64)
    /// A string.
    case string(String)
    /// An array.
    case array([JSON])
    /// An object.
    case object([String: JSON])

    /// The largest magnitude an integer may have: 2^53-1 (RFC 7493).
    public static let maxInteger: Int64 = 9_007_199_254_740_991

    /// A member of an object, or nothing.
    public subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// The string, if it is one.
    public var stringValue: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The integer, if it is one.
    public var integerValue: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// The boolean, if it is one.
    public var boolValue: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The elements, if it is an array.
    public var arrayValue: [JSON]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The members, if it is an object.
    public var objectValue: [String: JSON]? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// An object without the members that are nothing.
    public static func object(omitting members: [String: JSON?]) -> JSON {
        .object(members.compactMapValues { $0 })
    }
}
