import CEL
import Source
import Values

extension DefinitionLoader {
    func collectClockNames(_ node: SourceNode?, reviews: SourceNode?) {
        for entry in entries(node, "clocks") {
            clockNames.insert(entry.key)
            clockHosts[entry.key] = clockHost(entry.value["runs_in"])
        }
        for entry in entries(reviews, "reviews") {
            if !clockNames.insert(entry.key).inserted { duplicate(entry.key, at: entry.keyPosition) }
            clockHosts[entry.key] = clockHost(entry.value["runs_in"])
        }
    }

    /// The clocks, then the periodic reviews, each in the order of the file.
    func readClocks(_ node: SourceNode?, reviews: SourceNode?, root: StateDefinition) {
        let tree = StateTree(root: root)
        for entry in entries(node, "clocks") {
            row = rowContext(ofHost: clockHosts[entry.key])
            if let clock = clock(entry, tree: tree) { clocks.append(clock) }
            row = nil
            reportMixedRows(entry)
        }
        for entry in entries(reviews, "reviews") {
            row = rowContext(ofHost: clockHosts[entry.key])
            if let review = review(entry) { clocks.append(review) }
            row = nil
            reportMixedRows(entry)
        }
    }

    private func clock(_ entry: SourceNode.Entry, tree: StateTree) -> ClockDefinition? {
        let what = Bilingual(zh: "期限 \(entry.key)", en: "clock '\(entry.key)'")
        let reader = MappingReader(entry.value, what: what, sink: sink)
        let label = label(reader, of: entry.key)
        let owes = reader.required("owes").flatMap(roleName)
        let body = bodyField(reader)
        let subject = reader.optional("subject").flatMap { bilingual($0, "subject", of: entry.key) }
        let kind = word(reader.required("kind"), "kind", ClockDefinition.Kind.self)
        let limit = word(reader.required("limit"), "limit", ClockDefinition.Limit.self)
        let lengthNode = reader.optional("length")
        let untilNode = reader.optional("until")
        let lengths = lengthNode.map { self.lengths($0) } ?? []
        let runsNode = reader.required("runs_in")
        let runsIn = reader.sequence("runs_in", orSingle: true).compactMap(stateName)
        let starter = starter(of: entry.key, runsIn: runsIn, tree: tree)
        let until = untilNode.flatMap { date($0, act: starter, isStart: true) }
        let from = reader.optional("from").flatMap { date($0, act: starter, isStart: true) }
        let count = reader.optionalString("count")
        let pauseIn = reader.sequence("pause_in", orSingle: true).compactMap(stateName)
        let ends = reader.sequence("ends", orSingle: true).compactMap(actName)
        let warn = reader.sequence("warn", orSingle: true).compactMap { self.length($0, "warn")?.description }
        let extend = reader.optional("extend").flatMap { extensionRule($0, lengths: lengths) }
        let escalate = escalations(reader.optional("escalate"))
        let breachNode = reader.required("breach")
        let breach = word(breachNode, "breach", ClockDefinition.Breach.self)
        let reenter = reader.optional("reenter").flatMap { word($0, "reenter", ClockDefinition.Reenter.self) }
        let onReopen = reader.optional("on_reopen").flatMap {
            word($0, "on_reopen", ClockDefinition.OnReopen.self)
        }
        let inSuspension = reader.optional("in_suspension").flatMap {
            word($0, "in_suspension", ClockDefinition.InSuspension.self)
        }
        let onMigrate = reader.optional("on_migrate").flatMap {
            word($0, "on_migrate", ClockDefinition.OnMigrate.self)
        }
        let source = source(reader, of: entry)
        let rule = reader.optionalString("rule")
        reader.finish()
        if (lengthNode == nil) == (untilNode == nil) {
            sink.error(
                "S102",
                Bilingual(
                    zh: "期限 \(entry.key) 须恰有 length 或 until 之一",
                    en: "clock '\(entry.key)' has either 'length' or 'until'"),
                at: entry.keyPosition)
        }
        reportNoStates(runsIn, runsNode, at: entry.keyPosition)
        guard let owes, let kind, let limit, let breach, let source else { return nil }
        return ClockDefinition(
            id: entry.key, label: label ?? Bilingual(zh: entry.key, en: entry.key), owes: owes, body: body,
            kind: kind,
            limit: limit, subject: subject, lengths: lengths, until: until, from: from, count: count,
            runsIn: runsIn, pauseIn: pauseIn, ends: ends, warn: warn, extend: extend, escalate: escalate,
            breach: breach, reenter: reenter, onReopen: onReopen, inSuspension: inSuspension,
            onMigrate: onMigrate,
            isReview: false,
            source: source.text, law: source.law, rule: rule, position: entry.keyPosition)
    }

    func reportNoStates(_ states: [String], _ node: SourceNode?, at position: SourcePosition) {
        guard states.isEmpty, case .sequence(let items)? = node?.content, items.isEmpty else { return }
        sink.error(
            "S105", Bilingual(zh: "runs_in 不能为空", en: "'runs_in' cannot be empty"), at: position)
    }

    /// What is common to the payloads of the acts that can start a clock, so that `from` may read it.
    private func starter(of clock: String, runsIn: [String], tree: StateTree) -> ActSchema? {
        let runs = Set(runsIn.compactMap(tree.index(of:)))
        let acts = tree.nodes.flatMap(\.state.transitions).filter { transition in
            guard let source = tree.index(of: transition.source),
                let target = transition.target.flatMap(tree.index(of:))
            else { return false }
            let domain = tree.domain(source: source, target: target, isInternal: transition.isInternal)
            return !tree.entry(target: target, domain: domain).isDisjoint(with: runs)
        }.compactMap { $0.trigger.act.flatMap(act(named:)) }
        guard let first = acts.first else { return nil }
        let common = first.payload.compactMap { field -> PayloadField? in
            let same = acts.map { act in act.payload.first { $0.name == field.name && $0.type == field.type }
            }
            guard !same.contains(nil) else { return nil }
            return PayloadField(
                name: field.name, type: field.type, isRequired: same.allSatisfy { $0?.isRequired ?? false },
                isPersonal: same.contains { $0?.isPersonal ?? false }, label: field.label)
        }
        return ActSchema(
            name: clock, kind: .decision, availability: .byState, label: Bilingual(zh: clock, en: clock),
            payload: common)
    }

    /// Words in both languages, or `{act, version, article}`.
    func source(
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
