import Source
import Values
import Workflow

extension StoryReader {
    /// `expect: {state: …, outcome: …, clocks: {…}}`; nothing when it tells of a refusal instead.
    func standing(_ node: SourceNode) -> StoryStanding? {
        guard case .mapping = node.content, node["refused"] == nil else { return nil }
        let reader = MappingReader(node, what: Bilingual(zh: "预期", en: "the expectation"), sink: sink)
        let states = reader.optional("state").map { _ in reader.strings("state", orSingle: true) }
        let outcome = reader.optionalString("outcome")
        var clocks: [StoryStanding.Clock] = []
        if let node = reader.optional("clocks") {
            clocks = MappingReader(node, what: Bilingual(zh: "期限", en: "the clocks"), sink: sink).keys.map(
                clock)
        }
        reader.finish()
        return StoryStanding(states: states, outcome: outcome, clocks: clocks, position: node.position)
    }

    private func clock(_ entry: SourceNode.Entry) -> StoryStanding.Clock {
        let reader = MappingReader(
            entry.value, what: Bilingual(zh: "期限 \(entry.key)", en: "the clock '\(entry.key)'"), sink: sink)
        let dueNode = reader.optional("due")
        let due = dueNode.flatMap { node in
            sink.string(node, "due").flatMap { text in
                let moment = Moment(text)
                if moment == nil { reportTime(node, text) }
                return moment
            }
        }
        let phaseNode = reader.optional("is")
        let phase = phaseNode.flatMap { node in
            sink.string(node, "is").flatMap { text in
                let phase = TrialClock.Phase(rawValue: text)
                if phase == nil {
                    let known = TrialClock.Phase.allCases.map(\.rawValue).joined(separator: ", ")
                    sink.error(
                        "P109",
                        Bilingual(
                            zh: "期限状态不能是 '\(text.prefix(40))'",
                            en: "a clock cannot be '\(text.prefix(40))'"),
                        at: node.position,
                        hint: Bilingual(zh: "可用：\(known)", en: "one of: \(known)"))
                }
                return phase
            }
        }
        reader.finish()
        return StoryStanding.Clock(id: entry.key, due: due, phase: phase)
    }
}
