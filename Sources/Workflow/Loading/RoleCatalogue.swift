public import Source
import Values

/// Roles that many procedures share, with the rules about who may not be both (`roles/NAME.yaml`).
///
/// A procedure takes some of them over: `roles: {use: NAME, of: [mediator, clerk]}`. What is pinned is the procedure with
/// them written out, so a later change of the catalogue changes no procedure in use.
public struct RoleCatalogue: Sendable {
    /// The id.
    public let id: String
    /// The ids of its roles, in the order of the file.
    public var roles: [String] { entries.map(\.key) }

    let entries: [SourceNode.Entry]
    /// The rules, each with the roles it names.
    let rules: [(node: SourceNode, roles: [String])]

    /// Reads a catalogue; throws everything that is wrong with it at once.
    public static func load(_ node: SourceNode) throws(DiagnosticList) -> RoleCatalogue {
        let loader = DefinitionLoader(vocabularies: [])
        let catalogue = loader.catalogue(node)
        try loader.sink.throwIfErrors()
        return catalogue
    }

    /// The roles that go with some of them: every one that a rule about one of these names.
    func partners(of chosen: Set<String>) -> Set<String> {
        Set(rules.filter { !chosen.isDisjoint(with: $0.roles) }.flatMap(\.roles)).subtracting(chosen)
    }
}

extension DefinitionLoader {
    fileprivate func catalogue(_ node: SourceNode) -> RoleCatalogue {
        let reader = MappingReader(
            node, what: Bilingual(zh: "角色目录", en: "the catalogue of roles"), sink: sink)
        let id = identifier(reader.required("catalogue"), allowsHyphen: true, "catalogue")
        _ = label(reader, of: id ?? "catalogue")
        readRoles(reader)
        let written = entries(reader.optional("roles"), "roles")
        let lines = reader.sequence("exclusive_roles")
        readExclusiveRoles(reader)
        reader.finish()
        return RoleCatalogue(
            id: id ?? "", entries: written,
            rules: lines.map { line in
                (line, (line["roles"]?.json.arrayValue ?? []).compactMap(\.stringValue))
            })
    }

    /// The lines of `exclusive_roles`: roles that nobody fills together in one case.
    func readExclusiveRoles(_ reader: MappingReader) {
        for node in reader.sequence("exclusive_roles") {
            let inner = MappingReader(
                node, what: Bilingual(zh: "互斥角色", en: "the line of exclusive roles"), sink: sink)
            let names = roleNames(inner, "roles")
            let source = source(
                inner,
                of: SourceNode.Entry(key: "exclusive_roles", keyPosition: node.position, value: node))
            inner.finish()
            if Set(names).count < 2, names.count == inner.sequence("roles", orSingle: true).count {
                sink.error(
                    "S105",
                    Bilingual(zh: "互斥角色至少列两个不同的角色", en: "exclusive roles are two different ones at least"),
                    at: node.position)
            }
            guard let source, names.count > 1 else { continue }
            exclusiveRoles.append(
                ExclusiveRoles(
                    roles: names.map { name in
                        Named(
                            name, roles.first { $0.id == name }?.label ?? Bilingual(zh: name, en: name))
                    }, source: source.text))
        }
    }

    /// The file with the roles it takes from a catalogue written out, and the rules that bind them.
    func withCatalogueRoles(_ node: SourceNode) -> SourceNode {
        guard case .mapping(let top) = node.content, let written = node["roles"],
            case .mapping(let own) = written.content, let use = written["use"], case .string = use.content
        else { return node }
        guard let id = sink.string(use, "use") else { return node }
        guard let catalogue = catalogues?(id) else {
            sink.error(
                "W101",
                Bilingual(zh: "找不到角色目录 '\(id)'", en: "there is no catalogue of roles '\(id)'"),
                at: use.position,
                hint: Bilingual(
                    zh: "目录是 roles/\(id).yaml，放在 workflows/ 旁或 BACKPAY_HOME 下",
                    en: "a catalogue is roles/\(id).yaml, beside workflows/ or under BACKPAY_HOME"))
            return node
        }
        let names = chosen(written, from: catalogue)
        let partners = catalogue.partners(of: Set(names))
        let taken = catalogue.entries.filter { names.contains($0.key) || partners.contains($0.key) }
        let others = own.filter { $0.key != "use" && $0.key != "of" }
        for entry in others where taken.contains(where: { $0.key == entry.key }) {
            duplicate(entry.key, at: entry.keyPosition)
        }
        let rules = catalogue.rules.filter { !Set(names).isDisjoint(with: $0.roles) }.map(\.node)
        var result = top.map { entry in
            guard entry.key == "roles" else { return entry }
            return SourceNode.Entry(
                key: entry.key, keyPosition: entry.keyPosition,
                value: SourceNode(.mapping(taken + others), at: written.position))
        }
        return SourceNode(.mapping(adding(rules, to: &result, at: use.position)), at: node.position)
    }

    private func chosen(_ written: SourceNode, from catalogue: RoleCatalogue) -> [String] {
        guard let of = written["of"] else { return catalogue.roles }
        guard case .sequence(let items) = of.content else {
            sink.wrongType(of, "of", Bilingual(zh: "角色列表", en: "a list of roles"))
            return []
        }
        return items.compactMap {
            reference($0, among: catalogue.roles, "of", Bilingual(zh: "目录中的角色", en: "role of the catalogue"))
        }
    }

    private func adding(
        _ rules: [SourceNode], to entries: inout [SourceNode.Entry], at position: SourcePosition
    ) -> [SourceNode.Entry] {
        guard !rules.isEmpty else { return entries }
        let key = "exclusive_roles"
        let own: [SourceNode]
        if case .sequence(let lines)? = entries.first(where: { $0.key == key })?.value.content {
            own = lines
        } else {
            own = []
        }
        entries.removeAll { $0.key == key && $0.value.content == .sequence(own) }
        entries.append(
            SourceNode.Entry(
                key: key, keyPosition: position, value: SourceNode(.sequence(rules + own), at: position)))
        return entries
    }
}
