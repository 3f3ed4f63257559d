import Values
import WageArrears
import Workflow

extension CaseState {
    /// The proceeding that an act goes to where none is named: the only open one that handles it.
    ///
    /// Of several those count that take it where they stand. A fact of the vocabulary belongs to the case and goes to
    /// the first of them; anything else has to be named. What no open one handles goes to the only closed one that it
    /// takes up again; else a fact of the case to the last that is open, and anything else to the last.
    func taker(of act: String) throws -> Int? {
        let handlers = proceedings.indices.filter { index in
            proceedings[index].isOpen && proceedings[index].definition.handles(act)
        }
        let ready = handlers.filter { proceedings[$0].takes(act) }
        let takers = ready.isEmpty ? handlers : ready
        if takers.count > 1, !isFactOfTheCase(act) { throw ambiguous(takers) }
        if let taker = takers.first { return taker }
        let reopened = proceedings.indices.filter { !proceedings[$0].isOpen && proceedings[$0].takes(act) }
        if reopened.count > 1 { throw ambiguous(reopened) }
        if let taker = reopened.first { return taker }
        let open = isFactOfTheCase(act) ? proceedings.lastIndex(where: \.isOpen) : nil
        return open ?? proceedings.indices.last
    }

    func isFactOfTheCase(_ act: String) -> Bool {
        WageArrearsVocabulary.schema.acts.contains { $0.name == act && $0.kind == .fact }
    }

    private func ambiguous(_ takers: [Int]) -> RefusalReport {
        func list(_ language: Language) -> String {
            takers.map { index in
                let place = proceedings[index]
                let label = place.definition.label.text(language)
                return language == .zh ? "\(place.id)（\(label)）" : "\(place.id) (\(label))"
            }.joined(separator: language == .zh ? "、" : ", ")
        }
        let problem = PayloadProblem(
            path: "--in", given: "-",
            wanted: Bilingual(zh: "指明程序：" + list(.zh), en: "one of the proceedings " + list(.en)))
        return RefusalReport(primary: .payload([problem]), others: [])
    }
}

extension ProceedingState {
    /// Whether a transition takes an act where it stands.
    func takes(_ act: String) -> Bool {
        definition.takes(act, at: snapshot)
    }
}

extension WorkflowDefinition {
    /// Whether it says anything of an act beside opening a proceeding by it.
    func handles(_ act: String) -> Bool {
        guard acts[act] != nil else { return false }
        guard head.openedBy?.act == act else { return true }
        return transitions.contains { transition in
            switch transition.trigger {
            case .act(let name), .reopen(let name): return name == act
            case .auto, .done, .breach, .cured: return false
            }
        }
    }
}
