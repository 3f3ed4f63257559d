import CEL
import Source
import Values

extension WorkflowLoader {
    /// Makes an act known, before rules refer to acts.
    func declare(_ entry: SourceNode.Entry) {
        let schema: ActSchema
        let isHere: Bool
        if let known = vocabulary?.acts.first(where: { $0.name == entry.key }) {
            schema = known
            isHere = false
            for key in ["kind", "label", "payload"] {
                if let node = entry.value[key] {
                    sink.error(
                        "W101", Bilingual(zh: "'\(entry.key)' 属于词汇，不能改写 \(key)", en: "'\(entry.key)' belongs to the vocabulary; '\(key)' cannot be changed here"),
                        at: node.position)
                }
            }
        } else {
            let reader = MappingReader(entry.value, what: Bilingual(zh: "行为", en: "the act"), sink: DiagnosticSink())
            guard let label = entry.value["label"].flatMap({ sink.bilingual($0, "label") }) else {
                if entry.value["label"] == nil {
                    let known = (vocabulary?.acts ?? []).map(\.name)
                    sink.error(
                        "W101", Bilingual(zh: "行为 '\(entry.key)' 不在词汇中，也没有 label", en: "act '\(entry.key)' is not in the vocabulary and has no label"),
                        at: entry.keyPosition,
                        hint: nearest(entry.key, among: known).map { Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?") }
                            ?? Bilingual(zh: "本流程自己的行为须写 label 和 kind", en: "an act of this procedure needs 'label' and 'kind'"))
                }
                return
            }
            _ = reader
            let kind = entry.value["kind"].flatMap { word($0, "kind", ["fact", "decision"]) }
            if kind == nil, entry.value["kind"] == nil {
                sink.error(
                    "S102", Bilingual(zh: "行为 '\(entry.key)' 缺少 kind", en: "act '\(entry.key)' lacks 'kind'"), at: entry.keyPosition,
                    hint: Bilingual(zh: "fact（外部发生的事）或 decision（我方决定）", en: "fact (it happened) or decision (we decide)"))
            }
            let payload = entries(entry.value["payload"], "字段", "payload").compactMap { payloadField($0) }
            schema = ActSchema(
                name: entry.key, kind: kind == "fact" ? .fact : .decision, availability: .byState, label: label,
                payload: payload)
            isHere = true
        }
        acts[entry.key] = ActRule(
            schema: schema, isDeclaredHere: isHere, who: [], signed: [], notSameActorAs: [], needs: [],
            position: entry.keyPosition)
    }

    /// Reads who may do an act and on what terms.
    func rule(_ entry: SourceNode.Entry) {
        guard let declared = acts[entry.key] else { return }
        let reader = MappingReader(entry.value, what: Bilingual(zh: "行为", en: "the act"), sink: sink)
        if declared.isDeclaredHere {
            for key in ["kind", "label", "payload"] { _ = reader.optional(key) }
        }
        let who = reader.sequence("who", orSingle: true).compactMap(roleName)
        if who.isEmpty, declared.schema.kind == .decision, declared.schema.availability == .byState {
            sink.error(
                "S102", Bilingual(zh: "行为 '\(entry.key)' 没有写明谁可以办理", en: "act '\(entry.key)' does not say who may do it"),
                at: entry.keyPosition, hint: Bilingual(zh: "加上 who: [角色]", en: "add who: [ROLE]"))
        }
        let signed = reader.sequence("signed").map { node -> [String] in
            let each = MappingReader(node, what: Bilingual(zh: "签字", en: "the signature"), sink: sink)
            let roles = each.sequence("who", orSingle: true).compactMap(roleName)
            each.finish()
            return roles
        }
        let not = reader.sequence("not_same_actor_as", orSingle: true).compactMap { actName($0) }
        let needs = reader.sequence("needs").compactMap(need)
        reader.finish()
        if declared.schema.kind == .fact, !signed.isEmpty || !needs.isEmpty || !not.isEmpty {
            sink.error(
                "W107", Bilingual(zh: "'\(entry.key)' 是事实，总可登记，不能要求材料、签字或回避", en: "'\(entry.key)' is a fact and can always be recorded: it takes no needs, signatures or separation"),
                at: entry.keyPosition)
        }
        acts[entry.key] = ActRule(
            schema: declared.schema, isDeclaredHere: declared.isDeclaredHere, who: who, signed: signed,
            notSameActorAs: not, needs: needs, position: entry.keyPosition)
    }

    func roleName(_ node: SourceNode) -> String? {
        guard let name = sink.string(node, "role") else { return nil }
        guard let role = roles.first(where: { $0.id == name }) else {
            unknown("角色", "role", name, known: roles.map(\.id), at: node.position)
            return nil
        }
        if role.readsOnly {
            sink.error(
                "W404", Bilingual(zh: "角色 '\(name)' 只读，不能办理", en: "role '\(name)' only reads and cannot act"), at: node.position)
        }
        return name
    }

    private func need(_ node: SourceNode) -> PaperNeed? {
        let reader = MappingReader(node, what: Bilingual(zh: "所需材料", en: "the need"), sink: sink)
        let kinds = reader.sequence("any_of", orSingle: true).compactMap { item -> String? in
            guard let name = sink.string(item, "any_of") else { return nil }
            if !documents.contains(where: { $0.id == name }) {
                unknown("材料", "document", name, known: documents.map(\.id), at: item.position)
                return nil
            }
            return name
        }
        let minimum = reader.optionalInteger("min") ?? 1
        let fresh = reader.optionalBool("fresh") ?? false
        var later: ClockLength?
        if let node = reader.optional("later") {
            let each = MappingReader(node, what: Bilingual(zh: "补交", en: "'later'"), sink: sink)
            later = each.required("within").flatMap { length($0, "within") }
            each.finish()
        }
        reader.finish()
        if kinds.isEmpty, node["any_of"] == nil {
            sink.error("S102", Bilingual(zh: "缺少 any_of", en: "'any_of' is missing"), at: node.position)
        }
        return kinds.isEmpty
            ? nil : PaperNeed(anyOf: kinds, minimum: max(1, Int(minimum)), mustBeFresh: fresh, later: later)
    }

    func payloadField(_ entry: SourceNode.Entry) -> PayloadField? {
        let reader = MappingReader(entry.value, what: Bilingual(zh: "字段", en: "the field"), sink: sink)
        let type = fieldType(reader)
        let required = reader.optionalBool("required") ?? false
        let isPersonal = reader.optionalBool("personal") ?? false
        let label = reader.label()
        reader.finish()
        guard let type, let label else { return nil }
        return PayloadField(
            name: entry.key, type: type, isRequired: required, isPersonal: isPersonal, label: label)
    }

    /// A type by its name; `values` for an enumeration.
    func fieldType(_ reader: MappingReader) -> FieldType? {
        let names = ["text", "integer", "money", "date", "moment", "bool", "enum"]
        guard let node = reader.required("type"), let name = word(node, "type", names) else { return nil }
        switch name {
        case "text": return .text
        case "integer": return .integer
        case "money": return .money
        case "date": return .date
        case "moment": return .moment
        case "bool": return .bool
        default:
            let values = reader.strings("values")
            if values.isEmpty {
                sink.error("S102", Bilingual(zh: "enum 须列出 values", en: "an enum lists its 'values'"), at: node.position)
            }
            return .enumeration(values)
        }
    }

    func field(_ entry: SourceNode.Entry) -> DataField? {
        let reader = MappingReader(entry.value, what: Bilingual(zh: "数据", en: "the data field"), sink: sink)
        let type = fieldType(reader)
        let label = reader.label()
        let initial = reader.required("default")
        reader.finish()
        guard let type, let label, let initial else { return nil }
        let field = PayloadField(name: entry.key, type: type, isRequired: true, label: label)
        do {
            let value = try PayloadReader.read(.object([entry.key: initial.json]), fields: [field])[entry.key]
            return DataField(name: entry.key, type: type, initial: type.guardValue(value ?? .null), label: label)
        } catch {
            let wanted = error.items.first?.wanted ?? label
            sink.error(
                "S105", Bilingual(zh: "default 应为\(wanted.zh)", en: "'default' must be \(wanted.en)"), at: initial.position)
            return nil
        }
    }
}
