import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import Workflow

/// `backpay workflow`: for those who write procedures.
struct WorkflowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow", abstract: "流程定义 · Procedures.",
        subcommands: [
            WorkflowList.self, WorkflowShow.self, WorkflowCheck.self, WorkflowDraw.self, WorkflowDiff.self,
            WorkflowMigrate.self, WorkflowSchemaCommand.self,
            WorkflowEval.self, WorkflowSimulate.self, WorkflowTest.self, WorkflowPaths.self,
        ])
}

/// `backpay workflow list`.
struct WorkflowList: TableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "可用流程：文件与登记簿中的版本 · Workflows in files and pinned in the register.")
    @OptionGroup var common: CommonOptions

    func run(_ context: CommandContext) throws {
        let resources = Resources(context: context)
        var listing = Listing(
            schema: "workflow-list/1",
            [
                .init("id", Bilingual(zh: "流程", en: "workflow"), overflow: .keep),
                .init("version", Bilingual(zh: "版本", en: "version"), .right),
                .init("label", Bilingual(zh: "名称", en: "name"), overflow: .wrap),
                .init("where", Bilingual(zh: "所在", en: "where"), overflow: .wrap),
                .init("hash", Bilingual(zh: "散列", en: "hash"), overflow: .keep),
            ], whenEmpty: Bilingual(zh: "没有流程", en: "no workflows"))
        func row(_ definition: WorkflowDefinition, _ place: Bilingual, code: String) {
            listing.rows.append([
                .text(definition.id), .count(definition.version),
                .label(definition.label, code: definition.id),
                .label(place, code: code), .text(String(Pins.hash(definition).prefix(12))),
            ])
        }
        if resources.exists("workflows") {
            for path in try resources.yamlFilesBelow("workflows") {
                row(try resources.workflow(path).0, Bilingual(zh: path, en: path), code: path)
            }
        }
        if resources.exists(context.register(option: common.register)) {
            let register = try Register.read(common, context: context)
            for pinned in try register.desk.ask({ try PinnedWorkflow.all(in: $0, pins: $1) }) {
                row(
                    pinned.definition,
                    Bilingual(zh: "登记簿第 \(pinned.position) 条", en: "register, entry \(pinned.position)"),
                    code: "register")
            }
        }
        context.show(listing, common)
    }
}

/// Finds a workflow by file, by name, or in the register.
struct WorkflowSource {
    let context: CommandContext
    let common: CommonOptions

    /// A definition to look at. One that the checks refuse is shown all the same where its parts fit together, since a
    /// picture often shows the mistake; what is wrong with it is said beside.
    func draft(_ name: String) throws -> WorkflowDefinition {
        let resources = Resources(context: context)
        guard let path = resources.workflowPath(name) else { return try definition(name) }
        let node = try resources.yaml(path).node
        let folder = Resources.folder(of: path)
        let draft = WorkflowDraft.read(
            node, vocabularies: Pins.vocabularies, using: resources.interfaces(beside: folder),
            catalogues: try resources.catalogues(of: node, beside: folder))
        guard let definition = draft.definition else { throw DiagnosticList(draft.findings) }
        for finding in draft.findings { context.err(VisibleText.line(finding.text(context.language)) + "\n") }
        return definition
    }

    /// The definition as live cases have it: from the register before a file; a path is always a file.
    func pinned(_ name: String) throws -> WorkflowDefinition {
        let isPath = name.hasSuffix(".yaml")
        if !isPath, Resources(context: context).exists(context.register(option: common.register)) {
            let register = try Register.read(common, context: context)
            let all = try register.desk.ask { try PinnedWorkflow.all(in: $0, pins: $1) }
            if let found = all.last(where: { $0.definition.id == name || $0.hash.hasPrefix(name) }) {
                return found.definition
            }
        }
        return try definition(name)
    }

    /// The definition, from a file before the register.
    func definition(_ name: String) throws -> WorkflowDefinition {
        let resources = Resources(context: context)
        if resources.workflowPath(name) != nil { return try resources.workflow(name).0 }
        guard resources.exists(context.register(option: common.register)) else {
            throw DeskFailure.noSuchWorkflow(name)
        }
        let register = try Register.read(common, context: context)
        let all = try register.desk.ask { try PinnedWorkflow.all(in: $0, pins: $1) }
        guard let found = all.last(where: { $0.definition.id == name || $0.hash.hasPrefix(name) }) else {
            throw DeskFailure.noSuchWorkflow(name)
        }
        return found.definition
    }
}
