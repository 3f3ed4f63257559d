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

extension Organisation {
    /// `backpay organisation correct`.
    struct Correct: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "更正单位信息，原登记不变 · Correct what is known of an organisation, by an entry of its own.",
            discussion: """
                $ backpay organisation correct O-000001 --code 91350526MA2XXXXX0X --as cadre --by cadre --by head \\
                    --reason '营业执照' --attach licence=执照.pdf --signed-by head

                更正名称或信用代码的，须有第二人及其签字的材料。
                A name or a code takes a second person and a paper they signed.
                """)
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActorOptions
        @OptionGroup var papers: PaperOptions
        @OptionGroup var linking: LinkOptions
        @Argument(help: ArgumentHelp("The organisation. / 编号。", valueName: "organisation")) var id: String
        @Option(name: .long, help: "The right name. / 名称。") var name: String?
        @Option(name: .long, help: "The right credit code. / 统一社会信用代码。") var code: String?
        @Option(name: .long, help: "The right region. / 所在地。") var region: String?

        func run(_ context: CommandContext) throws {
            try RegistryChanging(common, acting, papers, linking).run(
                .correctOrganisation(id, OrganisationCorrection(name: name, code: code, region: region)),
                context)
        }
    }

    /// `backpay organisation show`.
    struct Show: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "一个单位的登记与经过 · One organisation and what was recorded of it.")
        @OptionGroup var common: CommonOptions
        @Argument(help: ArgumentHelp("The organisation. / 编号。", valueName: "organisation")) var id: String
        @Flag(name: .long, help: "Show reasons too. / 显示理由。") var unmask = false

        func run(_ context: CommandContext) throws {
            let register = try Register.read(common, context: context)
            let page = try register.desk.ask { reader, _ in
                let registry = Registry(reader: reader)
                return OrganisationPage(
                    file: try registry.organisation(id), history: try registry.history(ofOrganisation: id),
                    unmask: unmask)
            }
            context.show(page, common)
        }
    }
}

/// Changes the registry and tells what became of it: what these commands share.
struct RegistryChanging {
    let common: CommonOptions
    let acting: ActorOptions
    let papers: PaperOptions
    let linking: LinkOptions

    init(_ common: CommonOptions, _ acting: ActorOptions, _ papers: PaperOptions, _ linking: LinkOptions) {
        self.common = common
        self.acting = acting
        self.papers = papers
        self.linking = linking
    }

    /// Records the change, or throws the refusal as a failure.
    func run(_ change: RegistryChange, _ context: CommandContext) throws {
        let recorder = try context.actor(option: acting.actor)
        let frame = try linking.frame(recorder: recorder, papers: papers, context)
        let register = try Register.open(common, wait: acting.wait, context: context)
        try register.catchUp(context)
        switch try register.desk.change(RegistryCommand(change, frame: frame)) {
        case .done(let receipt):
            context.show(RegistryReceiptPage(receipt: receipt, label: change.label), common)
        case .refused(let report, let isLogged): throw CommandFailure(report, isLogged: isLogged)
        }
    }
}
