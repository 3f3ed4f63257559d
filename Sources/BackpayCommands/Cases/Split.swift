import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import WageArrears
import Workflow

/// `backpay split`: claimants get a case of their own.
struct Split: ContextCommand {
    static let configuration = CommandConfiguration(
        abstract: "分案：部分劳动者另立一案 · Give claimants of a case a case of their own.",
        discussion: """
            $ backpay split 2025-0001 --claimant P-000003 --to two-station --dry-run --reason '仲裁委要求单独立案'
            $ backpay split 2025-0001 --claimant P-000003 --to two-station --as clerk --reason '仲裁委要求单独立案' \\
                --attach notice=通知.pdf

            应付合计减少或有程序因此终结的，须有第二人及其签字的材料。
            Where less would be due, or a proceeding would end, a second person and a paper they signed are needed.
            """)
    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var papers: PaperOptions
    @OptionGroup var linking: LinkOptions
    @Argument(help: ArgumentHelp("The case they leave. / 原案。", valueName: "case")) var number: String
    @Option(name: .long, help: ArgumentHelp("Who leaves. / 分出的劳动者。", valueName: "id,id"))
    var claimant: [String]
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The procedure of the new case: name or file. / 新案的流程。", valueName: "WORKFLOW"))
    var to: String
    @Flag(name: .long, help: "Say what it would come to, write nothing. / 试行，不写入。") var dryRun = false

    func run(_ context: CommandContext) throws {
        let recorder = try context.actor(option: acting.actor)
        let register = try Register.open(common, wait: acting.wait, context: context)
        let (definition, source) = try register.workflow(named: to, context)
        let resources = Resources(context: context)
        let workflow = NewCaseWorkflow(
            definition: definition, source: source,
            library: try resources.library(
                of: definition, beside: resources.workflowPath(to).map(Resources.folder(of:)) ?? "."))
        let command = SplitCommand(
            caseNumber: number, claimants: claimant.flatMap { $0.split(separator: ",").map(String.init) },
            workflow: definition.id, frame: try linking.frame(recorder: recorder, papers: papers, context))
        if dryRun {
            do {
                context.show(
                    SplitPage(report: try register.desk.rehearse(command, to: workflow)), common)
            } catch let report as RefusalReport {
                throw CommandFailure(report, isLogged: false)
            }
            return
        }
        let outcome = try register.desk.split(command, to: workflow)
        var state: CaseState?
        if case .done(let receipt) = outcome {
            state = try register.desk.ask { try CaseState.load(receipt.caseNumber, in: $0, pins: $1) }
        }
        try ActOutcomeText(outcome: outcome, state: state, common: common).report(to: context)
    }
}

/// What `split --dry-run` shows.
struct SplitPage: Page {
    let report: SplitReport

    func lines(_ face: Face) -> [String] {
        let list = report.claimants.joined(separator: face.text("、", ", "))
        var lines = [
            face.style.apply(
                .strong,
                to: face.text(
                    "分案 \(report.from) → \(report.number)", "split \(report.from) → \(report.number)")
            ), face.text("  分出  \(list)", "  leave  \(list)"),
        ]
        for limit in report.ended {
            let due = limit.due.map { " → \($0.shortText)" } ?? ""
            lines.append(face.text("  原案期限终止  \(limit.run)\(due)", "  limit that ends  \(limit.run)\(due)"))
        }
        for id in report.closed {
            lines.append(face.text("  原案程序终结  \(id)", "  proceeding that ends  \(id)"))
        }
        let due = report.due
        lines.append(
            face.text(
                "  尚欠  \(due.before) → \(due.staying) ＋ \(due.going)",
                "  due  \(due.before) → \(due.staying) + \(due.going)"))
        if report.takesTwo {
            lines.append(
                face.style.apply(
                    .warning,
                    to: face.text(
                        "  须第二人及其签字的材料（--by、--attach、--signed-by）",
                        "  it takes a second person and a paper they signed (--by, --attach, --signed-by)")))
        }
        return lines + [face.text("这是试行，没有写入任何内容", "this was a dry run; nothing was written")]
    }

    var json: JSON {
        .object([
            "schema": .string("split-report/1"), "from": .string(report.from),
            "case": .string(report.number), "claimants": .array(report.claimants.map(JSON.string)),
            "ended": .array(
                report.ended.map { limit in
                    .object([
                        "run": .string(limit.run),
                        "due": limit.due.map { .string($0.description) } ?? .null,
                    ])
                }), "closed": .array(report.closed.map(JSON.string)),
            "due_fen": .object([
                "before": report.due.before.json, "staying": report.due.staying.json,
                "going": report.due.going.json,
            ]),
            "needs_two_people": .bool(report.takesTwo),
        ])
    }
}
