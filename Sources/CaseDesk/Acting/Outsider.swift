import Source
import Values
import WageArrears
import Workflow

/// A party or a body outside that did what is recorded: a court, an employer, a worker. Nobody acts as one of them.
public struct Outsider: Hashable, Sendable {
    /// Its role in the procedure.
    public let role: String
    /// Which one, where there are several; may be a person's name and is kept apart so that it can be erased.
    public let name: String?

    /// Names somebody outside.
    public init(role: String, name: String? = nil) {
        self.role = role
        self.name = name
    }
}

extension ActEvaluator {
    /// Who outside did an act that is not our own people's; the only one the procedure names where nothing is said.
    func outsider(of command: ActCommand, by roles: [String], in definition: WorkflowDefinition) throws
        -> Outsider?
    {
        guard let given = command.outsider else {
            guard let only = roles.first else { return nil }
            if roles.count == 1 { return Outsider(role: only) }
            throw refusal("-", wanted: roles, in: definition)
        }
        guard !roles.isEmpty else {
            let problem = PayloadProblem(
                path: "outsider", given: "'\(given.role.prefix(40))'",
                wanted: Bilingual(
                    zh: "不填：这是本机构的人做的事", en: "nothing: this is done by our own people"))
            throw RefusalReport(primary: .payload([problem]))
        }
        guard roles.contains(given.role) else {
            throw refusal("'\(given.role.prefix(40))'", wanted: roles, in: definition)
        }
        if let name = given.name, let wanted = TextRule.fault(name, longest: TextRule.longest) {
            throw RefusalReport(
                primary: .payload([PayloadProblem(path: "outsider", given: "…", wanted: wanted)]))
        }
        return given
    }

    private func refusal(_ given: String, wanted roles: [String], in definition: WorkflowDefinition)
        -> RefusalReport
    {
        let zh = roles.map { "\($0)（\(definition.roleLabel($0).zh)）" }.joined(separator: "、")
        let en = roles.map { "\($0) (\(definition.roleLabel($0).en))" }.joined(separator: ", ")
        return RefusalReport(
            primary: .payload([
                PayloadProblem(
                    path: "outsider", given: given,
                    wanted: Bilingual(zh: "作出者，以下之一：\(zh)", en: "who did it, one of \(en)"))
            ]))
    }
}
