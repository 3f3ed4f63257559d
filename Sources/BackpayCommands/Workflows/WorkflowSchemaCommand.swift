import ArgumentParser
import Source
import Values
import Workflow

/// `backpay workflow schema`.
struct WorkflowSchemaCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "流程语言的 JSON Schema，供编辑器提示 · The JSON Schema of the language, for editors.",
        discussion: """
            $ backpay workflow schema > schema/workflow.schema.json
            $ backpay workflow schema --for my-county.yaml > my-county.schema.json
            流程文件首行写 · first line of the workflow file: # yaml-language-server: $schema=my-county.schema.json
            """)
    @OptionGroup var common: CommonOptions
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "With the names of this file: states, acts, roles. / 带上此文件自己的状态、事项、职责。", valueName: "file"))
    var file: String?

    func run(_ context: CommandContext) throws {
        let definition = try file.map { try drawable($0, context) }
        context.out(JSONOutput.document(WorkflowSchema.json(for: definition)))
    }

    /// A file that is being written is rarely right: its names are wanted all the same.
    private func drawable(_ file: String, _ context: CommandContext) throws -> WorkflowDefinition {
        try WorkflowSource(context: context, common: common).draft(file)
    }
}
