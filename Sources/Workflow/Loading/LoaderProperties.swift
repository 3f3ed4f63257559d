import CEL
import Source
import Values

extension DefinitionLoader {
    private static let kinds = ["never", "always", "path", "leads_to", "takes"]

    /// The rules of a procedure.
    func properties(_ reader: MappingReader) -> [PropertyDefinition] {
        var names: Set<String> = []
        return reader.sequence("properties").compactMap { node in
            let inner = MappingReader(node, what: Bilingual(zh: "规则", en: "the property"), sink: sink)
            let nameNode = inner.required("name")
            let name = identifier(nameNode, allowsHyphen: true, "name")
            let label = label(inner, of: name ?? "name")
            let given = DefinitionLoader.kinds.compactMap { kind in inner.optional(kind).map { (kind, $0) } }
            inner.finish()
            if let name, let nameNode, !names.insert(name).inserted { duplicate(name, at: nameNode.position) }
            guard given.count == 1, let (kind, body) = given.first else {
                let list = DefinitionLoader.kinds.joined(separator: ", ")
                sink.error(
                    "S102",
                    Bilingual(zh: "规则须恰有其一：\(list)", en: "a property has exactly one of: \(list)"),
                    at: node.position)
                return nil
            }
            guard let rule = rule(kind, body), let name, let label else { return nil }
            return PropertyDefinition(name: name, label: label, rule: rule, position: node.position)
        }
    }

    private func rule(_ kind: String, _ node: SourceNode) -> PropertyDefinition.Rule? {
        switch kind {
        case "never": return program(node, expecting: .bool, act: nil).map { .never($0) }
        case "always": return program(node, expecting: .bool, act: nil).map { .always($0) }
        case "path": return path(node)
        case "leads_to": return leadsTo(node)
        default: return takes(node).map { .takes($0) }
        }
    }

    private func path(_ node: SourceNode) -> PropertyDefinition.Rule? {
        let reader = MappingReader(node, what: Bilingual(zh: "path", en: "'path'"), sink: sink)
        let state = reader.required("to").flatMap(stateName)
        let via = reader.sequence("via", orSingle: true).compactMap(ownAct)
        if reader.optional("via") == nil || via.isEmpty {
            sink.error(
                "S102", Bilingual(zh: "path 缺少 via", en: "'path' lacks 'via'"), at: node.position,
                hint: Bilingual(
                    zh: "写 via: [事项]，到达该状态前必须做过的事项", en: "write via: [ACT, …], what must have been done"))
        }
        reader.finish()
        guard let state, !via.isEmpty else { return nil }
        return .path(to: state, via: via)
    }

    /// An act that a procedure remembers: one that `acts:` mentions.
    private func ownAct(_ node: SourceNode) -> String? {
        guard let name = actName(node) else { return nil }
        if actPositions[name] == nil {
            sink.error(
                "W101",
                Bilingual(zh: "acts: 中没有 '\(name)'", en: "'acts:' does not mention '\(name)'"),
                at: node.position,
                hint: Bilingual(
                    zh: "只有 acts: 中的事项才被记住", en: "only acts that 'acts:' mentions are remembered"))
            return nil
        }
        return name
    }

    private func leadsTo(_ node: SourceNode) -> PropertyDefinition.Rule? {
        let reader = MappingReader(node, what: Bilingual(zh: "leads_to", en: "'leads_to'"), sink: sink)
        let from = reader.required("from").flatMap(stateName)
        let targets = reader.required("to").map { _ in
            reader.sequence("to", orSingle: true).compactMap(stateName)
        }
        reader.finish()
        guard let from, let targets, !targets.isEmpty else { return nil }
        return .leadsTo(from: from, to: targets)
    }

    private func takes(_ node: SourceNode) -> TakesRule? {
        let reader = MappingReader(node, what: Bilingual(zh: "takes", en: "'takes'"), sink: sink)
        let acts = reader.optional("act").map { _ in
            reader.sequence("act", orSingle: true).compactMap(actName)
        }
        let states = reader.optional("to").map { _ in
            reader.sequence("to", orSingle: true).compactMap(stateName)
        }
        let lowering = reader.optional("lowering")
        let people = reader.optionalInteger("people") ?? 1
        let paper = reader.optionalBool("paper") ?? false
        let when = reader.optional("when")
        reader.finish()
        guard [acts != nil, states != nil, lowering != nil].count(where: { $0 }) == 1 else {
            sink.error(
                "S102",
                Bilingual(
                    zh: "takes 须恰有其一：act, to, lowering", en: "'takes' has exactly one of: act, to, lowering"),
                at: node.position)
            return nil
        }
        guard (1...20).contains(people), people > 1 || paper else {
            sink.error(
                "S105",
                Bilingual(
                    zh: "takes 须写 people（2 至 20）或 paper: true",
                    en: "'takes' has people (2 to 20) or paper: true"),
                at: node.position)
            return nil
        }
        var condition: CELProgram?
        if let when {
            condition = program(when, expecting: .bool, act: nil)
            if condition == nil { return nil }
        }
        let subject: TakesRule.Subject
        if let acts {
            subject = .acts(acts)
        } else if let states {
            subject = .states(states)
        } else {
            guard let lowering, let sum = program(lowering, expecting: nil, act: nil) else { return nil }
            guard sum.type == .money || sum.type == .int else {
                sink.error(
                    "W110",
                    Bilingual(zh: "lowering 应为金额或整数", en: "'lowering' is an amount or a number"),
                    at: lowering.position)
                return nil
            }
            subject = .lowering(sum)
        }
        return TakesRule(subject: subject, people: Int(people), needsPaper: paper, condition: condition)
    }

    /// Findings that the author accepts, each with a reason.
    func waivers(_ reader: MappingReader) -> [Waiver] {
        reader.sequence("waivers").compactMap { node in
            let inner = MappingReader(node, what: Bilingual(zh: "豁免", en: "the waiver"), sink: sink)
            let codeNode = inner.required("code")
            let code = codeNode.flatMap { sink.string($0, "code") }
            let known =
                Array(stateNames.keys) + Array(clockNames) + Array(actPositions.keys) + data.map(\.id)
            let place = inner.required("at").flatMap {
                reference(
                    $0, among: known, "at", Bilingual(zh: "状态、期限、事项或字段", en: "state, clock, act or field"))
            }
            let reason = inner.required("reason").flatMap { bilingual($0, "reason", of: code ?? "waiver") }
            inner.finish()
            guard let code, let codeNode, let place, let reason else { return nil }
            guard WorkflowFinding.waivable.contains(code) else {
                let list = WorkflowFinding.waivable.sorted().joined(separator: ", ")
                sink.error(
                    "S105", Bilingual(zh: "'\(code)' 不能豁免", en: "'\(code)' cannot be waived"),
                    at: codeNode.position, hint: Bilingual(zh: "可豁免：\(list)", en: "one of: \(list)"))
                return nil
            }
            return Waiver(code: code, place: place, reason: reason, position: node.position)
        }
    }
}
