import ArgumentParser
import Source
import Values
import WorkCalendar

/// `backpay limit`: the time limits of the law, as data.
struct Limit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "法定期限表 · The time limits of the law.",
        subcommands: [List.self, Show.self, Count.self])

    /// `backpay limit list`.
    struct List: TableCommand {
        static let configuration = CommandConfiguration(
            abstract: "期限一览 · All limits, one line each.",
            discussion: """
                $ backpay limit list
                $ backpay limit list arb --whose party
                """)
        @OptionGroup var common: CommonOptions
        @OptionGroup var files: LimitFileOptions
        @Argument(help: ArgumentHelp("Only ids that begin so. / 只列此开头的编号。", valueName: "prefix")) var prefix:
            String = ""
        @Option(
            name: .long,
            help: ArgumentHelp("Only those of: office, party, organ. / 只列何方的。", valueName: "who"))
        var whose: String?

        func run(_ context: CommandContext) throws {
            let party = try whose.map(parse)
            var listing = Listing(
                schema: "limit-list/1",
                [
                    .init("id", Bilingual(zh: "编号", en: "id"), overflow: .keep),
                    .init("label", Bilingual(zh: "期限", en: "limit"), overflow: .wrap),
                    .init("trigger", Bilingual(zh: "起算", en: "counted from"), overflow: .wrap),
                    .init("length", Bilingual(zh: "长度", en: "length"), overflow: .wrap),
                    .init("owes", Bilingual(zh: "责任人", en: "owed by"), overflow: .wrap),
                    .init("whose", Bilingual(zh: "何方", en: "whose"), isHiddenInText: true),
                    .init("effect", Bilingual(zh: "性质", en: "duty or right"), isHiddenInText: true),
                    .init("confidence", Bilingual(zh: "可信", en: "sure")),
                    .init("setting", Bilingual(zh: "设置", en: "setting")),
                ], whenEmpty: Bilingual(zh: "没有这样的期限", en: "there is no such limit"))
            for row in try files.table(context).rows
            where row.id.hasPrefix(prefix) && (party == nil || row.party == party) {
                listing.rows.append([
                    .text(row.id), .label(row.label, code: row.label.en),
                    .label(row.trigger, code: row.trigger.en),
                    .label(row.lengthText, code: row.lengthCode), .label(row.owes, code: row.owes.en),
                    .text(row.party.rawValue), .text(row.effect.rawValue), .text(row.confidence.rawValue),
                    row.setting.map { .label(row.settingText($0), code: $0.name) } ?? .none,
                ])
            }
            context.show(listing, common)
        }

        private func parse(_ text: String) throws -> LimitRow.Party {
            if let party = LimitRow.Party(rawValue: text) { return party }
            let known = LimitRow.Party.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure(
                .badInput, code: "whose",
                Bilingual(zh: "--whose 不能是 '\(text)'", en: "--whose cannot be '\(text)'"),
                hint: Bilingual(zh: "可用：\(known)", en: "one of: \(known)"))
        }
    }

    /// `backpay limit show`.
    struct Show: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "一项期限的全部规定 · All that is known of one limit.",
            discussion: "$ backpay limit show arb.award")
        @OptionGroup var common: CommonOptions
        @OptionGroup var files: LimitFileOptions
        @Argument(help: ArgumentHelp("The limit. / 期限编号。", valueName: "id")) var id: String

        func run(_ context: CommandContext) throws {
            context.show(LimitPage(row: try files.row(id, context)), common)
        }
    }

    /// `backpay limit count`.
    struct Count: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "按一项期限逐日计算 · Count one limit from a day.",
            discussion: """
                $ backpay limit count arb.award --from 2025-08-18
                $ backpay limit count insp.investigate --from 2025-06-03 --hold 2025-06-20/2025-07-07
                """)
        @OptionGroup var common: CommonOptions
        @OptionGroup var files: LimitFileOptions
        @OptionGroup var counting: CountingOptions
        @Argument(help: ArgumentHelp("The limit. / 期限编号。", valueName: "id")) var id: String
        @Option(
            name: .long,
            help: ArgumentHelp(
                "What sets it off; for a limit before an event, the event. / 起算之事的日期。", valueName: "date"))
        var from: String

        func run(_ context: CommandContext) throws {
            let row = try files.row(id, context)
            let trigger = try MomentOption.parse(from, option: "--from")
            let (extensions, pauses) = (try counting.extensions(), try counting.pauses())
            try check(row, extensions: extensions, pauses: pauses)
            let calendar = try counting.calendar(context)
            let due = row.due(from: trigger, by: calendar, pauses: pauses, extensions: extensions)
            guard let due else { throw nothing(to: row, on: trigger.day) }
            context.show(LimitCountPage(row: row, due: due), common)
        }

        /// Whatever makes it longer must be something the law allows for it.
        private func check(
            _ row: LimitRow, extensions: [LimitLength], pauses: [LimitPause]
        ) throws {
            let hint = Bilingual(
                zh: "见 backpay limit show \(row.id)", en: "see 'backpay limit show \(row.id)'")
            if let first = extensions.first {
                let by = row.extend?.by
                let isAllowed = row.extend != nil && (by == nil || extensions.allSatisfy { $0 == by })
                guard isAllowed, extensions.count <= (row.extend?.times ?? .max) else {
                    throw CommandFailure(
                        .refused, code: "extend",
                        Bilingual(
                            zh: "\(row.id) 不能这样延长（\(first.text(.zh))）",
                            en: "\(row.id) cannot be extended like that (\(first.text(.en)))"), hint: hint)
                }
            }
            for pause in pauses {
                let operation = pause.kind == .hold ? LimitOperation.suspend : .exclude
                guard row.operations[operation] != nil else {
                    throw CommandFailure(
                        .refused, code: operation.rawValue,
                        Bilingual(
                            zh: "\(row.id) 没有\(operation.label.zh)",
                            en: "\(row.id) is never \(operation.label.en)"),
                        hint: hint)
                }
            }
        }

        private func nothing(to row: LimitRow, on day: Day) -> CommandFailure {
            if let until = row.until {
                return CommandFailure(
                    .badInput, code: "no-length",
                    Bilingual(
                        zh: "\(row.id) 没有长度：至\(until.zh)",
                        en: "\(row.id) has no length: it runs to \(until.en)"))
            }
            return CommandFailure(
                .badInput, code: "not-in-force",
                Bilingual(zh: "\(day) 时 \(row.id) 尚未施行", en: "\(row.id) was not in force on \(day)"),
                hint: Bilingual(
                    zh: "见 backpay limit show \(row.id)", en: "see 'backpay limit show \(row.id)'"))
        }
    }
}
