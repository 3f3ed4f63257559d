import CEL
public import Values

/// Draws a definition as text that Mermaid turns into a picture; the same definition always gives the same bytes.
public enum WorkflowDiagram {
    /// A `stateDiagram-v2`, with labels in one language. `active` marks where a proceeding stands, by id or address.
    public static func mermaid(
        _ definition: WorkflowDefinition, language: Language, active: [String] = []
    ) -> String {
        var lines = ["stateDiagram-v2"]
        let drawing = Drawing(definition: definition, language: language)
        drawing.write(inside: definition.root, indent: 1, to: &lines)
        for transition in definition.transitions { drawing.write(transition, to: &lines) }
        let names = Set(active.map { Place.parts($0).name })
        let marked = names.compactMap { definition.tree.index(address: $0) ?? definition.tree.index(of: $0) }
        if !marked.isEmpty {
            lines.append("    classDef active fill:#fde68a,stroke:#b45309,stroke-width:2px")
            lines.append(
                "    class "
                    + marked.sorted().map { drawing.node(definition.tree[$0].id) }.joined(separator: ",")
                    + " active")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

private struct Drawing {
    let definition: WorkflowDefinition
    let language: Language

    /// Words that Mermaid keeps for itself.
    private static let reserved: Set<String> = [
        "end", "state", "note", "class", "classDef", "direction", "as", "fork", "join", "choice", "default",
        "style",
    ]

    func node(_ id: String) -> String { Drawing.reserved.contains(id) ? id + "_" : id }

    func write(inside state: StateDefinition, indent: Int, to lines: inout [String]) {
        let space = String(repeating: "    ", count: indent)
        if case .compound(let initial) = state.kind { lines.append("\(space)[*] --> \(node(initial))") }
        for (index, child) in state.children.enumerated() {
            if index > 0, state.kind == .parallel { lines.append("\(space)--") }
            let label = "\(space)state \"\(clean(child.label.text(language)))\" as \(node(child.id))"
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

    func write(_ transition: TransitionDefinition, to lines: inout [String]) {
        let source = node(transition.source)
        let target = node(transition.target ?? transition.source)
        lines.append("    \(source) --> \(target) : \(clean(label(transition)))")
    }

    private func label(_ transition: TransitionDefinition) -> String {
        var text: String
        switch transition.trigger {
        case .act(let name): text = definition.actLabel(name).text(language)
        case .auto: text = Bilingual(zh: "自动", en: "by itself").text(language)
        case .done: text = Bilingual(zh: "完成", en: "done").text(language)
        case .breach(let clock):
            text =
                Bilingual(zh: "逾期 ", en: "breach of ").text(language)
                + definition.clockLabel(clock).text(language)
        case .cured(let clock):
            text =
                Bilingual(zh: "补正逾期 ", en: "breach lifted of ").text(language)
                + definition.clockLabel(clock).text(language)
        case .reopen(let name): text = definition.actLabel(name).text(language)
        }
        switch transition.condition {
        case .always: break
        case .when(let program): text += " [\(program.text)]"
        case .otherwise: text += Bilingual(zh: " [否则]", en: " [otherwise]").text(language)
        }
        if transition.target == nil { text += Bilingual(zh: "（不离开）", en: " (stays)").text(language) }
        return text
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
            case "\n", "\t", "\r": result += " "
            default: result.append(character)
            }
        }
        return result
    }
}
