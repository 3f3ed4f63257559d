import CEL
public import Source
import Values

/// Reads stories, and files of facts that are spelled like one, under the definition they are about.
///
/// Names are held against the definition, values against its types, so that a story that cannot be meant is found by
/// `check` and not only when it is run.
public struct TrialReader {
    let definition: WorkflowDefinition
    let sink: DiagnosticSink
    /// The other workflows that this one uses; nothing where they are not at hand.
    let using: ((String) -> WorkflowInterface?)?
    var facts: FactReader { FactReader(sink: sink) }

    init(
        _ definition: WorkflowDefinition, sink: DiagnosticSink,
        using: ((String) -> WorkflowInterface?)? = nil
    ) {
        self.using = using
        self.definition = definition
        self.sink = sink
    }

    /// Reads a file whose one key `stories:` lists stories, such as `paths` writes.
    public static func stories(
        _ node: SourceNode, of definition: WorkflowDefinition
    ) throws(DiagnosticList) -> [TrialStory] {
        let sink = DiagnosticSink()
        let reader = MappingReader(node, what: Bilingual(zh: "故事文件", en: "the file of stories"), sink: sink)
        if reader.required("stories") == nil { try sink.throwIfErrors() }
        let stories = TrialReader(definition, sink: sink).stories(reader.sequence("stories"))
        reader.finish()
        try sink.throwIfErrors()
        return stories
    }

    func stories(_ nodes: [SourceNode]) -> [TrialStory] {
        var names: Set<String> = []
        return nodes.compactMap { node in
            guard let story = story(node) else { return nil }
            guard names.insert(story.name).inserted else {
                sink.error(
                    "W102",
                    Bilingual(zh: "故事名 '\(story.name)' 重复", en: "the story '\(story.name)' stands twice"),
                    at: node.position)
                return nil
            }
            return story
        }
    }

    private func story(_ node: SourceNode) -> TrialStory? {
        let reader = MappingReader(node, what: Bilingual(zh: "故事", en: "the story"), sink: sink)
        let name = reader.string("name")
        let label = reader.label()
        let given = reader.required("given").map { beginning($0, needsDate: true) }
        let people = given?.people ?? []
        let steps = reader.sequence("steps").compactMap { step($0, people: people) }
        let ending = reader.optional("then").flatMap { expectation($0, mayBeRefused: false) }
        reader.finish()
        guard let name, let label, let given else { return nil }
        return TrialStory(
            name: name, label: label, given: given, steps: steps, ending: ending ?? TrialExpectation(),
            position: node.position)
    }

    func beginning(_ node: SourceNode, needsDate: Bool) -> TrialBeginning {
        let reader = MappingReader(node, what: Bilingual(zh: "given", en: "'given'"), sink: sink)
        let at = (needsDate ? reader.required("at") : reader.optional("at")).flatMap { moment($0, "at") }
        let beginning = beginning(reader, at: at)
        reader.finish()
        return beginning
    }

    /// The keys of a beginning other than `at`.
    func beginning(_ reader: MappingReader, at: Moment?) -> TrialBeginning {
        TrialBeginning(
            at: at, people: people(reader.optional("people")),
            facts: TrialFacts(
                record: record(reader.optional("case")), papers: papers(reader, "papers") ?? [],
                findings: reader.optional("findings").map { _ in reader.strings("findings") },
                carriedRoutes: carried(reader)),
            data: data(reader.optional("data")).compactMapValues { $0 })
    }

    private func people(_ node: SourceNode?) -> [TrialPerson] {
        guard let node else { return [] }
        let reader = MappingReader(node, what: Bilingual(zh: "人员", en: "the people"), sink: sink)
        return reader.keys.map { entry in
            let roles = reader.strings(entry.key, orSingle: true)
            for role in roles { check(role: role, at: entry.value.position) }
            if definition.roles.contains(where: { $0.id == entry.key }) {
                sink.error(
                    "W102",
                    Bilingual(zh: "'\(entry.key)' 是角色名，不能作人名", en: "'\(entry.key)' is a role, not a person"),
                    at: entry.keyPosition)
            }
            return TrialPerson(name: entry.key, roles: roles)
        }
    }

    private func check(role: String, at position: SourcePosition) {
        let known = definition.roles.map(\.id)
        guard !known.contains(role) else { return }
        sink.unknownName(role, known: known, Bilingual(zh: "角色", en: "role"), at: position)
    }

    /// Somebody by name, or a nameless person by role.
    private func person(_ node: SourceNode, among people: [TrialPerson]) -> TrialPerson? {
        if case .mapping = node.content {
            let reader = MappingReader(node, what: Bilingual(zh: "经办人", en: "the doer"), sink: sink)
            let name = reader.string("person")
            let signed = reader.optionalBool("signed") ?? true
            let roles =
                reader.optional("roles").map { _ in reader.strings("roles", orSingle: true) }
                ?? people.first { $0.name == name }?.roles ?? []
            for role in roles { check(role: role, at: node.position) }
            reader.finish()
            return name.map { TrialPerson(name: $0, roles: roles, hasSigned: signed) }
        }
        guard let name = sink.string(node, "by") else { return nil }
        if let known = people.first(where: { $0.name == name }) { return known }
        if definition.roles.contains(where: { $0.id == name }) {
            return TrialPerson(name: name, roles: [name])
        }
        sink.unknownName(
            name, known: people.map(\.name) + definition.roles.map(\.id),
            Bilingual(zh: "人员或角色", en: "person or role"), at: node.position)
        return nil
    }

    func doers(_ reader: MappingReader, people: [TrialPerson]) -> [TrialPerson]? {
        guard reader.optional("by") != nil else { return nil }
        return reader.sequence("by", orSingle: true).compactMap { person($0, among: people) }
    }

    func papers(_ reader: MappingReader, _ key: String) -> [TrialPaper]? {
        guard reader.optional(key) != nil else { return nil }
        return reader.sequence(key, orSingle: true).compactMap(paper)
    }

    private func paper(_ node: SourceNode) -> TrialPaper? {
        var kind: String?
        var place = node.position
        var content: String?
        var claimants: [String] = []
        var aboutPaper: String?
        let known = definition.documents.map(\.id)
        if case .mapping = node.content {
            let reader = MappingReader(node, what: Bilingual(zh: "材料", en: "the paper"), sink: sink)
            place = reader.optional("kind")?.position ?? place
            kind = reader.string("kind")
            content = reader.optionalString("content")
            claimants = reader.strings("about", orSingle: true)
            aboutPaper = reader.optionalString("about_paper")
            if let aboutPaper, let node = node["about_paper"], !known.contains(aboutPaper) {
                sink.unknownName(
                    aboutPaper, known: known, Bilingual(zh: "材料种类", en: "kind of paper"), at: node.position)
            }
            reader.finish()
        } else {
            kind = sink.string(node, "attach")
        }
        guard let kind else { return nil }
        guard known.contains(kind) else {
            sink.unknownName(kind, known: known, Bilingual(zh: "材料种类", en: "kind of paper"), at: place)
            return nil
        }
        return TrialPaper(kind: kind, content: content, claimants: claimants, aboutPaper: aboutPaper)
    }

    /// The members of `case` by the vocabulary's types.
    func record(_ node: SourceNode?) -> [String: CELValue?] {
        guard let node else { return [:] }
        guard let schema = definition.schema else {
            sink.error(
                "W103",
                Bilingual(
                    zh: "本流程没有词汇表，没有 case", en: "this procedure names no vocabulary: there is no 'case'"),
                at: node.position, hint: Bilingual(zh: "用 data", en: "use 'data'"))
            return [:]
        }
        guard case .mapping(let entries) = node.content else {
            sink.wrongType(node, "case", Bilingual(zh: "字段到值的映射", en: "a mapping from fields to values"))
            return [:]
        }
        return facts.members(entries, schema.caseType, "case")
    }

    /// Fields of the procedure's data by their types.
    func data(_ node: SourceNode?) -> [String: CELValue?] {
        guard let node else { return [:] }
        guard case .mapping(let entries) = node.content else {
            sink.wrongType(node, "data", Bilingual(zh: "字段到值的映射", en: "a mapping from fields to values"))
            return [:]
        }
        let fields = Dictionary(definition.data.map { ($0.id, CELField($0.type.celType)) }) { first, _ in
            first
        }
        return facts.members(entries, CELRecordType(name: "data", fields: fields), "data")
    }

    func moment(_ node: SourceNode, _ key: String) -> Moment? {
        if case .string(let text) = node.content, let moment = Moment(text) { return moment }
        sink.error(
            "S105", Bilingual(zh: "\(key) 不是存在的日期或时刻", en: "'\(key)' is no date or instant"),
            at: node.position,
            hint: Bilingual(
                zh: "如 2025-04-07 或 2025-04-07T09:00+08:00", en: "write 2025-04-07 or 2025-04-07T09:00+08:00")
        )
        return nil
    }
}
