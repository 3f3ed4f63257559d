import CEL
import Values
import Workflow

extension ActEvaluator {
    /// The members of a list that an act names: those given with the command, or those its payload is about.
    func rows(
        of command: ActCommand, payload: [String: CELValue], in definition: WorkflowDefinition
    ) throws -> [String] {
        let given = command.rows.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        guard let list = definition.acts[command.act]?.of else {
            guard let first = given.first else { return [] }
            throw refusal(
                given: first, Bilingual(zh: "不填：这一事项不分行", en: "nothing: this act is not about rows of a list")
            )
        }
        let named = definition.rows(namedBy: payload, of: command.act)
        if given.isEmpty { return named }
        guard named.isEmpty || Set(named) == Set(given) else {
            throw refusal(
                given: given.joined(separator: ","),
                Bilingual(
                    zh: "与内容一致：\(named.joined(separator: ", "))",
                    en: "the members of '\(list)' that the payload names: \(named.joined(separator: ", "))"))
        }
        return given
    }

    private func refusal(given: String, _ wanted: Bilingual) -> RefusalReport {
        RefusalReport(
            primary: .payload([PayloadProblem(path: "of", given: "'\(given.prefix(60))'", wanted: wanted)]),
            others: [])
    }
}
