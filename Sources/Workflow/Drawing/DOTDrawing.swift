public import Values

/// Draws a definition for Graphviz; the same definition and marks always give the same bytes.
public enum DOTDrawing {
    /// A digraph with a cluster for every state that has states inside.
    public static func text(
        _ definition: WorkflowDefinition, language: Language, marks: DrawingMarks = DrawingMarks()
    ) -> String {
        var writer = Writer(definition: definition, language: language, marks: marks)
        writer.document()
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private struct Writer {
        let definition: WorkflowDefinition
        let language: Language
        let marks: DrawingMarks
        var lines: [String] = []

        mutating func document() {
            lines += [
                "digraph \(quoted(definition.id)) {",
                "  compound=true; rankdir=TB; fontname=\"sans-serif\"; label=\(quoted(definition.label.text(language)));",
                "  node [shape=box, style=rounded, fontname=\"sans-serif\"];",
                "  edge [fontname=\"sans-serif\", fontsize=10];",
            ]
            inside(definition.root, indent: 1)
            for transition in definition.transitions { edge(transition) }
            lines.append("}")
        }

        private mutating func inside(_ state: StateDefinition, indent: Int) {
            let space = String(repeating: "  ", count: indent)
            if case .compound(let initial) = state.kind {
                let point = "start:" + state.id
                lines.append("\(space)\(quoted(point)) [shape=point, width=0.12, label=\"\"];")
                lines.append("\(space)\(quoted(point)) -> \(end(initial))\(head(initial));")
            }
            for child in state.children {
                let label = marks.label(child, language)
                if child.children.isEmpty {
                    var style = child.isFinal ? ", peripheries=2" : ""
                    if marks.active.contains(child.id) {
                        style += ", style=\"rounded,filled,bold\", fillcolor=\"#fde68a\", color=\"#b45309\""
                    } else if marks.visits[child.id] != nil {
                        style += ", style=\"rounded,filled\", fillcolor=\"#e5e7eb\""
                    }
                    lines.append("\(space)\(quoted(child.id)) [label=\(quoted(label))\(style)];")
                } else {
                    lines.append("\(space)subgraph \(quoted("cluster_" + child.id)) {")
                    let dashed = state.kind == .parallel ? "; style=dashed" : ""
                    lines.append("\(space)  label=\(quoted(label))\(dashed);")
                    inside(child, indent: indent + 1)
                    lines.append("\(space)}")
                }
            }
        }

        private mutating func edge(_ transition: TransitionDefinition) {
            let target = transition.target ?? transition.source
            var attributes = ["label=\(quoted(DrawingWords.label(transition, in: definition, language)))"]
            if hasInside(transition.source) {
                attributes.append("ltail=\(quoted("cluster_" + transition.source))")
            }
            if hasInside(target), target != transition.source {
                attributes.append("lhead=\(quoted("cluster_" + target))")
            }
            if marks.taken.contains(transition.number) { attributes.append("color=\"#b45309\", penwidth=2") }
            if transition.target == nil { attributes.append("style=dotted") }
            lines.append(
                "  \(end(transition.source)) -> \(end(target)) [\(attributes.joined(separator: ", "))];")
        }

        private func hasInside(_ id: String) -> Bool { definition.state(id)?.children.isEmpty == false }

        private func head(_ id: String) -> String {
            hasInside(id) ? " [lhead=\(quoted("cluster_" + id))]" : ""
        }

        /// Graphviz ties edges to nodes only: the point at which a cluster begins stands for it.
        private func end(_ id: String) -> String {
            guard let state = definition.state(id), !state.children.isEmpty else { return quoted(id) }
            if case .compound = state.kind { return quoted("start:" + id) }
            return state.children.first.map { end($0.id) } ?? quoted(id)
        }

        private func quoted(_ text: String) -> String {
            var result = "\""
            for character in text {
                switch character {
                case "\"": result += "\\\""
                case "\\": result += "\\\\"
                case "\n": result += "\\n"
                default: result.append(character)
                }
            }
            return result + "\""
        }
    }
}
