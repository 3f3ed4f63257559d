import Source
import Values

/// Reads a JSON array of objects into rows, values kept as they are.
enum JSONRows {
    /// The rows of a file; every element must be an object. A `null` counts as absent.
    static func table(_ bytes: [UInt8], file: String) throws(CommandFailure) -> InputTable {
        if let wrong = TextDecoding.firstByteOutsideUTF8(bytes) {
            throw failure(file, Bilingual(zh: "不是 UTF-8", en: "not UTF-8"), offset: wrong, in: bytes)
        }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let value: JSON
        do {
            value = try JSON(parsing: text)
        } catch {
            let offset = text.startIndex + min(error.offset, text.count)
            throw failure(
                file, Bilingual(zh: "不是有效的 JSON（\(error.message)）", en: "not valid JSON: \(error.message)"),
                offset: offset, in: bytes)
        }
        var faults = InputFaults(file: file)
        guard case .array(let items) = value else {
            faults.add(line: 1, Bilingual(zh: "应为对象的数组", en: "an array of objects was expected"))
            try faults.throwIfAny()
            return InputTable(file: file, columns: [], rows: [], encoding: .utf8)
        }
        let lines = elementLines(text)
        var rows: [InputTable.Row] = []
        for (index, item) in items.enumerated() {
            let line = index < lines.count ? lines[index] : 1
            guard case .object(let members) = item else {
                faults.add(
                    line: line,
                    Bilingual(zh: "第 \(index + 1) 个元素不是对象", en: "element \(index + 1) is not an object"))
                continue
            }
            rows.append(InputTable.Row(line: line, values: members.filter { $0.value != .null }))
        }
        try faults.throwIfAny()
        let columns = Set(items.flatMap { $0.objectValue.map { Array($0.keys) } ?? [] }).sorted()
        return InputTable(file: file, columns: columns, rows: rows, encoding: .utf8)
    }

    /// The line on which each element of the outermost array begins. The text is valid JSON.
    private static func elementLines(_ text: ArraySlice<UInt8>) -> [Int] {
        var lines: [Int] = []
        var line = 1
        var depth = 0
        var isInString = false
        var isEscaped = false
        var isExpecting = false
        for byte in text {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            if byte == 0x0A { line += 1 }
            if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { continue }
            if isExpecting, depth == 1, byte != UInt8(ascii: "]") {
                lines.append(line)
                isExpecting = false
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                if depth == 1 { isExpecting = true }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ","): if depth == 1 { isExpecting = true }
            default: break
            }
        }
        return lines
    }

    private static func failure(
        _ file: String, _ what: Bilingual, offset: Int, in bytes: [UInt8]
    ) -> CommandFailure {
        let before = bytes[..<offset]
        let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let column = String(decoding: bytes[start..<offset], as: UTF8.self).count + 1
        return CommandFailure(
            .badInput, code: "json",
            Bilingual(
                zh: "\(file):\(line):\(column): \(what.zh)", en: "\(file):\(line):\(column): \(what.en)"),
            members: [
                "file": .string(file), "line": .integer(Int64(line)), "column": .integer(Int64(column)),
                "byte": .integer(Int64(offset + 1)),
            ])
    }
}
