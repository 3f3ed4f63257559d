import Values

/// What a text that a person gives may be, wherever it is stored: one line without control characters, of a sensible length.
enum TextRule {
    /// The longest name, number, telephone or region, in characters.
    static let longest = 200

    /// Throws what is wrong with a text; never quotes it, for it may be personal.
    static func check(_ text: String?, _ what: Bilingual, required: Bool = false) throws(DeskFailure) {
        guard let text else { return }
        if required, text.allSatisfy(\.isWhitespace) {
            throw .badInput(Bilingual(zh: "\(what.zh)不能为空", en: "the \(what.en) must not be empty"))
        }
        if text.count > longest {
            throw .badInput(
                Bilingual(
                    zh: "\(what.zh)有 \(text.count) 个字，最多 \(longest) 个",
                    en: "the \(what.en) has \(text.count) characters; \(longest) at most"))
        }
        let hasControl = text.unicodeScalars.contains { scalar in
            scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .lineSeparator
                || scalar.properties.generalCategory == .paragraphSeparator
                || (scalar.properties.generalCategory == .format && scalar.value != 0x200C && scalar.value != 0x200D)
        }
        if hasControl {
            throw .badInput(
                Bilingual(zh: "\(what.zh)含有控制字符", en: "the \(what.en) holds control characters"))
        }
    }
}
