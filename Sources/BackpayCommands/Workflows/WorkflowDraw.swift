import ArgumentParser
import CaseDesk
import Source
import Values
import Workflow

/// `backpay workflow draw`.
struct WorkflowDraw: ContextCommand {
    /// What a definition can be drawn as.
    enum Form: String, CaseIterable, ExpressibleByArgument {
        case mermaid, dot, scxml, pnml
    }

    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "画成图：Mermaid、Graphviz、SCXML、PNML · Draw as Mermaid, Graphviz, SCXML or PNML.",
        discussion: """
            $ backpay workflow draw two-station --to dot | dot -Tsvg > two-station.svg
            $ backpay workflow draw --case 2025-0001 > case.mmd
            """)
    @OptionGroup var common: CommonOptions
    @Argument(help: "Name or file; that of --case by default. / 流程名或文件；有 --case 时可省。")
    var workflow: String?
    @Option(help: "mermaid, dot, scxml, pnml.") var to: Form = .mermaid
    @Option(
        name: .customLong("case"),
        help: ArgumentHelp(
            "Mark the path of this case and its clocks. / 标出此案走过的路径与期限。", valueName: "case"))
    var number: String?
    @Option(
        name: .customLong("in"),
        help: ArgumentHelp("Which proceeding of the case. / 此案的哪一程序。", valueName: "proceeding"))
    var proceeding: String?

    func run(_ context: CommandContext) throws {
        if number != nil, to == .scxml || to == .pnml {
            throw CommandFailure(
                .usage, code: "usage",
                Bilingual(
                    zh: "--case 只用于 mermaid 和 dot：\(to.rawValue) 只描述流程",
                    en: "--case goes with mermaid and dot; \(to.rawValue) describes the procedure only"))
        }
        if let number {
            let path = try path(of: number, context)
            context.out(draw(path.definition, marks: path.marks, context))
            return
        }
        guard let workflow else {
            throw CommandFailure(
                .usage, code: "usage",
                Bilingual(zh: "请写明流程，或用 --case 指明案件", en: "name a workflow, or a case with --case"))
        }
        let definition = try WorkflowSource(context: context, common: common).draft(workflow)
        switch to {
        case .mermaid, .dot: context.out(draw(definition, marks: DrawingMarks(), context))
        case .scxml: context.out(SCXMLDrawing.text(definition))
        case .pnml:
            do {
                context.out(try PNMLDrawing.text(definition, language: context.language))
            } catch {
                throw CommandFailure(.refused, code: "too-large", error.reason)
            }
        }
    }

    private func draw(
        _ definition: WorkflowDefinition, marks: DrawingMarks, _ context: CommandContext
    ) -> String {
        to == .dot
            ? DOTDrawing.text(definition, language: context.language, marks: marks)
            : WorkflowDiagram.mermaid(definition, language: context.language, marks: marks)
    }

    private func path(of number: String, _ context: CommandContext) throws -> CasePath {
        let register = try Register.read(common, context: context)
        let paths = try register.desk.ask { try CasePath.all(of: number, in: $0, pins: $1) }
        if let proceeding {
            guard let path = paths.first(where: { $0.proceeding == proceeding }) else {
                throw DeskFailure.noSuchProceeding(proceeding, in: number)
            }
            return path
        }
        let named = paths.filter { path in workflow.map { $0 == path.definition.id } ?? true }
        guard let path = named.last else { throw DeskFailure.noSuchWorkflow(workflow ?? number) }
        return path
    }
}
