import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import WageArrears
import Workflow

/// `backpay advance`: records what happened, or decides.
struct Advance: ContextCommand {
    static let configuration = CommandConfiguration(
        abstract: "记录或决定一项行为 · Record what happened, or decide.",
        discussion: """
            $ backpay advance 2025-0001 contact_attempted --as cadre --at 2025-04-08 \\
                --set with=respondent --set method=phone --set result=failed
            $ backpay advance 2025-0001 payment_recorded --as inspector --from payments.csv

            事实总可登记；决定可能被拒绝，并说明缺什么。
            Facts can always be recorded; a decision may be refused, and the refusal says what is missing.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var papers: PaperOptions

    @Argument(help: ArgumentHelp("The case. / 案号。", valueName: "case")) var number: String
    @Argument(help: ArgumentHelp("The act; see 'backpay next'. / 行为。", valueName: "act")) var act: String

    @Option(
        name: .long,
        help: ArgumentHelp("A value: key=text or key:=JSON. / 填写一项。", valueName: "key=value"))
    var set: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Rows for the act's list from a .csv or .json file, all or none. / 从文件读入名单，全部或全不。",
            valueName: "FILE"), completion: .file(extensions: ["csv", "json"]))
    var from: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "When it happened: a date or an instant. / 发生时间。", valueName: "date|instant"))
    var at: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Who did it, if not the recorder alone. / 实际办理人。", valueName: "actor"))
    var by: [String] = []

    @Option(
        name: .customLong("of"),
        help: ArgumentHelp(
            "The rows it is about, by key, separated by commas. / 所涉各行的编号，以逗号分隔。",
            valueName: "KEY,KEY"))
    var rows: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The party or body outside that did it; its name after ':'. / 外部作出者。", valueName: "role[:name]"))
    var outsider: String?

    @Option(name: .customLong("in"), help: ArgumentHelp("The proceeding. / 程序。", valueName: "proceeding"))
    var proceeding: String?

    @Flag(name: .long, help: "Record it although it contradicts the file; give --reason. / 确认与案卷矛盾仍登记。")
    var confirm = false

    @Option(name: .long, help: "Why. / 理由。") var reason: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "With the acts approve, reject, withdraw: the proposal. / 待签署事项。", valueName: "proposal"))
    var proposal: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only if the case still has this version. / 仅当案件仍为此版本。", valueName: "N"))
    var ifVersion: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("Idempotency key for scripts. / 幂等键。", valueName: "key"))
    var key: String?

    func run(_ context: CommandContext) throws {
        if confirm, (reason ?? "").isEmpty {
            throw CommandFailure(
                .usage, code: "reason-missing",
                Bilingual(zh: "--confirm 需要说明理由", en: "--confirm needs a reason"),
                hint: Bilingual(zh: "加上 --reason '…'", en: "add --reason '…'"))
        }
        let recorder = try context.actor(option: acting.actor)
        let register = try Register.open(common, wait: acting.wait, context: context)
        let (payload, newPersons) = try payload(register, context)
        var command = ActCommand(
            caseNumber: number, proceeding: proceeding, act: act, payload: payload,
            papers: try papers.papers(context), doers: by, recorder: recorder,
            occurred: try at.map { try MomentOption.parse($0, option: "--at") }, isConfirmed: confirm,
            reason: reason, ifVersion: ifVersion, key: try CommandKeyOption.parse(key))
        command.newPersons = newPersons
        command.rows = rows.flatMap { $0.split(separator: ",").map(String.init) }
        command.proposal = proposal
        command.outsider = outsider.map { text in
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            return Outsider(role: parts.first ?? text, name: parts.count > 1 ? parts[1] : nil)
        }
        let (outcome, state) = try register.desk.work(as: recorder) { [command] work in
            let outcome = try work.perform(command)
            return (outcome, outcome.isDone ? try CaseState.load(number, in: work.reader, pins: Pins()) : nil)
        }
        try ActOutcomeText(outcome: outcome, state: state, common: common).report(to: context)
    }

    /// The payload: what `--set` says, and the rows of `--from` under the act's one list.
    private func payload(
        _ register: Register, _ context: CommandContext
    ) throws -> (JSON, newPersons: [PersonEntry]) {
        let object = try Assignment.object(set)
        let (schema, claimants) = try register.desk.ask { reader, pins in
            let state = try CaseState.load(number, in: reader, pins: pins)
            return (
                state.schema(ofAct: act), from == nil ? [:] : try NameBook.claimantsByName(state, in: reader)
            )
        }
        guard let schema, case .object(var members) = PayloadWords.typed(object, fields: schema.payload)
        else {
            return (object, [])
        }
        guard let from else { return (.object(members), []) }
        let rows = try PayloadRows(schema: schema, file: from, claimants: claimants, context: context).read()
        guard members[rows.field] == nil else {
            throw CommandFailure(
                .usage, code: "list-twice",
                Bilingual(
                    zh: "'\(rows.field)' 既由 --set 又由 --from 给出",
                    en: "'\(rows.field)' is given by --set and by --from"),
                hint: Bilingual(zh: "只用其中一个", en: "use one of them"))
        }
        members[rows.field] = .array(rows.items)
        return (.object(members), rows.newPersons)
    }
}
