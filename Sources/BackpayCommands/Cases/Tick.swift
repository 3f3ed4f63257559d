import ArgumentParser
import CaseDesk
import Source
import Values
import Workflow

/// `backpay tick`: raises what is due in all cases.
struct Tick: ContextCommand {
    static let configuration = CommandConfiguration(
        abstract: "登记各案已到期的事项 · Raise what is due in all cases.",
        discussion: """
            $ backpay tick --as clockwork                    # 截至现在 · up to now
            $ backpay tick --as clockwork --at 2025-05-01    # 截至此日之初 · up to the beginning of this day

            期限预警和届满按到期先后登记，每案每一时刻一次提交；重复运行不会重复登记。宜由 cron 或 systemd 定时运行，见 docs/running.md。
            Warnings and limits that passed are recorded in the order they came due, one commit for a case at an instant.
            Running it again does nothing twice. Let cron or systemd run it: see docs/running.md.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActorOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Up to when: an instant, or the beginning of a day; not later than now. / 截至何时。",
            valueName: "date|instant"))
    var at: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "At most so many commits; the rest is left for the next run. / 最多提交次数。", valueName: "N"))
    var limit: RowLimit?

    @Flag(name: .long, help: "Read every case from the log, without the index. / 不用索引，逐案读取。")
    var everyCase = false

    func run(_ context: CommandContext) throws {
        let upTo = try at.map { try MomentOption.parse($0, option: "--at").earliest }
        let recorder = try context.actor(option: acting.actor)
        let register = try Register.open(common, wait: acting.wait, context: context)
        try register.catchUp(context)
        let progress = ProgressReporter(Bilingual(zh: "登记到期事项", en: "raising what is due"), context: context)
        let report = try register.desk.tick(
            TickCommand(
                upTo: upTo, recorder: recorder, limit: limit?.count, readsEveryCase: everyCase)
        ) { progress.update($0) }
        progress.finish()
        context.show(TickPage(report: report), common)
        if !report.failures.isEmpty {
            try context.flush()
            throw QuietExit(status: .refused)
        }
    }
}

/// What `tick` shows.
struct TickPage: Page {
    let report: TickReport

    func lines(_ face: Face) -> [String] {
        var lines: [String] = []
        if !report.raised.isEmpty {
            var table = Table([
                .init(face.text("条", "pos"), .right, overflow: .keep),
                .init(face.text("案号", "case"), overflow: .keep),
                .init(face.text("到期", "due"), overflow: .keep),
                .init(face.text("事项", "what"), overflow: .keep),
                .init(face.text("期限", "limit"), overflow: .wrap),
                .init(face.text("责任人", "owed by"), overflow: .wrap),
                .init(face.text("案件转到", "moved to"), overflow: .wrap),
            ])
            for note in report.raised {
                table.append([
                    Cell("\(note.position)", .faint), Cell(note.caseNumber), Cell(note.instant.minuteText),
                    Cell(note.kind.label.text(face.language), note.kind == .breach ? .bad : .warning),
                    Cell(note.label.text(face.language)), Cell(note.owes.text(face.language)),
                    Cell(note.hasMoved ? note.states.text(face.language) : ""),
                ])
            }
            lines += table.lines(width: face.width, style: face.style)
        }
        for failure in report.failures {
            lines.append(
                face.style.apply(
                    .bad,
                    to: face.text("未能登记 ", "not raised: ")
                        + "\(failure.caseNumber)  \(failure.message.text(face.language))"))
        }
        lines.append(summary(face))
        return lines
    }

    private func summary(_ face: Face) -> String {
        let cases = Set(report.raised.map(\.caseNumber)).count
        let upTo = report.upTo.minuteText
        var text =
            report.raised.isEmpty
            ? face.text("截至 \(upTo) 没有新的到期事项", "nothing new is due up to \(upTo)")
            : face.text(
                "截至 \(upTo)：\(cases) 案共 \(report.raised.count) 项到期，已登记",
                "up to \(upTo): \(report.raised.count) raised in \(cases) \(cases == 1 ? "case" : "cases")")
        if report.leavesMore {
            text += face.text("；还有到期事项未登记，请再次运行", "; more is due: run it again")
        }
        return text
    }

    var json: JSON {
        .object([
            "schema": .string("tick/1"), "up_to": .string(report.upTo.description),
            "raised": .array(report.raised.map(\.json)), "more": .bool(report.leavesMore),
            "failures": .array(
                report.failures.map {
                    .object([
                        "case": .string($0.caseNumber), "code": .string($0.code), "message": $0.message.json,
                    ])
                }),
        ])
    }
}

extension RaisedNote {
    /// For programs.
    var json: JSON {
        .object([
            "case": .string(caseNumber), "proceeding": .string(proceeding),
            "position": .integer(Int64(position)), "act": .string(kind.act), "run": .string(run),
            "label": label.json, "owes": owes.json, "instant": .string(instant.description),
            "from": .array(from.map(JSON.string)), "to": .array(to.map(JSON.string)),
        ])
    }
}
