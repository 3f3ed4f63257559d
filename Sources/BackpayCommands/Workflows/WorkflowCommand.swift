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
            for path in try resources.yamlFiles(in: "workflows") {
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

/// `backpay workflow check`.
struct WorkflowCheck: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "检查流程文件，错误逐处指出 · Check workflow files; every mistake with its place.",
        discussion: "$ backpay workflow check workflows/two-station.yaml")
    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("Files. / 文件。", valueName: "FILE")) var files: [String]

    func run(_ context: CommandContext) throws {
        let resources = Resources(context: context)
        var found: [Diagnostic] = []
        var clean: [String] = []
        for file in files {
            do {
                let definition = try WorkflowDefinition.load(
                    try resources.yaml(file).node, vocabularies: Pins.vocabularies)
                found += definition.warnings
                if definition.warnings.isEmpty { clean.append(file) }
            } catch let list as DiagnosticList {
                found += list.items
            }
        }
        context.show(CheckPage(found: found, clean: clean), common)
        if found.contains(where: { $0.severity == .error }) { throw QuietExit(status: .refused) }
    }
}

/// What `workflow check` shows.
struct CheckPage: Page {
    let found: [Diagnostic]
    let clean: [String]

    func lines(_ face: Face) -> [String] {
        found.map {
            face.style.apply(
                $0.severity == .error ? .bad : .warning, to: VisibleText.line($0.text(face.language)))
        }
            + clean.map { VisibleText.line($0) + face.text("：没有问题", ": nothing to complain of") }
    }

    var json: JSON {
        .object([
            "schema": .string("workflow-check/1"), "findings": .array(found.map(\.json)),
            "clean": .array(clean.map(JSON.string)),
        ])
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
        let draft = WorkflowDraft.read(try resources.yaml(path).node, vocabularies: Pins.vocabularies)
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
