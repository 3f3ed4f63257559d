import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import WorkCalendar

/// `backpay calendar`: the holiday data that limits are counted by.
struct Calendar: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "工作日历 · Working-day calendars.", subcommands: [Add.self, Show.self, Explain.self])

    /// `backpay calendar add`.
    struct Add: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "登记日历（新版本），按其重算在办期限 · Pin a calendar or a new version; count open limits by it.",
            discussion: "$ backpay calendar add calendars")
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActorOptions
        @Argument(help: ArgumentHelp("Folder with calendar files. / 日历文件夹。", valueName: "DIR")) var folder:
            String

        func run(_ context: CommandContext) throws {
            let loaded = try Resources(context: context).calendars(folder: folder)
            let register = try Register.open(common, wait: acting.wait, context: context)
            let actor = context.optionalActor(option: acting.actor) ?? "system"
            try register.desk.work(as: actor) { work in
                for calendar in loaded { try work.pin(calendar) }
            }
            let report = try register.desk.recount(as: actor)
            context.show(
                RecountPage(calendars: loaded.map { "\($0.id) \($0.version)" }, report: report), common)
            guard report.failures.isEmpty else { throw ExitCode(1) }
        }
    }

    /// `backpay calendar show`.
    struct Show: TableCommand {
        static let configuration = CommandConfiguration(
            abstract: "某年的节假日与调休 · Holidays and make-up working days of a year.",
            discussion: "$ backpay calendar show 2025")
        @OptionGroup var common: CommonOptions
        @Argument(help: "The year. / 年份。") var year: Int
        @Option(name: .long, help: "Folder with calendar files. / 日历文件夹。") var calendars: String?
        @Option(
            name: .long,
            help: ArgumentHelp("As it was known at the end of a day. / 以某日当时所知为准。", valueName: "date"))
        var knownAt: String?

        func run(_ context: CommandContext) throws {
            let loaded = try Resources(context: context).calendars(folder: calendars, knownAt: knownAt)
            guard let calendar = loaded.first, let first = Day(year: year, month: 1, day: 1),
                calendar.kind(of: first) != nil
            else {
                throw CommandFailure(
                    .notFound, code: "no-such-year",
                    Bilingual(zh: "没有 \(year) 年的日历数据", en: "there is no calendar data for \(year)"))
            }
            var listing = Listing(
                schema: "calendar/1",
                [
                    .init("date", Bilingual(zh: "日期", en: "date"), overflow: .keep),
                    .init("kind", Bilingual(zh: "类别", en: "kind")),
                    .init("weekday", Bilingual(zh: "星期", en: "weekday"), .right),
                ], whenEmpty: Bilingual(zh: "没有特别的日子", en: "no special days"))
            var day = first
            while day.year == year {
                if let kind = calendar.kind(of: day), kind != .workday, kind != .weekend {
                    listing.rows.append([
                        .moment(.day(day)), .label(kind.label, code: kind.rawValue), .count(day.weekday),
                    ])
                }
                day = day.adding(days: 1)
            }
            context.show(listing, common)
        }
    }
}
