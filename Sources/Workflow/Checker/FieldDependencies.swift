import CEL

/// Which fields of `data` each field may get its value from, by the texts that conditions give them.
struct FieldDependencies {
    private let sources: [String: Set<String>]

    init(_ definition: WorkflowDefinition) {
        var sources: [String: Set<String>] = [:]
        let effects = definition.tree.nodes.flatMap { node in
            node.state.transitions.flatMap(\.effects) + node.state.enterEffects + node.state.leaveEffects
        }
        for effect in effects {
            let text = GuardText.text(effect.value.root)
            sources["data.\(effect.field)", default: []].formUnion(
                FieldNames.names(after: "data.", in: text).map { "data.\($0)" })
        }
        self.sources = sources
    }

    /// These subjects, and every field that a value of one of them can have come from.
    func closure(of subjects: Set<String>) -> Set<String> {
        var result = subjects
        var queue = Array(subjects)
        while let next = queue.popLast() {
            for source in sources[next] ?? [] where result.insert(source).inserted { queue.append(source) }
        }
        return result
    }
}

/// The fields that an expression names.
enum FieldNames {
    /// Those that stand behind a prefix such as `case.`.
    static func names(after prefix: String, in text: String) -> Set<String> {
        var result: Set<String> = []
        var rest = Substring(text)
        while let range = rest.firstRange(of: prefix) {
            rest = rest[range.upperBound...]
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            result.insert(String(name))
        }
        return result
    }
}
