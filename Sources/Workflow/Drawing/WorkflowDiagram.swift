import CEL
public import Values

/// Draws a definition as text that Mermaid turns into a picture; the same definition always gives the same bytes.
public enum WorkflowDiagram {
    /// A `stateDiagram-v2`, with labels in one language and the marks of one proceeding.
    public static func mermaid(
        _ definition: WorkflowDefinition, language: Language, marks: DrawingMarks = DrawingMarks()
    ) -> String {
        var lines = ["stateDiagram-v2"]
        let drawing = Drawing(definition: definition, language: language, marks: marks)
        drawing.write(inside: definition.root, indent: 1, to: &lines)
        for transition in definition.transitions { drawing.write(transition, to: &lines) }
        drawing.writeOffers(to: &lines)
        drawing.paint(to: &lines)
        return lines.joined(separator: "\n") + "\n"
    }
}

private struct Drawing {
    let definition: WorkflowDefinition
    let language: Language
    let marks: DrawingMarks

    /// Words that Mermaid keeps for itself.
    private static let reserved: Set<String> = [
        "end", "state", "note", "class", "classDef", "direction", "as", "fork", "join", "choice", "default",
        "style",
    ]

    func node(_ id: String) -> String { Drawing.reserved.contains(id) ? id + "_" : id }

    func write(inside state: StateDefinition, indent: Int, to lines: inout [String]) {
        let space = String(repeating: "    ", count: indent)
        if case .compound(let initial) = state.kind { lines.append("\(space)[*] --> \(node(initial))") }
        for history in state.histories { write(history, space, to: &lines) }
        for (index, child) in state.children.enumerated() {
            if index > 0, state.kind == .parallel { lines.append("\(space)--") }
            let label =
                "\(space)state \"\(clean(marks.label(child, language) + frozen(by: child)))\" as \(node(child.id))"
            if child.children.isEmpty {
                lines.append(label)
                if child.isFinal { lines.append("\(space)\(node(child.id)) --> [*]") }
            } else {
                lines.append(label + " {")
                write(inside: child, indent: indent + 1, to: &lines)
                lines.append(space + "}")
            }
        }
    }

    /// A hold says what it freezes.
    private func frozen(by state: StateDefinition) -> String {
        guard let suspended = state.suspends else { return "" }
        let label = definition.label(ofState: suspended)
        return Bilingual(zh: "〔冻结 \(label.zh)〕", en: " [freezes \(label.en)]").text(language)
    }

    /// A history as a small state of its own, with the way it stands for while nothing was recorded.
    private func write(_ history: HistoryDefinition, _ space: String, to lines: inout [String]) {
        let sign = history.depth == .deep ? "H*" : "H"
        let label = Bilingual(zh: "\(sign) 上次所在", en: "\(sign) last time").text(language)
        lines.append("\(space)state \"\(label)\" as \(node(history.id))")
        let first = Bilingual(zh: "首次", en: "at first").text(language)
        lines.append("\(space)\(node(history.id)) --> \(node(history.initial)) : \(first)")
    }

    /// What may be opened beside the procedure, each in a box that nothing leads to.
    func writeOffers(to lines: inout [String]) {
        for (index, offer) in definition.head.offers.enumerated() {
            var text = Bilingual(zh: "可另行启动：", en: "may be opened beside it: ").text(language)
            text += offer.workflow
            if let condition = offer.condition { text += " [\(condition.text)]" }
            lines.append("    state \"\(clean(text))\" as offer_\(index + 1)")
        }
    }

    func write(_ transition: TransitionDefinition, to lines: inout [String]) {
        let source = node(transition.source)
        var target = node(transition.target ?? transition.source)
        if case .history(let id) = transition.restores { target = node(id) }
        lines.append("    \(source) --> \(target) : \(clean(label(transition)))")
    }

    private func label(_ transition: TransitionDefinition) -> String {
        let sign = marks.taken.contains(transition.number) ? "▶ " : ""
        return sign + DrawingWords.label(transition, in: definition, language)
    }

    /// Colours beside the signs; they carry nothing that the signs do not say.
    func paint(to lines: inout [String]) {
        func list(_ ids: some Sequence<String>) -> String { ids.sorted().map(node).joined(separator: ",") }
        let visited = marks.visits.keys.filter { !marks.active.contains($0) }
        if !visited.isEmpty {
            lines.append("    classDef visited fill:#e5e7eb,stroke:#6b7280")
            lines.append("    class \(list(visited)) visited")
        }
        if !marks.active.isEmpty {
            lines.append("    classDef active fill:#fde68a,stroke:#b45309,stroke-width:2px")
            lines.append("    class \(list(marks.active)) active")
        }
    }

    /// Signs that would end a label early are replaced by their full-width forms.
    private func clean(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\"": result += "'"
            case ":": result += "："
            case ";": result += "；"
            case "#": result += "＃"
            case "{": result += "｛"
            case "}": result += "｝"
            case "<": result += "＜"
            case ">": result += "＞"
            case "\n": result += "<br/>"
            case "\t", "\r": result += " "
            default: result.append(character)
            }
        }
        return result
    }
}
