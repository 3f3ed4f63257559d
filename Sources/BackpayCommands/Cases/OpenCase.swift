import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import WageArrears
import Workflow

/// `backpay open`: opens a case and prints its number.
struct OpenCase: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "登记新案件 · Open a case.",
        discussion: """
            $ backpay open two-station --as clerk --set channel=walk_in --claimant P-000001 --respondent O-000001
            $ backpay open hotline-dispatch --as clerk --set channel=hotline_12351 --set ticket=T-88 --from workers.csv

            先列出可能的同一事项；--from 的名单连同人员一起登记。
            Possible same matters are shown; a list given with --from registers the persons too.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions
    @Argument(help: ArgumentHelp("A workflow: name or file. / 流程名或文件。", valueName: "WORKFLOW")) var workflow:
        String
    @Option(name: .long, help: ArgumentHelp("A value of the report. / 填写报告的一项。", valueName: "key=value"))
    var set: [String] = []
    @Option(name: .long, help: ArgumentHelp("A claimant: person id. / 劳动者。", valueName: "person"))
    var claimant: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A respondent: organisation id, and capacity after ':'. / 被申请人。",
            valueName: "organisation[:capacity]"))
    var respondent: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Workers to register and join: columns name, number, phone, region. / 劳动者名单文件。", valueName: "FILE"
        ),
        completion: .file(extensions: ["csv", "json"]))
    var from: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Its region, code or name: roles must be granted for it. / 所属地区，职责须在此地区有效。", valueName: "region"))
    var region: String?
    @Option(name: .long, help: ArgumentHelp("When it was reported. / 报告时间。", valueName: "date|instant"))
    var at: String?
    @Option(name: .long, help: ArgumentHelp("Idempotency key. / 幂等键。", valueName: "key")) var key: String?

    func run(_ context: CommandContext) throws {
        let recorder = try context.actor(option: acting.actor)
        let occurred = try at.map { try MomentOption.parse($0, option: "--at") }
        let workers = try from.map { try PersonRows.read($0, context: context) } ?? []
        let report = PayloadWords.typed(
            try Assignment.object(set),
            fields: WageArrearsVocabulary.schema.acts.first { $0.name == "report_received" }?.payload ?? [])
        let register = try Register.open(common, wait: acting.wait, context: context)
        try register.catchUp(context)
        let (definition, source) = try register.workflow(named: workflow, context)
        let library = try Resources(context: context).library(of: definition, named: workflow)
        let (receipt, same, state) = try register.desk.work(as: recorder) { work in
            let respondents = respondent.map(Self.respondent)
            let known = try workers.compactMap { try $0.number.flatMap { try work.knownPerson(number: $0) } }
            let found = try work.sameMatters(
                claimants: claimant + known, respondents: respondents.map(\.organisation))
            let receipt = try work.open(
                OpenCommand(
                    definition: definition, source: source, recorder: recorder, occurred: occurred,
                    report: report, claimants: claimant, newPersons: workers, respondents: respondents,
                    region: region, key: try CommandKeyOption.parse(key), library: library))
            let same = found.filter { $0.number != receipt.caseNumber }
            return (
                receipt, same, try CaseState.load(receipt.caseNumber, in: work.reader, pins: Pins())
            )
        }
        context.show(OpenedPage(receipt: receipt, same: same, state: state), common)
    }

    private static func respondent(_ text: String) -> (organisation: String, capacity: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        return (parts.first ?? text, parts.count > 1 ? parts[1] : "employer")
    }
}

/// What `open` shows.
struct OpenedPage: Page {
    let receipt: ActReceipt
    let same: [PossibleSameMatter]
    let state: CaseState

    func lines(_ face: Face) -> [String] {
        var lines = [
            face.style.apply(.good, to: face.text("已登记案件", "opened")) + "  "
                + face.style.apply(.strong, to: receipt.caseNumber) + "  "
                + state.stateLabels.text(face.language)
        ]
        for clock in receipt.clocks { lines.append(face.text("  期限  ", "  clock  ") + clock) }
        if !same.isEmpty {
            lines.append(
                face.style.apply(
                    .warning, to: face.text("可能为同一事项，请核对：", "possibly the same matter, please check:")))
            for match in same.prefix(10) {
                lines.append(
                    "  \(match.number)  \(match.reason.text(face.language))"
                        + (match.isOpen ? "" : face.text("（已结案）", " (closed)")))
            }
        }
        lines.append(
            face.style.apply(
                .faint, to: face.text("  下一步  backpay next ", "  next  backpay next ") + receipt.caseNumber))
        return lines
    }

    var json: JSON {
        .object([
            "schema": .string("opened/1"), "case": .string(receipt.caseNumber),
            "position": .integer(Int64(receipt.position)), "version": .integer(Int64(state.version)),
            "clocks": .array(receipt.clocks.map(JSON.string)),
            "possible_same_matters": .array(
                same.map {
                    .object([
                        "case": .string($0.number), "reason": $0.reason.json, "open": .bool($0.isOpen),
                        "claimants": .array($0.claimants.map(JSON.string)),
                        "respondents": .array($0.respondents.map(JSON.string)),
                    ])
                }),
        ])
    }
}
