import Source
import Values

extension DefinitionLoader {
    /// Keys that YAML 1.1 reads as a boolean: never a key of ours, never a name.
    private static let reserved: Set<String> = [
        "on", "off", "yes", "no", "y", "n", "true", "false", "null", "~",
    ]

    /// W104, anywhere in the file.
    func reportReservedKeys(_ node: SourceNode) {
        switch node.content {
        case .null, .bool, .integer, .string: break
        case .sequence(let items): items.forEach(reportReservedKeys)
        case .mapping(let entries):
            for entry in entries {
                if DefinitionLoader.reserved.contains(entry.key.lowercased()) {
                    sink.error(
                        "W104",
                        Bilingual(
                            zh: "'\(entry.key)' 在 YAML 中可能被读作布尔值，不能作键或名称",
                            en:
                                "'\(entry.key)' may be read as a boolean by YAML; it cannot be a key or a name"
                        ),
                        at: entry.keyPosition, hint: Bilingual(zh: "换一个名称", en: "choose another word"))
                }
                reportReservedKeys(entry.value)
            }
        }
    }

    /// A label in both languages (W105).
    func label(_ reader: MappingReader, of id: String, key: String = "label") -> Bilingual? {
        guard let node = reader.optional(key) else {
            sink.error(
                "W105", Bilingual(zh: "\(id) 缺少 \(key)（中英文）", en: "'\(id)' lacks '\(key)' in both languages"),
                at: reader.node.position,
                hint: Bilingual(zh: "写作 \(key): {zh: …, en: …}", en: "write \(key): {zh: …, en: …}"))
            return nil
        }
        return bilingual(node, key, of: id)
    }

    /// A text in both languages (W105).
    func bilingual(_ node: SourceNode, _ key: String, of id: String) -> Bilingual? {
        guard case .mapping(let entries) = node.content else {
            sink.wrongType(node, key, Bilingual(zh: "{zh: …, en: …}", en: "{zh: …, en: …}"))
            return nil
        }
        let given = Set(entries.map(\.key))
        let missing = ["zh", "en"].filter { !given.contains($0) }
        guard missing.isEmpty else {
            let list = missing.joined(separator: ", ")
            sink.error(
                "W105", Bilingual(zh: "\(id) 的 \(key) 缺少 \(list)", en: "'\(key)' of '\(id)' lacks \(list)"),
                at: node.position)
            return nil
        }
        return sink.bilingual(node, key)
    }

    /// A name that the author chose: letters, digits and `_`, a letter first; ids of files also take `-`.
    func identifier(_ node: SourceNode?, allowsHyphen: Bool = false, _ what: String) -> String? {
        guard let node, let text = sink.string(node, what) else { return nil }
        return checked(text, allowsHyphen: allowsHyphen, at: node.position) ? text : nil
    }

    /// Whether a name has the form of one; reports when not.
    func checked(_ text: String, allowsHyphen: Bool = false, at position: SourcePosition) -> Bool {
        let scalars = Array(text.unicodeScalars)
        let isSound =
            (1...64).contains(scalars.count)
            && scalars.enumerated().allSatisfy { index, scalar in
                switch scalar {
                case "a"..."z", "A"..."Z": return true
                case "0"..."9", "_": return index > 0
                case "-": return index > 0 && allowsHyphen
                default: return false
                }
            }
        if isSound { return true }
        sink.error(
            "S105", Bilingual(zh: "名称 '\(text)' 不合格式", en: "'\(text)' is not a name"), at: position,
            hint: Bilingual(
                zh: "用拉丁字母、数字和下划线，以字母开头，至多 64 个",
                en: "use Latin letters, digits and '_', a letter first, 64 at most"))
        return false
    }

    func duplicate(_ id: String, at position: SourcePosition) {
        sink.error(
            "W102", Bilingual(zh: "名称 '\(id)' 重复", en: "the name '\(id)' stands twice"), at: position,
            hint: Bilingual(zh: "名称在整个文件中须唯一", en: "a name is unique in the whole file"))
    }

    /// W101, with the name that was probably meant.
    func unknown(_ id: String, known: [String], _ what: Bilingual, at position: SourcePosition) {
        sink.unknownName(id, known: known, what, at: position)
    }

    /// A reference to a declared thing (W101).
    func reference(_ node: SourceNode, among known: [String], _ key: String, _ what: Bilingual) -> String? {
        guard let id = sink.string(node, key) else { return nil }
        if known.contains(id) { return id }
        unknown(id, known: known, what, at: node.position)
        return nil
    }

    func roleName(_ node: SourceNode) -> String? {
        reference(node, among: roles.map(\.id), "role", Bilingual(zh: "角色", en: "role"))
    }

    func roleNames(_ reader: MappingReader, _ key: String) -> [String] {
        reader.sequence(key, orSingle: true).compactMap(roleName)
    }

    func documentName(_ node: SourceNode) -> String? {
        reference(node, among: documents.map(\.id), "document", Bilingual(zh: "材料种类", en: "kind of paper"))
    }

    func stateName(_ node: SourceNode) -> String? {
        reference(node, among: Array(stateNames.keys), "state", Bilingual(zh: "状态", en: "state"))
    }

    func clockName(_ node: SourceNode) -> String? {
        reference(node, among: Array(clockNames), "clock", Bilingual(zh: "期限", en: "clock"))
    }

    func actName(_ node: SourceNode) -> String? {
        let known = declaredActs.map(\.name) + (schema?.acts.map(\.name) ?? [])
        return reference(node, among: known, "act", Bilingual(zh: "事项", en: "act"))
    }

    func act(named name: String) -> ActSchema? {
        declaredActs.first { $0.name == name } ?? schema?.acts.first { $0.name == name }
    }

    /// One of the words of an enumeration, or a report that lists them.
    func word<Word: RawRepresentable & CaseIterable>(
        _ node: SourceNode?, _ key: String, _ type: Word.Type
    ) -> Word? where Word.RawValue == String {
        guard let node, let text = sink.string(node, key) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        let list = words.joined(separator: ", ")
        sink.error(
            "S105", Bilingual(zh: "\(key) 不能是 '\(text)'", en: "'\(key)' cannot be '\(text)'"),
            at: node.position,
            hint: nearest(text, among: words).map {
                Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?")
            }
                ?? Bilingual(zh: "可用：\(list)", en: "one of: \(list)"))
        return nil
    }

    /// A length of time with its unit.
    func length(_ node: SourceNode, _ key: String) -> ClockLength? {
        if case .string(let text) = node.content, let length = ClockLength(text) { return length }
        sink.error(
            "S105", Bilingual(zh: "\(key) 不是带单位的期限", en: "'\(key)' is not a length of time with its unit"),
            at: node.position,
            hint: Bilingual(
                zh: "写作 5 workdays、15 days、24 hours、2 months、1 year",
                en: "write 5 workdays, 15 days, 24 hours, 2 months or 1 year"))
        return nil
    }
}
