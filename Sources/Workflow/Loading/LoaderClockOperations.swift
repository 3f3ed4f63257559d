import CEL
import Source
import Values

extension DefinitionLoader {
    /// The key `clocks` of a transition: `{extend: [c], reset: [c], interrupt: [c], exclude: {c: {from, to}}}`.
    func clockOperations(_ node: SourceNode?, act: ActSchema?) -> [ClockOperation] {
        guard let node else { return [] }
        let what = Bilingual(zh: "转移的 clocks", en: "'clocks' of the transition")
        let reader = MappingReader(node, what: what, sink: sink)
        var operations: [ClockOperation] = []
        for kind in [ClockOperation.Kind.extend, .reset, .interrupt] {
            guard let place = reader.optional(kind.rawValue) else { continue }
            if kind == .extend { checkExtender(act, at: place.position) }
            for clock in reader.sequence(kind.rawValue, orSingle: true).compactMap(clockName) {
                operations.append(ClockOperation(kind: kind, clock: clock, from: nil, to: nil))
            }
        }
        for entry in entries(reader.optional(ClockOperation.Kind.exclude.rawValue), "exclude") {
            if let operation = exclusion(entry, act: act) { operations.append(operation) }
        }
        reader.finish()
        return operations
    }

    private func exclusion(_ entry: SourceNode.Entry, act: ActSchema?) -> ClockOperation? {
        if !clockNames.contains(entry.key) {
            unknown(
                entry.key, known: Array(clockNames), Bilingual(zh: "期限", en: "clock"),
                at: entry.keyPosition)
        }
        let what = Bilingual(zh: "不计入的期间", en: "the excluded span")
        let reader = MappingReader(entry.value, what: what, sink: sink)
        let from = reader.required("from").flatMap { date($0, act: act) }
        let to = reader.required("to").flatMap { date($0, act: act) }
        reader.finish()
        guard clockNames.contains(entry.key), let from, let to else { return nil }
        return ClockOperation(kind: .exclude, clock: entry.key, from: from, to: to)
    }

    /// An extension is granted by somebody: a decision, never a fact or an automatic move.
    private func checkExtender(_ act: ActSchema?, at position: SourcePosition) {
        if act?.kind == .decision { return }
        sink.error(
            "W110",
            Bilingual(zh: "只有决定才能延长期限", en: "only a decision can extend a clock"), at: position,
            hint: Bilingual(
                zh: "写在由决定（kind: decision）引起的转移上",
                en: "write it on a transition that a decision (kind: decision) sets off"))
    }

    /// An expression that gives a date or an instant.
    ///
    /// With `isStart` absence is no warning here: W309 looks into every way the clock can start.
    func date(_ node: SourceNode, act: ActSchema?, isStart: Bool = false) -> CELProgram? {
        let known = presence
        if isStart { presence = nil }
        defer { presence = known }
        guard let program = program(node, expecting: nil, act: act) else { return nil }
        if program.type == .date || program.type == .timestamp { return program }
        sink.error(
            "W110",
            Bilingual(
                zh: "此处需要日期或时刻，表达式的结果是 \(program.type)",
                en: "a date or a timestamp is wanted here; the expression yields \(program.type)"),
            at: node.position)
        return nil
    }
}
