import CEL
public import Values

/// What a drawing shows of one proceeding: where it stands, where it has been, and how its clocks run.
public struct DrawingMarks: Hashable, Sendable {
    /// The states it stands in, by id.
    public var active: Set<String> = []
    /// For each state it has rested in, the order of its first visits, from 1.
    public var visits: [String: [Int]] = [:]
    /// The transitions it has taken, by number.
    public var taken: Set<Int> = []
    /// Notes on states, such as a clock with its due date.
    public var notes: [String: [Bilingual]] = [:]

    /// Nothing marked.
    public init() {}

    /// The label of a state with its marks. A mark is a sign and a word, since colour alone tells nothing.
    func label(_ state: StateDefinition, _ language: Language) -> String {
        var lines = [state.label.text(language)]
        if let visits = visits[state.id] {
            lines[0] = visits.map { "(\($0))" }.joined() + " " + lines[0]
        }
        if active.contains(state.id) { lines[0] = "▶ " + lines[0] }
        if let list = state.forEach {
            lines.append(Bilingual(zh: "每行一份：\(list)", en: "for each of \(list)").text(language))
        }
        if let use = state.use {
            lines.append(
                Bilingual(zh: "启动并等待：\(use.workflow)", en: "waits for: \(use.workflow)").text(language))
        }
        lines += (notes[state.id] ?? []).map { $0.text(language) }
        return lines.joined(separator: "\n")
    }
}

/// The words on an arrow.
enum DrawingWords {
    static func label(
        _ transition: TransitionDefinition, in definition: WorkflowDefinition, _ language: Language
    ) -> String {
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
        if transition.restores == .frozen {
            text += Bilingual(zh: "（恢复原状）", en: " (as it was)").text(language)
        }
        if transition.target == nil { text += Bilingual(zh: "（不离开）", en: " (stays)").text(language) }
        return text
    }
}
