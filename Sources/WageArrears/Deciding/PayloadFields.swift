import CEL
import Values

/// A required field that is not there although the payload was read: named so that it can be refused.
struct MissingField: Error {
    let path: String
}

/// The typed values of a payload, or of one row in it, with the path they stand at.
struct PayloadFields {
    let values: [String: CELValue]
    let prefix: String

    func path(_ name: String) -> String { prefix.isEmpty ? name : prefix + "." + name }

    /// The value of a required field.
    func need<Value>(_ name: String, _ read: (String) -> Value?) throws(MissingField) -> Value {
        guard let value = read(name) else { throw MissingField(path: path(name)) }
        return value
    }

    func text(_ name: String) -> String? {
        guard case .string(let value)? = values[name] else { return nil }
        return value
    }

    func sum(_ name: String) -> Fen? {
        guard case .money(let value)? = values[name] else { return nil }
        return value
    }

    func day(_ name: String) -> Day? {
        guard case .date(let value)? = values[name] else { return nil }
        return value
    }

    func moment(_ name: String) -> Moment? {
        if case .timestamp(let instant)? = values[name] { return .instant(instant) }
        return day(name).map(Moment.day)
    }

    func flag(_ name: String) -> Bool? {
        guard case .bool(let value)? = values[name] else { return nil }
        return value
    }

    func word<W: Word>(_ name: String, _ kind: W.Type) -> W? { text(name).flatMap(W.init(rawValue:)) }

    func word<W: Word>(need name: String, _ kind: W.Type) throws(MissingField) -> W {
        guard let value = word(name, kind) else { throw MissingField(path: path(name)) }
        return value
    }

    func texts(_ name: String) -> [String] {
        guard case .list(let items)? = values[name] else { return [] }
        return items.compactMap { item in
            guard case .string(let value) = item else { return nil }
            return value
        }
    }

    func rows(_ name: String) -> [PayloadFields] {
        guard case .list(let items)? = values[name] else { return [] }
        return items.enumerated().compactMap { index, item in
            guard case .record(let members) = item else { return nil }
            return PayloadFields(values: members, prefix: "\(path(name))[\(index)]")
        }
    }

    func record(_ name: String) -> PayloadFields? {
        guard case .record(let members)? = values[name] else { return nil }
        return PayloadFields(values: members, prefix: path(name))
    }

    func personal(_ name: String) -> Recall<String> { Recall(given: text(name)) }
}
