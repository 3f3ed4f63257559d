import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import WageArrears
import Workflow

/// What commands between cases share.
struct LinkOptions: ParsableArguments {
    @Option(name: .long, help: "Why. / 理由。") var reason: String
    @Option(
        name: .long,
        help: ArgumentHelp("Who did it, if not the recorder alone. / 实际办理人。", valueName: "actor"))
    var by: [String] = []
    @Option(name: .long, help: ArgumentHelp("Idempotency key for scripts. / 幂等键。", valueName: "key"))
    var key: String?

    /// The papers, people, reason and key of the command.
    func frame(recorder: String, papers: PaperOptions, _ context: CommandContext) throws -> LinkFrame {
        LinkFrame(
            papers: try papers.papers(context), doers: by, recorder: recorder, reason: reason,
            key: try CommandKeyOption.parse(key))
    }
}

/// `backpay merge`: one case goes into another.
struct Merge: ContextCommand {
    static let configuration = CommandConfiguration(
        abstract: "并案：一案并入另一案，原案号仍可查 · Merge a case into another; its number still finds it.",
        discussion: """
            $ backpay merge 2025-0002 --into 2025-0001 --dry-run --reason '同一批工人'
            $ backpay merge 2025-0002 --into 2025-0001 --as clerk --reason '同一批工人' --pair P3=P1

            并案前后应付合计减少的，须有第二人及其签字的材料。
            Where less would be due than before, a second person and a paper they signed are needed.
            """)
    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var papers: PaperOptions
    @OptionGroup var linking: LinkOptions
    @Argument(help: ArgumentHelp("The case that goes into the other. / 被并入的案件。", valueName: "case"))
    var number: String
    @Option(name: .long, help: ArgumentHelp("The case that takes it in. / 并入的案件。", valueName: "case"))
    var into: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "One person in both cases: the id here, the id there. / 两案中的同一人。", valueName: "ID=ID"))
    var pair: [String] = []
    @Flag(name: .long, help: "Say what it would come to, write nothing. / 试行，不写入。") var dryRun = false

    func run(_ context: CommandContext) throws {
        let recorder = try context.actor(option: acting.actor)
        let command = MergeCommand(
            caseNumber: number, into: into, pairs: try pair.map(Self.pair),
            frame: try linking.frame(recorder: recorder, papers: papers, context))
        if dryRun {
            let register = try Register.read(common, context: context)
            do {
                context.show(MergePage(report: try register.desk.rehearse(command)), common)
            } catch let report as RefusalReport {
                throw CommandFailure(report, isLogged: false)
            }
            return
        }
        let register = try Register.open(common, wait: acting.wait, context: context)
        let outcome = try register.desk.merge(command)
        let state = try register.desk.ask { try CaseState.load(into, in: $0, pins: $1) }
        try ActOutcomeText(outcome: outcome, state: state, common: common).report(to: context)
    }

    private static func pair(_ text: String) throws -> ClaimantPair {
        let ids = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard ids.count == 2, ids.allSatisfy({ !$0.isEmpty }) else {
            throw CommandFailure(
                .usage, code: "bad-pair",
                Bilingual(
                    zh: "--pair '\(text.prefix(40))' 应为 编号=编号", en: "--pair '\(text.prefix(40))' is not ID=ID"
                ),
                hint: Bilingual(zh: "例如 --pair P3=P1", en: "for example --pair P3=P1"))
        }
        return ClaimantPair(here: ids[0], there: ids[1])
    }
}

/// `backpay unmerge`: a case that was merged stands by itself again.
struct Unmerge: ContextCommand {
    static let configuration = CommandConfiguration(
        abstract: "撤销并案 · Undo a merger: the case stands by itself again.",
        discussion: "$ backpay unmerge 2025-0002 --as clerk --reason '两个工地，并非同案'")
    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var papers: PaperOptions
    @OptionGroup var linking: LinkOptions
    @Argument(help: ArgumentHelp("The case that was merged. / 已被并入他案的案件。", valueName: "case"))
    var number: String

    func run(_ context: CommandContext) throws {
        let recorder = try context.actor(option: acting.actor)
        let register = try Register.open(common, wait: acting.wait, context: context)
        let outcome = try register.desk.unmerge(
            UnmergeCommand(
                caseNumber: number, frame: try linking.frame(recorder: recorder, papers: papers, context)))
        let state = try register.desk.ask { try CaseState.load(number, in: $0, pins: $1) }
        try ActOutcomeText(outcome: outcome, state: state, common: common).report(to: context)
    }
}

/// What `merge --dry-run` shows.
struct MergePage: Page {
    let report: MergeReport

    func lines(_ face: Face) -> [String] {
        var lines = [
            face.style.apply(
                .strong,
                to: face.text("并案 \(report.from) → \(report.into)", "merge \(report.from) → \(report.into)"))
        ]
        for (old, new) in proceedings {
            lines.append(
                face.text("  程序 \(old) 改为程序 \(new)", "  proceeding \(old) becomes proceeding \(new)"))
        }
        for pair in report.pairs {
            lines.append(
                pair.here == pair.there
                    ? face.text("  同一人  \(pair.here)", "  in both  \(pair.here)")
                    : face.text(
                        "  同一人  \(pair.here) = \(pair.there)",
                        "  the same person  \(pair.here) = \(pair.there)"))
        }
        if !report.newcomers.isEmpty {
            let list = report.newcomers.joined(separator: ", ")
            lines.append(face.text("  转入  \(list)", "  come over  \(list)"))
        }
        for message in findings {
            lines.append("  " + face.style.apply(.warning, to: message.text(face.language)))
        }
        let due = report.due
        lines.append(
            face.text(
                "  尚欠  \(due.from) ＋ \(due.into) → \(due.together)",
                "  due  \(due.from) + \(due.into) → \(due.together)"))
        if report.lowersDue {
            lines.append(
                face.style.apply(
                    .warning,
                    to: face.text(
                        "  应付减少：须第二人及其签字的材料（--by、--attach、--signed-by）",
                        "  less is due: it takes a second person and a paper they signed (--by, --attach, --signed-by)"
                    )))
        }
        return lines + [face.text("这是试行，没有写入任何内容", "this was a dry run; nothing was written")]
    }

    private var proceedings: [(String, String)] {
        report.proceedings.sorted { (Int($0.value) ?? 0) < (Int($1.value) ?? 0) }.map { ($0.key, $0.value) }
    }

    private var findings: [Bilingual] {
        report.findings.rivals.map { set in
            let list = set.map { "\($0.id) \($0.sum)" }.joined(separator: " / ")
            return Bilingual(
                zh: "金额不一，暂按较大者：\(set[0].kind.label.zh) \(list)",
                en: "rival sums, the greater counts until decided: \(set[0].kind.label.en) \(list)")
        }
            + report.findings.overlaps.map { pair in
                let list = pair.map(\.id).joined(separator: " / ")
                return Bilingual(zh: "请求期间重叠：\(list)", en: "claims that overlap: \(list)")
            }
            + report.findings.repeated.map {
                Bilingual(
                    zh: "凭证重复，只计一次：\($0.id) \($0.sum)",
                    en: "a voucher of both cases counts once: \($0.id) \($0.sum)")
            }
    }

    var json: JSON {
        .object([
            "schema": .string("merge-report/1"), "from": .string(report.from), "into": .string(report.into),
            "proceedings": .object(report.proceedings.mapValues(JSON.string)),
            "pairs": .array(report.pairs.map { .array([.string($0.here), .string($0.there)]) }),
            "newcomers": .array(report.newcomers.map(JSON.string)),
            "rivals": .array(report.findings.rivals.map { .array($0.map { .string($0.id) }) }),
            "overlaps": .array(report.findings.overlaps.map { .array($0.map { .string($0.id) }) }),
            "repeated_vouchers": .array(report.findings.repeated.map { .string($0.id) }),
            "due_fen": .object([
                "from": report.due.from.json, "into": report.due.into.json,
                "together": report.due.together.json,
            ]),
            "needs_two_people": .bool(report.lowersDue),
        ])
    }
}
