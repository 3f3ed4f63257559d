/// Makes text from outside harmless on a terminal: what would move the cursor, recolour the screen or turn the
/// reading direction is shown as an escape instead.
enum VisibleText {
    /// The text for one line: line ends and tabs are escaped too.
    static func line(_ text: String) -> String { escape(text, keepingLines: false) }

    /// The text for a paragraph: line ends stay (CRLF becomes LF), a tab becomes four spaces.
    static func block(_ text: String) -> String { escape(text, keepingLines: true) }

    /// Whether a character must not reach a terminal: controls, C1, bidi and other invisible format characters.
    ///
    /// The two joiners stay, for emoji and for scripts that need them.
    static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F: return false
        case 0x200C, 0x200D: return false
        case 0x115F, 0x1160, 0x3164, 0xFFA0: return true  // Hangul fillers draw nothing
        case 0x4E00...0x9FFF: return false
        default: break
        }
        let category = scalar.properties.generalCategory
        return category == .control || category == .format || category == .lineSeparator
            || category == .paragraphSeparator
    }

    private static func escape(_ text: String, keepingLines: Bool) -> String {
        guard text.unicodeScalars.contains(where: isHostile) else { return text }
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            guard isHostile(scalar) else {
                result.append(scalar)
                continue
            }
            if keepingLines {
                switch scalar {
                case "\n":
                    if previous == "\r" { result.removeLast(2) }
                    result.append("\n")
                    continue
                case "\t":
                    result.append(contentsOf: "    ".unicodeScalars)
                    continue
                default: break
                }
            }
            result.append(contentsOf: name(scalar).unicodeScalars)
        }
        return String(result)
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default: return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        }
    }
}
