import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import WageArrears

extension Actor {
    /// `backpay actor revoke`.
    struct Revoke: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "收回职责：另记一条，已办事项不变 · Take a role back, by an entry of its own; what was done stays done.",
            discussion: "$ backpay actor revoke cadre1 --role unionCadre --body 德化县总工会 --until 2025-06-30")
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActorOptions
        @Argument(help: "The actor. / 编号。") var id: String
        @Option(name: .long, help: ArgumentHelp("The role. / 职责。", valueName: "role")) var role: String
        @Option(name: .long, help: ArgumentHelp("The body. / 单位。", valueName: "body")) var body: String
        @Option(
            name: .long,
            help: ArgumentHelp(
                "Only for this region; else for all. / 只收回此地区的，否则全部。", valueName: "region"))
        var region: String?
        @Option(
            name: [.customLong("until"), .customLong("to")],
            help: ArgumentHelp("The last day it is held; today. / 最后一日，默认今日。", valueName: "date"))
        var until: String?

        func run(_ context: CommandContext) throws {
            let until = try GrantDay.parse(until, option: "--until") ?? context.now().day
            let register = try Register.open(common, wait: acting.wait, context: context)
            try register.desk.work(as: context.optionalActor(option: acting.actor) ?? "system") { work in
                try work.revoke(
                    GrantEntry(role: role, body: body, region: region, from: until), from: id, until: until)
            }
            context.show(
                DonePage(
                    zh: "\(id) 的 \(role) 至 \(until) 止", en: "\(id) holds \(role) until \(until)", id: id),
                common)
        }
    }

    /// `backpay actor grants`.
    struct Grants: TableCommand {
        static let configuration = CommandConfiguration(
            abstract: "职责的授予与期间 · Every grant: role, body, region, first and last day.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "The actor; all where none is named. / 编号，不填则全部。") var id: String?

        func run(_ context: CommandContext) throws {
            let register = try Register.read(common, context: context)
            var listing = Listing(
                schema: "grant-list/1",
                [
                    .init("id", Bilingual(zh: "编号", en: "id"), overflow: .keep),
                    .init("role", Bilingual(zh: "职责", en: "role"), overflow: .keep),
                    .init("body", Bilingual(zh: "单位", en: "body"), overflow: .wrap),
                    .init("region", Bilingual(zh: "地区", en: "region"), overflow: .wrap),
                    .init("from", Bilingual(zh: "起", en: "from"), overflow: .keep),
                    .init("until", Bilingual(zh: "止", en: "until"), overflow: .keep),
                ], whenEmpty: Bilingual(zh: "没有授予任何职责", en: "no roles granted"))
            listing.rows = try register.desk.ask { reader, _ in
                let registry = Registry(reader: reader)
                return try (id.map { [$0] } ?? registry.ids("actor")).flatMap { id in
                    try registry.actor(id).grants.map { grant in
                        [
                            .text(id), .text(grant.role), .text(grant.body),
                            grant.region.map { .text($0) } ?? .none, .moment(.day(grant.from)),
                            grant.until.map { .moment(.day($0)) } ?? .none,
                        ]
                    }
                }
            }
            context.show(listing, common)
        }
    }
}
