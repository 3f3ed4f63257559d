extension JSON {
    /// The canonical bytes (RFC 8785, integers only). Integers beyond 2^53-1 are a programmer's error.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        write(into: &bytes)
        return bytes
    }

    /// The canonical text.
    public var canonicalText: String { String(decoding: canonicalBytes, as: UTF8.self) }

    /// Text for people and for `--format json`: sorted names, two spaces a level.
    public var prettyText: String {
        var bytes: [UInt8] = []
        writePretty(into: &bytes, indent: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(into bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value):
            precondition(
                value.magnitude <= UInt64(JSON.maxInteger), "an integer beyond 2^53-1 cannot be stored")
            bytes.append(contentsOf: String(value).utf8)
        case .string(let value): JSON.writeString(value, into: &bytes)
        case .array(let items):
            bytes.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                item.write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, name) in JSON.sorted(members.keys).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSON.writeString(name, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                (members[name] ?? .null).write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private func writePretty(into bytes: inout [UInt8], indent: Int) {
        func newline(_ depth: Int) {
            bytes.append(UInt8(ascii: "\n"))
            bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
        }
        switch self {
        case .array(let items) where !items.isEmpty:
            bytes.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                newline(indent + 1)
                item.writePretty(into: &bytes, indent: indent + 1)
            }
            newline(indent)
            bytes.append(UInt8(ascii: "]"))
        case .object(let members) where !members.isEmpty:
            bytes.append(UInt8(ascii: "{"))
            for (index, name) in JSON.sorted(members.keys).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                newline(indent + 1)
                JSON.writeString(name, into: &bytes)
                bytes.append(contentsOf: ": ".utf8)
                (members[name] ?? .null).writePretty(into: &bytes, indent: indent + 1)
            }
            newline(indent)
            bytes.append(UInt8(ascii: "}"))
        case .null, .bool, .integer, .string, .array, .object:
            write(into: &bytes)
        }
    }

    /// Names in the order of RFC 8785: by UTF-16 code units.
    static func sorted(_ names: some Sequence<String>) -> [String] {
        // For ASCII, and everything below the surrogates, UTF-8 order is the same and much cheaper.
        names.sorted { left, right in
            if left.utf8.allSatisfy({ $0 < 0xEE }), right.utf8.allSatisfy({ $0 < 0xEE }) {
                return left.utf8.lexicographicallyPrecedes(right.utf8)
            }
            return left.utf16.lexicographicallyPrecedes(right.utf16)
        }
    }

    private static func writeString(_ text: String, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: [0x5C, 0x22])
            case 0x5C: bytes.append(contentsOf: [0x5C, 0x5C])
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0C: bytes.append(contentsOf: "\\f".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
