import ArgumentParser
import CEL
import CaseDesk
import Source
import Values
import Workflow

/// `backpay workflow eval`: an expression over given facts, with the value of every part.
struct WorkflowEval: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "求表达式的值，逐部分说明 · Evaluate an expression and every part of it.",
        discussion: """
            $ backpay workflow eval 'case.verified > fen(0) && case.due == fen(0)' --facts facts.json
            $ backpay workflow eval 'data.contact_route != "none"' --workflow two-station
            """)
    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("The expression. / 表达式。", valueName: "EXPR")) var expression: String
    @Option(
        help: ArgumentHelp(
            "JSON or YAML: the values of case, data, act, actor, this; In, clock, docs. / 事实文件。",
            valueName: "FILE"))
    var facts: String?
    @Option(
        help: ArgumentHelp(
            "Take names and types from this workflow. / 按此流程的名称和类型。", valueName: "WORKFLOW"))
    var workflow: String?
    @Option(help: ArgumentHelp("With the payload of this act. / 以此事项的内容为 act。", valueName: "ACT"))
    var act: String?

    func validate() throws {
        if act != nil, workflow == nil {
            throw ValidationError("--act goes with --workflow / --act 须与 --workflow 同用")
        }
    }

    func run(_ context: CommandContext) throws {
        let resources = Resources(context: context)
        let definition = try workflow.map { try resources.workflow($0).0 }
        let trial = try ExpressionTrial.run(
            expression, facts: try facts.map { try resources.yaml($0).node }, under: definition, act: act)
        let page = ExpressionPage(trial: trial)
        context.show(page, common)
        if page.error != nil { throw QuietExit(status: .refused) }
    }
}

/// What `workflow eval` shows.
struct ExpressionPage: Page {
    let trial: ExpressionTrial

    /// Why it has no value.
    var error: CELError? {
        guard case .error(let error) = trial.explanation.result else { return nil }
        return error
    }

    func lines(_ face: Face) -> [String] {
        let head: String
        switch trial.explanation.result {
        case .value(let value): head = "\(value.text)  (\(trial.type))"
        case .error(let error):
            head = face.style.apply(
                .bad, to: "\(error.position): \(error.code): \(error.message.text(face.language))")
        case .notEvaluated: head = face.text("未求值", "not evaluated")
        }
        return [VisibleText.line(head)]
            + trial.explanation.lines(face.language).map { "  " + VisibleText.line($0) }
    }

    var json: JSON {
        .object([
            "schema": .string("expression/1"), "type": .string(trial.type.description),
            "whole": trial.explanation.json,
        ])
    }
}

extension CELExplanation {
    /// The explanation for programs: `{text, value | error | skipped, parts}`.
    var json: JSON {
        var members: [String: JSON] = ["text": .string(text)]
        switch result {
        case .value(let value): members["value"] = value.json
        case .error(let error):
            members["error"] = .object([
                "code": .string(error.code), "at": .string(error.position.description),
                "message_zh": .string(error.message.zh), "message_en": .string(error.message.en),
            ])
        case .notEvaluated: members["skipped"] = .bool(true)
        }
        if let element {
            members["element"] = .object([
                "variable": .string(element.variable), "index": .integer(Int64(element.index)),
                "value": element.value.json,
            ])
        }
        if !children.isEmpty { members["parts"] = .array(children.map(\.json)) }
        if omitted > 0 { members["omitted"] = .integer(Int64(omitted)) }
        return .object(members)
    }
}
