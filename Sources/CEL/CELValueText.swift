public import Source
import Values

extension CELValue {
    /// The value for people: money `42,980.00`, dates and times in ISO 8601, strings in quotes, `5d 3h`.
    ///
    /// Long lists and strings and deep nesting are shortened, so the text is never large.
    public var text: String { text(depth: 0) }

    /// The value as JSON, stable, for the output of programs.
    ///
    /// `null`, booleans, strings, lists and records are their JSON namesakes. An integer is a number within
    /// ±(2^53-1) and a decimal string beyond. The opaque types are objects with one member, so that nothing is
    /// mistaken for a string or a number: `{"fen": 4298000}`, `{"date": "2025-04-07"}`,
    /// `{"timestamp": "2025-04-07T09:00:00+08:00"}`, `{"duration": "259200s"}`.
    public var json: JSON {
        switch self {
        case .bool(let value): return .bool(value)
        case .int(let value): return CELValue.number(value)
        case .string(let value): return .string(value)
        case .money(let value): return .object(["fen": CELValue.number(value.count)])
        case .date: return .object(["date": .string(text)])
        case .timestamp: return .object(["timestamp": .string(text)])
        case .duration(let microseconds):
            return .object(["duration": .string(DurationText.seconds(microseconds))])
        case .null: return .null
        case .list(let items): return .array(items.map(\.json))
        case .record(let fields): return .object(fields.mapValues(\.json))
        }
    }

    private static func number(_ value: Int64) -> JSON {
        value.magnitude <= UInt64(JSON.maxInteger) ? .integer(value) : .string(String(value))
    }

    private func text(depth: Int) -> String {
        switch self {
        case .bool(let value): return value ? "true" : "false"
        case .int(let value): return String(value)
        case .string(let value): return CELValue.quoted(value)
        case .money(let value): return value.description
        case .date(let day):
            return TimeRange.contains(day) ? day.description : "day \(day.ordinal)"
        case .timestamp(let instant):
            return TimeRange.contains(instant) ? instant.description : "instant \(instant.microseconds)"
        case .duration(let microseconds): return DurationText.short(microseconds)
        case .null: return "null"
        case .list(let items):
            guard depth < 3 || items.isEmpty else { return "[…]" }
            var parts = items.prefix(10).map { $0.text(depth: depth + 1) }
            if items.count > 10 { parts.append("… +\(items.count - 10)") }
            return "[" + parts.joined(separator: ", ") + "]"
        case .record(let fields):
            guard depth < 3 || fields.isEmpty else { return "{…}" }
            let names = fields.keys.sorted()
            var parts = names.prefix(10).map { "\($0): \(fields[$0]?.text(depth: depth + 1) ?? "")" }
            if names.count > 10 { parts.append("… +\(names.count - 10)") }
            return "{" + parts.joined(separator: ", ") + "}"
        }
    }

    private static func quoted(_ value: String) -> String {
        var text = "\""
        for (index, scalar) in value.unicodeScalars.enumerated() {
            guard index < 200 else {
                text += "…"
                break
            }
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                text += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            case _: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
