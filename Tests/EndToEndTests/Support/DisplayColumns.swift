/// The columns of a table as an eye sees them: gutters are where no line has anything but blanks.
struct DisplayColumns {
    /// How many there are.
    let count: Int

    /// Looks at lines as a terminal sets them, Chinese characters two cells wide.
    init(_ lines: [String]) {
        let cells = lines.map { line in
            line.flatMap { character -> [Bool] in
                let isBlank = character == " "
                return Array(repeating: !isBlank, count: DisplayColumns.width(of: character))
            }
        }
        let width = cells.map(\.count).max() ?? 0
        let isFilled = (0..<width).map { column in cells.contains { column < $0.count && $0[column] } }
        // One blank stands between words, two between columns.
        var count = 0
        var blanks = 2
        for filled in isFilled {
            if filled, blanks >= 2 { count += 1 }
            blanks = filled ? 0 : blanks + 1
        }
        self.count = count
    }

    /// The cells of a character: two for Han characters and full-width forms.
    static func width(of character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}

/// The fields of CSV, read by the rules of RFC 4180.
enum CSVFields {
    /// The fields of every line; a field in quotes may hold line ends.
    static func lines(_ text: String) -> [[String]] {
        var lines: [[String]] = []
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        for character in text where character != "\u{FEFF}" {
            switch (character, isQuoted) {
            case ("\"", _): isQuoted.toggle()
            case (",", false):
                fields.append(field)
                field = ""
            case ("\n", false), ("\r\n", false):
                lines.append(fields + [field])
                (fields, field) = ([], "")
            default: field.append(character)
            }
        }
        return lines
    }
}
