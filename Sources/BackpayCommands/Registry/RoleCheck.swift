import CaseDesk
import Source
import Values
import Workflow

/// Tells when a role is granted that no procedure here knows: most often it is mistyped.
struct RoleCheck {
    let register: Register
    let context: CommandContext

    /// Writes a warning for each unknown role; the grant stands, for a procedure may come later.
    func warn(_ roles: [String]) throws {
        var known = Set(
            try register.desk.ask { try PinnedWorkflow.all(in: $0, pins: $1) }.flatMap(\.definition.roles)
                .map(\.id))
        let resources = Resources(context: context)
        for folder in ["workflows", (context.variable("BACKPAY_HOME") ?? ".") + "/workflows"]
        where resources.exists(folder) {
            for path in try resources.yamlFilesBelow(folder) {
                guard let (definition, _) = try? resources.workflow(path) else { continue }
                known.formUnion(definition.roles.map(\.id))
            }
        }
        guard !known.isEmpty else { return }
        for role in roles where !known.contains(role) {
            let near = nearest(role, among: known)
            let hint =
                near.map { context.language == .zh ? "，是否指 '\($0)'？" : "; did you mean '\($0)'?" } ?? ""
            context.err(
                context.language == .zh
                    ? "注意：没有流程使用职责 '\(VisibleText.line(role))'\(hint)\n"
                    : "note: no procedure here knows the role '\(VisibleText.line(role))'\(hint)\n")
        }
    }
}
