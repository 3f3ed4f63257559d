import ArgumentParser
import CaseDesk
import Source
import Values
import Workflow

/// `backpay workflow check`.
struct WorkflowCheck: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "检查流程文件：错误、规则是否成立、最少人手 · Check workflow files: mistakes, rules, the smallest crew.",
        discussion: """
            $ backpay workflow check workflows/two-station.yaml
            $ backpay workflow check workflows

            一个文件夹：其中及其下各级文件夹中的全部 .yaml 文件。
            A folder: every .yaml file in it and in those inside it.
            """)
    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("Files or folders. / 文件或文件夹。", valueName: "FILE")) var files: [String]

    func run(_ context: CommandContext) throws {
        let resources = Resources(context: context)
        var checked: [CheckedFile] = []
        for file in try files.flatMap(resources.workflowFiles) {
            do {
                let definition = try resources.workflow(at: file).0
                checked.append(
                    CheckedFile(
                        path: file, definition: definition,
                        found: definition.warnings + (try limits(of: definition, at: file, resources)),
                        report: ModelChecker.check(definition)))
            } catch let list as DiagnosticList {
                checked.append(CheckedFile(path: file, definition: nil, found: list.items, report: nil))
            }
        }
        context.show(CheckPage(files: checked), common)
        if checked.contains(where: \.hasErrors) { throw QuietExit(status: .refused) }
    }

    /// Where clocks differ from the rows of the table of limits that they name.
    private func limits(
        of definition: WorkflowDefinition, at file: String, _ resources: Resources
    ) throws -> [Diagnostic] {
        guard LimitAgreement.isNeeded(for: definition) else { return [] }
        return LimitAgreement.findings(definition, try resources.limits(besideWorkflow: file))
    }
}

/// One file with everything the checks say of it.
struct CheckedFile {
    let path: String
    let definition: WorkflowDefinition?
    /// What the structure showed.
    let found: [Diagnostic]
    /// What the model checker showed; nothing while there are errors in the structure.
    let report: ModelReport?

    var hasErrors: Bool { found.contains { $0.severity == .error } || report?.hasErrors ?? false }
    var isClean: Bool { found.isEmpty && report?.findings.isEmpty ?? false }
}
