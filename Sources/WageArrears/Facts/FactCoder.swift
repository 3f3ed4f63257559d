import Source
import Values

/// Why a stored fact cannot be read: its type and the member that is missing or of another shape.
public struct FactError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The type of the fact; empty where even that cannot be read.
    public let type: String
    /// The member.
    public let member: String

    /// For people.
    public var description: String { "the fact '\(type)' cannot be read: member '\(member)'" }
}

/// Reads or writes the members of a fact, in the order its content lists them.
///
/// One list of members serves both ways, so that reading and writing cannot drift apart.
struct FactCoder {
    private(set) var members: [String: JSON]
    private var personal: [String: JSON]
    private var isErased: Bool
    private let isReading: Bool
    /// The first member that could not be read.
    private(set) var fault: String?

    static func writing() -> FactCoder {
        FactCoder(members: [:], personal: [:], isErased: false, isReading: false)
    }

    static func reading(_ members: [String: JSON]) -> FactCoder {
        var coder = FactCoder(members: members, personal: [:], isErased: false, isReading: true)
        let personal = members["personal"] ?? .null
        if case .object(let words) = personal {
            coder.personal = words
        } else if personal == .string("erased") {
            coder.isErased = true
        } else if personal != .null {
            coder.fault = "personal"
        }
        return coder
    }

    private init(members: [String: JSON], personal: [String: JSON], isErased: Bool, isReading: Bool) {
        self.members = members
        self.personal = personal
        self.isErased = isErased
        self.isReading = isReading
    }

    mutating func read<Content: CodedFact>(_ content: Content) -> Content {
        var copy = content
        copy.code(&self)
        return copy
    }

    func written(type: String, schema: Int) -> JSON {
        var result = members
        result["type"] = .string(type)
        result["schema"] = .integer(Int64(schema))
        if isErased {
            result["personal"] = .string("erased")
        } else if !personal.isEmpty {
            result["personal"] = .object(personal)
        }
        return .object(result)
    }
}

// MARK: Members that must be there

extension FactCoder {
    mutating func text(_ name: String, _ value: inout String) {
        required(name, &value, JSON.string) { $0.stringValue }
    }

    mutating func int(_ name: String, _ value: inout Int) {
        required(name, &value, { .integer(Int64($0)) }, { $0.integerValue.map(Int.init) })
    }

    mutating func flag(_ name: String, _ value: inout Bool) {
        required(name, &value, JSON.bool) { $0.boolValue }
    }

    mutating func sum(_ name: String, _ value: inout Fen) {
        required(name, &value, { .integer($0.count) }, FactCoder.sum)
    }

    mutating func day(_ name: String, _ value: inout Day) {
        required(name, &value, { .string($0.description) }, { $0.stringValue.flatMap { Day($0) } })
    }

    mutating func word<W: Word>(_ name: String, _ value: inout W) {
        required(name, &value, { .string($0.rawValue) }, { $0.stringValue.flatMap(W.init(rawValue:)) })
    }

    private mutating func required<Value>(
        _ name: String, _ value: inout Value, _ write: (Value) -> JSON, _ read: (JSON) -> Value?
    ) {
        guard isReading else {
            members[name] = write(value)
            return
        }
        guard let found = members[name].flatMap(read) else { return fail(name) }
        value = found
    }
}

// MARK: Members that may be absent

extension FactCoder {
    mutating func text(_ name: String, _ value: inout String?) {
        optional(name, &value, JSON.string) { $0.stringValue }
    }

    /// A mark that is left out where it is not set, so that what was stored before it existed stays as it is.
    mutating func mark(_ name: String, _ value: inout Bool) {
        var given: Bool? = value ? true : nil
        optional(name, &given, JSON.bool) { $0.boolValue }
        value = given ?? false
    }

    mutating func sum(_ name: String, _ value: inout Fen?) {
        optional(name, &value, { .integer($0.count) }, FactCoder.sum)
    }

    mutating func day(_ name: String, _ value: inout Day?) {
        optional(name, &value, { .string($0.description) }, { $0.stringValue.flatMap { Day($0) } })
    }

    mutating func moment(_ name: String, _ value: inout Moment?) {
        optional(name, &value, { .string($0.description) }, { $0.stringValue.flatMap { Moment($0) } })
    }

    mutating func word<W: Word>(_ name: String, _ value: inout W?) {
        optional(name, &value, { .string($0.rawValue) }, { $0.stringValue.flatMap(W.init(rawValue:)) })
    }

    mutating func record<Record: FactRecord>(_ name: String, _ value: inout Record?) {
        optional(name, &value, { $0.json }, { Record(json: $0) })
    }

    private mutating func optional<Value>(
        _ name: String, _ value: inout Value?, _ write: (Value) -> JSON, _ read: (JSON) -> Value?
    ) {
        guard isReading else {
            members[name] = value.map(write)
            return
        }
        guard let member = members[name] else { return }
        guard let found = read(member) else { return fail(name) }
        value = found
    }
}

// MARK: Lists, left out when they are empty

extension FactCoder {
    mutating func texts(_ name: String, _ value: inout [String]) {
        list(name, &value, JSON.string) { $0.stringValue }
    }

    mutating func ints(_ name: String, _ value: inout [Int]) {
        list(name, &value, { .integer(Int64($0)) }, { $0.integerValue.map(Int.init) })
    }

    mutating func words<W: Word>(_ name: String, _ value: inout [W]) {
        list(name, &value, { .string($0.rawValue) }, { $0.stringValue.flatMap(W.init(rawValue:)) })
    }

    mutating func records<Record: FactRecord>(_ name: String, _ value: inout [Record]) {
        list(name, &value, { $0.json }, { Record(json: $0) })
    }

    private mutating func list<Value>(
        _ name: String, _ value: inout [Value], _ write: (Value) -> JSON, _ read: (JSON) -> Value?
    ) {
        guard isReading else {
            if !value.isEmpty { members[name] = .array(value.map(write)) }
            return
        }
        guard let member = members[name] else { return }
        guard let items = member.arrayValue else { return fail(name) }
        let found = items.compactMap(read)
        guard found.count == items.count else { return fail(name) }
        value = found
    }
}

// MARK: What is personal

extension FactCoder {
    mutating func personal(_ name: String, _ value: inout Recall<String>) {
        recall(name, &value, JSON.string) { $0.stringValue }
    }

    mutating func personal(_ name: String, _ value: inout Recall<[String]>) {
        recall(
            name, &value, { .array($0.map(JSON.string)) },
            { json in
                guard let items = json.arrayValue else { return nil }
                let texts = items.compactMap(\.stringValue)
                return texts.count == items.count ? texts : nil
            })
    }

    private mutating func recall<Value>(
        _ name: String, _ value: inout Recall<Value>, _ write: (Value) -> JSON, _ read: (JSON) -> Value?
    ) {
        guard isReading else {
            switch value {
            case .absent: break
            case .known(let content): personal[name] = write(content)
            case .erased: isErased = true
            }
            return
        }
        if isErased {
            value = .erased
        } else if let member = personal[name] {
            guard let found = read(member) else { return fail("personal." + name) }
            value = .known(found)
        }
    }
}

extension FactCoder {
    private mutating func fail(_ name: String) {
        if fault == nil { fault = name }
    }

    /// Sums in the log are whole fen and never negative.
    private static func sum(_ json: JSON) -> Fen? {
        json.integerValue.flatMap { $0 >= 0 ? Fen($0) : nil }
    }
}
