import ArgumentParser
import CaseDesk
import EventLog
import Values
import WageArrears

extension Person {
    /// `backpay person link`.
    struct Link: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "认定两个登记为同一人 · Two registrations are one person.",
            discussion: """
                $ backpay person link P-000001 P-000007 --as cadre --by cadre --by head --reason '同一身份证' \\
                    --attach identity_card=证件.pdf --signed-by head

                须有第二人及其签字的材料；身份证号码均已核对且不同的，不能认定。
                It takes a second person and a paper they signed. People whose checked numbers differ are never one.
                """)
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActorOptions
        @OptionGroup var papers: PaperOptions
        @OptionGroup var linking: LinkOptions
        @Argument(help: ArgumentHelp("The one registration. / 一个登记。", valueName: "person")) var id: String
        @Argument(help: ArgumentHelp("The other one. / 另一个登记。", valueName: "person")) var other: String

        func run(_ context: CommandContext) throws {
            try RegistryChanging(common, acting, papers, linking).run(.linkPersons(id, other), context)
        }
    }

    /// `backpay person unlink`.
    struct Unlink: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "撤销同一人认定 · Two registrations are not one person after all.",
            discussion: """
                $ backpay person unlink P-000001 P-000007 --as cadre --by cadre --by head --reason '同名不同人' \\
                    --not-scanned identity_card@档案柜 --signed-by head
                """)
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActorOptions
        @OptionGroup var papers: PaperOptions
        @OptionGroup var linking: LinkOptions
        @Argument(help: ArgumentHelp("The one registration. / 一个登记。", valueName: "person")) var id: String
        @Argument(help: ArgumentHelp("The other one. / 另一个登记。", valueName: "person")) var other: String

        func run(_ context: CommandContext) throws {
            try RegistryChanging(common, acting, papers, linking).run(.unlinkPersons(id, other), context)
        }
    }

    /// `backpay person correct`.
    struct Correct: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "更正人员信息，原登记不变 · Correct what is known of a person, by an entry of its own.",
            discussion: """
                $ backpay person correct P-000001 --phone 13800000001 --as clerk --reason '换号'
                $ backpay person correct P-000001 --number 11010519491231002X --as cadre --by cadre --by head \\
                    --reason '原登记有误' --attach identity_card=证件.pdf --signed-by head

                更正姓名或证件号的，须有第二人及其签字的材料。
                A name or a number takes a second person and a paper they signed.
                """)
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActorOptions
        @OptionGroup var papers: PaperOptions
        @OptionGroup var linking: LinkOptions
        @Argument(help: ArgumentHelp("The person. / 编号。", valueName: "person")) var id: String
        @Option(name: .long, help: "The right name. / 姓名。") var name: String?
        @Option(
            name: .long, help: "The right identity number; a failed check is noted, not refused. / 身份证号。")
        var number: String?
        @Option(name: .long, help: "The right telephone. / 电话。") var phone: String?
        @Option(name: .long, help: "The right home region. / 户籍地。") var region: String?

        func run(_ context: CommandContext) throws {
            try RegistryChanging(common, acting, papers, linking).run(
                .correctPerson(
                    id, PersonCorrection(name: name, number: number, phone: phone, region: region)), context)
        }
    }

    /// `backpay person show`.
    struct Show: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "一人的登记与经过（默认遮盖）· One person and what was recorded of them, masked unless --unmask.")
        @OptionGroup var common: CommonOptions
        @Argument(help: ArgumentHelp("The person. / 编号。", valueName: "person")) var id: String
        @Flag(name: .long, help: "Show names, numbers and reasons in full. / 显示全文。") var unmask = false

        func run(_ context: CommandContext) throws {
            let register = try Register.read(common, context: context)
            let page = try register.desk.ask { reader, _ in
                let registry = Registry(reader: reader)
                return PersonPage(
                    file: try registry.person(id), history: try registry.history(ofPerson: id),
                    unmask: unmask)
            }
            context.show(page, common)
        }
    }
}
