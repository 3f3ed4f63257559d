import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values

/// `backpay list`: the cases of the register.
struct ListCases: TableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "案件一览 · The cases of the register.",
        discussion: """
            $ backpay list --status open
            $ backpay list --as-of 2025-04-09        # 当日已发生的情况 · what had happened by then
            $ backpay list --known-at 2025-04-09     # 当日已登记的情况 · what had been recorded by then
            """, aliases: ["ls"])

    @OptionGroup var common: CommonOptions
    @OptionGroup var time: HorizonOptions
    @Option(name: .long, help: "open, closed or all. / 状态。") var status: StatusOption = .all
    @Option(name: .long, help: ArgumentHelp("Only this workflow. / 流程。", valueName: "id")) var workflow:
        String?
    @Flag(name: .long, help: "Only cases in which an act waits for signatures. / 只列有待签署事项的案件。")
    var waiting = false
    @Option(
        name: .long,
        help: ArgumentHelp("Only cases in which this body has a part. / 只列此单位参与的案件。", valueName: "name"))
    var body: String?
    @Option(name: .long, help: ArgumentHelp("At most so many. / 最多条数。", valueName: "N")) var limit = RowLimit(
        200)

    func run(_ context: CommandContext) throws {
        let register = try Register.read(common, context: context)
        let progress = ProgressReporter(Bilingual(zh: "读取案件", en: "reading cases"), context: context)
        let query = CaseQuery(
            status: status.status, workflow: workflow, onlyWaiting: waiting, body: body, limit: limit.count)
        if let body { try register.desk.ask { reader, _ in try Worklist.check(body, in: reader) } }
        let (rows, total): ([CaseRow], Int)
        let horizon = try time.horizon()
        if horizon == .everything {
            (rows, total) = try register.desk.askIndex(progress: { done, _ in progress.update(done) }) {
                index, _ in
                (try index.cases(query), try index.count(query))
            }
        } else {
            let all = try register.desk.ask { reader, pins in
                try CaseRow.rows(within: horizon, query, in: reader, pins: pins) { progress.update($0) }
            }
            (rows, total) = (Array(all.prefix(limit.count)), all.count)
        }
        progress.finish()
        context.show(Self.listing(rows, showsWaiting: waiting), common)
        if total > rows.count, common.format == .text {
            context.err(
                context.language == .zh
                    ? "共 \(total) 件，只列出 \(rows.count) 件；用 --limit 多列\n"
                    : "\(rows.count) of \(total) cases shown; use --limit for more\n")
        }
    }

    static func listing(_ rows: [CaseRow], showsWaiting: Bool = false) -> Listing {
        var listing = Listing(
            schema: "case-list/1",
            [
                .init("case", Bilingual(zh: "案号", en: "case"), overflow: .keep),
                .init("opened_on", Bilingual(zh: "登记", en: "opened"), overflow: .keep),
                .init("workflow", Bilingual(zh: "流程", en: "workflow")),
                .init("state", Bilingual(zh: "状态", en: "state")),
                .init("status", Bilingual(zh: "结案方式", en: "closed as"), isHiddenInText: true),
                .init("claimants", Bilingual(zh: "人数", en: "workers"), .right),
                .init("claimed", Bilingual(zh: "主张", en: "claimed"), .right),
                .init("verified", Bilingual(zh: "核实", en: "verified"), .right),
                .init("recovered", Bilingual(zh: "追回", en: "recovered"), .right),
                .init("due", Bilingual(zh: "尚欠", en: "due"), .right),
                .init("next_due", Bilingual(zh: "最近期限", en: "next limit"), overflow: .keep),
                .init("findings", Bilingual(zh: "疑点", en: "findings"), .right),
                .init(
                    "waits", Bilingual(zh: "待签署", en: "to be signed"), overflow: .wrap,
                    isHiddenInText: !showsWaiting),
                .init("bodies", Bilingual(zh: "相关单位", en: "bodies"), isHiddenInText: true),
            ], whenEmpty: Bilingual(zh: "没有案件", en: "no cases"))
        listing.rows = rows.map { row in
            [
                .text(row.number), .moment(.day(row.openedOn)), .text(row.workflow),
                Listing.Value(text: row.states, json: row.states.json, csv: row.states.zh),
                .text(row.closedReason ?? "open"), .count(row.claimants.count),
                .amount(row.claimed), .amount(row.verified), .amount(row.recovered), .amount(row.due),
                row.nextDue.map { .moment(.day($0)) } ?? .none, .count(row.openFindings),
                row.waits.map { Listing.Value(text: $0, json: $0.json, csv: $0.zh) } ?? .none,
                Listing.Value(names: row.bodies),
            ]
        }
        return listing
    }
}

/// Which cases to list, as an option.
enum StatusOption: String, ExpressibleByArgument, CaseIterable {
    case open, closed, all

    /// The query's own word.
    var status: CaseQuery.Status {
        switch self {
        case .open: return .open
        case .closed: return .closed
        case .all: return .all
        }
    }
}
