import CEL
import Source
import Values

/// The four lists of transitions that a state can have.
enum TransitionFamily {
    case plain
    case auto
    case done
    case reopen

    /// In the order they are read.
    static let keys: [(String, TransitionFamily)] = [
        ("transitions", .plain), ("auto", .auto), ("done", .done), ("reopen", .reopen),
    ]
}

extension DefinitionLoader {
    func transition(_ node: SourceNode, family: TransitionFamily, source: String) -> TransitionDefinition? {
        let reader = MappingReader(node, what: Bilingual(zh: "转移", en: "the transition"), sink: sink)
        let trigger = trigger(reader, family: family)
        let schema = trigger?.act.flatMap { act(named: $0) }
        presence = trigger?.clock.map { [ClockDueDate.path(of: $0)] } ?? []
        defer { presence = [] }
        let targetNode = reader.optional("to")
        let (target, restores) = targetNode.map(self.target) ?? (nil, nil)
        let isInternal = reader.optionalBool("internal") ?? false
        let condition = condition(reader, act: schema)
        // What the condition says is there can be read by what follows from it.
        if case .when(let program) = condition { presence?.formUnion(program.presentWhenTrue) }
        let effects = effects(reader.optional("set"), key: "set", act: schema)
        let additions = additions(reader.optional("add"), act: schema)
        let rowsOutcome = identifier(reader.optional("rows"), "rows")
        let within =
            family == .reopen ? reader.optional("within").flatMap { length($0, "within") } : nil
        let operations = clockOperations(reader.optional("clocks"), act: schema)
        reader.finish()
        if targetNode == nil { reportMissingTarget(node, family: family, isInternal: isInternal) }
        guard let trigger, let condition, target != nil || targetNode == nil else { return nil }
        transitionCount += 1
        return TransitionDefinition(
            number: transitionCount, source: source, trigger: trigger, target: target,
            restores: restores, isInternal: isInternal,
            condition: condition, effects: effects, additions: additions, rowsOutcome: rowsOutcome,
            clockOperations: operations, within: within, position: node.position)
    }

    private func reportMissingTarget(_ node: SourceNode, family: TransitionFamily, isInternal: Bool) {
        if isInternal {
            sink.error(
                "S102", Bilingual(zh: "internal 须有 to", en: "'internal' goes with 'to'"), at: node.position,
                hint: Bilingual(zh: "不写 to 的转移本就不离开状态", en: "a transition without 'to' leaves nothing anyway")
            )
        }
        guard family != .plain else { return }
        sink.error(
            "S102", Bilingual(zh: "此处的转移须有 to", en: "a transition here needs 'to'"), at: node.position,
            hint: Bilingual(
                zh: "自动转移若不离开状态，就会永远重复", en: "an automatic move that goes nowhere would repeat for ever"))
    }

    private func trigger(_ reader: MappingReader, family: TransitionFamily) -> Trigger? {
        switch family {
        case .auto: return .auto
        case .done: return .done
        case .reopen:
            return reader.required("act").flatMap { triggerAct($0) }.map(Trigger.reopen)
        case .plain:
            let actNode = reader.optional("act")
            let breachNode = reader.optional("breach")
            let curedNode = reader.optional("cured")
            guard [actNode, breachNode, curedNode].compactMap(\.self).count == 1 else {
                sink.error(
                    "S102",
                    Bilingual(
                        zh: "转移须恰有 act、breach、cured 之一",
                        en: "a transition has one of 'act', 'breach' and 'cured'"),
                    at: reader.node.position)
                return nil
            }
            if let actNode { return triggerAct(actNode).map(Trigger.act) }
            if let curedNode { return clockName(curedNode).map(Trigger.cured) }
            return breachNode.flatMap(clockName).map(Trigger.breach)
        }
    }

    /// An act that may set a transition off: a decision that `acts:` mentions, or a fact of this file's own.
    private func triggerAct(_ node: SourceNode) -> String? {
        guard let name = actName(node), let schema = act(named: name) else { return nil }
        let isDeclared = declaredActs.contains { $0.name == name }
        if schema.kind == .fact, !isDeclared {
            sink.error(
                "W110",
                Bilingual(
                    zh: "'\(name)' 是词汇表的事实，不能直接引起转移",
                    en: "'\(name)' is a fact of the vocabulary; it cannot set a transition off"),
                at: node.position,
                hint: Bilingual(
                    zh: "用 auto 并以 case.* 为条件，早已记录的事实才会算数",
                    en: "write an 'auto' with a guard on case.*, so that a fact recorded earlier counts too"))
            return nil
        }
        if actPositions[name] == nil {
            sink.error(
                "W101",
                Bilingual(zh: "acts: 没有写谁可以做 '\(name)'", en: "'acts:' does not say who may do '\(name)'"),
                at: node.position,
                hint: Bilingual(
                    zh: "在 acts: 中加上 \(name): {who: […]}", en: "add \(name): {who: […]} to 'acts:'"))
            return nil
        }
        return name
    }

    private func condition(_ reader: MappingReader, act: ActSchema?) -> TransitionGuard? {
        let when = reader.optional("when")
        let otherwise = reader.optionalBool("otherwise") ?? false
        if let when {
            if otherwise {
                sink.error(
                    "S105",
                    Bilingual(zh: "when 和 otherwise 只能有一个", en: "there is either 'when' or 'otherwise'"),
                    at: when.position)
                return nil
            }
            return program(when, expecting: .bool, act: act).map(TransitionGuard.when)
        }
        return otherwise ? .otherwise : .always
    }

    func effects(_ node: SourceNode?, key: String, act: ActSchema?) -> [DataEffect] {
        guard let node else { return [] }
        guard case .mapping(let entries) = node.content else {
            sink.wrongType(
                node, key, Bilingual(zh: "字段到表达式的映射", en: "a mapping from fields to expressions"))
            return []
        }
        return entries.compactMap { entry in
            if entry.key.hasPrefix(DataEffect.rowPrefix) { return rowEffect(entry, act: act) }
            guard let field = data.first(where: { $0.id == entry.key }) else {
                let known = data.map(\.id)
                sink.error(
                    "W103",
                    Bilingual(
                        zh: "data: 中没有字段 '\(entry.key)'", en: "there is no field '\(entry.key)' in 'data:'"),
                    at: entry.keyPosition,
                    hint: nearest(entry.key, among: known).map {
                        Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?")
                    }
                        ?? Bilingual(
                            zh: "先在 data: 中声明；案件的事实不能用 set 改",
                            en: "declare it in 'data:' first; facts of the case cannot be set"))
                return nil
            }
            if row != nil { reportSharedWrite(field.id, at: entry.keyPosition) }
            if field.keyedList != nil {
                sink.error(
                    "W110",
                    Bilingual(
                        zh: "列表 '\(field.id)' 不能整体改写", en: "the list '\(field.id)' is not set as a whole"),
                    at: entry.keyPosition,
                    hint: Bilingual(
                        zh: "新增行写 add: {\(field.id): …}", en: "to add rows write add: {\(field.id): …}"))
            }
            guard let value = program(entry.value, expecting: field.type.celType, act: act) else {
                return nil
            }
            EnumerationCheck(data: data, act: act, item: [], sink: sink).checkEffect(
                value, type: field.type, name: field.id)
            return DataEffect(field: field.id, value: value)
        }
    }
}
