import ArgumentParser
import CaseDesk
import Source
import Values
import WageArrears
import Workflow

/// The act that `next --act` asks about, described as `advance` takes it.
struct InquiryOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Whether this act can be done, and if not, why. / 某一事项能否办理、为何不能。", valueName: "act"))
    var act: String?
    @Option(
        name: .long,
        help: ArgumentHelp("A value: key=text or key:=JSON. / 填写一项。", valueName: "key=value"))
    var set: [String] = []
    @Option(name: .long, help: ArgumentHelp("When it would happen. / 办理时间。", valueName: "date|instant"))
    var at: String?
    @Option(name: .long, help: ArgumentHelp("Who would do it. / 实际办理人。", valueName: "actor"))
    var by: [String] = []
    @Option(
        name: .customLong("of"),
        help: ArgumentHelp("The rows it would be about. / 所涉各行的编号。", valueName: "KEY,KEY"))
    var rows: [String] = []
    @Option(name: .customLong("in"), help: ArgumentHelp("The proceeding. / 程序。", valueName: "proceeding"))
    var proceeding: String?
    @Option(
        name: .long,
        help: ArgumentHelp("With approve, reject, withdraw: the proposal. / 待签署事项。", valueName: "proposal"))
    var proposal: String?
    @Option(name: .long, help: "Why. / 理由。") var reason: String?
    @Option(
        name: .long, help: ArgumentHelp("The version you looked at. / 所见版本。", valueName: "N"))
    var ifVersion: Int?
    @OptionGroup var papers: PaperOptions

    func validate() throws {
        let hasMore =
            !set.isEmpty || at != nil || !by.isEmpty || !rows.isEmpty || proceeding != nil || proposal != nil
            || reason != nil || ifVersion != nil || !papers.attach.isEmpty || !papers.notScanned.isEmpty
        if act == nil, hasMore {
            throw ValidationError("these options go with --act / 这些选项与 --act 同用")
        }
    }

    /// The command that is asked about.
    func command(
        _ act: String, of number: String, by who: String?, register: Register, context: CommandContext
    ) throws -> ActCommand {
        let object = try Assignment.object(set)
        let schema = try register.desk.ask { reader, pins in
            try CaseState.load(number, in: reader, pins: pins).schema(ofAct: act)
        }
        let payload = schema.map { PayloadWords.typed(object, fields: $0.payload) } ?? object
        var command = ActCommand(
            caseNumber: number, proceeding: proceeding, act: act, payload: payload,
            papers: try papers.papers(context), doers: by, recorder: who ?? by.first ?? "",
            occurred: try at.map { try MomentOption.parse($0, option: "--at") }, isConfirmed: false,
            reason: reason, ifVersion: ifVersion, key: nil)
        command.rows = rows.flatMap { $0.split(separator: ",").map(String.init) }
        command.proposal = proposal
        return command
    }
}
