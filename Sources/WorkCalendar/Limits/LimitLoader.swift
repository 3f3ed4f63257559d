import Source
import Values

/// Reads the files of a table of limits, and lays an office's settings over the rows.
struct LimitLoader {
    let sink: DiagnosticSink
    private(set) var rows: [LimitRow] = []
    private var places: [String: Int] = [:]
    private var settings: [SourceNode.Entry] = []

    init(sink: DiagnosticSink) { self.sink = sink }

    mutating func add(_ node: SourceNode) {
        let reader = MappingReader(node, what: Bilingual(zh: "期限文件", en: "the file of limits"), sink: sink)
        let limits = reader.optional("limits")
        let own = reader.optional("settings")
        reader.finish()
        if limits == nil, own == nil, case .mapping = node.content {
            sink.error(
                "S102",
                Bilingual(zh: "期限文件缺少 limits 或 settings", en: "the file lacks 'limits' or 'settings'"),
                at: node.position)
        }
        for entry in entries(limits, "limits") {
            guard let row = row(entry) else { continue }
            if let other = places.updateValue(rows.count, forKey: row.id), rows.indices.contains(other) {
                sink.error(
                    "H203", Bilingual(zh: "期限 \(row.id) 重复", en: "the limit '\(row.id)' is given twice"),
                    at: entry.keyPosition)
            }
            rows.append(row)
        }
        settings += entries(own, "settings")
    }

    /// Lays what an office set over the rows that may be set.
    mutating func applySettings() {
        var seen: Set<String> = []
        for entry in settings {
            let what = Bilingual(zh: "设置 \(entry.key)", en: "setting '\(entry.key)'")
            let reader = MappingReader(entry.value, what: what, sink: sink)
            let length = reader.required("length").flatMap { limitLength($0, "length") }
            let reason = reader.label("reason")
            reader.finish()
            guard seen.insert(entry.key).inserted else {
                sink.error(
                    "H203", Bilingual(zh: "\(entry.key) 设置了两次", en: "'\(entry.key)' is set twice"),
                    at: entry.keyPosition)
                continue
            }
            guard let place = places[entry.key] else {
                let near = nearest(entry.key, among: Set(places.keys))
                sink.error(
                    "H204", Bilingual(zh: "没有期限 '\(entry.key)'", en: "there is no limit '\(entry.key)'"),
                    at: entry.keyPosition,
                    hint: near.map { Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?") })
                continue
            }
            guard rows[place].setting != nil, !rows[place].lengths.isEmpty else {
                sink.error(
                    "H204",
                    Bilingual(
                        zh: "\(entry.key) 由法律规定，不能自行设置", en: "the law fixes '\(entry.key)'; it cannot be set"),
                    at: entry.keyPosition,
                    hint: Bilingual(
                        zh: "本单位更短的承诺，写成流程中的内部期限（kind: internal）",
                        en:
                            "a shorter promise of the office is an internal clock of its procedure (kind: internal)"
                    ))
                continue
            }
            rows[place].setting?.own = length
            rows[place].setting?.isOwn = true
            rows[place].setting?.ownReason = reason
        }
    }

    private func row(_ entry: SourceNode.Entry) -> LimitRow? {
        let what = Bilingual(zh: "期限 \(entry.key)", en: "limit '\(entry.key)'")
        let reader = MappingReader(entry.value, what: what, sink: sink)
        let label = reader.label()
        let trigger = reader.label("trigger")
        let owes = reader.label("owes")
        let party = reader.required("whose").flatMap { word($0, "whose", LimitRow.Party.self) }
        let effect = reader.required("limit").flatMap { word($0, "limit", LimitRow.Effect.self) }
        let sense = reader.optional("sense").map { word($0, "sense", LimitRow.Sense.self) } ?? .within
        let lengths = reader.optional("length").map { self.lengths($0) } ?? []
        let until = reader.optionalLabel("until")
        let isBefore = reader.optionalBool("before") ?? false
        let count = reader.optional("count").map { word($0, "count", CountingRule.self) } ?? .cnCivil
        let extend = reader.optional("extend").flatMap(grant)
        let operations = LimitOperation.allCases.reduce(into: [:]) { found, operation in
            found[operation] = reader.optionalLabel(operation.rawValue)
        }
        let expiry = reader.optionalLabel("expiry")
        let sources = reader.sequence("source", orSingle: true).compactMap(source)
        let confidence = reader.required("confidence").flatMap {
            word($0, "confidence", LimitRow.Confidence.self)
        }
        let setting = reader.optional("setting").flatMap(readSetting)
        let note = reader.optionalLabel("note")
        reader.finish()
        if lengths.isEmpty == (until == nil), reader.optional("length") == nil || until != nil {
            sink.error(
                "S102",
                Bilingual(
                    zh: "\(what.zh) 须恰有 length 或 until 之一", en: "\(what.en) has either 'length' or 'until'"),
                at: entry.keyPosition)
        }
        if sources.isEmpty, reader.optional("source") == nil {
            sink.error(
                "S102", Bilingual(zh: "\(what.zh)缺少 source", en: "\(what.en) lacks 'source'"),
                at: entry.keyPosition)
        }
        if isBefore, extend != nil || !operations.isEmpty {
            impossible(entry, zh: "向前推算的期限不能延长或中止", en: "what is counted back is not extended or held")
        }
        if let confidence, confidence != .high, setting == nil {
            impossible(
                entry, zh: "未经核实的期限须写 setting 及理由",
                en: "a limit that is not verified has a 'setting' with its reason")
        }
        guard let label, let trigger, let owes, let party, let effect, let sense, let count, let confidence
        else { return nil }
        return LimitRow(
            id: entry.key, label: label, trigger: trigger, owes: owes, party: party, effect: effect,
            sense: sense, lengths: lengths, until: until, isBefore: isBefore, count: count, extend: extend,
            operations: operations, expiry: expiry, sources: sources, confidence: confidence,
            setting: setting, note: note)
    }

    private func entries(_ node: SourceNode?, _ name: String) -> [SourceNode.Entry] {
        guard let node else { return [] }
        if case .mapping(let entries) = node.content { return entries }
        sink.wrongType(node, name, Bilingual(zh: "映射", en: "a mapping"))
        return []
    }

    private func lengths(_ node: SourceNode) -> [DatedLimit] {
        guard case .sequence(let items) = node.content else {
            return limitLength(node, "length").map { [DatedLimit(from: nil, length: $0)] } ?? []
        }
        let dated = items.compactMap { item -> DatedLimit? in
            let reader = MappingReader(item, what: Bilingual(zh: "长度", en: "a length"), sink: sink)
            let from = reader.optional("from").flatMap { day($0) }
            let length = reader.required("length").flatMap { limitLength($0, "length") }
            reader.finish()
            return length.map { DatedLimit(from: from, length: $0) }
        }
        for (earlier, later) in zip(dated, dated.dropFirst()) {
            guard let from = later.from, earlier.from.map({ $0 < from }) ?? true else {
                sink.error(
                    "H202", Bilingual(zh: "长度应按生效日先后排列", en: "lengths stand in the order of their days"),
                    at: node.position)
                break
            }
        }
        return dated
    }

    private func grant(_ node: SourceNode) -> LimitGrant? {
        let reader = MappingReader(node, what: Bilingual(zh: "延长", en: "'extend'"), sink: sink)
        let by = reader.optional("by").flatMap { limitLength($0, "by") }
        let times = reader.optionalInteger("times").flatMap { Int(exactly: $0) }
        let grantor = reader.label("grantor")
        reader.finish()
        if let times, !(1...99).contains(times) {
            sink.error(
                "H202", Bilingual(zh: "延长次数应为 1 至 99", en: "'times' must be from 1 to 99"), at: node.position)
        }
        return grantor.map { LimitGrant(by: by, times: times, grantor: $0) }
    }

    private func source(_ node: SourceNode) -> LimitSource? {
        let reader = MappingReader(node, what: Bilingual(zh: "依据", en: "'source'"), sink: sink)
        let act = reader.string("act")
        let version = reader.optional("version").flatMap { text($0, "version") }
        let article = reader.optional("article").flatMap { text($0, "article") }
        reader.finish()
        return act.map { LimitSource(act: $0, version: version, article: article) }
    }

    private func readSetting(_ node: SourceNode) -> LimitSetting? {
        let reader = MappingReader(node, what: Bilingual(zh: "设置", en: "'setting'"), sink: sink)
        let name = reader.string("name")
        let reason = reader.label("reason")
        reader.finish()
        guard let name, let reason else { return nil }
        return LimitSetting(name: name, reason: reason)
    }

    /// What is written, a bare number too.
    private func text(_ node: SourceNode, _ name: String) -> String? {
        if case .integer(let number) = node.content { return String(number) }
        return sink.string(node, name)
    }

    private func limitLength(_ node: SourceNode, _ name: String) -> LimitLength? {
        guard let text = text(node, name) else { return nil }
        if let length = LimitLength(text) { return length }
        sink.error(
            "H201",
            Bilingual(zh: "\(name)：看不懂长度 '\(text)'", en: "'\(name)': cannot read the length '\(text)'"),
            at: node.position,
            hint: Bilingual(
                zh: "写如 5 workdays、15 days、1 year；单位必须写明，不能混用",
                en: "write like 5 workdays, 15 days, 1 year; one unit, and never without it"))
        return nil
    }

    private func day(_ node: SourceNode) -> Day? {
        guard let text = sink.string(node, "from") else { return nil }
        if let day = Day(text) { return day }
        sink.error(
            "H201", Bilingual(zh: "from：没有 '\(text)' 这一天", en: "'from': there is no day '\(text)'"),
            at: node.position)
        return nil
    }

    private func word<Word: RawRepresentable & CaseIterable>(
        _ node: SourceNode, _ name: String, _ type: Word.Type
    ) -> Word? where Word.RawValue == String {
        guard let text = sink.string(node, name) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        sink.error(
            "H201", Bilingual(zh: "\(name) 不能是 '\(text)'", en: "'\(name)' cannot be '\(text)'"),
            at: node.position, hint: Bilingual(zh: "可用：\(known)", en: "one of: \(known)"))
        return nil
    }

    private func impossible(_ entry: SourceNode.Entry, zh: String, en: String) {
        sink.error("H202", Bilingual(zh: zh, en: en), at: entry.keyPosition)
    }
}
