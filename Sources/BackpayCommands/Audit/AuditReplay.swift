import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import WageArrears
import Workflow

/// `backpay audit replay`: walks through all days of a case.
struct AuditReplay: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "逐日重放案件 · Walk through all days of a case.",
        discussion: """
            $ backpay audit replay 2025-0001                 # 按发生日 · by the day things happened
            $ backpay audit replay 2025-0001 --by recorded   # 按登记日 · by the day they were recorded
            """)

    /// Which day an entry counts to.
    enum Axis: String, ExpressibleByArgument, CaseIterable {
        case occurred, recorded
    }

    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("The case. / 案号。", valueName: "case")) var number: String
    @Option(name: .long, help: "occurred or recorded. / 按发生日或登记日。") var by: Axis = .occurred

    func run(_ context: CommandContext) throws {
        let register = try Register.read(common, context: context)
        let days = try register.desk.ask { reader, pins -> [ReplayDay] in
            let timeline = try CaseState.timeline(number, in: reader, pins: pins)
            let dates = Set(timeline.map { by == .occurred ? $0.occurred.day : $0.at.day }).sorted()
            return try dates.map { day in
                let horizon = by == .occurred ? Horizon(asOf: .day(day)) : Horizon(knownAt: .day(day))
                return ReplayDay(
                    day: day,
                    state: try CaseState.fold(number, in: reader, pins: pins, horizon: horizon),
                    entries: timeline.filter { (by == .occurred ? $0.occurred.day : $0.at.day) == day })
            }
        }
        context.show(ReplayPage(number: number, days: days), common)
    }
}

/// One day of a replay.
struct ReplayDay {
    let day: Day
    let state: CaseState
    let entries: [TimelineEntry]
}

/// What `audit replay` shows.
struct ReplayPage: Page {
    let number: String
    let days: [ReplayDay]

    func lines(_ face: Face) -> [String] {
        var lines: [String] = []
        for each in days {
            let balance = each.state.file.balance
            lines.append(
                face.style.apply(.strong, to: each.day.description) + "  "
                    + each.state.stateLabels.text(face.language)
                    + face.text(
                        "   主张 \(balance.claimed) 核实 \(balance.verified) 追回 \(balance.recovered) 尚欠 \(balance.due)",
                        "   claimed \(balance.claimed) verified \(balance.verified) recovered \(balance.recovered) due \(balance.due)"
                    ))
            var table = Table([
                .init("", .right, overflow: .keep), .init("", overflow: .keep), .init("", overflow: .wrap),
                .init("", overflow: .wrap),
            ])
            for entry in each.entries {
                table.append([
                    Cell("\(entry.position)", .faint), Cell(entry.occurred.shortText),
                    Cell(entry.label.text(face.language)),
                    Cell(
                        entry.doers.joined(separator: ", ")
                            + (entry.limit?.text(face.language) ?? "")
                            + entry.cured.map {
                                face.text("  \($0.zh)：逾期已补正", "  \($0.en): breach lifted")
                            }.joined()
                            + (entry.isLate
                                ? face.text("（\(entry.at.day) 补登）", " (recorded \(entry.at.day))") : "")
                            + entry.proposals.map { "  " + $0.proposalNote(face.language) }.joined()),
                ])
            }
            lines += table.lines(width: face.width, style: face.style).map { "  " + $0 }
        }
        return lines
    }

    var json: JSON {
        .object([
            "schema": .string("replay/1"), "case": .string(number),
            "days": .array(
                days.map { each in
                    .object([
                        "day": .string(each.day.description),
                        "states": .array(
                            each.state.proceedings.flatMap(\.snapshot.active).map(JSON.string)),
                        "balance": each.state.file.balance.json,
                        "entries": .array(each.entries.map(\.json)),
                    ])
                }),
        ])
    }
}

extension TimelineEntry {
    /// The entry for programs.
    var json: JSON {
        .object(omitting: [
            "position": .integer(Int64(position)), "version": .integer(Int64(version)),
            "occurred": .string(occurred.description), "at": .string(at.description), "act": .string(act),
            "label": label.json, "doers": .array(doers.map(JSON.string)), "recorder": .string(recorder),
            "facts": .array(facts), "papers": .array(papers), "clocks": .array(clocks), "late": .bool(isLate),
            "proposals": proposals.isEmpty ? nil : .array(proposals),
            "of": of.map(JSON.string),
        ])
    }
}
