import Values

/// What a text that a person gives may be, wherever it is stored: no control characters, of a sensible length.
enum TextRule {
    /// The longest name, number, telephone or region, in characters.
    static let longest = 200

    /// What a text should be and is not; nothing when it is. Never quotes it, for it may be personal.
    static func fault(_ text: String, longest: Int = longest) -> Bilingual? {
        if text.count > longest {
            return Bilingual(zh: "不超过 \(longest) 个字", en: "at most \(longest) characters")
        }
        return text.unicodeScalars.contains(where: isHostile)
            ? Bilingual(zh: "不含控制字符的文字", en: "text without control characters") : nil
    }

    /// Throws what is wrong with a text.
    static func check(_ text: String?, _ what: Bilingual, required: Bool = false) throws(DeskFailure) {
        guard let text else { return }
        if required, text.allSatisfy(\.isWhitespace) {
            throw .badInput(Bilingual(zh: "\(what.zh)不能为空", en: "the \(what.en) must not be empty"))
        }
        if let wanted = fault(text) {
            throw .badInput(
                Bilingual(zh: "\(what.zh)应为\(wanted.zh)", en: "the \(what.en) must be \(wanted.en)"))
        }
    }

    /// Characters that move a cursor, break a line or turn the reading direction; the two joiners are letters' own.
    private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        case .format: return scalar.value != 0x200C && scalar.value != 0x200D
        default: return false
        }
    }
}
