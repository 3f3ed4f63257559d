import Source
import Values

extension DefinitionLoader {
    /// The acts that reports count (`tallies`).
    func readTallies(_ reader: MappingReader) {
        for entry in entries(reader.optional("tallies"), "tallies") {
            let inner = MappingReader(
                entry.value, what: Bilingual(zh: "统计项 \(entry.key)", en: "tally '\(entry.key)'"), sink: sink)
            let label = label(inner, of: entry.key)
            let acts =
                inner.required("acts") == nil
                ? [] : inner.sequence("acts", orSingle: true).compactMap(countedAct)
            inner.finish()
            guard let label, !acts.isEmpty else { continue }
            tallies.append(Tally(name: entry.key, label: label, acts: acts))
        }
    }

    /// An act that is counted: a decision, since what is merely recorded leaves no trace where it moves nothing.
    private func countedAct(_ node: SourceNode) -> String? {
        guard let name = actName(node) else { return nil }
        guard act(named: name)?.kind == .decision else {
            sink.error(
                "W110",
                Bilingual(zh: "'\(name)' 是事实，不能统计", en: "'\(name)' is a fact and cannot be counted"),
                at: node.position,
                hint: Bilingual(
                    zh: "统计 kind: decision 的事项", en: "count acts of kind: decision"))
            return nil
        }
        return name
    }
}
