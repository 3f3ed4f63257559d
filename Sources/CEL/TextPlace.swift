import Source

/// Turns byte offsets in the text of an expression into places in the file that holds it.
struct TextPlace {
    let text: String
    let start: SourcePosition

    /// The place of a UTF-8 offset: on the first line counted from where the expression starts, below from column 1.
    func position(_ offset: Int) -> SourcePosition {
        var line = start.line
        var column = start.column
        var previousWasReturn = false
        for byte in text.utf8.prefix(offset) {
            switch byte {
            case 0x0A where previousWasReturn: break
            case 0x0A, 0x0D:
                line += 1
                column = 1
            case 0x80..<0xC0: break  // the rest of a character
            default: column += 1
            }
            previousWasReturn = byte == 0x0D
        }
        return SourcePosition(file: start.file, line: line, column: column)
    }

    /// The text in a range of UTF-8 offsets, its white space folded to single spaces.
    func slice(_ range: Range<Int>) -> String {
        let bytes = text.utf8
        let from = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        let to = bytes.index(bytes.startIndex, offsetBy: range.upperBound)
        let part = text[from..<to]
        guard part.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else {
            return String(part)
        }
        return part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
