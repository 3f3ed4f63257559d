import CEL
public import Values

/// Draws a procedure as a Mermaid state diagram; the same definition gives the same bytes.
public enum WorkflowDiagram {
    /// The diagram's text; `active` states (addresses or ids) are marked.
    public static func mermaid(
        _ definition: WorkflowDefinition, language: Language, active: [String] = []
    ) -> String {
        var lines = ["stateDiagram-v2"]
        if let initial = definition.root.initial { lines.append("    [*] --> \(initial)") }
        for state in definition.root.children { draw(state, definition, language, indent: 1, into: &lines) }
        for transition in definition.transitions where transition.target != nil {
            lines.append("    " + arrow(transition, definition, language))
        }
        for state in definition.root.children where state.kind == .final { lines.append("    \(state.id) --> [*]") }
        let marked = Set(active.compactMap { $0.split(separator: "/").last.map(String.init) })
        if !marked.isEmpty {
            lines.append("    classDef here stroke-width:4px,stroke:#b45309,fill:#fef3c7")
            for id in marked.sorted() { lines.append("    class \(id) here") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func draw(
        _ state: StateDefinition, _ definition: WorkflowDefinition, _ language: Language, indent: Int,
        into lines: inout [String]
    ) {
        let margin = String(repeating: "    ", count: indent)
        lines.append("\(margin)\(state.id): \(escaped(state.label.text(language)))")
        guard !state.children.isEmpty else { return }
        lines.append("\(margin)state \(state.id) {")
        if let initial = state.initial { lines.append("\(margin)    [*] --> \(initial)") }
        for (index, child) in state.children.enumerated() {
            if state.kind == .parallel {
                if index > 0 { lines.append("\(margin)    --") }
                lines.append("\(margin)    %% \(escaped(child.label.text(language)))")
                if let initial = child.initial { lines.append("\(margin)    [*] --> \(initial)") }
                for inner in child.children { draw(inner, definition, language, indent: indent + 1, into: &lines) }
            } else {
                draw(child, definition, language, indent: indent + 1, into: &lines)
            }
        }
        lines.append("\(margin)}")
    }

    private static func arrow(
        _ transition: TransitionDefinition, _ definition: WorkflowDefinition, _ language: Language
    ) -> String {
        "\(transition.source) --> \(transition.target ?? transition.source): \(escaped(transition.cause(in: definition, language)))"
    }

    /// Mermaid reads some characters as syntax.
    private static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case ":": return "："
            case ";": return "；"
            case "\n": return " "
            case "#": return "＃"
            default: return String(character)
            }
        }.joined()
    }
}

extension TransitionDefinition {
    /// What sets it off, in words.
    func cause(in definition: WorkflowDefinition, _ language: Language) -> String {
        let word: String
        switch trigger {
        case .act(let name), .reopen(let name): word = definition.named(act: name).label.text(language)
        case .auto: word = language == .zh ? "自动" : "automatically"
        case .done: word = language == .zh ? "全部完成" : "all done"
        case .breach(let clock):
            let label = definition.clocks.first { $0.id == clock }?.label.text(language) ?? clock
            word = language == .zh ? "\(label)届满" : "\(label) passes"
        }
        if isOtherwise { return word + (language == .zh ? "［其余］" : " [otherwise]") }
        return condition.map { "\(word) [\($0.text)]" } ?? word
    }

    /// What sets it off and where it leads, in words.
    public func summary(in definition: WorkflowDefinition, _ language: Language) -> String {
        let way = target.map { definition.label(ofState: $0).text(language) } ?? (language == .zh ? "留在原处" : "stays")
        return "\(cause(in: definition, language)) → \(way)"
    }
}
