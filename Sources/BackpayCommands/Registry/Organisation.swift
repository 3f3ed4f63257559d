import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import WageArrears

/// `backpay organisation`: employers and others, registered once.
struct Organisation: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "单位登记 · Organisations, registered once.",
        subcommands: [Add.self, Correct.self, Show.self, List.self])

    /// `backpay organisation add`.
    struct Add: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "登记单位 · Register an organisation; prints the id.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActorOptions
        @Option(name: .long, help: "The name. / 名称。") var name: String
        @Option(name: .long, help: "The unified social credit code. / 统一社会信用代码。") var code: String?
        @Option(name: .long, help: "The region. / 所在地。") var region: String?

        func run(_ context: CommandContext) throws {
            let recorder = try context.actor(option: acting.actor)
            let register = try Register.open(common, wait: acting.wait, context: context)
            try register.catchUp(context)
            let id = try register.desk.work(as: recorder) { work in
                try work.ensureOrganisation(OrganisationEntry(name: name, code: code, region: region))
            }
            context.show(DonePage(zh: id, en: id, id: id), common)
        }
    }

    /// `backpay organisation list`.
    struct List: TableCommand {
        static let configuration = CommandConfiguration(
            abstract: "单位一览 · All organisations.", aliases: ["ls"])
        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "At most so many. / 最多条数。") var limit = RowLimit(200)

        func run(_ context: CommandContext) throws {
            let register = try Register.read(common, context: context)
            let rows = try register.desk.askIndex { index, _ in
                try index.organisations(matching: "", limit: limit.count)
            }
            context.show(Self.listing(rows), common)
        }

        static func listing(_ rows: [OrganisationRow]) -> Listing {
            var listing = Listing(
                schema: "organisation-list/1",
                [
                    .init("id", Bilingual(zh: "编号", en: "id"), overflow: .keep),
                    .init("name", Bilingual(zh: "名称", en: "name"), overflow: .wrap),
                    .init("code", Bilingual(zh: "信用代码", en: "credit code"), overflow: .keep),
                ], whenEmpty: Bilingual(zh: "没有单位", en: "no organisations"))
            listing.rows = rows.map { [.text($0.id), .text($0.name), .text($0.code)] }
            return listing
        }
    }
}
