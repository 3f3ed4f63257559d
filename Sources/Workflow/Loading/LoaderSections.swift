import CEL
import Source
import Values

extension DefinitionLoader {
    /// The entries of a mapping that declares names; anything else is reported.
    func entries(_ node: SourceNode?, _ key: String) -> [SourceNode.Entry] {
        guard let node else { return [] }
        guard case .mapping(let entries) = node.content else {
            sink.wrongType(node, key, Bilingual(zh: "名称到定义的映射", en: "a mapping from names to definitions"))
            return []
        }
        return entries.filter { checked($0.key, at: $0.keyPosition) }
    }

    func readRoles(_ reader: MappingReader) {
        for entry in entries(reader.optional("roles"), "roles") {
            let inner = MappingReader(
                entry.value, what: Bilingual(zh: "角色 \(entry.key)", en: "role '\(entry.key)'"), sink: sink)
            let label = label(inner, of: entry.key)
            let readsOnly = inner.optionalBool("reads_only") ?? false
            let isOutside = inner.optionalBool("outside") ?? false
            inner.finish()
            roles.append(
                RoleDefinition(
                    id: entry.key, label: label ?? Bilingual(zh: entry.key, en: entry.key),
                    readsOnly: readsOnly, isOutside: isOutside))
        }
    }

    func readDocuments(_ reader: MappingReader) {
        for entry in entries(reader.optional("documents"), "documents") {
            let inner = MappingReader(
                entry.value, what: Bilingual(zh: "材料 \(entry.key)", en: "document '\(entry.key)'"), sink: sink
            )
            let label = label(inner, of: entry.key)
            let per = inner.optional("per").flatMap { word($0, "per", DocumentKind.Scope.self) } ?? .case
            documentMakers[entry.key] = inner.sequence("made_by", orSingle: true)
            inner.finish()
            documents.append(
                DocumentKind(
                    id: entry.key, label: label ?? Bilingual(zh: entry.key, en: entry.key), per: per,
                    madeBy: []))
        }
    }

    func readData(_ reader: MappingReader) {
        for entry in entries(reader.optional("data"), "data") {
            if entry.value["type"]?.json.stringValue == "list" {
                if let list = listField(entry) { data.append(list) }
                continue
            }
            let inner = MappingReader(
                entry.value, what: Bilingual(zh: "数据 \(entry.key)", en: "data field '\(entry.key)'"),
                sink: sink)
            let type = fieldType(inner, allowsReferences: false)
            let label = label(inner, of: entry.key)
            let defaultNode = inner.optional("default")
            inner.finish()
            guard let type else { continue }
            let initial = defaultNode.flatMap { value($0, type: type, name: entry.key) }
            data.append(
                DataField(
                    id: entry.key, type: type, key: [], initial: initial,
                    label: label ?? Bilingual(zh: entry.key, en: entry.key)))
        }
    }

    /// The keys `type`, and `values` for an enumeration or `of` for a list.
    func fieldType(_ reader: MappingReader, allowsReferences: Bool) -> FieldType? {
        let values = reader.optional("values")
        let item = allowsReferences ? reader.optional("of") : nil
        guard let node = reader.required("type"), let name = sink.string(node, "type") else { return nil }
        if let values, name != "enum" {
            sink.error(
                "S105", Bilingual(zh: "values 只用于 type: enum", en: "'values' goes with type: enum"),
                at: values.position)
        }
        if let item, name != "list" {
            sink.error(
                "S105", Bilingual(zh: "of 只用于 type: list", en: "'of' goes with type: list"), at: item.position
            )
        }
        switch name {
        case "enum": return enumeration(values, at: node.position)
        case "list" where allowsReferences:
            guard let item, let itemName = sink.string(item, "of") else {
                sink.error("S102", Bilingual(zh: "列表缺少 of", en: "a list lacks 'of'"), at: node.position)
                return nil
            }
            if let list = data.first(where: { $0.id == itemName })?.keyedList {
                return .list(.record(list.fields))
            }
            return simpleType(itemName, allowsReferences: true, at: item.position).map(FieldType.list)
        default: return simpleType(name, allowsReferences: allowsReferences, at: node.position)
        }
    }

    private func simpleType(_ name: String, allowsReferences: Bool, at position: SourcePosition) -> FieldType?
    {
        switch name {
        case "text": return .text
        case "integer": return .integer
        case "money": return .money
        case "date": return .date
        case "bool": return .bool
        case "moment" where allowsReferences: return .moment
        default: break
        }
        if allowsReferences, let kind = ReferenceKind(rawValue: name) { return .reference(kind) }
        var known = ["text", "integer", "money", "date", "bool", "enum"]
        if allowsReferences { known += ["moment", "list"] + ReferenceKind.allCases.map(\.rawValue) }
        let list = known.joined(separator: ", ")
        sink.error(
            "W110", Bilingual(zh: "没有类型 '\(name)'", en: "there is no type '\(name)'"), at: position,
            hint: nearest(name, among: known).map {
                Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?")
            }
                ?? Bilingual(zh: "可用：\(list)", en: "one of: \(list)"))
        return nil
    }

    private func enumeration(_ values: SourceNode?, at position: SourcePosition) -> FieldType? {
        guard let values, case .sequence(let items) = values.content, !items.isEmpty else {
            sink.error(
                "S102", Bilingual(zh: "枚举缺少 values", en: "an enumeration lacks 'values'"),
                at: values?.position ?? position,
                hint: Bilingual(zh: "写作 values: [a, b]", en: "write values: [a, b]"))
            return nil
        }
        var words: [String] = []
        for item in items {
            guard let word = identifier(item, "values") else { continue }
            if words.contains(word) { duplicate(word, at: item.position) }
            words.append(word)
        }
        return .enumeration(words)
    }

    /// A default, written as a scalar of its type.
    private func value(_ node: SourceNode, type: FieldType, name: String) -> CELValue? {
        let json: JSON = node.json
        let field = PayloadField(
            name: name, type: type, isRequired: true, label: Bilingual(zh: name, en: name))
        do {
            return try PayloadReader.read(.object([name: json]), fields: [field])[name]
        } catch {
            for problem in error.items {
                sink.error(
                    "W110",
                    Bilingual(
                        zh: "默认值 \(problem.given) 不合类型",
                        en: "the default \(problem.given) does not fit the type"),
                    at: node.position,
                    hint: Bilingual(zh: "应为\(problem.wanted.zh)", en: "wanted: \(problem.wanted.en)"))
            }
            return nil
        }
    }
}
