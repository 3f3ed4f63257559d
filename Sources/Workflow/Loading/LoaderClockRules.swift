import Source
import Values

extension DefinitionLoader {
    /// A length, or the rows of a small table of lengths by date.
    func lengths(_ node: SourceNode) -> [DatedLength] {
        guard case .sequence(let items) = node.content else {
            return length(node, "length").map { [DatedLength(from: nil, length: $0)] } ?? []
        }
        var rows: [DatedLength] = []
        for (index, item) in items.enumerated() {
            let reader = MappingReader(item, what: Bilingual(zh: "期限长度", en: "the length"), sink: sink)
            let fromNode = index == 0 ? reader.optional("from") : reader.required("from")
            let from = fromNode.flatMap { day($0, "from") }
            let length = reader.required("length").flatMap { self.length($0, "length") }
            reader.finish()
            if let from, let last = rows.last?.from, from <= last {
                sink.error(
                    "S105", Bilingual(zh: "各行须按 from 先后排列", en: "the rows stand in the order of 'from'"),
                    at: item.position)
            }
            if let length { rows.append(DatedLength(from: from, length: length)) }
        }
        if items.isEmpty {
            sink.error(
                "S105", Bilingual(zh: "length 不能为空", en: "'length' cannot be empty"), at: node.position)
        }
        return rows
    }

    func day(_ node: SourceNode, _ key: String) -> Day? {
        guard let text = sink.string(node, key) else { return nil }
        if let day = Day(text) { return day }
        sink.error(
            "S105", Bilingual(zh: "\(key) 不是日期", en: "'\(key)' is not a date"), at: node.position,
            hint: Bilingual(zh: "写作 2025-04-07", en: "write 2025-04-07"))
        return nil
    }

    /// `{by: LENGTH, times: N, reason: required}`.
    func extensionRule(_ node: SourceNode, lengths: [DatedLength]) -> ExtensionRule? {
        let reader = MappingReader(node, what: Bilingual(zh: "延长规则", en: "'extend'"), sink: sink)
        let by = reader.required("by").flatMap { length($0, "by") }
        let timesNode = reader.optional("times")
        let reasonNode = reader.optional("reason")
        reader.finish()
        guard let timesNode else {
            sink.error(
                "W304",
                Bilingual(zh: "延长没有写最多几次", en: "'extend' does not say how often at most"), at: node.position,
                hint: Bilingual(zh: "加上 times: 1", en: "add times: 1"))
            return nil
        }
        guard let times = sink.integer(timesNode, "times") else { return nil }
        if !(1...100).contains(times) {
            sink.error(
                "S105", Bilingual(zh: "times 应为 1 至 100", en: "'times' is a number from 1 to 100"),
                at: timesNode.position)
        }
        if let reasonNode, sink.string(reasonNode, "reason") != "required" {
            sink.error(
                "S105", Bilingual(zh: "reason 只能写 required", en: "'reason' can only be 'required'"),
                at: reasonNode.position)
        }
        if let by, lengths.contains(where: { ($0.length.unit == .hours) != (by.unit == .hours) }) {
            sink.error(
                "S105",
                Bilingual(zh: "以小时计的期限只能按小时延长，反之亦然", en: "hours are extended by hours, and days are not"),
                at: node.position)
        }
        return by.map { ExtensionRule(by: $0, times: Int(times), needsReason: reasonNode != nil) }
    }

    /// `{to: ROLE, after: LENGTH}`, or several of them.
    func escalations(_ node: SourceNode?) -> [EscalationRule] {
        guard let node else { return [] }
        var items = [node]
        if case .sequence(let several) = node.content { items = several }
        return items.compactMap { item in
            let reader = MappingReader(item, what: Bilingual(zh: "上报", en: "'escalate'"), sink: sink)
            let role = reader.required("to").flatMap(roleName)
            let after = reader.required("after").flatMap { length($0, "after") }
            reader.finish()
            guard let role, let after else { return nil }
            return EscalationRule(to: role, after: after)
        }
    }

    /// A periodic review: a limit of its own kind, which begins again whenever it falls due.
    func review(_ entry: SourceNode.Entry) -> ClockDefinition? {
        let what = Bilingual(zh: "定期检查 \(entry.key)", en: "review '\(entry.key)'")
        let reader = MappingReader(entry.value, what: what, sink: sink)
        let label = label(reader, of: entry.key)
        let owes = reader.required("owes").flatMap(roleName)
        let body = bodyField(reader)
        let subject = reader.optional("subject").flatMap { bilingual($0, "subject", of: entry.key) }
        let kind = reader.optional("kind").map { word($0, "kind", ClockDefinition.Kind.self) } ?? .internal
        let every = reader.required("every").flatMap { length($0, "every") }
        let runsNode = reader.required("runs_in")
        let runsIn = reader.sequence("runs_in", orSingle: true).compactMap(stateName)
        let pauseIn = reader.sequence("pause_in", orSingle: true).compactMap(stateName)
        let ends = reader.sequence("ends", orSingle: true).compactMap(actName)
        let warn = reader.sequence("warn", orSingle: true).compactMap { length($0, "warn")?.description }
        let count = reader.optionalString("count")
        let breach =
            reader.optional("breach").map { word($0, "breach", ClockDefinition.Breach.self) } ?? .note
        let inSuspension = reader.optional("in_suspension").flatMap {
            word($0, "in_suspension", ClockDefinition.InSuspension.self)
        }
        let onMigrate = reader.optional("on_migrate").flatMap {
            word($0, "on_migrate", ClockDefinition.OnMigrate.self)
        }
        let source = source(reader, of: entry)
        reader.finish()
        reportNoStates(runsIn, runsNode, at: entry.keyPosition)
        guard let owes, let kind, let every, let breach, let source else { return nil }
        return ClockDefinition(
            id: entry.key, label: label ?? Bilingual(zh: entry.key, en: entry.key), owes: owes, body: body,
            kind: kind,
            limit: .duty, subject: subject, lengths: [DatedLength(from: nil, length: every)], until: nil,
            from: nil, count: count, runsIn: runsIn, pauseIn: pauseIn, ends: ends, warn: warn, extend: nil,
            escalate: [], breach: breach, reenter: .restart, onReopen: .restart, inSuspension: inSuspension,
            onMigrate: onMigrate, isReview: true, source: source.text, law: source.law, rule: nil,
            position: entry.keyPosition)
    }
}
