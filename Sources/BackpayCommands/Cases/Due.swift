import ArgumentParser
import CaseDesk
import Source
import Values

/// `backpay due`: the worklist by time.
struct Due: TableCommand {
    static let configuration = CommandConfiguration(
        abstract: "各案期限，先到先列 · Time limits of all cases, soonest first.",
        discussion: """
            $ backpay due                  # 未来 7 天到期和已逾期 · overdue, and due within 7 days
            $ backpay due --within 30
            $ backpay due --body 县总工会    # 本单位该办的 · what the people of a body have to see to
            $ backpay due --mine --as wang  # 我该办的 · what I have to see to
            $ backpay due --kind legal     # 只列法定期限 · limits of the law only
            """)

    @OptionGroup var common: CommonOptions
    @Option(name: .long, help: ArgumentHelp("Days ahead. / 未来天数。", valueName: "days")) var within: Int = 7
    @Option(
        name: .long,
        help: ArgumentHelp("As if today were this day. / 以此日为今天。", valueName: "date"))
    var on: String?

    @Option(
        name: .long,
        help: ArgumentHelp("What the people of this body have to see to. / 此单位该办的。", valueName: "name"))
    var body: String?
    @Flag(name: .long, help: "What the actor of --as has to see to. / --as 本人该办的。") var mine = false
    @Option(
        name: .customLong("as"), help: ArgumentHelp("Who asks. / 经办人。", valueName: "actor"))
    var actor: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only those of the law (legal), or the targets of the office (internal). / 只列法定期限或内部目标。",
            valueName: "kind"))
    var kind: LimitKindOption?

    @Option(name: .long, help: ArgumentHelp("At most so many. / 最多条数。", valueName: "N")) var limit: RowLimit?

    func validate() throws {
        guard (0...36_500).contains(within) else {
            throw ValidationError("--within takes 0 to 36500 days / --within 应为 0 到 36500 天")
        }
        guard body == nil || !mine else {
            throw ValidationError("take --body or --mine, not both / --body 与 --mine 只用一个")
        }
    }

    func run(_ context: CommandContext) throws {
        var now = context.now()
        if let on {
            switch try MomentOption.parse(on, option: "--on") {
            case .day(let day): now = Instant(startOf: day).adding(hours: 12)
            case .instant(let instant): now = instant
            }
        }
        let register = try Register.read(common, context: context)
        let progress = ProgressReporter(Bilingual(zh: "更新索引", en: "updating the index"), context: context)
        let worklist = try worklist(register, context, on: now.day)
        let count = limit?.count ?? .max
        let holdsAll = worklist == nil && kind == nil
        var rows = try register.desk.askIndex(progress: { done, _ in progress.update(done) }) { index, _ in
            try index.clocks(dueBy: now.day.adding(days: max(0, within)), limit: holdsAll ? count : .max)
        }
        if let kind { rows.removeAll { $0.kind != kind.rawValue } }
        if let worklist { rows.removeAll { !worklist.holds($0) } }
        rows = Array(rows.prefix(count))
        progress.finish()
        if common.format == .text {
            guard !rows.isEmpty else {
                context.out(
                    Face(language: context.language, width: nil, style: .plain).text(
                        "\(within) 天内没有到期或逾期的期限\n", "nothing is due or overdue within \(within) days\n"))
                return
            }
            let face = context.face(common)
            context.out(Due.lines(rows, now: now, face).map { $0 + "\n" }.joined())
            return
        }
        var listing = Listing(
            schema: "due/1",
            [
                .init("case", Bilingual(zh: "案号", en: "case")), .init("due", Bilingual(zh: "到期", en: "due")),
                .init("status", Bilingual(zh: "状况", en: "status")),
                .init("limit", Bilingual(zh: "期限", en: "limit")),
                .init("kind", Bilingual(zh: "性质", en: "kind")),
                .init("owes", Bilingual(zh: "责任人", en: "owed by")),
                .init("source", Bilingual(zh: "依据", en: "source")),
                .init("run", Bilingual(zh: "编号", en: "run")),
                .init("bodies", Bilingual(zh: "相关单位", en: "bodies")),
                .init("effect", Bilingual(zh: "逾期效果", en: "effect")),
                .init("provisional", Bilingual(zh: "暂定", en: "provisional")),
            ], whenEmpty: Bilingual(zh: "没有", en: "none"))
        listing.rows = rows.map { row in
            [
                .text(row.caseNumber), row.isResting ? .none : .moment(row.due),
                .label(row.status(now: now).text, code: row.status(now: now).code),
                .label(row.label, code: row.run),
                .label(row.kindText, code: row.kind), .label(row.owes, code: row.owes.en),
                .label(row.source, code: row.source.en), .text(row.run),
                Listing.Value(names: row.bodies), .label(row.effectText, code: row.limit),
                .flag(row.isProvisional),
            ]
        }
        context.show(listing, common)
    }

    /// Limits of the law and targets of the office apart, each soonest first; one table where there is one kind only.
    private static func lines(_ rows: [ClockRow], now: Instant, _ face: Face) -> [String] {
        let groups = [
            (
                face.text("法定期限", "Limits of the law"),
                rows.filter { $0.kind == LimitKindOption.legal.rawValue }
            ),
            (
                face.text("内部目标", "Targets of the office"),
                rows.filter { $0.kind != LimitKindOption.legal.rawValue }
            ),
        ].filter { !$0.1.isEmpty }
        let tables = groups.map { title, rows in
            (groups.count > 1 ? [face.style.apply(.strong, to: title)] : [])
                + ClockTable(rows: rows, now: now, showsCase: true).table(face).lines(
                    width: face.width, style: face.style)
        }
        return Array(tables.joined(separator: [""]))
    }

    /// Whose limits to show; nothing where everybody's.
    private func worklist(_ register: Register, _ context: CommandContext, on day: Day) throws -> Worklist? {
        if let body {
            return try register.desk.ask { reader, _ in try Worklist.of(body: body, on: day, in: reader) }
        }
        guard mine else { return nil }
        let actor = try context.actor(option: actor)
        return try register.desk.ask { reader, _ in try Worklist.of(actor: actor, on: day, in: reader) }
    }
}

/// Which limits `due` lists.
enum LimitKindOption: String, ExpressibleByArgument, CaseIterable {
    /// Set by law.
    case legal
    /// The office's own target.
    case `internal`
}
