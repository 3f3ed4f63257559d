import ArgumentParser
import CaseDesk
import EventLog
import Values
import WageArrears

extension Organisation {
    /// `backpay organisation correct`.
    struct Correct: ContextCommand {
        static let configuration = CommandConfiguration(
            abstract: "更正单位信息，原登记不变 · Correct what is known of an organisation, by an entry of its own.",
            discussion: """
                $ backpay organisation correct O-000001 --code '…' --as cadre --by cadre --by head \\
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
