import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import WageArrears
import Workflow

/// `backpay start`: opens a proceeding beside those of a case.
struct StartProceeding: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "在案内另行启动一个程序 · Open a proceeding beside those of a case.",
        discussion: """
            $ backpay start 2025-0001 mediation --as mediator --of P-000001,P-000002
            $ backpay start 2025-0001 arbitration --as clerk --of P-000007 --number 仲案字7号 --attach application=申请书.pdf

            可启动哪些程序，见 backpay next。
            What can be opened is listed by backpay next.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var papers: PaperOptions
    @Argument(help: ArgumentHelp("The case. / 案号。", valueName: "case")) var number: String
    @Argument(help: ArgumentHelp("A workflow: name or file. / 流程名或文件。", valueName: "WORKFLOW"))
    var workflow: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The claimants or claims it is for; all that are open where none are named. / 涉及的劳动者或请求。",
            valueName: "id,id"))
    var of: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A value of its opening act. / 填写启动事项的一项。", valueName: "key=value"))
    var set: [String] = []
    @Option(name: .long, help: "The body that handles it. / 承办机构。") var body: String?
    @Option(name: .customLong("number"), help: "Its own number with that body. / 该机构的案号。")
    var ownNumber: String?
    @Option(
        name: .customLong("in"),
        help: ArgumentHelp(
            "The proceeding whose offer is taken up. / 由哪个程序启动。", valueName: "proceeding"))
    var proceeding: String?
    @Option(name: .long, help: ArgumentHelp("When it happened. / 发生时间。", valueName: "date|instant"))
    var at: String?
    @Option(name: .long, help: ArgumentHelp("Who did it. / 实际办理人。", valueName: "actor"))
    var by: [String] = []
    @Option(name: .long, help: "Why. / 理由。") var reason: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only if the case still has this version. / 仅当案件仍为此版本。", valueName: "N"))
    var ifVersion: Int?
    @Option(name: .long, help: ArgumentHelp("Idempotency key. / 幂等键。", valueName: "key")) var key: String?

    func run(_ context: CommandContext) throws {
        let recorder = try context.actor(option: acting.actor)
        let register = try Register.open(common, wait: acting.wait, context: context)
        let library = try library(context)
        let id = library.first?.definition.id ?? workflow
        let opening = library.first.flatMap { file in
            file.definition.head.openedBy.flatMap { file.definition.act(named: $0.act) }
        }
        let command = StartCommand(
            caseNumber: number, workflow: id, library: library, offeredBy: proceeding,
            of: of.flatMap { $0.split(separator: ",").map(String.init) }, body: body, number: ownNumber,
            payload: PayloadWords.typed(try Assignment.object(set), fields: opening?.payload ?? []),
            papers: try papers.papers(context), doers: by, recorder: recorder,
            occurred: try at.map { try MomentOption.parse($0, option: "--at") }, reason: reason,
            ifVersion: ifVersion, key: try CommandKeyOption.parse(key))
        let (outcome, state) = try register.desk.work(as: recorder) { work in
            let outcome = try work.start(command)
            return (outcome, outcome.isDone ? try CaseState.load(number, in: work.reader, pins: Pins()) : nil)
        }
        try ActOutcomeText(outcome: outcome, state: state, common: common).report(to: context)
    }

    /// The workflow's file with those it uses; empty where only the register has it.
    private func library(_ context: CommandContext) throws -> [WorkflowFile] {
        let resources = Resources(context: context)
        guard let path = resources.workflowPath(workflow) else { return [] }
        let (definition, source) = try resources.workflow(at: path)
        return [WorkflowFile(definition, source: source)]
            + (try resources.library(of: definition, beside: Resources.folder(of: path)))
    }
}
