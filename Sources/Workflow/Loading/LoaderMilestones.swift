import CEL
import Source
import Values

/// A milestone as a state names it.
struct StateMilestone {
    let name: String
    let state: String
    let label: Bilingual
    let position: SourcePosition
}

extension DefinitionLoader {
    func collectMilestoneNames(_ node: SourceNode?) {
        for entry in entries(node, "milestones") { milestoneNames.insert(entry.key) }
    }

    /// `milestone: NAME` on a state: being in it at rest reaches the milestone.
    func readMilestone(_ reader: MappingReader, of entry: SourceNode.Entry, label: Bilingual?) {
        guard let node = reader.optional("milestone"), let name = identifier(node, "milestone") else {
            return
        }
        stateMilestones.append(
            StateMilestone(
                name: name, state: entry.key, label: label ?? Bilingual(zh: entry.key, en: entry.key),
                position: node.position))
    }

    /// All milestones: those declared, in the order of the file, then those that only states name.
    func milestones(_ node: SourceNode?) -> [MilestoneDefinition] {
        var result = entries(node, "milestones").map(milestone)
        for shorthand in stateMilestones where !result.contains(where: { $0.name == shorthand.name }) {
            result.append(
                MilestoneDefinition(
                    name: shorthand.name, label: shorthand.label, condition: nil,
                    states: states(of: shorthand.name), workflow: nil, position: shorthand.position))
        }
        return result
    }

    private func states(of milestone: String) -> [String] {
        stateMilestones.filter { $0.name == milestone }.map(\.state)
    }

    private func milestone(_ entry: SourceNode.Entry) -> MilestoneDefinition {
        let what = Bilingual(zh: "里程碑 \(entry.key)", en: "milestone '\(entry.key)'")
        let reader = MappingReader(entry.value, what: what, sink: sink)
        let label = label(reader, of: entry.key)
        let condition = reader.optional("when")
        let workflowNode = reader.optional("of")
        let workflow = identifier(workflowNode, allowsHyphen: true, "of")
        reader.finish()
        let states = states(of: entry.key)
        let ways = (condition == nil && states.isEmpty ? 0 : 1) + (workflowNode == nil ? 0 : 1)
        if ways != 1 {
            sink.error(
                "S102",
                Bilingual(
                    zh: "里程碑 \(entry.key) 须写 when 或由状态指明；属于别的流程的只写 of",
                    en:
                        "milestone '\(entry.key)' has a 'when' or a state that names it; one of another workflow only 'of'"
                ), at: entry.keyPosition)
        }
        return MilestoneDefinition(
            name: entry.key, label: label ?? Bilingual(zh: entry.key, en: entry.key),
            condition: condition.flatMap { program($0, expecting: .bool, act: nil) }, states: states,
            workflow: workflow, position: entry.keyPosition)
    }

    /// Acts that are logged in some states and move nothing.
    func activities(_ node: SourceNode?) -> [ActivityDefinition] {
        entries(node, "activities").compactMap { entry in
            let what = Bilingual(zh: "活动 \(entry.key)", en: "activity '\(entry.key)'")
            let reader = MappingReader(entry.value, what: what, sink: sink)
            let statesNode = reader.required("states")
            let states = reader.sequence("states", orSingle: true).compactMap(stateName)
            reader.finish()
            let name = SourceNode(.string(entry.key), at: entry.keyPosition)
            guard let act = actName(name), let schema = self.act(named: act) else { return nil }
            guard schema.isRefusable else {
                sink.error(
                    "W110",
                    Bilingual(
                        zh: "'\(act)' 在任何状态都能记录，不能列为活动",
                        en: "'\(act)' can be recorded in every state; it is no activity"),
                    at: entry.keyPosition,
                    hint: Bilingual(
                        zh: "活动是 kind: decision 的事项", en: "an activity is an act of kind: decision"))
                return nil
            }
            guard actPositions[act] != nil else {
                sink.error(
                    "W101",
                    Bilingual(zh: "acts: 没有写谁可以做 '\(act)'", en: "'acts:' does not say who may do '\(act)'"),
                    at: entry.keyPosition,
                    hint: Bilingual(
                        zh: "在 acts: 中加上 \(act): {who: […]}", en: "add \(act): {who: […]} to 'acts:'"))
                return nil
            }
            if states.isEmpty, case .sequence(let items)? = statesNode?.content, items.isEmpty {
                sink.error(
                    "S105", Bilingual(zh: "states 不能为空", en: "'states' cannot be empty"),
                    at: entry.keyPosition)
            }
            return ActivityDefinition(act: act, states: states, position: entry.keyPosition)
        }
    }
}
