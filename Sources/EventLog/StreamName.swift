/// The name of a stream: a kind, and within a kind that has many, an identifier: `case/2025-0001`,
/// `refusals`.
public struct StreamName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as it is stored and hashed.
    public let text: String

    /// Makes a name, or nothing when the text is not `[a-z]+(/[A-Za-z0-9._-]{1,80})?`.
    public init?(_ text: String) {
        guard StreamName.isName(text) else { return nil }
        self.text = text
    }

    /// The kind, the part before the slash: `case`.
    public var kind: Substring { text.prefix { $0 != "/" } }

    /// The part after the slash, or nothing for a stream that is the only one of its kind.
    public var identifier: Substring? {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        return text[text.index(after: slash)...]
    }

    /// The name.
    public var description: String { text }

    /// Orders names by their bytes, as the stores do.
    public static func < (left: StreamName, right: StreamName) -> Bool { left.text < right.text }

    /// The rule for stream names, which part names share.
    static func isName(_ text: String) -> Bool {
        var isInKind = true
        var kindLength = 0
        var identifierLength = 0
        for byte in text.utf8 {
            if isInKind {
                switch byte {
                case 97...122: kindLength += 1
                case UInt8(ascii: "/") where kindLength > 0: isInKind = false
                default: return false
                }
            } else {
                switch byte {
                case 97...122, 65...90, 48...57, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    identifierLength += 1
                default: return false
                }
            }
        }
        return (1...40).contains(kindLength) && (isInKind || (1...80).contains(identifierLength))
    }
}

/// What a writer knows of a stream, checked under the writer lock. A version is that of the last event; the
/// first is 0.
public enum ExpectedVersion: Hashable, Sendable {
    /// Nothing is known, and anything will do.
    case any
    /// The stream has no event yet.
    case none
    /// The stream has at least one event.
    case exists
    /// The last event has this version.
    case exact(Int)

    /// Whether a stream whose last event has this version (nothing: no event yet) is as expected.
    public func allows(_ version: Int?) -> Bool {
        switch self {
        case .any: return true
        case .none: return version == nil
        case .exists: return version != nil
        case .exact(let expected): return version == expected
        }
    }
}

/// The last event of a stream.
public struct StreamHead: Hashable, Sendable {
    /// The stream.
    public let stream: StreamName
    /// The version of its last event.
    public let version: Int
    /// The position of its last event.
    public let position: Int

    /// Makes a head.
    public init(stream: StreamName, version: Int, position: Int) {
        self.stream = stream
        self.version = version
        self.position = position
    }
}
