import Source
import Values

extension DefinitionLoader {
    /// More signatures than any desk collects; the ways to assign them are tried one by one.
    private static let mostSignatures = 8

    /// The signatures of an act, in order.
    func signatures(_ reader: MappingReader) -> [SignatureRule] {
        let nodes = reader.sequence("signed")
        if nodes.count > DefinitionLoader.mostSignatures, let last = nodes.last {
            sink.error(
                "S105",
                Bilingual(
                    zh: "一件事项至多 \(DefinitionLoader.mostSignatures) 个签署",
                    en: "an act has \(DefinitionLoader.mostSignatures) signatures at most"), at: last.position
            )
        }
        return nodes.prefix(DefinitionLoader.mostSignatures).compactMap(signature)
    }

    private func signature(_ node: SourceNode) -> SignatureRule? {
        let reader = MappingReader(node, what: Bilingual(zh: "签署", en: "the signature"), sink: sink)
        let who = roleNames(reader, "who")
        let kind = reader.optional("as").flatMap { word($0, "as", SignatureRule.Kind.self) } ?? .approving
        if reader.required("who") != nil, who.isEmpty { return nil }
        reader.finish()
        return who.isEmpty ? nil : SignatureRule(who: who, kind: kind)
    }

    /// The parties and bodies outside that do an act (`by:`); each is a role with `outside: true`.
    func outsiders(_ reader: MappingReader) -> [String] {
        reader.sequence("by", orSingle: true).compactMap { node in
            guard let name = roleName(node) else { return nil }
            if roles.contains(where: { $0.id == name && $0.isOutside }) { return name }
            sink.error(
                "W110",
                Bilingual(
                    zh: "by 中的 '\(name)' 是本机构的角色", en: "'\(name)' in 'by' is a role of our own people"),
                at: node.position,
                hint: Bilingual(
                    zh: "本机构的人写在 who；外部当事人或机关在 roles 中加 outside: true",
                    en:
                        "write our own people under 'who'; a party or body outside has 'outside: true' in 'roles'"
                ))
            return nil
        }
    }

    /// What an act says of people that does not go together.
    func checkPeople(_ entry: SourceNode.Entry, schema: ActSchema) {
        if schema.kind == .decision, let node = entry.value["by"] {
            sink.error(
                "W110",
                Bilingual(
                    zh: "'\(entry.key)' 是本机构的决定，不能由外部作出",
                    en: "'\(entry.key)' is a decision of ours; nobody outside takes it"), at: node.position,
                hint: Bilingual(
                    zh: "外部机关的决定对本机构是事实：kind: fact",
                    en: "what a body outside decides is a fact here: kind: fact"))
        }
        if schema.kind == .decision, let node = entry.value["late"] {
            sink.error(
                "W110",
                Bilingual(
                    zh: "'\(entry.key)' 是决定，不能写 late", en: "'\(entry.key)' is a decision; it cannot be 'late'"
                ),
                at: node.position,
                hint: Bilingual(
                    zh: "late 只用于报告事实的事项", en: "'late' is for acts that report facts"))
        }
        if entry.value["by"] == nil, let node = entry.value["recorded_by"] {
            sink.error(
                "S102",
                Bilingual(zh: "recorded_by 须与 by 同用", en: "'recorded_by' goes with 'by'"), at: node.position,
                hint: Bilingual(
                    zh: "写明是谁做的（by），或用 who", en: "say who does it ('by'), or write 'who'"))
        }
        for key in ["who", "recorded_by"] { reportOutsiders(entry.value[key]) }
        for item in entry.value["signed"]?.items ?? [] { reportOutsiders(item["who"]) }
    }

    /// W404: nobody acts as a party or a body outside.
    private func reportOutsiders(_ node: SourceNode?) {
        for item in node?.items ?? [] {
            guard case .string(let name) = item.content,
                roles.contains(where: { $0.id == name && $0.isOutside })
            else { continue }
            sink.error(
                "W404",
                Bilingual(
                    zh: "'\(name)' 是外部当事人或机关，没有人以其身份办理",
                    en: "'\(name)' is a party or body outside; nobody here acts as it"), at: item.position,
                hint: Bilingual(
                    zh: "外部的行为写 by，由 recorded_by 的人登记",
                    en: "write what it does under 'by'; those under 'recorded_by' record it"))
        }
    }

    /// `made_by` of the kinds of papers, once the acts are known.
    func resolveDocumentMakers() {
        documents = documents.map { kind in
            DocumentKind(
                id: kind.id, label: kind.label, per: kind.per,
                madeBy: (documentMakers[kind.id] ?? []).compactMap(actName))
        }
    }
}

extension SourceNode {
    /// The items of a list, or the one thing that stands in its place.
    fileprivate var items: [SourceNode] {
        switch content {
        case .sequence(let items): return items
        case .null, .bool, .integer, .string, .mapping: return [self]
        }
    }
}
