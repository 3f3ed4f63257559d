import ArgumentParser
import CaseDesk
import EventLog
import Source
import Values
import WageArrears

/// `backpay person`: people are registered once.
struct Person: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "人员登记 · Persons, registered once.",
        subcommands: [Add.self, Correct.self, Link.self, Unlink.self, Show.self, List.self])

    /// `backpay person add`.
    struct Add: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "登记人员 · Register a person; prints the id.",
            discussion: "$ backpay person add --name 张三 --number 11010519491231002X --phone 13800000000")
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActorOptions
        @Option(name: .long, help: "The name as stated. / 姓名。") var name: String
        @Option(
            name: .long, help: "The identity number as stated; a failed check is noted, not refused. / 身份证号。")
        var number: String?
        @Option(name: .long, help: "The telephone. / 电话。") var phone: String?
        @Option(name: .long, help: "The home region. / 户籍地。") var region: String?

        func run(_ context: CommandContext) throws {
            let recorder = try context.actor(option: acting.actor)
            let register = try Register.open(common, wait: acting.wait, context: context)
            try register.catchUp(context)
            let (id, file) = try register.desk.work(as: recorder) { work in
                let id = try work.ensurePerson(
                    PersonEntry(name: name, number: number, phone: phone, region: region))
                return (id, try Registry(reader: work.reader).person(id))
            }
            let check = file.identityText
            context.show(
                DonePage(zh: "\(id)  身份证号：\(check.zh)", en: "\(id)  identity number: \(check.en)", id: id),
                common)
        }
    }

    /// `backpay person list`.
    struct List: TableCommand {
        static let configuration = CommandConfiguration(
            abstract: "人员一览（默认遮盖）· All persons, masked unless --unmask.", aliases: ["ls"])
        @OptionGroup var common: CommonOptions
        @Flag(name: .long, help: "Show names and numbers in full. / 显示全文。") var unmask = false
        @Option(name: .long, help: "At most so many. / 最多条数。") var limit = RowLimit(200)

        func run(_ context: CommandContext) throws {
            let register = try Register.read(common, context: context)
            let rows = try register.desk.askIndex { index, _ in
                try index.persons(matching: "", limit: limit.count)
            }
            context.show(PersonListing.listing(rows, unmask: unmask), common)
        }
    }
}

/// Persons as lists show them.
enum PersonListing {
    /// The listing; masked by default.
    static func listing(_ rows: [PersonRow], unmask: Bool) -> Listing {
        var listing = Listing(
            schema: "person-list/1",
            [
                .init("id", Bilingual(zh: "编号", en: "id"), overflow: .keep),
                .init("name", Bilingual(zh: "姓名", en: "name")),
                .init("number", Bilingual(zh: "身份证号", en: "identity number"), overflow: .keep),
                .init("phone", Bilingual(zh: "电话", en: "telephone"), overflow: .keep),
            ], whenEmpty: Bilingual(zh: "没有人员", en: "no persons"))
        listing.rows = rows.map { row in
            [
                .text(row.id), .text(unmask ? row.name : Masking.name(row.name)),
                .text(unmask ? row.number : Masking.identityNumber(row.number)),
                .text(unmask ? row.phone : Masking.phone(row.phone)),
            ]
        }
        return listing
    }
}
