import Source
import CEL
import Values

extension WorkflowLoader {
    /// Collects every state and region id first, so that targets may stand ahead of what they name.
    func collectStates(_ node: SourceNode?) {
        guard let node, case .mapping(let entries) = node.content else { return }
        for entry in entries {
            if !stateIDs.insert(entry.key).inserted {
                sink.error(
                    "W102", Bilingual(zh: "状态 '\(entry.key)' 出现两次", en: "state '\(entry.key)' stands twice"), at: entry.keyPosition,
                    hint: Bilingual(zh: "每个状态在整个文件中只能有一个名字", en: "a state's id is unique in the whole file"))
            }
            collectStates(entry.value["states"])
            collectStates(entry.value["regions"])
        }
    }

    func state(_ entry: SourceNode.Entry, isRegion: Bool, isTop: Bool) -> StateDefinition? {
        let reader = MappingReader(
            entry.value, what: isRegion ? Bilingual(zh: "区域", en: "the region") : Bilingual(zh: "状态", en: "the state"),
            sink: sink)
        let label = reader.label()
        let isFinal = reader.optionalBool("final") ?? false
        let outcome = reader.optionalString("outcome")
        let regionsNode = reader.optional("regions")
        let statesNode = reader.optional("states")
        let initialNode = reader.optional("initial")
        var transitions: [TransitionDefinition] = []
        transitions += reader.sequence("transitions").compactMap { transition($0, of: entry.key) }
        transitions += reader.sequence("auto").compactMap { plain($0, .auto, of: entry.key) }
        transitions += reader.sequence("done").compactMap { plain($0, .done, of: entry.key) }
        transitions += reader.sequence("reopen").compactMap { reopening($0, of: entry.key) }
        reader.finish()
        let regions = entries(regionsNode, "区域", "regions").compactMap { state($0, isRegion: true, isTop: false) }
        let states = entries(statesNode, "状态", "states").compactMap { state($0, isRegion: false, isTop: false) }
        let kind: StateDefinition.Kind
        switch (isFinal, regionsNode != nil, statesNode != nil) {
        case (false, false, false): kind = .leaf
        case (false, true, false): kind = .parallel
        case (false, false, true): kind = .compound
        case (true, false, false): kind = .final
        default:
            sink.error(
                "W207", Bilingual(zh: "'\(entry.key)' 不能同时是终态、含区域或含子状态", en: "'\(entry.key)' is one of: final, with regions, with states"),
                at: entry.keyPosition)
            kind = .leaf
        }
        let initial = initialNode.flatMap { sink.string($0, "initial") }
        if kind == .compound {
            if let initial, let initialNode, !states.contains(where: { $0.id == initial }) {
                unknown("子状态", "state in it", initial, known: states.map(\.id), at: initialNode.position)
            } else if initialNode == nil {
                sink.error(
                    "S102", Bilingual(zh: "'\(entry.key)' 缺少 initial", en: "'\(entry.key)' lacks 'initial'"), at: entry.keyPosition)
            }
        }
        if kind == .final, isTop, outcome == nil {
            sink.error(
                "S102", Bilingual(zh: "终态 '\(entry.key)' 缺少 outcome", en: "final state '\(entry.key)' lacks 'outcome'"), at: entry.keyPosition)
        }
        if kind == .final, transitions.contains(where: { $0.trigger.isOrdinary }) {
            sink.error(
                "W207", Bilingual(zh: "终态 '\(entry.key)' 不能有转换，只能用 reopen", en: "final state '\(entry.key)' has no transitions, only 'reopen'"), at: entry.keyPosition)
        }
        guard let label else { return nil }
        return StateDefinition(
            id: entry.key, label: label, kind: kind, initial: initial, children: regions + states,
            transitions: transitions, outcome: outcome, position: entry.keyPosition)
    }

    private func transition(_ node: SourceNode, of state: String) -> TransitionDefinition? {
        let reader = MappingReader(node, what: Bilingual(zh: "转换", en: "the transition"), sink: sink)
        let actNode = reader.optional("act")
        let breachNode = reader.optional("breach")
        guard (actNode == nil) != (breachNode == nil) else {
            sink.error(
                "S102", Bilingual(zh: "转换须写 act 或 breach 之一", en: "a transition has 'act' or 'breach', one of them"), at: node.position)
            return nil
        }
        let trigger: Trigger
        var act: String?
        if let actNode {
            guard let name = actName(actNode) else { return nil }
            if let rule = acts[name], rule.schema.kind == .fact, !rule.isDeclaredHere {
                sink.error(
                    "W108", Bilingual(zh: "'\(name)' 是词汇中的事实，不能作触发", en: "'\(name)' is a fact of the vocabulary and sets nothing off"),
                    at: actNode.position,
                    hint: Bilingual(zh: "改用 auto，并以 case.* 为条件：先登记的事实到达此状态时也算", en: "use 'auto' with a guard on case.*: a fact recorded early then counts too"))
            }
            act = name
            trigger = .act(name)
        } else {
            guard let breachNode, let name = sink.string(breachNode, "breach") else { return nil }
            if !clockIDs.contains(name) {
                unknown("期限", "clock", name, known: clockIDs, at: breachNode.position)
            }
            trigger = .breach(name)
        }
        return finish(reader, trigger, act: act, of: state, node: node, needsTarget: false)
    }

    private func plain(_ node: SourceNode, _ trigger: Trigger, of state: String) -> TransitionDefinition? {
        let reader = MappingReader(node, what: Bilingual(zh: "转换", en: "the transition"), sink: sink)
        return finish(reader, trigger, act: nil, of: state, node: node, needsTarget: true)
    }

    private func reopening(_ node: SourceNode, of state: String) -> TransitionDefinition? {
        let reader = MappingReader(node, what: Bilingual(zh: "重开", en: "the reopening"), sink: sink)
        guard let name = reader.required("act").flatMap({ actName($0) }) else { return nil }
        return finish(reader, .reopen(name), act: name, of: state, node: node, needsTarget: true)
    }

    private func finish(
        _ reader: MappingReader, _ trigger: Trigger, act: String?, of state: String, node: SourceNode, needsTarget: Bool
    ) -> TransitionDefinition? {
        let targetNode = needsTarget ? reader.required("to") : reader.optional("to")
        var target: String?
        if let targetNode, let name = sink.string(targetNode, "to") {
            if stateIDs.contains(name) {
                target = name
            } else {
                unknown("状态", "state", name, known: stateIDs, at: targetNode.position)
            }
        }
        let otherwise = reader.optionalBool("otherwise") ?? false
        let whenNode = reader.optional("when")
        if otherwise, let whenNode {
            sink.error(
                "W109", Bilingual(zh: "otherwise 与 when 不能同写", en: "'otherwise' and 'when' do not go together"), at: whenNode.position)
        }
        let condition = whenNode.flatMap { program($0, act: act, expecting: .bool) }
        let sets = entries(reader.optional("set"), "赋值", "set").compactMap { entry -> DataEffect? in
            guard let field = data.first(where: { $0.name == entry.key }) else {
                sink.error(
                    "W103", Bilingual(zh: "data 中没有声明 '\(entry.key)'", en: "'\(entry.key)' is not declared under 'data'"), at: entry.keyPosition,
                    hint: nearest(entry.key, among: data.map(\.name)).map { Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?") })
                return nil
            }
            return program(entry.value, act: act, expecting: field.type.celType).map { DataEffect(field: entry.key, value: $0) }
        }
        reader.finish()
        transitionCount += 1
        return TransitionDefinition(
            trigger: trigger, target: target, condition: condition, isOtherwise: otherwise, sets: sets, source: state,
            order: transitionCount, position: node.position)
    }

    /// Parses and type-checks an expression; `act` is the act whose payload it may read.
    func program(_ node: SourceNode, act: String?, expecting type: CELType) -> CELProgram? {
        guard let text = sink.string(node, "expression") else { return nil }
        do {
            let program = try CELExpression.parse(text, at: node.position).check(
                in: environment(act: act), expecting: type)
            for call in program.calls { checkCall(call) }
            for position in program.unguardedOptionalReads {
                sink.error(
                    "W112", Bilingual(zh: "读取可缺的字段前须用 has() 确认", en: "an optional field is read without has()"), at: position)
            }
            return program
        } catch {
            for item in error.items {
                sink.report(
                    Diagnostic(
                        severity: item.severity, code: item.code == "C201" || item.code == "C202" ? "W103" : "W110",
                        item.message, at: item.position, hint: item.hint))
            }
            return nil
        }
    }

    private func checkCall(_ call: CELCall) {
        guard let argument = call.arguments.first else { return }
        guard let name = argument else {
            sink.error(
                "W110", Bilingual(zh: "\(call.function)() 的参数须为写明的文字", en: "\(call.function)() takes a literal text"), at: call.position)
            return
        }
        switch call.function {
        case "In" where !stateIDs.contains(name):
            unknown("状态", "state", name, known: stateIDs, at: call.position)
        case "clock" where !clockIDs.contains(name):
            unknown("期限", "clock", name, known: clockIDs, at: call.position)
        case "docs" where !documents.contains(where: { $0.id == name }):
            unknown("材料", "document", name, known: documents.map(\.id), at: call.position)
        default: break
        }
    }

    private func environment(act: String?) -> CELEnvironment {
        var variables: [String: CELType] = [
            "data": .record(
                CELRecordType(
                    name: "data",
                    fields: Dictionary(
                        data.map { ($0.name, CELField($0.type.celType)) }, uniquingKeysWith: { first, _ in first })))
        ]
        if let vocabulary { variables["case"] = .record(vocabulary.caseType) }
        if let act, let schema = acts[act]?.schema {
            variables["act"] = .record(PayloadField.recordType(schema.payload, name: "act"))
            variables["actor"] = .record(CELRecordType(name: "actor", fields: ["roles": CELField(.list(.string))]))
        }
        return CELEnvironment(variables: variables, functions: GuardFunctions.all)
    }
}

extension Trigger {
    /// Whether it is an ordinary way out, which a final state has none of.
    var isOrdinary: Bool {
        switch self {
        case .act, .auto, .done, .breach: return true
        case .reopen: return false
        }
    }
}

/// The functions that guards have beside CEL's own.
enum GuardFunctions {
    static let clockType = CELRecordType(
        name: "clock",
        fields: [
            "running": CELField(.bool), "warned": CELField(.bool), "breached": CELField(.bool),
            "paused": CELField(.bool),
        ])

    static let all = [
        CELFunction(name: "In", parameters: [.string], result: .bool),
        CELFunction(name: "clock", parameters: [.string], result: .record(clockType)),
        CELFunction(name: "docs", parameters: [.string], result: .int),
    ]
}
