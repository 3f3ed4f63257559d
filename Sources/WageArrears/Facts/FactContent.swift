public import Source

/// What a fact says: its type, its version, and its members in one place for reading and for writing.
public protocol FactContent: Hashable, Sendable {
    /// The type in the log, e.g. `claim.stated`.
    static var type: String { get }
    /// The version of its members.
    static var schema: Int { get }
    /// The type of this very fact.
    var type: String { get }
    /// The version of this very fact.
    var schema: Int { get }
    /// As it stands in the log; what is personal stands under `personal` and nowhere else.
    var json: JSON { get }
}

extension FactContent {
    /// The first version; a content that has a later one says so itself.
    public static var schema: Int { 1 }
    /// The type of this very fact.
    public var type: String { Self.type }
    /// The version of this very fact.
    public var schema: Int { Self.schema }
}

/// A content whose members are listed once, for reading and for writing.
protocol CodedFact: FactContent {
    init()
    mutating func code(_ coder: inout FactCoder)
}

extension CodedFact {
    /// As it stands in the log; what is personal stands under `personal` and nowhere else.
    public var json: JSON {
        var coder = FactCoder.writing()
        var copy = self
        copy.code(&coder)
        return coder.written(type: Self.type, schema: Self.schema)
    }
}

/// A fact this version does not know; it is kept as it is.
public struct UnknownFact: FactContent {
    /// Unknown facts have no type of their own.
    public static let type = ""
    /// The type in the log.
    public let type: String
    /// The version in the log.
    public let schema: Int
    /// All of it.
    public let json: JSON
}
