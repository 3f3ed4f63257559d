public import Values

extension CELExplanation {
    /// The explanation as an indented tree that a mediator can read, one line a part.
    ///
    /// Values that were read stand behind the part that used them:
    /// `case.verified >= yuan('1.00') → false: case.verified = 0.00`.
    public func lines(_ language: Language) -> [String] {
        var lines: [String] = []
        write(into: &lines, indent: 0, language)
        return lines
    }

    private func write(into lines: inout [String], indent: Int, _ language: Language) {
        let space = String(repeating: "  ", count: indent)
        guard !isRead || element != nil else {
            lines.append(space + readText(language))
            return
        }
        let colon = language == .zh ? "：" : ": "
        let isFlat = children.allSatisfy { $0.isRead && $0.element == nil }
        var line =
            space + elementText + CELExplanation.shortened(text, to: 120) + " → " + resultText(language)
        if isFlat, !children.isEmpty {
            line +=
                colon + children.map { $0.readText(language) }.joined(separator: language == .zh ? "；" : "; ")
        }
        lines.append(line)
        if !isFlat {
            for child in children { child.write(into: &lines, indent: indent + 1, language) }
        }
        if omitted > 0 {
            let more = Bilingual(zh: "……另有 \(omitted) 项", en: "… and \(omitted) more")
            lines.append(space + "  " + more.text(language))
        }
    }

    /// `case.verified = 0.00`.
    private func readText(_ language: Language) -> String {
        let sign: String
        switch result {
        case .value: sign = " = "
        case .error, .notEvaluated: sign = " → "
        }
        return CELExplanation.shortened(text, to: 120) + sign + resultText(language)
    }

    private func resultText(_ language: Language) -> String {
        switch result {
        case .value(let value): return value.text
        case .notEvaluated: return Bilingual(zh: "未求值", en: "not evaluated").text(language)
        case .error(let error):
            let word = Bilingual(zh: "出错", en: "error").text(language)
            // The part that failed says why; those above it only that they have no value.
            if children.contains(where: { $0.result == result }) { return word }
            return "\(word) \(error.code) \(error.message.text(language))"
        }
    }

    /// `c[2] {id: "w3"}: ` in front of what was evaluated for one element; a record is named by its `id`.
    private var elementText: String {
        guard let element else { return "" }
        let name: String
        switch element.value {
        case .record(let fields): name = fields["id"].map { " id \($0.text)" } ?? ""
        case .list: name = ""
        case .bool, .int, .string, .money, .date, .timestamp, .duration, .null:
            name = " \(element.value.text)"
        }
        return "[\(element.index)] \(element.variable)\(name): "
    }

    /// A text cut to a number of characters, with an ellipsis where something is missing.
    static func shortened(_ text: String, to count: Int) -> String {
        guard text.count > count else { return text }
        return text.prefix(count - 1) + "…"
    }
}
