/// A value read from a file, with the place where it stands.
public struct SourceNode: Hashable, Sendable {
    /// The shapes a value can have. Scalars keep the text as written.
    public enum Content: Hashable, Sendable {
        /// `null`, `~` or nothing.
        case null
        /// `true` or `false`.
        case bool(Bool)
        /// A decimal integer.
        case integer(Int64)
        /// Any other scalar, and every quoted one.
        case string(String)
        /// A list.
        case sequence([SourceNode])
        /// A mapping, in the order of the file; keys are unique.
        case mapping([Entry])
    }

    /// One key of a mapping with its value.
    public struct Entry: Hashable, Sendable {
        /// The key.
        public let key: String
        /// Where the key stands.
        public let keyPosition: SourcePosition
        /// The value.
        public let value: SourceNode

        /// Makes an entry.
        public init(key: String, keyPosition: SourcePosition, value: SourceNode) {
            self.key = key
            self.keyPosition = keyPosition
            self.value = value
        }
    }

    /// The value.
    public let content: Content
    /// Where it begins.
    public let position: SourcePosition

    /// Makes a node.
    public init(_ content: Content, at position: SourcePosition) {
        self.content = content
        self.position = position
    }

    /// The value of a key of a mapping, or nothing.
    public subscript(key: String) -> SourceNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// The same value as JSON, places dropped: the canonical form that is hashed.
    public var json: JSON {
        switch content {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .integer(let value): return .integer(value)
        case .string(let value): return .string(value)
        case .sequence(let items): return .array(items.map(\.json))
        case .mapping(let entries):
            return .object(Dictionary(entries.map { ($0.key, $0.value.json) }) { first, _ in first })
        }
    }
}
