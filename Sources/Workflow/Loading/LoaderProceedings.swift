import CEL
import Source
import Values

extension DefinitionLoader {
    /// The head's words about proceedings: `scope`, `route`, `outcomes`, `opened_by`, `offers`.
    func head(_ reader: MappingReader, root: StateDefinition) -> ProceedingHead {
        var head = ProceedingHead()
        head.scope = reader.optional("scope").flatMap { word($0, "scope", ProceedingScope.self) } ?? .case
        head.route = identifier(reader.optional("route"), "route")
        if let node = reader.optional("exclusive") {
            head.isExclusive = sink.bool(node, "exclusive") ?? false
            if head.isExclusive, head.route == nil {
                sink.error(
                    "S102", Bilingual(zh: "exclusive 须有 route", en: "'exclusive' goes with 'route'"),
                    at: node.position,
                    hint: Bilingual(zh: "写明途径，如 route: arbitration", en: "name it, e.g. route: arbitration"))
            }
        }
        head.outcomes = outcomeWords(reader, "outcomes")
        head.lineOutcomes = outcomeWords(reader, "line_outcomes")
        checkOutcomes(of: root, declared: head.outcomes)
        head.openedBy = reader.optional("opened_by").flatMap(openingRule)
        head.offers = reader.sequence("offers").compactMap(offer)
        return head
    }

    /// Reads what a file shows to others; nothing when it has no id.
    func interface(of node: SourceNode) -> WorkflowInterface? {
        let reader = MappingReader(node, what: Bilingual(zh: "流程", en: "the workflow"), sink: sink)
        guard let id = reader.optionalString("workflow") else { return nil }
        let label = reader.optional("label").flatMap { bilingual($0, "label", of: id) }
        readData(reader)
        var outcomes = outcomeWords(reader, "outcomes")
        if outcomes.isEmpty, case .mapping(let states)? = reader.optional("states")?.content {
            for state in states where state.value["final"]?.content == .bool(true) {
                guard case .string(let word)? = state.value["outcome"]?.content, !outcomes.contains(word)
                else {
                    continue
                }
                outcomes.append(word)
            }
        }
        return WorkflowInterface(
            id: id, label: label ?? Bilingual(zh: id, en: id),
            scope: reader.optional("scope").flatMap { word($0, "scope", ProceedingScope.self) } ?? .case,
            outcomes: outcomes, lineOutcomes: outcomeWords(reader, "line_outcomes"), data: data)
    }

    private func outcomeWords(_ reader: MappingReader, _ key: String) -> [String] {
        var words: [String] = []
        for node in reader.sequence(key, orSingle: true) {
            guard let word = identifier(node, key) else { continue }
            if word == UseDefinition.closedWithParent { reportReserved(word, at: node.position) }
            if words.contains(word) { duplicate(word, at: node.position) }
            words.append(word)
        }
        return words
    }

    private func reportReserved(_ word: String, at position: SourcePosition) {
        sink.error(
            "S105",
            Bilingual(
                zh: "结果 '\(word)' 专指随上级程序关闭的程序",
                en: "the outcome '\(word)' is kept for a child closed with its parent"),
            at: position, hint: Bilingual(zh: "换一个名称", en: "choose another word"))
    }

    private func checkOutcomes(of root: StateDefinition, declared: [String]) {
        for state in root.children where state.isFinal {
            guard let outcome = state.outcome else { continue }
            if outcome == UseDefinition.closedWithParent { reportReserved(outcome, at: state.position) }
            if !declared.isEmpty, !declared.contains(outcome) {
                unknown(outcome, known: declared, Bilingual(zh: "结果", en: "outcome"), at: state.position)
            }
        }
    }

    /// `opened_by: ACT`, or `{act: ACT, set: {…}}`.
    private func openingRule(_ node: SourceNode) -> OpeningRule? {
        let actNode: SourceNode?
        var setNode: SourceNode?
        if case .string = node.content {
            actNode = node
        } else {
            let reader = MappingReader(node, what: Bilingual(zh: "opened_by", en: "'opened_by'"), sink: sink)
            actNode = reader.required("act")
            setNode = reader.optional("set")
            reader.finish()
        }
        guard let actNode,
            let name = reference(
                actNode, among: declaredActs.map(\.name), "act",
                Bilingual(zh: "本文件声明的事项", en: "act declared in this file"))
        else { return nil }
        return OpeningRule(
            act: name, effects: effects(setNode, key: "set", act: act(named: name)), position: node.position)
    }

    private func offer(_ node: SourceNode) -> ProceedingOffer? {
        let reader = MappingReader(node, what: Bilingual(zh: "可另行启动的程序", en: "the offer"), sink: sink)
        let useNode = reader.required("use")
        let workflow = useNode.flatMap { identifier($0, allowsHyphen: true, "use") }
        let interface = useNode.flatMap { used(workflow, at: $0.position) }
        let whenNode = reader.optional("when")
        let condition = whenNode.flatMap { program($0, expecting: .bool, act: nil) }
        let who = roleNames(reader, "who")
        let atMostNode = reader.optional("at_most")
        let atMost = atMostNode.flatMap { sink.integer($0, "at_most") }
        if let atMost, let atMostNode, !(1...1000).contains(atMost) {
            sink.error(
                "S105", Bilingual(zh: "at_most 应为正整数", en: "'at_most' must be a positive number"),
                at: atMostNode.position)
        }
        let with = handed(reader.optional("with"), to: interface)
        reader.finish()
        guard let workflow, condition != nil || whenNode == nil else { return nil }
        return ProceedingOffer(
            workflow: workflow, condition: condition, who: who, atMost: atMost.map { Int($0) }, with: with,
            position: node.position)
    }

    /// A state's `use:` with what goes with it.
    func use(_ reader: MappingReader, of entry: SourceNode.Entry) -> UseDefinition? {
        let node = reader.optional("use")
        let countNode = reader.optional("child")
        let withNode = reader.optional("with")
        let leaveNode = reader.optional("on_leave")
        guard let node else {
            let strays = [("child", countNode), ("with", withNode), ("on_leave", leaveNode)]
            for case (let key, let stray?) in strays {
                sink.error(
                    "S105", Bilingual(zh: "\(key) 只与 use 同用", en: "'\(key)' goes with 'use'"),
                    at: stray.position)
            }
            return nil
        }
        let workflow = identifier(node, allowsHyphen: true, "use")
        let interface = used(workflow, at: node.position)
        childOutcomes = interface?.words
        let count = countNode.flatMap { word($0, "child", UseDefinition.Count.self) } ?? .onePerAct
        if leaveNode == nil {
            sink.error(
                "S102",
                Bilingual(
                    zh: "状态 \(entry.key) 缺少 on_leave：提前离开时子程序如何处理",
                    en:
                        "state '\(entry.key)' lacks 'on_leave': what becomes of its proceeding when it is left"
                ),
                at: node.position,
                hint: Bilingual(zh: "写 keep、close 或 forbid", en: "write keep, close or forbid"))
        }
        let onLeave = leaveNode.flatMap { word($0, "on_leave", UseDefinition.Leaving.self) } ?? .forbid
        let with = handed(withNode, to: interface)
        guard let workflow else { return nil }
        return UseDefinition(
            workflow: workflow, count: count, with: with, onLeave: onLeave, position: node.position)
    }

    /// The interface of a workflow that is used; reports one that is not there.
    private func used(_ workflow: String?, at position: SourcePosition) -> WorkflowInterface? {
        guard let workflow, let using else { return nil }
        if let interface = using(workflow) { return interface }
        sink.error(
            "W101", Bilingual(zh: "没有名为 '\(workflow)' 的流程", en: "there is no workflow '\(workflow)'"),
            at: position,
            hint: Bilingual(
                zh: "把 \(workflow).yaml 放在同一文件夹中", en: "put \(workflow).yaml into the same folder"))
        return nil
    }

    /// `with:`, fields of the child and the values they begin with.
    private func handed(_ node: SourceNode?, to interface: WorkflowInterface?) -> [DataEffect] {
        guard let node else { return [] }
        guard case .mapping(let entries) = node.content else {
            sink.wrongType(
                node, "with", Bilingual(zh: "字段到表达式的映射", en: "a mapping from fields to expressions"))
            return []
        }
        return entries.compactMap { entry in
            let field = interface?.data.first { $0.id == entry.key }
            if let interface, field == nil {
                let known = interface.data.map(\.id)
                sink.error(
                    "W103",
                    Bilingual(
                        zh: "流程 \(interface.id) 的 data: 中没有字段 '\(entry.key)'",
                        en: "the workflow '\(interface.id)' has no field '\(entry.key)' in 'data:'"),
                    at: entry.keyPosition,
                    hint: nearest(entry.key, among: known).map {
                        Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?")
                    })
                return nil
            }
            if let field, field.keyedList != nil {
                sink.error(
                    "W110",
                    Bilingual(
                        zh: "列表 '\(field.id)' 不能移交：其成员只由 add 加入",
                        en: "the list '\(field.id)' cannot be handed over: its members come by 'add' only"),
                    at: entry.keyPosition)
                return nil
            }
            guard let value = program(entry.value, expecting: field?.type.celType, act: nil) else {
                return nil
            }
            if let field {
                EnumerationCheck(data: data, act: nil, item: [], sink: sink).checkEffect(
                    value, type: field.type, name: field.id)
            }
            return DataEffect(field: entry.key, value: value)
        }
    }
}
