import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values

/// `backpay audit refusals`: who tried what.
struct AuditRefusals: TableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refusals", abstract: "谁曾试图做什么而被拒绝 · Who tried what and was refused.")
    @OptionGroup var common: CommonOptions

    func run(_ context: CommandContext) throws {
        let register = try Register.read(common, context: context)
        var listing = Listing(
            schema: "refusals/1",
            [
                .init("day", Bilingual(zh: "日期", en: "day"), overflow: .keep),
                .init("doer", Bilingual(zh: "何人", en: "who"), overflow: .keep),
                .init("case", Bilingual(zh: "案号", en: "case"), overflow: .keep),
                .init("act", Bilingual(zh: "行为", en: "act"), overflow: .keep),
                .init("code", Bilingual(zh: "原因", en: "code"), overflow: .keep),
                .init("position", Bilingual(zh: "条", en: "pos"), .right),
            ], whenEmpty: Bilingual(zh: "没有拒绝记录", en: "no refusals noted"))
        listing.rows = try register.desk.ask { reader, _ in
            try RefusalNote.all(in: reader).map { note in
                [
                    .text(note.day), .text(note.doer), .text(note.caseNumber), .text(note.act),
                    .text(note.code),
                    .count(note.position),
                ]
            }
        }
        context.show(listing, common)
    }
}
