import CEL
import Source
import Values

/// Reads members of stored JSON, saying where one is not as it must be.
struct StoredReader {
    let json: JSON
    let path: String

    private func fail(_ name: String, _ expected: String) -> SnapshotError {
        SnapshotError(path: path + name, expected: expected)
    }

    func string(_ name: String) throws(SnapshotError) -> String {
        guard let value = json[name]?.stringValue else { throw fail(name, "a string") }
        return value
    }

    func optionalString(_ name: String) throws(SnapshotError) -> String? {
        json[name] == nil ? nil : try string(name)
    }

    func integer(_ name: String) throws(SnapshotError) -> Int {
        guard let value = json[name]?.integerValue else { throw fail(name, "an integer") }
        return Int(value)
    }

    func optionalInteger(_ name: String) throws(SnapshotError) -> Int? {
        json[name] == nil ? nil : try integer(name)
    }

    func array(_ name: String) throws(SnapshotError) -> [JSON] {
        guard let value = json[name]?.arrayValue else { throw fail(name, "a list") }
        return value
    }

    func strings(_ name: String) throws(SnapshotError) -> [String] {
        let items = try array(name)
        let strings = items.compactMap(\.stringValue)
        guard strings.count == items.count else { throw fail(name, "a list of strings") }
        return strings
    }

    func object(_ name: String) throws(SnapshotError) -> [String: JSON] {
        guard let value = json[name]?.objectValue else { throw fail(name, "an object") }
        return value
    }

    func moment(_ name: String) throws(SnapshotError) -> Moment {
        guard let text = json[name]?.stringValue, let moment = Moment(text) else {
            throw fail(name, "a date or an instant")
        }
        return moment
    }

    func optionalMoment(_ name: String) throws(SnapshotError) -> Moment? {
        json[name] == nil ? nil : try moment(name)
    }

    func optionalDay(_ name: String) throws(SnapshotError) -> Day? {
        guard json[name] != nil else { return nil }
        guard let day = json[name]?.stringValue.flatMap({ Day($0) }) else { throw fail(name, "a date") }
        return day
    }

    func optionalInstant(_ name: String) throws(SnapshotError) -> Instant? {
        guard let value = json[name] else { return nil }
        guard let text = value.stringValue, let instant = Instant(text) else {
            throw fail(name, "an instant")
        }
        return instant
    }

    func optionalInstants(_ name: String) throws(SnapshotError) -> [Instant] {
        guard json[name] != nil else { return [] }
        let texts = try strings(name)
        let instants = texts.compactMap { Instant($0) }
        guard instants.count == texts.count else { throw fail(name, "a list of instants") }
        return instants
    }

    func word<Word: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Word.Type
    ) throws(SnapshotError) -> Word where Word.RawValue == String {
        guard let word = json[name]?.stringValue.flatMap(Word.init(rawValue:)) else {
            throw fail(name, "one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return word
    }
}

/// Values of a procedure's data as stored: money as `{"money": fen}`, dates as `{"date": …}`, the rest as they are.
enum StoredValue {
    static func json(_ value: CELValue) -> JSON {
        switch value {
        case .bool(let flag): return .bool(flag)
        case .int(let number): return self.number(number)
        case .string(let text): return .string(text)
        case .money(let sum): return .object(["money": number(sum.count)])
        case .date(let day): return .object(["date": .string(day.description)])
        case .timestamp(let instant): return .object(["instant": .string(instant.description)])
        case .duration(let span): return .object(["duration": number(span)])
        case .null: return .null
        case .list(let items): return .array(items.map(json))
        case .record(let members): return .object(["record": .object(members.mapValues(json))])
        }
    }

    /// JSON holds integers to 2^53-1; beyond that the digits are stored.
    private static func number(_ value: Int64) -> JSON {
        value.magnitude <= UInt64(JSON.maxInteger) ? .integer(value) : .string(String(value))
    }

    private static func number(_ json: JSON?) -> Int64? {
        json?.integerValue ?? json?.stringValue.flatMap { Int64($0) }
    }

    /// The value of a field of this type.
    static func value(_ json: JSON, type: FieldType) -> CELValue? {
        switch type {
        case .text, .reference: return json.stringValue.map(CELValue.string)
        case .enumeration(let words):
            return json.stringValue.flatMap { words.contains($0) ? .string($0) : nil }
        case .integer: return number(json).map(CELValue.int)
        case .bool: return json.boolValue.map(CELValue.bool)
        case .money: return number(json["money"]).map { .money(Fen($0)) }
        case .date: return json["date"]?.stringValue.flatMap { Day($0) }.map(CELValue.date)
        case .moment:
            if let day = json["date"]?.stringValue.flatMap({ Day($0) }) { return .date(day) }
            return json["instant"]?.stringValue.flatMap { Instant($0) }.map(CELValue.timestamp)
        case .list(let item):
            guard let items = json.arrayValue else { return nil }
            let values = items.compactMap { value($0, type: item) }
            return values.count == items.count ? .list(values) : nil
        case .record(let fields):
            guard let members = json["record"]?.objectValue else { return nil }
            var record: [String: CELValue] = [:]
            for (name, member) in members {
                guard let field = fields.first(where: { $0.name == name }),
                    let value = value(member, type: field.type)
                else { return nil }
                record[name] = value
            }
            return fields.allSatisfy { !$0.isRequired || record[$0.name] != nil } ? .record(record) : nil
        }
    }
}
