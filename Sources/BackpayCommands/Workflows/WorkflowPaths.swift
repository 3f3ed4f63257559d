import ArgumentParser
import CaseDesk
import Source
import SourceYAML
import Values
import Workflow

/// `backpay workflow paths`: stories generated for a procedure.
struct WorkflowPaths: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "paths",
        abstract: "生成覆盖流程的故事 · Generate stories that cover a procedure.",
        discussion: """
            $ backpay workflow paths joint-meeting > joint-meeting.stories.yaml
            $ backpay workflow paths joint-meeting --run

            The stories cover states, transitions, pairs of transitions, conditions both ways, limits before, on and
            after their last day, rows, holds, signatures, proceedings waited for, escalations, and for every refusal
            the acts that must be refused. Facts of the case in them are free records, not money histories. With --run they are run through the real step, and what they covered is
            reported, and what they did not.
            """)
    @OptionGroup var common: CommonOptions
    @Argument(help: "Name or file. / 流程名或文件。") var workflow: String
    @Flag(name: .customLong("run"), help: "Run them and report what they cover. / 运行并报告覆盖。")
    var runs = false
    @Option(help: ArgumentHelp("When the stories begin. / 故事开始的日期。", valueName: "DATE"))
    var at: String = "2025-03-03"
    @Option(help: ArgumentHelp("Another order of the ways. / 另一种探索次序。", valueName: "NUMBER"))
    var seed: UInt64 = 0
    @Option(help: ArgumentHelp("How many configurations to look at. / 最多查看的状态组合数。", valueName: "NUMBER"))
    var limit: Int = 400

    func validate() throws {
        guard (1...100_000).contains(limit) else {
            throw ValidationError("--limit takes 1 to 100000 / --limit 应为 1 到 100000")
        }
    }

    func run(_ context: CommandContext) throws {
        let resources = Resources(context: context)
        let definition = try WorkflowSource(context: context, common: common).definition(workflow)
        let host = try TrialHost(definition, resources: resources)
        let options = PathOptions(
            at: try MomentOption.parse(at, option: "--at"), seed: seed, limit: limit)
        let report: PathReport
        do throws(StepFault) {
            report = try PathFinder.find(definition, host: host.host, options: options)
        } catch {
            throw CommandFailure(RefusalReport(primary: error.refusal), isLogged: false)
        }
        let place = SourcePosition(file: "paths", line: 1, column: 1)
        let node = SourceNode(
            .mapping([
                SourceNode.Entry(
                    key: "stories", keyPosition: place,
                    value: SourceNode(.sequence(report.stories.map(\.source)), at: place))
            ]), at: place)
        guard runs else {
            context.show(StoriesPage(node: node), common)
            return
        }
        // What was generated is read back as a file would be, so that what is run is what would be kept.
        let stories = try TrialReader.stories(
            try YAMLReader.read(YAMLWriter.text(node), file: "paths"), of: definition)
        let results = stories.map { TrialRun($0, of: definition, host: host.host) }
        var coverage = Coverage(definition)
        for result in results { coverage.take(result) }
        let page = CoveragePage(
            coverage: coverage, report: report, limit: limit, failed: results.filter { !$0.isAsTold },
            note: host.note)
        context.show(page, common)
        if !page.failed.isEmpty { throw QuietExit(status: .refused) }
    }
}

/// Stories as a file.
struct StoriesPage: Page {
    let node: SourceNode

    func lines(_ face: Face) -> [String] {
        YAMLWriter.text(node).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
            String.init)
    }

    var json: JSON { node.json }
}

/// What generated stories covered, and what they did not.
struct CoveragePage: Page {
    let coverage: Coverage
    let report: PathReport
    let limit: Int
    let failed: [TrialRun]
    let note: Bilingual?

    func lines(_ face: Face) -> [String] {
        let definition = coverage.definition
        var lines = [
            face.style.apply(.strong, to: definition.label.text(face.language))
                + "  \(definition.id)  v\(definition.version)",
            face.text(
                "\(report.stories.count) 个故事，查看了 \(report.searched) 种状态组合",
                "\(report.stories.count) stories; \(report.searched) configurations looked at"),
        ]
        var table = Table([
            .init("", overflow: .wrap), .init("", .right, overflow: .keep), .init("", overflow: .keep),
        ])
        for family in PathGoal.Family.allCases {
            let (shown, all) = count { $0.family == family }
            guard all > 0 else { continue }
            table.append([
                Cell("  " + family.label.text(face.language)), Cell("\(shown)/\(all)"),
                Cell(shown == all ? "" : face.text("未全", "not all"), .warning),
            ])
        }
        lines += table.lines(width: face.width, style: face.style)
        lines.append(face.heading("拒绝的原因", "Reasons of refusal"))
        for code in Refusal.codes { lines.append("  " + line(code, face)) }
        let missing = coverage.missing
        if !missing.isEmpty {
            lines.append(face.heading("未能覆盖", "Not covered"))
            lines += missing.map {
                "  "
                    + VisibleText.line(
                        "\($0.family.label.text(face.language)): \($0.text(in: definition, face.language))")
            }
            lines.append("  " + why.text(face.language))
        }
        for run in failed {
            lines.append(face.style.apply(.bad, to: "✗ \(run.story.name)"))
            for difference in run.failure?.differences ?? [] {
                lines.append("    " + difference.text(face.language))
            }
        }
        if let note { lines.append(face.style.apply(.faint, to: note.text(face.language))) }
        return lines
    }

    private func count(_ isMeant: (PathGoal) -> Bool) -> (shown: Int, all: Int) {
        let goals = coverage.goals.filter(isMeant)
        return (goals.count { coverage.shown.contains($0) }, goals.count)
    }

    private func line(_ code: String, _ face: Face) -> String {
        if let reason = coverage.definition.impossibility(of: code) {
            return "\(code)  –  \(reason.text(face.language))"
        }
        let (shown, all) = count { if case .refusal(code, _) = $0 { true } else { false } }
        return "\(code)  \(shown)/\(all)"
    }

    /// Why something was not covered, as far as a search can know.
    private var why: Bilingual {
        if report.isStale {
            return Bilingual(
                zh: "其余状态组合只是已见情形的搭配，连续多种没有新的发现即停止（--limit 可加大）",
                en:
                    "what is left only combines what was seen; the search stopped after many in a row that showed "
                    + "nothing new (--limit raises it)")
        }
        return report.isComplete
            ? Bilingual(
                zh: "能到达的状态组合都已查看：在其中任何一处，所试的事实和内容都做不到以上各项",
                en:
                    "every configuration that was reached was looked at; with the facts and payloads tried, none of "
                    + "them shows these")
            : Bilingual(
                zh: "查看到 \(limit) 种状态组合即停止（--limit 可加大）",
                en: "the search stopped at \(limit) configurations (--limit raises it)")
    }

    var json: JSON {
        let families = PathGoal.Family.allCases.map { family in
            let (shown, all) = count { $0.family == family }
            return (
                family.rawValue, JSON.object(["shown": .integer(Int64(shown)), "all": .integer(Int64(all))])
            )
        }
        let codes = Refusal.codes.map { code in
            let (shown, all) = count { if case .refusal(code, _) = $0 { true } else { false } }
            let reason = coverage.definition.impossibility(of: code)
            return (
                code,
                JSON.object(omitting: [
                    "shown": .integer(Int64(shown)), "all": .integer(Int64(all)),
                    "impossible_zh": reason.map { .string($0.zh) },
                    "impossible_en": reason.map { .string($0.en) },
                ])
            )
        }
        return .object([
            "schema": .string("paths/1"), "workflow": .string(coverage.definition.id),
            "stories": .integer(Int64(report.stories.count)), "searched": .integer(Int64(report.searched)),
            "complete": .bool(report.isComplete), "stale": .bool(report.isStale),
            "coverage": .object(Dictionary(families) { first, _ in first }),
            "refusals": .object(Dictionary(codes) { first, _ in first }),
            "missing": .array(coverage.missing.map(\.json)),
            "failed": .array(failed.map { .string($0.story.name) }),
        ])
    }
}
