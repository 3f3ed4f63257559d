import Source
import Values

extension DefinitionLoader {
    /// First pass over `acts:`: what this file declares itself.
    func readActSchemas(_ reader: MappingReader) {
        for entry in entries(reader.optional("acts"), "acts") {
            actPositions[entry.key] = entry.keyPosition
            guard let kindNode = entry.value["kind"] else {
                if schema?.acts.contains(where: { $0.name == entry.key }) != true {
                    unknown(
                        entry.key, known: schema?.acts.map(\.name) ?? [],
                        Bilingual(
                            zh: "词汇表事项（本文件自设的事项须写 kind）",
                            en: "act of the vocabulary (one of this file's own needs a 'kind')"),
                        at: entry.keyPosition)
                }
                continue
            }
            if schema?.acts.contains(where: { $0.name == entry.key }) == true {
                sink.error(
                    "W102",
                    Bilingual(
                        zh: "事项 '\(entry.key)' 已在词汇表中",
                        en: "the act '\(entry.key)' is in the vocabulary already"),
                    at: entry.keyPosition,
                    hint: Bilingual(
                        zh: "去掉 kind、label 和 payload，或换一个名称",
                        en: "drop kind, label and payload, or choose another name"))
                continue
            }
            guard let kind = declaredKind(kindNode) else { continue }
            let inner = MappingReader(entry.value, what: what(entry.key), sink: sink)
            let label = label(inner, of: entry.key)
            declaredActs.append(
                ActSchema(
                    name: entry.key, kind: kind, availability: kind == .fact ? .always : .byState,
                    label: label ?? Bilingual(zh: entry.key, en: entry.key),
                    payload: payload(inner.optional("payload"))))
        }
    }

    private func what(_ id: String) -> Bilingual { Bilingual(zh: "事项 \(id)", en: "act '\(id)'") }

    private func declaredKind(_ node: SourceNode) -> ActKind? {
        guard let text = sink.string(node, "kind") else { return nil }
        if let kind = ActKind(rawValue: text) { return kind }
        sink.error(
            "S105", Bilingual(zh: "kind 不能是 '\(text)'", en: "'kind' cannot be '\(text)'"), at: node.position,
            hint: Bilingual(
                zh: "fact（外界发生的事）或 decision（本机构的决定）",
                en: "fact (it happened outside) or decision (we decide it)"))
        return nil
    }

    private func payload(_ node: SourceNode?) -> [PayloadField] {
        entries(node, "payload").compactMap { entry in
            let what = Bilingual(zh: "内容 \(entry.key)", en: "payload field '\(entry.key)'")
            let inner = MappingReader(entry.value, what: what, sink: sink)
            let type = fieldType(inner, allowsReferences: true)
            let label = label(inner, of: entry.key)
            let isRequired = inner.optionalBool("required") ?? false
            let isPersonal = inner.optionalBool("personal") ?? false
            inner.finish()
            guard let type else { return nil }
            return PayloadField(
                name: entry.key, type: type, isRequired: isRequired, isPersonal: isPersonal,
                label: label ?? Bilingual(zh: entry.key, en: entry.key))
        }
    }

    /// Second pass: who, papers, signatures.
    func readActRules(_ reader: MappingReader) {
        for entry in entries(reader.optional("acts"), "acts") {
            let inner = MappingReader(entry.value, what: what(entry.key), sink: sink)
            if entry.value["kind"] != nil {
                for key in ["kind", "label", "payload"] { _ = inner.optional(key) }
            }
            let whoNode = inner.optional("who")
            let of = inner.optional("of").flatMap { keyedList($0, "of") }
            let who = roleNames(inner, "who")
            let body = bodyField(inner)
            let needs = inner.sequence("needs").compactMap(need)
            let signed = signatures(inner)
            let by = outsiders(inner)
            let recordedBy = roleNames(inner, "recorded_by")
            let isTotal = inner.optionalBool("total") ?? false
            let isLate = inner.optionalBool("late") ?? false
            let others = inner.sequence("not_same_actor_as", orSingle: true).compactMap(actName)
            inner.finish()
            guard let schema = act(named: entry.key) else { continue }
            if schema.isRefusable, whoNode == nil {
                sink.error(
                    "S102",
                    Bilingual(zh: "决定 '\(entry.key)' 缺少 who", en: "the decision '\(entry.key)' lacks 'who'"),
                    at: entry.keyPosition, hint: Bilingual(zh: "写明哪些角色可以做", en: "say which roles may do it"))
            }
            if schema.kind == .fact { reportDutiesOfFact(entry) }
            checkPeople(entry, schema: schema)
            for (role, node) in zip(who, inner.sequence("who", orSingle: true))
            where roles.contains(where: { $0.id == role && $0.readsOnly }) {
                sink.error(
                    "W404",
                    Bilingual(
                        zh: "只读角色 '\(role)' 不能办理事项", en: "the read-only role '\(role)' cannot do an act"),
                    at: node.position)
            }
            actRules[entry.key] = ActRule(
                act: entry.key, of: of?.name, who: who, body: body, needs: needs, signed: signed,
                notSameActorAs: others,
                by: by,
                recordedBy: recordedBy, isTotal: isTotal, isLate: isLate, position: entry.keyPosition)
        }
    }

    /// A fact is never refused, so nothing may be asked of it; but what somebody outside did is recorded with proof.
    private func reportDutiesOfFact(_ entry: SourceNode.Entry) {
        for key in ["needs", "signed", "not_same_actor_as"] {
            guard let node = entry.value[key], key != "needs" || entry.value["by"] == nil else { continue }
            sink.error(
                "W110",
                Bilingual(
                    zh: "'\(entry.key)' 是事实，不能要求 \(key)",
                    en: "'\(entry.key)' is a fact; it cannot ask for '\(key)'"),
                at: node.position,
                hint: Bilingual(
                    zh: "事实总能记录；把要求写在后面的决定上",
                    en: "a fact can always be recorded; ask it of the decision that follows"))
        }
    }

    private func need(_ node: SourceNode) -> PaperNeed? {
        let reader = MappingReader(node, what: Bilingual(zh: "所需材料", en: "the need"), sink: sink)
        let kinds = reader.required("any_of").map { _ in reader.sequence("any_of", orSingle: true) } ?? []
        let anyOf = kinds.compactMap(documentName)
        if anyOf.isEmpty, kinds.isEmpty, let list = node["any_of"] {
            sink.error(
                "S105", Bilingual(zh: "any_of 不能为空", en: "'any_of' cannot be empty"), at: list.position)
        }
        let count = reader.optionalInteger("min") ?? 1
        if let minNode = node["min"], !(1...1000).contains(count) {
            sink.error(
                "S105", Bilingual(zh: "min 应为 1 至 1000", en: "'min' is from 1 to 1000"), at: minNode.position)
        }
        let of = reader.optional("of").map(subject)
        let fresh = reader.optionalBool("fresh") ?? false
        var later: ClockLength?
        if let laterNode = reader.optional("later") {
            let inner = MappingReader(laterNode, what: Bilingual(zh: "容缺后补", en: "'later'"), sink: sink)
            later = inner.required("within").flatMap { length($0, "within") }
            inner.finish()
        }
        let named = reader.optionalBool("named") ?? false
        if named, of?.isPerClaimant != true || later != nil, let namedNode = node["named"] {
            sink.error(
                "S105",
                Bilingual(
                    zh: "named 只与 of: claimant 同用，且不得容缺后补",
                    en: "'named' goes with 'of: claimant', and with papers that do not follow later"),
                at: namedNode.position)
        }
        reader.finish()
        guard !anyOf.isEmpty else { return nil }
        return PaperNeed(
            anyOf: anyOf, count: Int(count.clamped(1, 1000)), isPerClaimant: of?.isPerClaimant ?? false,
            mustNameClaimant: named, aboutDocument: of?.document, mustBeFresh: fresh, laterWithin: later)
    }

    /// What each paper of a need is about: the case, each claimant, or another kind of paper.
    private func subject(_ node: SourceNode) -> (isPerClaimant: Bool, document: String?) {
        switch node.content {
        case .string("case"): return (false, nil)
        case .string("claimant"): return (true, nil)
        case .null, .bool, .integer, .string, .sequence, .mapping: return (false, documentName(node))
        }
    }
}

extension Int64 {
    fileprivate func clamped(_ low: Int64, _ high: Int64) -> Int64 { Swift.min(Swift.max(self, low), high) }
}
