import CEL
public import Source
import Values

extension WorkflowDefinition {
    /// Loads a procedure from a file, checked; every mistake is reported with its place.
    public static func load(
        _ node: SourceNode, vocabularies: [VocabularySchema]
    ) throws(DiagnosticList) -> WorkflowDefinition {
        let loader = WorkflowLoader(vocabularies: vocabularies)
        let definition = loader.definition(node)
        try loader.sink.throwIfErrors()
        guard let definition else { throw DiagnosticList(loader.sink.items) }
        return definition
    }

    /// Loads a procedure from the canonical form that is pinned in the log.
    public static func load(
        canonical: JSON, vocabularies: [VocabularySchema]
    ) throws(DiagnosticList) -> WorkflowDefinition {
        guard let node = SourceNode(canonical: canonical, file: "(pinned)") else {
            throw DiagnosticList([
                Diagnostic(
                    code: "W100", Bilingual(zh: "不是流程的规范形式", en: "this is no canonical form of a workflow"),
                    at: SourcePosition(file: "(pinned)", line: 1, column: 1))
            ])
        }
        return try load(node, vocabularies: vocabularies)
    }
}

/// Reads the parts of a definition in an order that lets later parts refer to earlier ones.
final class WorkflowLoader {
    let sink = DiagnosticSink()
    private let vocabularies: [VocabularySchema]
    var vocabulary: VocabularySchema?
    var roles: [RoleDefinition] = []
    var documents: [DocumentKind] = []
    var data: [DataField] = []
    var acts: [String: ActRule] = [:]
    var clocks: [ClockDefinition] = []
    var stateIDs: Set<String> = []
    var clockIDs: Set<String> = []
    var transitionCount = 0

    init(vocabularies: [VocabularySchema]) { self.vocabularies = vocabularies }

    func definition(_ node: SourceNode) -> WorkflowDefinition? {
        let top = MappingReader(node, what: Bilingual(zh: "流程", en: "the workflow"), sink: sink)
        let id = top.string("workflow")
        let language = top.integer("language")
        let version = top.integer("version")
        let label = top.label()
        let vocabularyNode = top.optional("vocabulary")
        let calendar = top.optionalString("calendar")
        if let language, language != 1 {
            sink.error(
                "W100", Bilingual(zh: "不认识语言版本 \(language)", en: "language \(language) is not known"),
                at: node.position, hint: Bilingual(zh: "请写 1", en: "write 1"))
        }
        if let vocabularyNode, let name = sink.string(vocabularyNode, "vocabulary") {
            vocabulary = vocabularies.first { $0.name == name }
            if vocabulary == nil {
                unknown("词汇", "vocabulary", name, known: vocabularies.map(\.name), at: vocabularyNode.position)
            }
        }
        roles = entries(top.optional("roles"), "角色", "roles").compactMap(role)
        documents = entries(top.optional("documents"), "材料", "documents").compactMap(document)
        data = entries(top.optional("data"), "数据", "data").compactMap(field)
        let statesNode = top.required("states")
        collectStates(statesNode)
        let clocksNode = top.optional("clocks")
        clockIDs = Set(entries(clocksNode, "期限", "clocks").map(\.key))
        let actsNode = top.optional("acts")
        for entry in entries(actsNode, "行为", "acts") { declare(entry) }
        for entry in entries(actsNode, "行为", "acts") { rule(entry) }
        clocks = entries(clocksNode, "期限", "clocks").compactMap(clock)
        let initialNode = top.required("initial")
        let initial = initialNode.flatMap { sink.string($0, "initial") }
        let children = entries(statesNode, "状态", "states").compactMap { state($0, isRegion: false, isTop: true) }
        if let initial, let initialNode, !children.contains(where: { $0.id == initial }) {
            unknown("状态", "state", initial, known: children.map(\.id), at: initialNode.position)
        }
        let separate = top.sequence("separate").map { line in separateLine(line) }
        let properties = top.sequence("properties").compactMap(property)
        top.finish()
        guard let id, let version, let label, let initial else { return nil }
        if !isName(id.replacing("-")) {
            sink.error(
                "W102", Bilingual(zh: "流程名 '\(id)' 只能用小写字母、数字和横线", en: "workflow name '\(id)' may hold lower-case letters, digits and '-' only"),
                at: node.position)
        }
        let root = StateDefinition(
            id: "", label: label, kind: .compound, initial: initial, children: children, transitions: [],
            outcome: nil, position: node.position)
        var states: [String: StateDefinition] = [:]
        var parents: [String: String] = [:]
        var order: [String: Int] = [:]
        for state in root.descendants {
            states[state.id] = state
            order[state.id] = order.count
            for child in state.children { parents[child.id] = state.id }
        }
        let acts = acts
        let definition = WorkflowDefinition(
            id: id, language: 1, version: Int(version), label: label, vocabulary: vocabulary?.name,
            calendar: calendar, roles: roles, data: data, documents: documents, acts: acts, clocks: clocks,
            root: root, separate: separate, properties: properties, canonical: node.canonical, warnings: [],
            vocabularyActs: Dictionary(
                (vocabulary?.acts ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }),
            states: states, parents: parents, order: order)
        if !sink.hasErrors { WorkflowChecks(definition: definition, sink: sink).run() }
        return definition.adding(warnings: sink.items.filter { $0.severity != .error })
    }

    // MARK: - Small parts

    func entries(_ node: SourceNode?, _ zh: String, _ en: String) -> [SourceNode.Entry] {
        guard let node else { return [] }
        guard case .mapping(let entries) = node.content else {
            sink.wrongType(node, en, Bilingual(zh: "映射", en: "a mapping"))
            return []
        }
        for entry in entries where !isName(entry.key) {
            sink.error(
                "W102", Bilingual(zh: "\(zh)名 '\(entry.key)' 只能用字母、数字和下划线，且以字母开头", en: "name '\(entry.key)' in '\(en)' may hold letters, digits and '_' only, a letter first"),
                at: entry.keyPosition)
        }
        return entries
    }

    private func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (97...122).contains(first) || (65...90).contains(first) else { return false }
        return text.utf8.count <= 60
            && text.utf8.allSatisfy {
                (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 95
            }
    }

    func unknown(_ zh: String, _ en: String, _ name: String, known: some Sequence<String>, at position: SourcePosition) {
        let all = known.filter { !$0.isEmpty }.sorted()
        let hint: Bilingual
        if let near = nearest(name, among: all) {
            hint = Bilingual(zh: "是否指 '\(near)'？", en: "did you mean '\(near)'?")
        } else {
            let list = all.joined(separator: ", ")
            hint = all.isEmpty
                ? Bilingual(zh: "本文件没有声明任何\(zh)", en: "this file declares none")
                : Bilingual(zh: "可用：\(list)", en: "known: \(list)")
        }
        sink.error("W101", Bilingual(zh: "没有\(zh) '\(name)'", en: "there is no \(en) '\(name)'"), at: position, hint: hint)
    }

    private func role(_ entry: SourceNode.Entry) -> RoleDefinition? {
        let reader = MappingReader(entry.value, what: Bilingual(zh: "角色", en: "the role"), sink: sink)
        let label = reader.label()
        let readsOnly = reader.optionalBool("reads_only") ?? false
        reader.finish()
        return label.map { RoleDefinition(id: entry.key, label: $0, readsOnly: readsOnly) }
    }

    private func document(_ entry: SourceNode.Entry) -> DocumentKind? {
        let reader = MappingReader(entry.value, what: Bilingual(zh: "材料", en: "the document"), sink: sink)
        let label = reader.label()
        let per = reader.optional("per").flatMap { word($0, "per", ["case", "claimant"]) }
        reader.finish()
        return label.map { DocumentKind(id: entry.key, label: $0, isPerClaimant: per == "claimant") }
    }

    func word(_ node: SourceNode, _ name: String, _ words: [String]) -> String? {
        guard let text = sink.string(node, name) else { return nil }
        guard words.contains(text) else {
            let list = words.joined(separator: ", ")
            sink.error(
                "S105", Bilingual(zh: "\(name) 不能是 '\(text)'", en: "'\(name)' cannot be '\(text)'"), at: node.position,
                hint: nearest(text, among: words).map { Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?") }
                    ?? Bilingual(zh: "可用：\(list)", en: "one of: \(list)"))
            return nil
        }
        return text
    }

    func length(_ node: SourceNode, _ name: String) -> ClockLength? {
        guard let text = sink.string(node, name) else { return nil }
        if let length = ClockLength(text) { return length }
        sink.error(
            "S105", Bilingual(zh: "\(name) '\(text)' 不是期限长度", en: "'\(text)' is no length"), at: node.position,
            hint: Bilingual(zh: "写作 5 workdays、15 days、1 year；单位必须写明", en: "write 5 workdays, 15 days or 1 year; a unit is never implied"))
        return nil
    }

    private func separateLine(_ node: SourceNode) -> [String] {
        guard case .sequence(let items) = node.content, items.count >= 2 else {
            sink.wrongType(node, "separate", Bilingual(zh: "至少两个行为的列表", en: "a list of at least two acts"))
            return []
        }
        return items.compactMap { actName($0) }
    }

    /// An act named somewhere in the file; it must be known. Where an act is only looked for, and not done under this
    /// procedure's rules, one of the vocabulary will do.
    func actName(_ node: SourceNode, orVocabulary: Bool = false) -> String? {
        guard let name = sink.string(node, "act") else { return nil }
        let others = orVocabulary ? (vocabulary?.acts ?? []).map(\.name) : []
        if acts[name] == nil, !others.contains(name) {
            unknown("行为", "act", name, known: Set(acts.keys).union(others), at: node.position)
            return nil
        }
        return name
    }

    private func property(_ node: SourceNode) -> PropertyDefinition? {
        let reader = MappingReader(node, what: Bilingual(zh: "规则", en: "the property"), sink: sink)
        let name = reader.string("name")
        let label = reader.label()
        let never = reader.optional("never")
        let always = reader.optional("always")
        reader.finish()
        guard (never == nil) != (always == nil) else {
            sink.error(
                "S102", Bilingual(zh: "规则须写 never 或 always 之一", en: "a property has 'never' or 'always', one of them"),
                at: node.position)
            return nil
        }
        guard let name, let label, let expression = never ?? always,
            let program = program(expression, act: nil, expecting: .bool)
        else { return nil }
        return PropertyDefinition(name: name, label: label, mustHold: always != nil, expression: program)
    }
}

extension String {
    /// The text with every occurrence of a character taken out.
    fileprivate func replacing(_ character: Character) -> String { filter { $0 != character } }
}

extension WorkflowDefinition {
    func adding(warnings: [Diagnostic]) -> WorkflowDefinition {
        WorkflowDefinition(
            id: id, language: language, version: version, label: label, vocabulary: vocabulary, calendar: calendar,
            roles: roles, data: data, documents: documents, acts: acts, clocks: clocks, root: root,
            separate: separate, properties: properties, canonical: canonical, warnings: warnings,
            vocabularyActs: vocabularyActs, states: states, parents: parents, order: order)
    }
}
