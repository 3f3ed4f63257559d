import CEL
import Values

/// The text by which a row is named: its key, or the parts of its key joined by `:`.
enum RowKey {
    /// The key of a record; nothing when a part of it is absent or empty.
    static func text(of record: [String: CELValue], key: [String]) -> String? {
        var parts: [String] = []
        for field in key {
            guard let part = record[field].flatMap(part), !part.isEmpty else { return nil }
            parts.append(escaped(part))
        }
        return parts.isEmpty ? nil : parts.joined(separator: ":")
    }

    private static func part(_ value: CELValue) -> String? {
        switch value {
        case .string(let text): return text
        case .int(let number): return String(number)
        case .date(let day): return day.description
        case .bool, .money, .timestamp, .duration, .null, .list, .record: return nil
        }
    }

    /// Signs that part keys from each other, from addresses and on a command line are written as `%` and their bytes,
    /// so that two different keys never read the same.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let isPlain =
                scalar.value > 0x20 && scalar.value != 0x7F && !scalar.properties.isWhitespace
                && !"%:,[]".unicodeScalars.contains(scalar)
            if isPlain {
                result.unicodeScalars.append(scalar)
            } else {
                for byte in String(scalar).utf8 {
                    let digits = String(byte, radix: 16, uppercase: true)
                    result += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
                }
            }
        }
        return result
    }
}
