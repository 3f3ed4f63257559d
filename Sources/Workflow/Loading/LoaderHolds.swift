import CEL
import Source
import Values

extension DefinitionLoader {
    /// The word that stands for "what the hold froze" behind `to:`.
    static let resume = "resume"

    /// Whether an entry among states is a history.
    func isHistory(_ entry: SourceNode.Entry) -> Bool { entry.value["history"] != nil }

    /// The state that a state freezes while it is active.
    func suspends(_ reader: MappingReader, of entry: SourceNode.Entry) -> String? {
        guard let node = reader.optional("suspends"), let name = stateName(node) else { return nil }
        if let place = stateNames[DefinitionLoader.resume] {
            sink.error(
                "W102",
                Bilingual(
                    zh: "流程中有中止，'resume' 是保留的目标，不能作状态名",
                    en: "there is a hold, so 'resume' is a target of its own and no name of a state"),
                at: place, hint: Bilingual(zh: "给该状态换一个名称", en: "give the state another name"))
        }
        return name
    }

    /// What `to:` names: a state, a history, or `resume`.
    func target(_ node: SourceNode) -> (target: String?, restores: Restoration?) {
        let name = node.json.stringValue ?? ""
        if let initial = historyInitials[name] {
            return (stateNames[initial] == nil ? nil : initial, .history(name))
        }
        guard name == DefinitionLoader.resume, stateNames[name] == nil else { return (stateName(node), nil) }
        if let hold = holds.last { return (hold.suspends, .frozen) }
        sink.error(
            "W101",
            Bilingual(
                zh: "resume 只用于写了 suspends 的状态之内", en: "'resume' goes with a state that has 'suspends'"),
            at: node.position,
            hint: Bilingual(
                zh: "写明恢复到哪个状态，或在中止状态上写 suspends",
                en: "name the state to go to, or write 'suspends' on the hold"))
        return (nil, .frozen)
    }

    /// A history, which stands for what was last active beside it.
    func history(_ entry: SourceNode.Entry, among children: [StateDefinition]) -> HistoryDefinition? {
        let what = Bilingual(zh: "历史状态 \(entry.key)", en: "history '\(entry.key)'")
        let reader = MappingReader(entry.value, what: what, sink: sink)
        let depth = word(reader.required("history"), "history", HistoryDefinition.Depth.self)
        let initialNode = reader.required("initial")
        reader.finish()
        guard let depth, let initialNode else { return nil }
        let known = depth == .shallow ? children.map(\.id) : children.flatMap(DefinitionLoader.names)
        let initial = reference(
            initialNode, among: known, "initial",
            depth == .shallow
                ? Bilingual(zh: "同级状态", en: "state beside it")
                : Bilingual(zh: "同级或其内的状态", en: "state beside it"))
        guard let initial else { return nil }
        return HistoryDefinition(id: entry.key, depth: depth, initial: initial, position: entry.keyPosition)
    }

    private static func names(of state: StateDefinition) -> [String] {
        [state.id] + state.children.flatMap(names)
    }

    /// W202: the outermost states are never left as a whole, so that nothing is ever recorded there.
    func reportOutermostHistory(_ entry: SourceNode.Entry) {
        sink.error(
            "W202",
            Bilingual(
                zh: "历史状态 '\(entry.key)' 在最外层，永远没有可记之事",
                en: "the history '\(entry.key)' stands outermost, where nothing is ever recorded"),
            at: entry.keyPosition,
            hint: Bilingual(zh: "写在它要记住的状态之内", en: "put it inside the state it is to remember"))
    }
}
