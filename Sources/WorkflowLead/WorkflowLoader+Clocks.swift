import CEL
import Source
import Values

extension WorkflowLoader {
    func clock(_ entry: SourceNode.Entry) -> ClockDefinition? {
        let reader = MappingReader(entry.value, what: Bilingual(zh: "期限", en: "the clock"), sink: sink)
        let label = reader.label()
        let owes = reader.required("owes").flatMap { node -> String? in
            guard let name = sink.string(node, "owes") else { return nil }
            if !roles.contains(where: { $0.id == name }) {
                unknown("角色", "role", name, known: roles.map(\.id), at: node.position)
            }
            return name
        }
        let kind = reader.required("kind").flatMap { word($0, "kind", ClockDefinition.Kind.allCases.map(\.rawValue)) }
        let limit = reader.required("limit").flatMap { word($0, "limit", ClockDefinition.Limit.allCases.map(\.rawValue)) }
        let lengthNode = reader.optional("length")
        let untilNode = reader.optional("until")
        if (lengthNode == nil) == (untilNode == nil) {
            sink.error(
                "S102", Bilingual(zh: "期限须写 length 或 until 之一", en: "a clock has 'length' or 'until', one of them"), at: entry.keyPosition)
        }
        let length = lengthNode.flatMap { self.length($0, "length") }
        let until = untilNode.flatMap { program($0, act: nil, expecting: .date) }
        let count = reader.optional("count").flatMap { word($0, "count", ["cn-civil", "plain"]) }
        let runsIn = states(reader.sequence("runs_in", orSingle: true))
        let pauseIn = states(reader.sequence("pause_in", orSingle: true))
        if runsIn.isEmpty, entry.value["runs_in"] == nil {
            sink.error("S102", Bilingual(zh: "缺少 runs_in", en: "'runs_in' is missing"), at: entry.keyPosition)
        }
        let ends = reader.sequence("ends", orSingle: true).compactMap { actName($0, orVocabulary: true) }
        let warn = reader.sequence("warn", orSingle: true).compactMap { self.length($0, "warn") }
        let breach = reader.optional("breach").flatMap { word($0, "breach", ["note", "to_handler"]) } ?? "note"
        let reentry = reader.optional("reenter").flatMap {
            word($0, "reenter", ClockDefinition.Reentry.allCases.map(\.rawValue))
        }
        let source = reader.required("source").flatMap(source)
        reader.finish()
        guard let label, let owes, let kind = kind.flatMap(ClockDefinition.Kind.init(rawValue:)),
            let limit = limit.flatMap(ClockDefinition.Limit.init(rawValue:)), let source
        else { return nil }
        return ClockDefinition(
            id: entry.key, label: label, owes: owes, kind: kind, limit: limit, length: length, until: until,
            count: count, runsIn: runsIn, pauseIn: pauseIn, ends: ends, warn: warn,
            hasHandler: breach == "to_handler",
            reentry: reentry.flatMap(ClockDefinition.Reentry.init(rawValue:)) ?? .restart, source: source)
    }

    private func states(_ nodes: [SourceNode]) -> [String] {
        nodes.compactMap { node in
            guard let name = sink.string(node, "state") else { return nil }
            if !stateIDs.contains(name) {
                unknown("状态", "state", name, known: stateIDs, at: node.position)
                return nil
            }
            return name
        }
    }

    /// Where a limit comes from: words in both languages, or an act with version and article.
    private func source(_ node: SourceNode) -> Bilingual? {
        if node["act"] == nil { return sink.bilingual(node, "source") }
        let reader = MappingReader(node, what: Bilingual(zh: "依据", en: "the source"), sink: sink)
        let act = reader.string("act")
        let version = reader.optionalString("version")
        let article = reader.string("article")
        reader.finish()
        guard let act, let article else { return nil }
        let edition = version.map { "（\($0)）" } ?? ""
        let editionEN = version.map { " (\($0))" } ?? ""
        return Bilingual(zh: "\(act)\(edition)第\(article)条", en: "\(act)\(editionEN), article \(article)")
    }
}
