import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values

/// `backpay report`: what came of the cases in a period.
struct Report: TableCommand {
    static let configuration = CommandConfiguration(
        abstract: "期间报表：案件、人数、追回金额、研判与调解次数 · The figures of a period, recomputed from the log.",
        discussion: """
            $ backpay report --from 2025-01-01 --to 2025-12-31
            $ backpay report --from 2025-01-01 --to 2025-12-31 --by mechanism
            $ backpay report --from 2025-01-01 --to 2025-12-31 --known-at 2026-01-10   # 当时已知的 · as known then
            """)
    @OptionGroup var common: CommonOptions
    @Option(name: .long, help: ArgumentHelp("First day. / 首日。", valueName: "date")) var from: String
    @Option(name: .long, help: ArgumentHelp("Last day. / 末日。", valueName: "date")) var to: String
    @Option(name: .long, help: "mechanism, region or body. / 按流程、地区或单位。") var by: GroupingOption?
    @Option(
        name: .long,
        help: ArgumentHelp("What had been recorded by then. / 截至此时已登记的。", valueName: "date|instant"))
    var knownAt: String?
    @Option(
        name: .long, help: ArgumentHelp("What the log held at this size. / 登记簿有此条数时的。", valueName: "N"))
    var position: Int?

    func run(_ context: CommandContext) throws {
        let first = try MomentOption.parse(from, option: "--from").day
        let last = try MomentOption.parse(to, option: "--to").day
        guard first <= last else {
            throw CommandFailure(
                .usage, code: "usage",
                Bilingual(
                    zh: "--from \(first) 晚于 --to \(last)；首日不晚于末日",
                    en: "--from \(first) is after --to \(last); the first day comes first"))
        }
        var horizon = Horizon.everything
        if let knownAt { horizon.knownAt = try MomentOption.parse(knownAt, option: "--known-at") }
        horizon.size = position
        let register = try Register.read(common, context: context)
        let progress = ProgressReporter(Bilingual(zh: "读取案件", en: "reading cases"), context: context)
        let report: PeriodReport
        do {
            report = try register.desk.ask { reader, pins in
                try PeriodReport.make(
                    from: first, to: last, by: by?.grouping, within: horizon, in: reader, pins: pins
                ) { progress.update($0) }
            }
        } catch let fault as ReportFault {
            throw CommandFailure(.software, code: "report", fault.message)
        }
        progress.finish()
        context.show(Self.listing(report), common)
    }

    static func listing(_ report: PeriodReport) -> Listing {
        let tallies = report.tallies.map { Listing.Column("tally.\($0.name)", $0.label, .right) }
        var listing = Listing(
            schema: "report/1",
            [
                .init("group", Bilingual(zh: "范围", en: "of"), overflow: .wrap),
                .init("opened", Bilingual(zh: "立案", en: "opened"), .right),
                .init("closed", Bilingual(zh: "结案", en: "closed"), .right),
                .init("paid", Bilingual(zh: "其中付清", en: "paid in full"), .right),
                .init("workers", Bilingual(zh: "结案涉及人数", en: "workers of closed"), .right),
                .init("paid_people", Bilingual(zh: "领到人数", en: "people paid"), .right),
                .init("recovered", Bilingual(zh: "追回", en: "recovered"), .right),
                .init("advanced", Bilingual(zh: "其中垫付", en: "paid ahead"), .right),
            ] + tallies, whenEmpty: Bilingual(zh: "没有数字", en: "no figures"))
        let rows = report.rows.map { (row: $0, code: $0.group) } + [(row: report.total, code: "total")]
        listing.rows = rows.map { row, code in
            [
                .label(row.label, code: code), .count(row.opened), .count(row.closed), .count(row.paid),
                .count(row.workers), .count(row.paidPeople), .amount(row.recovered), .amount(row.advanced),
            ] + report.tallies.map { .count(row.tallies[$0.name] ?? 0) }
        }
        return listing
    }
}

/// How the figures are told apart, as an option.
enum GroupingOption: String, ExpressibleByArgument, CaseIterable {
    case mechanism, region, body

    /// The report's own word.
    var grouping: PeriodReport.Grouping {
        switch self {
        case .mechanism: return .mechanism
        case .region: return .region
        case .body: return .body
        }
    }
}
