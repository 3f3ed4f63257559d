import CEL
import Values

/// Values as an example for a person: under these a condition holds.
struct GuardExample {
    private let definition: WorkflowDefinition
    private let values: ValueSearch

    init(_ definition: WorkflowDefinition) {
        self.definition = definition
        values = ValueSearch(words: KnownSubjects(definition).words)
    }

    func answer(_ formula: GuardFormula) -> ValueSearch.Answer { values.satisfying(formula) }

    /// `act.amount = 5, data.kind = 'a'`; empty where there is nothing to give.
    func text(of formula: GuardFormula) -> String {
        guard case .found(let picks) = values.satisfying(formula) else { return "" }
        return text(picks)
    }

    func text(_ picks: [ValueSearch.Pick]) -> String {
        picks.map { pick in
            let name = pick.subject.hasPrefix("case.") ? String(pick.subject.dropFirst(5)) : ""
            let type = definition.schema?.caseType.fields[name]?.type
            return "\(pick.subject) = \(pick.value.text(as: type))"
        }.joined(separator: ", ")
    }
}
