import CEL
import Source
import Values

extension DefinitionLoader {
    func collectClockNames(_ node: SourceNode?) {
        for entry in entries(node, "clocks") { clockNames.insert(entry.key) }
    }

    func readClocks(_ node: SourceNode?) {
        for entry in entries(node, "clocks") {
            if let clock = clock(entry) { clocks.append(clock) }
        }
    }

    private func clock(_ entry: SourceNode.Entry) -> ClockDefinition? {
        let what = Bilingual(zh: "期限 \(entry.key)", en: "clock '\(entry.key)'")
        let reader = MappingReader(entry.value, what: what, sink: sink)
        let label = label(reader, of: entry.key)
        let owes = reader.required("owes").flatMap(roleName)
        let kind = word(reader.required("kind"), "kind", ClockDefinition.Kind.self)
        let limit = word(reader.required("limit"), "limit", ClockDefinition.Limit.self)
        let lengthNode = reader.optional("length")
        let untilNode = reader.optional("until")
        let length = lengthNode.flatMap { self.length($0, "length") }
        let until = untilNode.flatMap { date($0) }
        let from = reader.optional("from").flatMap { date($0) }
        let count = reader.optionalString("count")
        let runsNode = reader.required("runs_in")
        let runsIn = reader.sequence("runs_in", orSingle: true).compactMap(stateName)
        let pauseIn = reader.sequence("pause_in", orSingle: true).compactMap(stateName)
        let ends = reader.sequence("ends", orSingle: true).compactMap(actName)
        let warn = reader.sequence("warn", orSingle: true).compactMap { self.length($0, "warn")?.description }
        let breachNode = reader.required("breach")
        let breach = word(breachNode, "breach", ClockDefinition.Breach.self)
        let reenter = reader.optional("reenter").flatMap { word($0, "reenter", ClockDefinition.Reenter.self) }
        let onReopen = reader.optional("on_reopen").flatMap {
            word($0, "on_reopen", ClockDefinition.OnReopen.self)
        }
        let inSuspension = reader.optional("in_suspension").flatMap {
            word($0, "in_suspension", ClockDefinition.InSuspension.self)
        }
        let source = source(reader, of: entry)
        reader.finish()
        if (lengthNode == nil) == (untilNode == nil) {
            sink.error(
                "S102",
                Bilingual(
                    zh: "期限 \(entry.key) 须恰有 length 或 until 之一",
                    en: "clock '\(entry.key)' has either 'length' or 'until'"),
                at: entry.keyPosition)
        }
        if runsNode != nil, runsIn.isEmpty, case .sequence(let items)? = runsNode?.content, items.isEmpty {
            sink.error(
                "S105", Bilingual(zh: "runs_in 不能为空", en: "'runs_in' cannot be empty"), at: entry.keyPosition)
        }
        guard let owes, let kind, let limit, let breach, let source else { return nil }
        return ClockDefinition(
            id: entry.key, label: label ?? Bilingual(zh: entry.key, en: entry.key), owes: owes, kind: kind,
            limit: limit, length: length?.description, until: until, from: from, count: count, runsIn: runsIn,
            pauseIn: pauseIn, ends: ends, warn: warn, breach: breach, reenter: reenter, onReopen: onReopen,
            inSuspension: inSuspension,
            source: source.text, law: source.law, position: entry.keyPosition)
    }

    /// An expression that gives a date or an instant.
    private func date(_ node: SourceNode) -> CELProgram? {
        guard let program = program(node, expecting: nil, act: nil) else { return nil }
        if program.type == .date || program.type == .timestamp { return program }
        sink.error(
            "W110",
            Bilingual(
                zh: "此处需要日期或时刻，表达式的结果是 \(program.type)",
                en: "a date or a timestamp is wanted here; the expression yields \(program.type)"),
            at: node.position)
        return nil
    }

    /// Words in both languages, or `{act, version, article}`.
    private func source(
        _ reader: MappingReader, of entry: SourceNode.Entry
    ) -> (text: Bilingual, law: ClockDefinition.Law?)? {
        guard let node = reader.required("source") else { return nil }
        guard node["act"] != nil || node["article"] != nil else {
            return bilingual(node, "source", of: entry.key).map { ($0, nil) }
        }
        let inner = MappingReader(node, what: Bilingual(zh: "依据", en: "'source'"), sink: sink)
        let act = inner.string("act")
        let version = inner.optional("version").flatMap { versionText($0) }
        let article = inner.required("article").flatMap { versionText($0) }
        inner.finish()
        guard let act, let article else { return nil }
        let tail = version.map { Bilingual(zh: "（\($0)）", en: " (\($0))") }
        let text = Bilingual(
            zh: "《\(act)》\(tail?.zh ?? "")第 \(article) 条", en: "\(act)\(tail?.en ?? ""), art. \(article)")
        return (text, ClockDefinition.Law(act: act, version: version, article: article))
    }

    private func versionText(_ node: SourceNode) -> String? {
        if case .integer(let number) = node.content { return String(number) }
        return sink.string(node, "source")
    }
}
