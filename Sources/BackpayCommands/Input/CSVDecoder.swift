import Source
import Values

/// Reads comma-separated values after RFC 4180, with a first line of column names.
enum CSVDecoder {
    /// The rows of a file. Empty rows are passed over; a row may be shorter than the first line, never longer.
    static func table(_ bytes: [UInt8], file: String) throws(CommandFailure) -> InputTable {
        let decoded = try TextDecoding.text(bytes, file: file)
        var faults = InputFaults(file: file)
        let records = self.records(Array(decoded.text.utf8), faults: &faults)
            .filter { record in record.cells.contains { !isBlank($0) } }
        guard let header = records.first else {
            faults.add(
                line: 1,
                Bilingual(zh: "文件是空的，应有列名行", en: "the file is empty; a line of column names was expected"))
            try faults.throwIfAny()
            return InputTable(file: file, columns: [], rows: [], encoding: decoded.encoding)
        }
        let names = columnNames(header, faults: &faults)
        let rows = records.dropFirst().map { row($0, names: names, faults: &faults) }
        try faults.throwIfAny(hint: separatorHint(names))
        return InputTable(
            file: file, columns: names.filter { !$0.isEmpty }, rows: rows, encoding: decoded.encoding)
    }

    private struct Record {
        let line: Int
        var cells: [String] = []
    }

    /// Splits into records. On a fault inside a record the rest of that line is read as it stands.
    private static func records(_ bytes: [UInt8], faults: inout InputFaults) -> [Record] {
        var result: [Record] = []
        var record = Record(line: 1)
        var cell: [UInt8] = []
        var line = 1
        var index = 0

        func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
        func endCell() {
            record.cells.append(String(decoding: cell, as: UTF8.self))
            cell.removeAll(keepingCapacity: true)
        }
        /// Steps over LF, CRLF or CR.
        func stepOverLineEnd() {
            if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
            index += 1
            line += 1
        }

        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\""), cell.isEmpty {
                let start = line
                if !quotedCell(bytes, &index, &line, into: &cell) {
                    faults.add(line: start, Bilingual(zh: "引号没有闭合", en: "a quoted cell has no closing quote"))
                }
                if index < bytes.count, bytes[index] != UInt8(ascii: ","), !isLineEnd(bytes[index]) {
                    faults.add(line: line, Bilingual(zh: "闭合引号后还有文字", en: "text follows a closing quote"))
                    while index < bytes.count, bytes[index] != UInt8(ascii: ","), !isLineEnd(bytes[index]) {
                        index += 1
                    }
                }
                // An empty quoted cell must not be taken for the beginning of another.
                if index < bytes.count, bytes[index] == UInt8(ascii: ",") {
                    endCell()
                    index += 1
                    if index == bytes.count { endCell() }
                    continue
                }
                endCell()
                result.append(record)
                if index < bytes.count { stepOverLineEnd() }
                record = Record(line: line)
                continue
            }
            if byte == UInt8(ascii: ",") {
                endCell()
                index += 1
                if index == bytes.count { endCell() }
            } else if isLineEnd(byte) {
                endCell()
                result.append(record)
                stepOverLineEnd()
                record = Record(line: line)
            } else {
                if byte == UInt8(ascii: "\"") {
                    faults.add(
                        line: line,
                        Bilingual(
                            zh: "引号出现在单元格中间，应整格加引号并将其写成两个",
                            en: "a quote inside an unquoted cell; quote the cell and double it"))
                }
                cell.append(byte)
                index += 1
                if index == bytes.count { endCell() }
            }
        }
        if !record.cells.isEmpty { result.append(record) }
        return result
    }

    /// Reads from an opening quote past the closing one; false when there is none.
    private static func quotedCell(
        _ bytes: [UInt8], _ index: inout Int, _ line: inout Int, into cell: inout [UInt8]
    ) -> Bool {
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                guard index + 1 < bytes.count, bytes[index + 1] == byte else {
                    index += 1
                    return true
                }
                index += 1
            } else if byte == 0x0A || byte == 0x0D && (index + 1 >= bytes.count || bytes[index + 1] != 0x0A) {
                line += 1
            }
            cell.append(byte)
            index += 1
        }
        return false
    }

    /// The names of the first line without spaces around them; nameless ones stay as empty text.
    private static func columnNames(_ header: Record, faults: inout InputFaults) -> [String] {
        let names = header.cells.map(trimmed)
        var seen: [String: Int] = [:]
        for (index, name) in names.enumerated() where !name.isEmpty {
            if let first = seen[name] {
                faults.add(
                    line: header.line,
                    Bilingual(
                        zh: "列名 '\(name)' 出现两次（第 \(first + 1) 列和第 \(index + 1) 列）",
                        en: "column '\(name)' stands twice (columns \(first + 1) and \(index + 1))"))
            } else {
                seen[name] = index
            }
        }
        return names
    }

    private static func row(_ record: Record, names: [String], faults: inout InputFaults) -> InputTable.Row {
        var values: [String: JSON] = [:]
        for (index, cell) in record.cells.enumerated() where !cell.isEmpty {
            guard index < names.count, !names[index].isEmpty else {
                if !isBlank(cell) {
                    faults.add(
                        line: record.line,
                        Bilingual(
                            zh: "第 \(index + 1) 列有内容，但列名行没有这一列",
                            en: "column \(index + 1) holds something but has no name in the first line"))
                }
                continue
            }
            values[names[index]] = .string(cell)
        }
        return InputTable.Row(line: record.line, values: values)
    }

    private static func separatorHint(_ names: [String]) -> Bilingual? {
        guard names.count == 1, names[0].contains(where: { $0 == ";" || $0 == "\t" || $0 == "，" }) else {
            return nil
        }
        return Bilingual(zh: "列之间应以英文逗号分隔", en: "columns are separated by commas")
    }

    private static func isBlank(_ cell: String) -> Bool { cell.allSatisfy(\.isWhitespace) }

    private static func trimmed(_ text: String) -> String {
        let head = text.drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}
