/// Why bytes are not JSON of our restricted kind, and where (byte offset from 0).
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let message: String
    /// Offset of the byte where it was noticed.
    public let offset: Int

    /// For people.
    public var description: String { "not valid JSON at byte \(offset): \(message)" }
}

extension JSON {
    /// Parses UTF-8 JSON; fractions, exponents, duplicate names, lone surrogates, invalid UTF-8 and integers
    /// beyond 2^53-1 are errors. Nesting is limited to 64 levels. Linear in the input.
    public init(parsing bytes: some Collection<UInt8>) throws(JSONError) {
        let buffer = Array(bytes)
        guard String(validating: buffer, as: UTF8.self) != nil else {
            throw JSONError(message: "the text is not UTF-8", offset: 0)
        }
        var parser = JSONParser(bytes: buffer)
        self = try parser.document()
    }

    /// Parses JSON text.
    public init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }
}

private struct JSONParser {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSONError) -> JSON {
        let value = try value(depth: 0)
        skipSpace()
        guard index == bytes.count else { throw fail("something follows the value") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        skipSpace()
        guard let byte = peek else { throw fail("the text ends too early") }
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "["), depth == 64 {
            throw fail("nested more than 64 levels deep")
        }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), 48...57: return try number()
        default: throw fail("a value was expected")
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSON {
        index += 1
        var members: [String: JSON] = [:]
        skipSpace()
        if peek == UInt8(ascii: "}") {
            index += 1
            return .object(members)
        }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw fail("a name in quotes was expected") }
            let name = try string()
            skipSpace()
            guard peek == UInt8(ascii: ":") else { throw fail("':' was expected") }
            index += 1
            let member = try value(depth: depth + 1)
            guard members.updateValue(member, forKey: name) == nil else { throw fail("a name stands twice") }
            skipSpace()
            switch peek {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "}"):
                index += 1
                return .object(members)
            default: throw fail("',' or '}' was expected")
            }
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSON {
        index += 1
        var items: [JSON] = []
        skipSpace()
        if peek == UInt8(ascii: "]") {
            index += 1
            return .array(items)
        }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            switch peek {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "]"):
                index += 1
                return .array(items)
            default: throw fail("',' or ']' was expected")
            }
        }
    }

    private mutating func number() throws(JSONError) -> JSON {
        let negative = peek == UInt8(ascii: "-")
        if negative { index += 1 }
        let start = index
        var value: Int64 = 0
        while let byte = peek, byte >= 48, byte <= 57 {
            value = value * 10 + Int64(byte - 48)
            guard value <= JSON.maxInteger else { throw fail("an integer beyond 2^53-1") }
            index += 1
        }
        guard index > start else { throw fail("a digit was expected") }
        guard bytes[start] != 48 || index == start + 1 else { throw fail("a number with a leading zero") }
        guard !(negative && value == 0) else { throw fail("minus zero") }
        if let byte = peek, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(byte) {
            throw fail("only whole numbers are allowed")
        }
        return .integer(negative ? -value : value)
    }

    private mutating func string() throws(JSONError) -> String {
        index += 1
        let start = index
        while let byte = peek, byte != UInt8(ascii: "\""), byte != 0x5C {
            guard byte >= 0x20 else { throw fail("a control character inside a string") }
            index += 1
        }
        if peek == UInt8(ascii: "\"") {
            defer { index += 1 }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        var result = Array(bytes[start..<index])
        while let byte = peek {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
            case 0x5C: try escape(into: &result)
            case 0..<0x20: throw fail("a control character inside a string")
            default: result.append(byte)
            }
        }
        throw fail("a string without an end")
    }

    private mutating func escape(into result: inout [UInt8]) throws(JSONError) {
        guard let byte = peek else { throw fail("a string without an end") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), 0x5C, UInt8(ascii: "/"): result.append(byte)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "u"):
            var code = try hex()
            if (0xD800..<0xDC00).contains(code) {
                guard peek == 0x5C, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "u") else {
                    throw fail("a lone surrogate")
                }
                index += 2
                let low = try hex()
                guard (0xDC00..<0xE000).contains(low) else { throw fail("a lone surrogate") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fail("a lone surrogate") }
            result.append(contentsOf: String(Character(scalar)).utf8)
        default: throw fail("an unknown escape")
        }
    }

    private mutating func hex() throws(JSONError) -> UInt32 {
        guard index + 4 <= bytes.count else { throw fail("four hexadecimal digits were expected") }
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
                throw fail("four hexadecimal digits were expected")
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    private mutating func word(_ text: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let expected = Array(String(describing: text).utf8)
        guard bytes[index...].starts(with: expected) else { throw fail("a value was expected") }
        index += expected.count
        return value
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func fail(_ message: String) -> JSONError { JSONError(message: message, offset: index) }
}
