import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values

/// `backpay audit closed-unpaid`: every closing with money due.
struct AuditClosedUnpaid: TableCommand {
    static let configuration = CommandConfiguration(
        commandName: "closed-unpaid",
        abstract: "未付清而结案的：理由、材料、何人办理、何人核准、下一途径 · Every closing with money due.",
        discussion: "$ backpay audit closed-unpaid\n$ backpay audit closed-unpaid 2025-0001")
    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("Cases; all where none is named. / 案号。", valueName: "case")) var numbers:
        [String] = []

    func run(_ context: CommandContext) throws {
        let register = try Register.read(common, context: context)
        var listing = Listing(
            schema: "closed-unpaid/1",
            [
                .init("case", Bilingual(zh: "案号", en: "case"), overflow: .keep),
                .init("position", Bilingual(zh: "条", en: "pos"), .right),
                .init("closed_on", Bilingual(zh: "结案日", en: "closed"), overflow: .keep),
                .init("due", Bilingual(zh: "结案时未付", en: "due then"), .right),
                .init("due_now", Bilingual(zh: "现未付", en: "due now"), .right),
                .init("reason", Bilingual(zh: "理由", en: "reason"), overflow: .wrap),
                .init("papers", Bilingual(zh: "材料", en: "papers"), overflow: .wrap),
                .init("by", Bilingual(zh: "办理", en: "by"), overflow: .wrap),
                .init("approved_by", Bilingual(zh: "核准", en: "approved by"), overflow: .wrap),
                .init("next_route", Bilingual(zh: "下一途径", en: "next route"), overflow: .wrap),
                .init("reopened", Bilingual(zh: "已重启", en: "reopened")),
            ], whenEmpty: Bilingual(zh: "没有未付清而结的案", en: "no case was closed with money due"))
        let progress = ProgressReporter(Bilingual(zh: "查阅案件", en: "reading cases"), context: context)
        listing.rows = try register.desk.ask { reader, pins in
            let numbers = self.numbers.isEmpty ? try Registry(reader: reader).ids("case") : self.numbers
            return try numbers.enumerated().flatMap { index, number in
                progress.update(index)
                return try ClosedUnpaid.all(of: number, in: reader, pins: pins)
            }.map { row in
                [
                    .text(row.caseNumber), .count(row.position), .text(row.closedOn.description),
                    .amount(row.due), .amount(row.dueNow), .label(row.label, code: row.reason),
                    .text(row.papers.joined(separator: ", ")), .text(row.doers.joined(separator: ", ")),
                    .text(row.approvers.isEmpty ? "—" : row.approvers.joined(separator: ", ")),
                    .text(row.nextRoute ?? "—"),
                    .flag(row.isReopened),
                ]
            }
        }
        progress.finish()
        context.show(listing, common)
    }
}
