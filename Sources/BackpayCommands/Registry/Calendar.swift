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
            abstract: "登记日历（新版本）· Pin a calendar, or a new version of it.",
            discussion: "$ backpay calendar add calendars")
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActorOptions
        @Argument(help: ArgumentHelp("Folder with calendar files. / 日历文件夹。", valueName: "DIR")) var folder:
            String

        func run(_ context: CommandContext) throws {
            let loaded = try Resources(context: context).calendars(folder: folder)
            let register = try Register.open(common, wait: acting.wait, context: context)
            try register.desk.work(as: context.optionalActor(option: acting.actor) ?? "system") { work in
                for calendar in loaded { try work.pin(calendar) }
            }
            let ids = loaded.map(\.id).joined(separator: ", ")
            context.show(DonePage(zh: "已登记日历 \(ids)", en: "pinned calendar \(ids)", id: ids), common)
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

        func run(_ context: CommandContext) throws {
            let loaded = try Resources(context: context).calendars(folder: calendars)
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

    /// `backpay calendar explain`.
    struct Explain: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "逐日说明期限如何计算 · How a limit is counted, day by day.",
            discussion: #"$ backpay calendar explain --from 2025-04-25 --length "5 workdays""#)
        @OptionGroup var common: CommonOptions
        @Option(
            name: .long,
            help: ArgumentHelp("The day that starts it; itself not counted. / 起算日。", valueName: "date"))
        var from: String
        @Option(name: .long, help: ArgumentHelp("Number and unit. / 长度。", valueName: "\"5 workdays\""))
        var length: String
        @Option(name: .long, help: ArgumentHelp("Counting rule. / 计算规则。", valueName: "rule")) var count:
            String = "cn-civil"
        @Option(name: .long, help: "Folder with calendar files. / 日历文件夹。") var calendars: String?

        func run(_ context: CommandContext) throws {
            let trigger = try MomentOption.parse(from, option: "--from")
            guard let limit = LimitLength(length) else {
                throw CommandFailure(
                    .badInput, code: "length",
                    Bilingual(zh: "看不懂期限长度 '\(length)'", en: "cannot read the length '\(length)'"),
                    hint: Bilingual(
                        zh: "写作 \"5 workdays\"、\"15 days\"、\"3 months\"、\"1 year\" 或 \"24 hours\"；单位必须写明",
                        en:
                            "write \"5 workdays\", \"15 days\", \"3 months\", \"1 year\" or \"24 hours\"; a unit is never implied"
                    ))
            }
            guard let rule = CountingRule(rawValue: count) else {
                let known = CountingRule.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure(
                    .badInput, code: "rule",
                    Bilingual(zh: "没有计算规则 '\(count)'", en: "no counting rule '\(count)'"),
                    hint: Bilingual(zh: "可用：\(known)", en: "known: \(known)"))
            }
            guard let calendar = try Resources(context: context).calendars(folder: calendars).first else {
                throw DeskFailure.noCalendar("cn")
            }
            let due = calendar.due(from: trigger, length: limit, rule: rule)
            context.show(DuePage(trigger: trigger, length: limit, due: due), common)
        }
    }
}

/// A due date with the count that led to it.
struct DuePage: Page {
    let trigger: Moment
    let length: LimitLength
    let due: DueDate

    func lines(_ face: Face) -> [String] {
        var table = Table([
            .init("", overflow: .keep), .init("", .right, overflow: .keep), .init("", overflow: .wrap),
        ])
        for step in due.steps {
            table.append([
                Cell(step.day.description), Cell(step.number.map(String.init) ?? ""),
                Cell(step.reason.text(face.language)),
            ])
        }
        return table.lines(width: face.width, style: face.style) + [
            face.heading("到期", "due") + "  \(due.due.shortText)"
                + (due.isProvisional
                    ? face.text("（暂定：该年日历尚未公布）", " (provisional: that year is not published)") : "")
        ]
    }

    var json: JSON {
        .object([
            "schema": .string("due-date/1"), "from": .string(trigger.description),
            "length": .string(length.description), "due": .string(due.due.description),
            "expires_at": .string(due.expiresAt.description), "provisional": .bool(due.isProvisional),
            "steps": .array(
                due.steps.map {
                    .object(omitting: [
                        "day": .string($0.day.description), "number": $0.number.map { .integer(Int64($0)) },
                        "reason": $0.reason.json,
                    ])
                }),
        ])
    }
}
