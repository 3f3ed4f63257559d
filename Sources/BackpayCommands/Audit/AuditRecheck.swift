import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values

/// `backpay audit recheck`: decides everything again by what was known then.
struct AuditRecheck: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "recheck",
        abstract: "按当时所知重新裁量每一步并比对 · Decide every act again by what was known then, and compare.",
        discussion: "$ backpay audit recheck 2025-0001\n$ backpay audit recheck            # 全部案件 · all cases"
    )
    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("Cases; all where none is named. / 案号。", valueName: "case")) var numbers:
        [String] = []

    func run(_ context: CommandContext) throws {
        let register = try Register.read(common, context: context)
        let progress = ProgressReporter(Bilingual(zh: "复核案件", en: "rechecking cases"), context: context)
        let reports = try register.desk.ask { reader, pins in
            let numbers = self.numbers.isEmpty ? try Registry(reader: reader).ids("case") : self.numbers
            return try numbers.enumerated().map { index, number in
                progress.update(index)
                return try CaseState.recheck(number, in: reader, pins: pins)
            }
        }
        progress.finish()
        context.show(RecheckPage(reports: reports), common)
        if reports.contains(where: { !$0.differences.isEmpty }) { throw QuietExit(status: .refused) }
    }
}

/// What `audit recheck` shows.
struct RecheckPage: Page {
    let reports: [RecheckReport]

    func lines(_ face: Face) -> [String] {
        var lines: [String] = []
        for report in reports {
            let verdict =
                report.differences.isEmpty
                ? face.style.apply(.good, to: face.text("一致", "agrees"))
                : face.style.apply(.bad, to: face.text("不一致", "differs"))
            lines.append(
                "\(report.caseNumber)  \(verdict)  "
                    + face.text("\(report.agreed) 步重算结果相同", "\(report.agreed) steps come out the same")
                    + (report.erased.isEmpty
                        ? ""
                        : face.text(
                            "，\(report.erased.count) 步的个人信息已删除、未重算",
                            ", \(report.erased.count) not decided again: words erased")))
            for difference in report.differences {
                lines.append(
                    face.style.apply(
                        .bad,
                        to: face.text("  第 \(difference.position) 条 ", "  entry \(difference.position) "))
                        + "\(difference.act)  \(difference.text.text(face.language))")
            }
            for correction in report.correctedSince {
                let rested = correction.restedOn.map(String.init).joined(separator: ", ")
                lines.append(
                    face.text(
                        "  第 \(correction.target) 条后由第 \(correction.position) 条更正",
                        "  entry \(correction.target) was corrected later by entry \(correction.position)")
                        + (rested.isEmpty
                            ? ""
                            : face.text(
                                "；其间依据旧值的第 \(rested) 条按当时所知无误",
                                "; entries \(rested) rested on the old value and were right by what was known"
                            )))
            }
        }
        return lines.isEmpty ? [face.text("没有案件", "no cases")] : lines
    }

    var json: JSON {
        .object([
            "schema": .string("recheck/1"),
            "cases": .array(
                reports.map { report in
                    .object([
                        "case": .string(report.caseNumber), "agreed": .integer(Int64(report.agreed)),
                        "erased": .array(report.erased.map { .integer(Int64($0)) }),
                        "differences": .array(
                            report.differences.map {
                                .object([
                                    "position": .integer(Int64($0.position)), "act": .string($0.act),
                                    "text": $0.text.json,
                                ])
                            }),
                        "corrections": .array(
                            report.correctedSince.map {
                                .object([
                                    "position": .integer(Int64($0.position)),
                                    "target": .integer(Int64($0.target)),
                                    "rested_on": .array($0.restedOn.map { .integer(Int64($0)) }),
                                ])
                            }),
                    ])
                }),
        ])
    }
}
