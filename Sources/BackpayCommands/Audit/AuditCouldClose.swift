import ArgumentParser
import CaseDesk
import Source
import Values
import Workflow

/// `backpay audit could-close`: who could end a case with money due.
struct AuditCouldClose: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "could-close",
        abstract: "按当日职责，谁一人或两人即可使未付清的案件终结 · Who, alone or in pairs, could end a case with money due.",
        discussion: "$ backpay audit could-close 2025-0001 --as-of 2025-04-09")
    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("The case. / 案号。", valueName: "case")) var number: String
    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("The case and the grants of this day. / 以此日的案情与职责。", valueName: "date"))
    var asOf: String?

    func run(_ context: CommandContext) throws {
        let day = try GrantDay.parse(asOf, option: "--as-of")
        let register = try Register.read(common, context: context)
        let answer = try register.desk.ask { reader, pins in
            try CouldClose.ask(
                number, in: reader, pins: pins,
                horizon: day.map { Horizon(asOf: .day($0)) } ?? .everything, day: day ?? context.now().day)
        }
        context.show(CouldClosePage(answer: answer), common)
    }
}

/// What `audit could-close` shows.
struct CouldClosePage: Page {
    let answer: CouldClose

    func lines(_ face: Face) -> [String] {
        var lines = [
            face.text(
                "案件 \(answer.caseNumber)，\(answer.day)，未付 \(answer.due.description) 元",
                "case \(answer.caseNumber), \(answer.day), \(answer.due.description) yuan due")
        ]
        if answer.definitions.isEmpty {
            lines.append(face.text("没有在办的程序", "no proceeding is open"))
            return lines
        }
        if answer.due == .zero {
            lines.append(
                face.text(
                    "现在没有已认定的未付款；以下是可以到达的终结", "nothing is found to be due; these are the ends within reach"))
        }
        lines += groups(answer.alone, face.heading("一人即可", "alone"), face)
        lines += groups(answer.inPairs, face.heading("两人可以", "in pairs"), face)
        if answer.alone.isEmpty, answer.inPairs.isEmpty, answer.isComplete {
            lines.append(
                face.style.apply(
                    .good, to: face.text("任何一人或两人都不能", "nobody can, neither alone nor in pairs")))
        }
        if !answer.isComplete {
            lines.append(
                face.style.apply(
                    .warning,
                    to: face.text(
                        "可能性太多，没有全部看完：可能还有",
                        "there are too many ways, not all were looked at: there may be more")))
        }
        lines += [
            "",
            face.text(
                "假定材料齐备、时间流逝；只看职责、签署、回避与规则",
                "papers are taken to be there and time to pass; roles, signatures, separation and rules count"
            ),
        ]
        return lines
    }

    private func groups(_ groups: [CouldClose.Group], _ heading: String, _ face: Face) -> [String] {
        guard !groups.isEmpty else { return [] }
        var lines = ["", heading]
        for group in groups {
            guard let definition = answer.definitions[group.proceeding] else { continue }
            lines.append("  " + group.people.joined(separator: " + "))
            for end in group.ends {
                let name = definition.label(ofState: end.end).text(face.language)
                let acts = end.steps.compactMap { step in
                    step.act.map { act in
                        definition.actLabel(act).text(face.language)
                            + (step.people.isEmpty ? "" : " (\(step.people.joined(separator: "+")))")
                    }
                }
                let lowering = end.lowering.map { definition.actLabel($0).text(face.language) }
                    .joined(separator: ", ")
                let note =
                    lowering.isEmpty
                    ? "" : face.text("，先改变未付额：\(lowering)", ", after changing what is due: \(lowering)")
                lines.append("    → \(name)\(note)")
                lines.append(
                    "      "
                        + (acts.isEmpty ? face.text("时间流逝", "time passes") : acts.joined(separator: " → ")))
            }
        }
        return lines
    }

    var json: JSON {
        func groups(_ groups: [CouldClose.Group]) -> JSON {
            .array(
                groups.map { group in
                    .object([
                        "people": .array(group.people.map(JSON.string)),
                        "proceeding": .string(group.proceeding),
                        "ends": .array(
                            group.ends.map { end in
                                .object([
                                    "end": .string(end.end),
                                    "lowering": .array(end.lowering.map(JSON.string)),
                                    "steps": .array(
                                        end.steps.compactMap { step in
                                            step.act.map {
                                                .object([
                                                    "act": .string($0),
                                                    "people": .array(step.people.map(JSON.string)),
                                                ])
                                            }
                                        }),
                                ])
                            }),
                    ])
                })
        }
        return .object([
            "schema": .string("could-close/1"), "case": .string(answer.caseNumber),
            "day": .string(answer.day.description), "due_fen": .integer(answer.due.count),
            "alone": groups(answer.alone), "in_pairs": groups(answer.inPairs),
            "complete": .bool(answer.isComplete),
        ])
    }
}
