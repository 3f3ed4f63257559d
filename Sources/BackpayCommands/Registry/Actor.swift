import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import WageArrears

/// `backpay actor`: who may act, in which roles.
struct Actor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "经办人及其职责 · Those who act, and their roles.",
        subcommands: [Add.self, Grant.self, Revoke.self, Grants.self, List.self])

    /// `backpay actor add`.
    struct Add: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "登记经办人 · Register an actor.",
            discussion: "$ backpay actor add cadre1 --name 李四 --role unionCadre --body 德化县总工会")
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActorOptions
        @Argument(help: "The id; letters, digits, '.', '-', '_'. / 编号。") var id: String
        @Option(name: .long, help: "The name. / 姓名。") var name: String
        @Option(name: .long, help: ArgumentHelp("A role of the workflows. / 职责。", valueName: "role"))
        var role: [String] = []
        @Option(name: .long, help: ArgumentHelp("The body. / 单位。", valueName: "body")) var body: String = ""
        @Option(
            name: .long,
            help: ArgumentHelp("The region the roles are limited to. / 限于地区。", valueName: "region"))
        var region: String?
        @Option(name: .long, help: ArgumentHelp("First day of the grant. / 起始日。", valueName: "date"))
        var from: String?

        func run(_ context: CommandContext) throws {
            let from = try GrantDay.parse(from, option: "--from") ?? context.now().day
            let register = try Register.open(common, wait: acting.wait, context: context)
            let recorder = context.optionalActor(option: acting.actor) ?? "system"
            try register.desk.work(as: recorder) { work in
                try work.addActor(
                    id, name: name,
                    grants: role.map { GrantEntry(role: $0, body: body, region: region, from: from) })
            }
            try RoleCheck(register: register, context: context).warn(role)
            context.show(DonePage(zh: "已登记经办人 \(id)", en: "registered actor \(id)", id: id), common)
        }
    }

    /// `backpay actor grant`.
    struct Grant: ContextCommand {
        static let configuration = CommandConfiguration(abstract: "授予职责 · Grant a role.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActorOptions
        @Argument(help: "The actor. / 编号。") var id: String
        @Option(name: .long, help: ArgumentHelp("The role. / 职责。", valueName: "role")) var role: String
        @Option(name: .long, help: ArgumentHelp("The body. / 单位。", valueName: "body")) var body: String
        @Option(
            name: .long,
            help: ArgumentHelp(
                "The region it is limited to: a code such as 350526, or a name. / 限于地区（代码或名称）。",
                valueName: "region"))
        var region: String?
        @Option(name: .long, help: ArgumentHelp("First day. / 起始日。", valueName: "date")) var from: String?
        @Option(
            name: [.customLong("until"), .customLong("to")],
            help: ArgumentHelp("Last day. / 截止日。", valueName: "date"))
        var until: String?

        func run(_ context: CommandContext) throws {
            let from = try GrantDay.parse(from, option: "--from") ?? context.now().day
            let until = try GrantDay.parse(until, option: "--until")
            let register = try Register.open(common, wait: acting.wait, context: context)
            try register.desk.work(as: context.optionalActor(option: acting.actor) ?? "system") { work in
                try work.grant(
                    GrantEntry(role: role, body: body, region: region, from: from, until: until), to: id)
            }
            try RoleCheck(register: register, context: context).warn([role])
            context.show(DonePage(zh: "已授予 \(id)：\(role)", en: "granted \(id): \(role)", id: id), common)
        }
    }

    /// `backpay actor list`.
    struct List: TableCommand {
        static let configuration = CommandConfiguration(abstract: "经办人一览 · All actors.", aliases: ["ls"])
        @OptionGroup var common: CommonOptions

        func run(_ context: CommandContext) throws {
            let register = try Register.read(common, context: context)
            var listing = Listing(
                schema: "actor-list/1",
                [
                    .init("id", Bilingual(zh: "编号", en: "id"), overflow: .keep),
                    .init("name", Bilingual(zh: "姓名", en: "name")),
                    .init("roles", Bilingual(zh: "现有职责", en: "roles now"), overflow: .wrap),
                    .init("body", Bilingual(zh: "单位", en: "body"), overflow: .wrap),
                ],
                whenEmpty: Bilingual(
                    zh: "还没有经办人；用 backpay actor add 登记", en: "no actors yet; use 'backpay actor add'"))
            let today = context.now().day
            listing.rows = try register.desk.ask { reader, _ in
                let registry = Registry(reader: reader)
                return try registry.ids("actor").map { id in
                    let actor = try registry.actor(id)
                    let grants = actor.grants(on: today)
                    return [
                        .text(id), .text(actor.displayName ?? "—"),
                        .text(grants.map(\.role).joined(separator: ", ")),
                        .text(Array(Set(grants.map(\.body))).sorted().joined(separator: ", ")),
                    ]
                }
            }
            context.show(listing, common)
        }
    }
}

/// Reads a day from an option.
enum GrantDay {
    /// The day, or the failure that says how to write one.
    static func parse(_ text: String?, option: String) throws(CommandFailure) -> Day? {
        guard let text else { return nil }
        if let day = Day(text) { return day }
        return try MomentOption.parse(text, option: option).day
    }
}

/// One line that says it is done.
struct DonePage: Page {
    let zh: String
    let en: String
    let id: String

    func lines(_ face: Face) -> [String] { [VisibleText.line(face.text(zh, en))] }
    var json: JSON { .object(["schema": .string("done/1"), "id": .string(id)]) }
}
