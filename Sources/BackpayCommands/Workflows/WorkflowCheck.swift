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
        discussion: "$ backpay workflow check workflows/two-station.yaml")
    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("Files. / 文件。", valueName: "FILE")) var files: [String]

    func run(_ context: CommandContext) throws {
        let resources = Resources(context: context)
        var checked: [CheckedFile] = []
        for file in files {
            do {
                let definition = try resources.workflow(at: file).0
                checked.append(
                    CheckedFile(
                        path: file, definition: definition, found: definition.warnings,
                        report: ModelChecker.check(definition)))
            } catch let list as DiagnosticList {
                checked.append(CheckedFile(path: file, definition: nil, found: list.items, report: nil))
            }
        }
        context.show(CheckPage(files: checked), common)
        if checked.contains(where: \.hasErrors) { throw QuietExit(status: .refused) }
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
