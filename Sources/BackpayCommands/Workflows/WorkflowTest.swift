import ArgumentParser
import CaseDesk
import Source
import Values
import Workflow

/// `backpay workflow test`: runs the stories that stand in a procedure.
struct WorkflowTest: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "运行流程文件中的故事 · Run the stories in workflow files.",
        discussion: "$ backpay workflow test workflows/two-station.yaml")
    @OptionGroup var common: CommonOptions
    @Option(
        name: .customLong("stories"),
        help: ArgumentHelp(
            "Stories of another file, e.g. one that 'paths' wrote. / 另一文件中的故事。", valueName: "FILE"))
    var other: String?
    @Argument(help: ArgumentHelp("Names or files. / 流程名或文件。", valueName: "FILE")) var files: [String]

    func validate() throws {
        if other != nil, files.count > 1 {
            throw ValidationError("--stories goes with one workflow / --stories 只能用于一个流程")
        }
    }

    func run(_ context: CommandContext) throws {
        let resources = Resources(context: context)
        var page = TrialPage(files: [])
        for file in files {
            let definition = try resources.workflow(file).0
            let host = try TrialHost(definition, resources: resources)
            let stories =
                try other.map { try TrialReader.stories(try resources.yaml($0).node, of: definition) }
                ?? definition.stories
            let runs = stories.map { TrialRun($0, of: definition, host: host.host) }
            page.files.append(.init(name: file, definition: definition, runs: runs, note: host.note))
        }
        context.show(page, common)
        if !page.isAsTold { throw QuietExit(status: .refused) }
    }
}

/// What `workflow test` shows.
struct TrialPage: Page {
    /// One procedure with its stories.
    struct File {
        let name: String
        let definition: WorkflowDefinition
        let runs: [TrialRun]
        let note: Bilingual?
    }

    var files: [File]

    /// Whether every story went as told.
    var isAsTold: Bool { files.allSatisfy { $0.runs.allSatisfy(\.isAsTold) } }

    func lines(_ face: Face) -> [String] {
        var lines: [String] = []
        for file in files {
            lines.append(face.style.apply(.strong, to: VisibleText.line(file.name)))
            if file.runs.isEmpty { lines.append("  " + face.text("没有故事", "no stories")) }
            for run in file.runs { lines += self.lines(run, face) }
            if let note = file.note {
                lines.append("  " + face.style.apply(.faint, to: note.text(face.language)))
            }
        }
        let runs = files.flatMap(\.runs)
        let good = runs.count(where: \.isAsTold)
        lines.append(
            face.text("\(runs.count) 个故事，\(good) 个与所述一致", "\(runs.count) stories, \(good) as told"))
        return lines
    }

    private func lines(_ run: TrialRun, _ face: Face) -> [String] {
        let name = "\(run.story.label.text(face.language))  \(run.story.name)"
        guard let failure = run.failure else {
            return ["  " + face.style.apply(.good, to: "✓") + " " + VisibleText.line(name)]
        }
        var lines = ["  " + face.style.apply(.bad, to: "✗") + " " + VisibleText.line(name)]
        lines.append("    \(failure.position): " + VisibleText.line(place(failure, of: run.story, face)))
        for difference in failure.differences {
            lines.append("      - \(face.text("应为", "wanted")) \(difference.subject): \(difference.wanted)")
            lines.append("      + \(face.text("实为", "got")) \(difference.subject): \(difference.got)")
        }
        if let refusal = failure.refusal {
            lines += RefusalLines.lines(refusal, face).map { "      " + $0 }
        }
        return lines
    }

    private func place(_ failure: TrialRun.Failure, of story: TrialStory, _ face: Face) -> String {
        if failure.step == 0 { return face.text("无法开始", "it cannot begin") }
        guard failure.step <= story.steps.count else { return face.text("结尾 (then)", "the end ('then')") }
        let step = story.steps[failure.step - 1]
        return face.text("第 \(failure.step) 步 \(step.summary)", "step \(failure.step), \(step.summary)")
    }

    var json: JSON {
        .object([
            "schema": .string("workflow-test/1"),
            "files": .array(
                files.map { file in
                    .object([
                        "file": .string(file.name), "workflow": .string(file.definition.id),
                        "stories": .array(file.runs.map(\.json)),
                    ])
                }),
            "as_told": .bool(isAsTold),
        ])
    }
}

extension TrialRun {
    var json: JSON {
        var members: [String: JSON] = [
            "name": .string(story.name), "label": story.label.json, "as_told": .bool(isAsTold),
            "steps": .integer(Int64(steps.count)),
        ]
        if let failure {
            members["failed_step"] = .integer(Int64(failure.step))
            members["at"] = .string(failure.position.description)
            members["differences"] = .array(failure.differences.map(\.json))
            if let refusal = failure.refusal { members["refusal"] = refusal.primary.json }
        }
        return .object(members)
    }
}

extension TrialStep {
    /// The step in one word or two: the act, or how time passes.
    var summary: String {
        switch deed {
        case .act(let name): return name
        case .wait(let length): return "+" + length.description
        case .waitUntil(let moment): return "@" + moment.shortText
        case .learn: return "…"
        case .sign(let signing): return "\(signing.word.rawValue) \(signing.act)"
        case .childEnded(let end): return "\(end.state) = \(end.outcome)"
        }
    }
}

/// A refusal on the pages about trials: every reason with its details.
enum RefusalLines {
    static func lines(_ report: RefusalReport, _ face: Face) -> [String] {
        report.all.flatMap { reason -> [String] in
            ["\(reason.code)\(face.text("：", ": "))\(VisibleText.line(reason.message(face.language)))"]
                + reason.details(face.language).map { "  " + VisibleText.line($0) }
        }
    }
}
