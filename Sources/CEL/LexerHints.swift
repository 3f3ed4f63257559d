import Source
import Values

extension Lexer {
    /// What to say about a character that begins no token: most are slips of the keyboard.
    func unknownCharacter() -> Diagnostic {
        let rest = String(decoding: bytes[index...].prefix(4), as: UTF8.self)
        let scalar = rest.unicodeScalars.first ?? " "
        if scalar == "`" {
            return fail(
                "C204", Bilingual(zh: "不支持反引号名称", en: "names in backquotes are not supported"), at: index)
        }
        let shown =
            scalar.value < 0x20 || scalar.value == 0x7F
            ? "U+\(String(scalar.value, radix: 16))" : String(scalar)
        return fail(
            "C101", Bilingual(zh: "无法识别的字符 \(shown)", en: "'\(shown)' means nothing here"), at: index,
            hint: Lexer.hint(for: scalar))
    }

    private static func hint(for scalar: Unicode.Scalar) -> Bilingual? {
        let meant: String
        switch scalar {
        case "=": meant = "=="
        case "&": meant = "&&"
        case "|": meant = "||"
        case "“", "”", "‘", "’", "「", "」": meant = "'"
        case "。": meant = "."
        case "、": meant = ","
        case "≤": meant = "<="
        case "≥": meant = ">="
        case "≠": meant = "!="
        case "\u{FF01}"..."\u{FF5E}":  // full-width forms of ASCII
            guard let ascii = Unicode.Scalar(scalar.value - 0xFEE0) else { return nil }
            meant = String(ascii)
        case _: return nil
        }
        return Bilingual(zh: "请用半角 \(meant)", en: "write \(meant)")
    }
}
