import Source
import Values

/// Reads what a step of a story is: an act, what becomes of one that waits, the end of a proceeding, time that passes.
struct DeedReader {
    private let reader: TrialReader
    private var sink: DiagnosticSink { reader.sink }
    private var definition: WorkflowDefinition { reader.definition }

    init(_ reader: TrialReader) { self.reader = reader }

    private static let keys = ["act", "wait", "ended"] + SigningWord.allCases.map(\.rawValue)

    /// The one key that says it; without any of them something becomes known.
    func deed(_ step: MappingReader) -> TrialStep.Deed? {
        let said = DeedReader.keys.compactMap { key in step.optional(key).map { (key: key, node: $0) } }
        let outcome = step.optional("outcome")
        let lines = step.optional("lines")
        guard let first = said.first else { return .learn }
        if said.count > 1 {
            let list = said.map(\.key).joined(separator: ", ")
            sink.error(
                "S102",
                Bilingual(zh: "一步只做一件事，这里有 \(list)", en: "a step does one thing; this one has \(list)"),
                at: first.node.position)
            return nil
        }
        if first.key != "ended" {
            for stray in [outcome, lines].compactMap({ $0 }) {
                sink.error(
                    "S105",
                    Bilingual(zh: "outcome、lines 只与 ended 同用", en: "'outcome' and 'lines' go with 'ended'"),
                    at: stray.position)
            }
        }
        switch first.key {
        case "act": return sink.string(first.node, "act").map(TrialStep.Deed.act)
        case "wait": return wait(first.node)
        case "ended": return end(first.node, outcome, lines, step)
        default:
            guard let word = SigningWord(rawValue: first.key) else { return nil }
            return reader.signedAct(first.node).map { .sign(TrialSigning(word, $0)) }
        }
    }

    private func wait(_ node: SourceNode) -> TrialStep.Deed? {
        guard let text = sink.string(node, "wait") else { return nil }
        if let length = ClockLength(text) { return .wait(length) }
        if let moment = Moment(text) { return .waitUntil(moment) }
        sink.error(
            "S105",
            Bilingual(zh: "wait 应为时长或日期", en: "'wait' takes a length of time or a date"), at: node.position,
            hint: Bilingual(zh: "写作 5 workdays 或 2025-04-20", en: "write 5 workdays or 2025-04-20"))
        return nil
    }

    /// `ended: STATE, outcome: WORD`, and what it came to for single rows.
    private func end(
        _ node: SourceNode, _ outcome: SourceNode?, _ lines: SourceNode?, _ step: MappingReader
    ) -> TrialStep.Deed? {
        guard let state = sink.string(node, "ended") else { return nil }
        let waiting = definition.states.filter { $0.use != nil }
        guard let use = waiting.first(where: { $0.id == state })?.use else {
            sink.unknownName(
                state, known: waiting.map(\.id),
                Bilingual(zh: "等待程序（use）的状态", en: "state with 'use'"), at: node.position)
            return nil
        }
        guard let outcome else {
            sink.error(
                "S102", Bilingual(zh: "ended 须写明 outcome", en: "'ended' says its 'outcome'"),
                at: node.position,
                hint: Bilingual(
                    zh: "如 {ended: \(state), outcome: won}", en: "write {ended: \(state), outcome: won}"))
            return nil
        }
        let interface = reader.using?(use.workflow)
        let word = self.word(
            outcome, "outcome", interface.map { $0.words + [UseDefinition.closedWithParent] })
        var byRow: [String: String] = [:]
        if let lines {
            let inner = MappingReader(lines, what: Bilingual(zh: "各行的结果", en: "'lines'"), sink: sink)
            for entry in inner.keys {
                byRow[entry.key] = self.word(entry.value, "lines", interface.map(\.lineOutcomes))
            }
        }
        return word.map { .childEnded(TrialChildEnd(state: state, outcome: $0, lines: byRow)) }
    }

    /// An outcome that the other file has, where that file is at hand.
    private func word(_ node: SourceNode, _ key: String, _ known: [String]?) -> String? {
        guard let word = sink.string(node, key) else { return nil }
        guard let known, !known.isEmpty, !known.contains(word) else { return word }
        sink.unknownName(word, known: known, Bilingual(zh: "结果", en: "outcome"), at: node.position)
        return nil
    }
}
