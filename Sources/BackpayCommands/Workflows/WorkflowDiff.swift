import ArgumentParser
import CaseDesk
import Source
import Values
import Workflow

/// `backpay workflow diff`.
struct WorkflowDiff: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "比较流程的两个版本，判断对在办案件的影响 · Compare two versions; what it means for live cases.",
        discussion: "$ backpay workflow diff two-station workflows/two-station.yaml")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The old text: a file, a name, or a hash in the register. / 旧版。") var old: String
    @Argument(help: "The new text. / 新版。") var new: String

    func run(_ context: CommandContext) throws {
        let source = WorkflowSource(context: context, common: common)
        let page = DiffPage(old: try source.pinned(old), new: try source.definition(new))
        context.show(page, common)
    }
}

/// What `workflow diff` shows.
struct DiffPage: Page {
    let old: WorkflowDefinition
    let new: WorkflowDefinition

    private var diff: DefinitionDiff { DefinitionDiff(from: old, to: new) }

    func lines(_ face: Face) -> [String] {
        let diff = diff
        let head =
            face.text("结论：", "verdict: ") + diff.verdict.text.text(face.language)
            + " (\(diff.verdict.rawValue))"
        var lines = [
            "\(old.reference) → \(new.reference)",
            face.style.apply(diff.verdict >= .mapped ? .warning : .good, to: head),
        ]
        for verdict in DefinitionDiff.Verdict.allCases.reversed() {
            let changes = diff.changes.filter { $0.verdict == verdict }
            guard !changes.isEmpty else { continue }
            lines += ["", face.heading(verdict.text.zh, verdict.text.en) + " (\(verdict.rawValue))"]
            lines += changes.map { "  \($0.subject)  " + VisibleText.line($0.text.text(face.language)) }
        }
        if diff.verdict >= .mapped {
            lines += [
                "",
                face.text(
                    "在办案件留在原版本；要迁移，写迁移方案并执行 backpay workflow migrate",
                    "live cases stay on their version; to move them write a plan for 'backpay workflow migrate'"
                ),
            ]
        }
        return lines
    }

    var json: JSON {
        let diff = diff
        return .object([
            "schema": .string("workflow-diff/1"), "old": .string(Pins.hash(old)),
            "new": .string(Pins.hash(new)),
            "verdict": .string(diff.verdict.rawValue),
            "changes": .array(
                diff.changes.map {
                    .object([
                        "verdict": .string($0.verdict.rawValue), "subject": .string($0.subject),
                        "text": $0.text.json,
                    ])
                }),
        ])
    }
}
