import ArgumentParser
import CaseDesk
import Source
import Values
import WorkCalendar

extension Calendar {
    /// `backpay calendar explain`.
    struct Explain: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "逐日说明期限如何计算 · How a limit is counted, day by day.",
            discussion: """
                $ backpay calendar explain --from 2025-04-25 --length "5 workdays"
                $ backpay calendar explain --from 2025-06-03 --length "60 workdays" --hold 2025-06-20/2025-07-07
                $ backpay calendar explain --before 2025-10-20 --length "5 workdays"
                """)
        @OptionGroup var common: CommonOptions
        @OptionGroup var counting: CountingOptions
        @Option(
            name: .long,
            help: ArgumentHelp("The day that starts it; itself not counted. / 起算日。", valueName: "date"))
        var from: String?
        @Option(
            name: .long,
            help: ArgumentHelp("Count back from this event instead. / 改为从此事向前推算。", valueName: "date"))
        var before: String?
        @Option(name: .long, help: ArgumentHelp("Number and unit. / 长度。", valueName: "\"5 workdays\""))
        var length: String
        @Option(name: .long, help: ArgumentHelp("Counting rule. / 计算规则。", valueName: "rule")) var count:
            String = "cn-civil"

        func validate() throws {
            guard (from == nil) != (before == nil) else {
                throw ValidationError("写 --from 或 --before 之一 / give --from or --before, one of the two")
            }
            guard before == nil || counting.isEmpty else {
                throw ValidationError("向前推算没有延长或中止 / what is counted back is not extended or held")
            }
        }

        func run(_ context: CommandContext) throws {
            let limit = try CountingOptions.length(length)
            guard let rule = CountingRule(rawValue: count) else {
                let known = CountingRule.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure(
                    .badInput, code: "rule",
                    Bilingual(zh: "没有计算规则 '\(count)'", en: "no counting rule '\(count)'"),
                    hint: Bilingual(zh: "可用：\(known)", en: "known: \(known)"))
            }
            let calendar = try counting.calendar(context)
            if let before {
                let event = try MomentOption.parse(before, option: "--before")
                let due = calendar.due(before: event, length: limit, rule: rule)
                context.show(DuePage(trigger: event, length: limit, due: due), common)
                return
            }
            let trigger = try MomentOption.parse(from ?? "", option: "--from")
            let due = calendar.due(
                from: trigger, length: limit, rule: rule, pauses: try counting.pauses(),
                extensions: try counting.extensions())
            context.show(DuePage(trigger: trigger, length: limit, due: due), common)
        }
    }
}

/// What lengthens a limit that is counted by hand, and by which calendar.
struct CountingOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Further time granted; may be repeated. / 延长，可重复。", valueName: "\"30 workdays\""))
    var extend: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp("Held and resumed; may be repeated. / 中止与恢复，可重复。", valueName: "from/to"))
    var hold: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp("A span that does not count; may be repeated. / 不计入的期间，可重复。", valueName: "from/to")
    )
    var leaveOut: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp("By the notices issued by the end of a day. / 按该日当时已发布的通知。", valueName: "date"))
    var knownAt: String?
    @Option(name: .long, help: "Folder with calendar files. / 日历文件夹。") var calendars: String?

    /// Whether nothing lengthens it.
    var isEmpty: Bool { extend.isEmpty && hold.isEmpty && leaveOut.isEmpty }

    /// The calendar to count by.
    func calendar(_ context: CommandContext) throws -> HolidayCalendar {
        let found = try Resources(context: context).calendars(folder: calendars, knownAt: knownAt)
        guard let calendar = found.first else { throw DeskFailure.noCalendar("cn") }
        return calendar
    }

    /// The extensions, in their order.
    func extensions() throws -> [LimitLength] { try extend.map(CountingOptions.length) }

    /// The spans in which it does not run.
    func pauses() throws -> [LimitPause] {
        try hold.map { try CountingOptions.span($0, .hold, "--hold") }
            + leaveOut.map { try CountingOptions.span($0, .exclusion, "--leave-out") }
    }

    private static func span(_ text: String, _ kind: LimitPause.Kind, _ option: String) throws -> LimitPause {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, let from = Moment(parts[0]), let to = Moment(parts[1]),
            let pause = LimitPause(from: from, to: to, kind: kind)
        {
            return pause
        }
        throw CommandFailure(
            .badInput, code: "span",
            Bilingual(
                zh: "\(option)：看不懂期间 '\(text)'", en: "\(option): cannot read the span '\(text)'"),
            hint: Bilingual(
                zh: "写作 2025-06-20/2025-07-07，先后为起止日",
                en: "write 2025-06-20/2025-07-07, its first day and its last"))
    }

    /// A length as it was typed.
    static func length(_ text: String) throws -> LimitLength {
        if let length = LimitLength(text) { return length }
        throw CommandFailure(
            .badInput, code: "length",
            Bilingual(zh: "看不懂期限长度 '\(text)'", en: "cannot read the length '\(text)'"),
            hint: Bilingual(
                zh: "写作 \"5 workdays\"、\"15 days\"、\"3 months\"、\"1 year\" 或 \"24 hours\"；单位必须写明",
                en: "write \"5 workdays\", \"15 days\", \"3 months\", \"1 year\" or \"24 hours\"; "
                    + "a unit is never implied"))
    }
}
