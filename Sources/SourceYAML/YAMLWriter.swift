public import Source

/// Writes nodes as YAML that `YAMLReader` reads back to the same values: block style, short values on one line.
public enum YAMLWriter {
    /// The width within which a value is written on one line.
    static let width = 100

    /// The text, ending in a line end.
    public static func text(_ node: SourceNode) -> String {
        var lines: [String] = []
        write(node, indent: 0, first: "", into: &lines)
        return lines.map { $0 + "\n" }.joined()
    }

    /// Writes a value behind `first`, which is what stands before it on its line.
    private static func write(
        _ node: SourceNode, indent: Int, first: String, into lines: inout [String]
    ) {
        let flow = flow(node)
        let space = first.isEmpty ? "" : " "
        let isBlock: Bool
        switch node.content {
        case .sequence(let items): isBlock = !items.isEmpty
        case .mapping(let entries): isBlock = !entries.isEmpty
        case .null, .bool, .integer, .string: isBlock = false
        }
        guard isBlock, indent == 0 || first.count + flow.count + 1 > width else {
            lines.append(first + space + flow)
            return
        }
        let isItem = first.hasSuffix("-")
        if !first.isEmpty, !isItem { lines.append(first) }
        let inner = String(repeating: " ", count: indent)
        switch node.content {
        case .sequence(let items):
            for item in items { write(item, indent: indent + 2, first: inner + "-", into: &lines) }
        case .mapping(let entries):
            for (index, entry) in entries.enumerated() {
                // The first key of an item stands on the line of its dash.
                let lead = isItem && index == 0 ? first + " " : inner
                write(entry.value, indent: indent + 2, first: lead + scalar(entry.key) + ":", into: &lines)
            }
        case .null, .bool, .integer, .string: break
        }
    }

    /// The value on one line.
    private static func flow(_ node: SourceNode) -> String {
        switch node.content {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .string(let text): return scalar(text)
        case .sequence(let items): return "[" + items.map(flow).joined(separator: ", ") + "]"
        case .mapping(let entries):
            return "{" + entries.map { "\(scalar($0.key)): \(flow($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    /// A text without quotes where nothing can be misread, else in double quotes.
    private static func scalar(_ text: String) -> String {
        if isPlain(text) { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            case _ where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                quoted += "\\x" + (digits.count < 2 ? "0" : "") + digits
            case _: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func isPlain(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, !bytes.isEmpty else { return false }
        func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                return true
            default: return false
            }
        }
        guard bytes.allSatisfy(isWord) else { return false }
        if YAMLScalar(plain: text) != .string { return false }
        let isLetter = (first | 0x20) >= UInt8(ascii: "a") && (first | 0x20) <= UInt8(ascii: "z")
        let isDate = bytes.count == 10 && bytes[4] == UInt8(ascii: "-") && bytes[7] == UInt8(ascii: "-")
        return isLetter || (isDate && first != UInt8(ascii: "-"))
    }
}
