import CaseDesk
import Workflow

extension Register {
    /// A workflow for a new case: a file, or what the register has pinned last under the name.
    func workflow(
        named name: String, _ context: CommandContext
    ) throws -> (definition: WorkflowDefinition, source: String) {
        let resources = Resources(context: context)
        if resources.workflowPath(name) != nil { return try resources.workflow(name) }
        guard
            let pinned = try desk.ask({ try PinnedWorkflow.all(in: $0, pins: $1) }).last(where: {
                $0.definition.id == name
            })
        else { throw DeskFailure.noSuchWorkflow(name) }
        return (pinned.definition, pinned.source)
    }
}
