import TransparencyLog

/// Writes members of a canonical JSON object (RFC 8785, integers only) straight into a buffer.
///
/// The caller names the members in sorted order. Leaves and manifests are written this way because building a
/// tree of values for each costs more than everything else that an append does.
struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
        bytes.append(UInt8(ascii: "{"))
    }

    mutating func member(_ name: StaticString, _ value: String?) {
        start(name)
        guard let value else {
            null()
            return
        }
        string(value)
    }

    mutating func member(_ name: StaticString, _ value: Int64?) {
        start(name)
        guard let value else {
            null()
            return
        }
        integer(value)
    }

    mutating func member(_ name: StaticString, _ value: Digest) {
        start(name)
        bytes.append(UInt8(ascii: "\""))
        value.appendHex(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func member(_ name: StaticString, _ value: Bool) {
        start(name)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// A member that is an array of objects.
    mutating func member<Item>(
        _ name: StaticString, _ items: [Item], _ write: (inout CanonicalBytes, Item) -> Void
    ) {
        start(name)
        bytes.append(UInt8(ascii: "["))
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "{"))
            isFirst = true
            write(&self, item)
            bytes.append(UInt8(ascii: "}"))
        }
        isFirst = false
        bytes.append(UInt8(ascii: "]"))
    }

    consuming func finished() -> [UInt8] {
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    private mutating func start(_ name: StaticString) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func null() { bytes.append(contentsOf: "null".utf8) }

    private mutating func integer(_ value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(48 + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    private mutating func string(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        let isPlain = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
        if isPlain {
            bytes.append(contentsOf: value.utf8)
        } else {
            for byte in value.utf8 { escaped(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escaped(_ byte: UInt8) {
        switch byte {
        case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
        case 0x08: bytes.append(contentsOf: "\\b".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0C: bytes.append(contentsOf: "\\f".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0..<0x20:
            bytes.append(contentsOf: byte < 16 ? "\\u000".utf8 : "\\u001".utf8)
            bytes.append((byte & 15) < 10 ? 48 + (byte & 15) : 87 + (byte & 15))
        default: bytes.append(byte)
        }
    }
}
