import ArgumentParser
import CaseDesk
import EventLog
import Values
import WageArrears
import Workflow

/// What `approve`, `reject` and `withdraw` share.
struct SigningOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The case. / 案号。", valueName: "case")) var number: String
    @Argument(help: ArgumentHelp("The proposal; see 'backpay next'. / 待签署事项。", valueName: "proposal"))
    var proposal: String
    @Option(
        name: .long,
        help: ArgumentHelp("When: a date or an instant. / 时间。", valueName: "date|instant"))
    var at: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Who did it, if not the recorder: with a paper they signed. / 实际签署人（附其签字材料）。", valueName: "actor")
    )
    var by: String?
    @Option(name: .long, help: "Why. / 理由。") var reason: String?
    @Flag(name: .long, help: "Sign although it contradicts the file; give --reason. / 确认与案卷矛盾仍签署。")
    var confirm = false
    @Option(name: .long, help: ArgumentHelp("Idempotency key for scripts. / 幂等键。", valueName: "key"))
    var key: String?

    /// Does it and tells what became of it.
    func run(
        _ verb: String, common: CommonOptions, acting: ActorOptions, papers: PaperOptions,
        _ context: CommandContext
    ) throws {
        let recorder = try context.actor(option: acting.actor)
        let register = try Register.open(common, wait: acting.wait, context: context)
        var command = ActCommand(
            caseNumber: number, act: verb, papers: try papers.papers(context), doers: by.map { [$0] } ?? [],
            recorder: recorder, occurred: try at.map { try MomentOption.parse($0, option: "--at") },
            isConfirmed: confirm, reason: reason, key: try CommandKeyOption.parse(key))
        command.proposal = proposal
        let (outcome, state) = try register.desk.work(as: recorder) { [command] work in
            let outcome = try work.perform(command)
            return (outcome, outcome.isDone ? try CaseState.load(number, in: work.reader, pins: Pins()) : nil)
        }
        try ActOutcomeText(outcome: outcome, state: state, common: common).report(to: context)
    }
}

/// `backpay approve`: signs an act that waits.
struct Approve: ContextCommand {
    static let configuration = CommandConfiguration(
        abstract: "签署待签事项；签署齐备即办理 · Sign an act that waits; with the last signature it is done.",
        discussion: """
            $ backpay approve 2025-0001 S12 --as head
            $ backpay approve 2025-0001 S12 --as clerk --by head --attach opinion=scan.pdf --signed-by head
            """)
    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var papers: PaperOptions
    @OptionGroup var signing: SigningOptions

    func run(_ context: CommandContext) throws {
        try signing.run("approve", common: common, acting: acting, papers: papers, context)
    }
}

/// `backpay reject`: turns down an act that waits for one's signature.
struct Reject: ContextCommand {
    static let configuration = CommandConfiguration(
        abstract: "退回待签事项，须说明理由 · Turn down an act that waits for your signature.",
        discussion: "$ backpay reject 2025-0001 S12 --as head --reason '金额须逐人核实'")
    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var papers: PaperOptions
    @OptionGroup var signing: SigningOptions

    func run(_ context: CommandContext) throws {
        try signing.run("reject", common: common, acting: acting, papers: papers, context)
    }
}

/// `backpay withdraw`: takes back what one put forward.
struct Withdraw: ContextCommand {
    static let configuration = CommandConfiguration(
        abstract: "提出人撤回待签事项 · Take back what you put forward.",
        discussion: "$ backpay withdraw 2025-0001 S12 --as cadre")
    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var papers: PaperOptions
    @OptionGroup var signing: SigningOptions

    func run(_ context: CommandContext) throws {
        try signing.run("withdraw", common: common, acting: acting, papers: papers, context)
    }
}
