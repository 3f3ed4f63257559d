import CEL
import Source
import Values

extension DefinitionLoader {
    /// First pass over the states: their names, so that transitions may point forward.
    func collectStateNames(_ node: SourceNode?, host: String? = nil) {
        guard let node, case .mapping(let entries) = node.content else { return }
        for entry in entries {
            if historyInitials[entry.key] != nil
                || stateNames.updateValue(entry.keyPosition, forKey: entry.key) != nil
            {
                duplicate(entry.key, at: entry.keyPosition)
            }
            if entry.value["history"] != nil {
                stateNames[entry.key] = nil
                historyInitials[entry.key] = entry.value["initial"]?.json.stringValue ?? ""
                continue
            }
            if let name = entry.value["milestone"]?.json.stringValue { milestoneNames.insert(name) }
            stateHosts[entry.key] = host
            hostLists[entry.key] = entry.value["for_each"]?.json.stringValue
            collectStateNames(entry.value["states"], host: host)
            collectStateNames(entry.value["regions"], host: host)
            collectStateNames(entry.value["each"]?["states"], host: host ?? entry.key)
        }
    }

    /// The root: the outermost states.
    func root(_ reader: MappingReader) -> StateDefinition {
        let initialNode = reader.required("initial")
        let statesNode = reader.required("states")
        let inside = entries(statesNode, "states")
        let children = inside.filter { !isHistory($0) }.map { state($0, path: []) }
        for entry in inside where isHistory(entry) { reportOutermostHistory(entry) }
        let initial = initialNode.flatMap { initialName($0, among: children) }
        return StateDefinition(
            id: "", label: Bilingual(zh: "", en: ""),
            kind: .compound(initial: initial ?? children.first?.id ?? ""),
            address: "", outcome: nil, waivesLaterPapers: false, transitions: [], children: children,
            histories: [], suspends: nil, enterEffects: [], leaveEffects: [], forEach: nil,
            position: reader.node.position)
    }

    private func initialName(_ node: SourceNode, among children: [StateDefinition]) -> String? {
        reference(
            node, among: children.map(\.id), "initial", Bilingual(zh: "直属下级状态", en: "state directly inside"))
    }

    private func state(
        _ entry: SourceNode.Entry, path: [String], endsRow: Bool = false
    ) -> StateDefinition {
        let what = Bilingual(zh: "状态 \(entry.key)", en: "state '\(entry.key)'")
        let reader = MappingReader(entry.value, what: what, sink: sink)
        let address = path + [entry.key]
        let label = label(reader, of: entry.key)
        let isFinal = reader.optionalBool("final") ?? false
        let use = use(reader, of: entry)
        reportRowOfMany(use, at: entry.keyPosition)
        let template = template(reader, of: entry)
        let initialNode = template == nil ? reader.optional("initial") : template?.initial
        let statesNode = template == nil ? reader.optional("states") : template?.states
        let regionsNode = reader.optional("regions")
        let suspends = suspends(reader, of: entry)
        if let suspends { holds.append((entry.key, suspends)) }
        let inside = entries(statesNode ?? regionsNode, statesNode == nil ? "regions" : "states")
        let outer = row
        if let list = template?.list { row = RowContext(host: entry.key, list: list) }
        let children = inside.filter { !isHistory($0) }.map {
            state($0, path: address, endsRow: template != nil)
        }
        row = outer
        let histories = inside.filter(isHistory).compactMap { history($0, among: children) }
        reportHistoryOfRows(histories, of: template)
        let kind = kind(
            entry, isFinal: isFinal, initial: initialNode, states: statesNode, regions: regionsNode,
            children: children)
        let outcome = outcome(reader, entry, isFinal: isFinal, isOutermost: path.isEmpty || endsRow)
        if endsRow, outcome == RowState.gone { reportReservedOutcome(at: entry.keyPosition) }
        let waives = reader.optionalBool("waives_later_papers") ?? false
        let transitions = transitions(
            reader, of: entry, isFinal: isFinal, isOutermost: path.isEmpty, waits: use != nil)
        if suspends != nil { holds.removeLast() }
        let enterEffects = effects(reader.optional("enter"), key: "enter", act: nil)
        let leaveEffects = effects(reader.optional("leave"), key: "leave", act: nil)
        readMilestone(reader, of: entry, label: label)
        childOutcomes = nil
        if let use, let inner = statesNode ?? regionsNode ?? (isFinal ? entry.value : nil) {
            sink.error(
                "S105",
                Bilingual(
                    zh: "等待程序 \(use.workflow) 的状态里面不能有状态，也不能是终结状态",
                    en: "a state that waits for '\(use.workflow)' has no states inside and is no end"),
                at: inner.position)
        }
        reader.finish()
        return StateDefinition(
            id: entry.key, label: label ?? Bilingual(zh: entry.key, en: entry.key), kind: kind,
            address: address.joined(separator: "/"), outcome: outcome, waivesLaterPapers: waives,
            transitions: transitions, children: children, histories: histories, suspends: suspends,
            enterEffects: enterEffects, leaveEffects: leaveEffects, forEach: template?.list?.name,
            position: entry.keyPosition, use: use)
    }

    private func kind(
        _ entry: SourceNode.Entry, isFinal: Bool, initial: SourceNode?, states: SourceNode?,
        regions: SourceNode?, children: [StateDefinition]
    ) -> StateDefinition.Kind {
        func misplaced(_ node: SourceNode, _ zh: String, _ en: String) {
            sink.error("S105", Bilingual(zh: zh, en: en), at: node.position)
        }
        if let states, regions != nil {
            misplaced(states, "状态不能同时有 states 和 regions", "a state has either 'states' or 'regions'")
        }
        if isFinal {
            if let inner = states ?? regions {
                misplaced(inner, "终结状态里面不能有状态", "a final state has no states inside")
            }
            return .final
        }
        if let regions {
            if let initial {
                misplaced(initial, "并行状态没有 initial：各区域同时开始", "regions all begin; there is no 'initial'")
            }
            if children.count < 2 { misplaced(regions, "并行至少两个区域", "there are two regions at least") }
            for child in children where child.children.isEmpty {
                sink.error(
                    "S102",
                    Bilingual(zh: "区域 \(child.id) 缺少 states", en: "region '\(child.id)' lacks 'states'"),
                    at: child.position)
            }
            return .parallel
        }
        guard states != nil else {
            if let initial {
                misplaced(initial, "没有下级状态，不能写 initial", "there are no states inside, so no 'initial'")
            }
            return .atomic
        }
        guard let initial else {
            sink.error(
                "S102",
                Bilingual(zh: "状态 \(entry.key) 缺少 initial", en: "state '\(entry.key)' lacks 'initial'"),
                at: entry.keyPosition)
            return .compound(initial: children.first?.id ?? "")
        }
        return .compound(initial: initialName(initial, among: children) ?? children.first?.id ?? "")
    }

    private func outcome(
        _ reader: MappingReader, _ entry: SourceNode.Entry, isFinal: Bool, isOutermost: Bool
    ) -> String? {
        let node = reader.optional("outcome")
        let outcome = identifier(node, "outcome")
        if isFinal, isOutermost {
            if node == nil {
                sink.error(
                    "S102",
                    Bilingual(
                        zh: "终结状态 \(entry.key) 缺少 outcome",
                        en: "the final state '\(entry.key)' lacks 'outcome'"),
                    at: entry.keyPosition,
                    hint: Bilingual(
                        zh: "写明结果，如 outcome: paid", en: "say what it comes to, e.g. outcome: paid"))
            }
            return outcome
        }
        if let node {
            sink.error(
                "S105",
                Bilingual(
                    zh: "outcome 只用于最外层的终结状态和行的终结状态",
                    en: "'outcome' goes with an outermost final state, or the final state of a row"),
                at: node.position)
        }
        return nil
    }

    private func transitions(
        _ reader: MappingReader, of entry: SourceNode.Entry, isFinal: Bool, isOutermost: Bool, waits: Bool
    ) -> [TransitionDefinition] {
        var result: [TransitionDefinition] = []
        for (key, family) in TransitionFamily.keys {
            guard let node = reader.optional(key) else { continue }
            let mayStand = family == .reopen ? isFinal && isOutermost : !isFinal
            guard mayStand else {
                sink.error(
                    "W207",
                    family == .reopen
                        ? Bilingual(
                            zh: "reopen 只用于最外层的终结状态", en: "'reopen' goes with an outermost final state")
                        : Bilingual(
                            zh: "终结状态 \(entry.key) 不能有 \(key)",
                            en: "the final state '\(entry.key)' cannot have '\(key)'"),
                    at: node.position,
                    hint: family == .reopen
                        ? nil : Bilingual(zh: "要重新启动请写 reopen", en: "to take it up again write 'reopen'"))
                continue
            }
            // What a child came to is known only where the state moves on by it.
            let readsChild = waits && family == .done
            localVariables["sub"] = readsChild ? .record(GuardEnvironment.subType) : nil
            defer { localVariables["sub"] = nil }
            for item in reader.sequence(key) {
                if let transition = transition(item, family: family, source: entry.key) {
                    result.append(transition)
                }
            }
        }
        return result
    }
}
