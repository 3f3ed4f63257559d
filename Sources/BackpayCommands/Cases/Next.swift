import ArgumentParser
import CaseDesk
import Source
import Values
import WageArrears
import Workflow

/// `backpay next`: the mediator's compass.
struct Next: ContextCommand {
    static let configuration = CommandConfiguration(
        abstract: "现在能办什么、由谁办、缺什么、何时到期 · What can be done now, by whom, what is missing, what is due.",
        discussion: """
            $ backpay next 2025-0001
            $ backpay next 2025-0001 --as head # 连同等待您签署的事项 · with what waits for your signature
            $ backpay next 2025-0001 --all     # 连同随时可登记的事实 · with the facts that can always be recorded
            $ backpay next 2025-0001 --act close --as head --set reason=withdrawn # 为什么不能办 · why it cannot be done

            With --act, the options of 'advance' say what is asked about; nothing is done.
            """)

    @OptionGroup var common: CommonOptions
    @Argument(help: ArgumentHelp("The case. / 案号。", valueName: "case")) var number: String
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Who asks: what waits for their signature. / 经办人。", valueName: "actor"))
    var actor: String?
    @Flag(name: .long, help: "Also list what can be recorded at any time. / 同时列出随时可登记的事项。") var all = false
    @OptionGroup(title: "With --act / 与 --act 同用") var question: InquiryOptions

    func run(_ context: CommandContext) throws {
        let register = try Register.read(common, context: context)
        if let act = question.act {
            let who = context.optionalActor(option: actor)
            let command = try question.command(
                act, of: number, by: who, register: register, context: context)
            let inquiry = try register.desk.ask { reader, pins in
                try ActInquiry.ask(
                    command, isAnonymous: who == nil && question.by.isEmpty, in: reader, pins: pins,
                    at: context.now())
            }
            context.show(InquiryPage(inquiry: inquiry), common)
            return
        }
        let compass = try register.desk.ask {
            try Compass.read(number, in: $0, pins: $1, at: context.now())
        }
        let names = try register.desk.ask { reader, _ in
            Dictionary(
                Set(compass.state.file.openFindings.flatMap(\.mayNotAnswer)).map { id in
                    (id, (try? Registry(reader: reader).actor(id).displayName) ?? id)
                }, uniquingKeysWith: { first, _ in first })
        }
        let asking = context.optionalActor(option: actor)
        let mine = try asking.map { asking in
            try register.desk.ask { reader, _ in
                try compass.state.signable(by: asking, at: context.now(), in: reader)
            }
        }
        context.show(
            CompassPage(compass: compass, today: context.now(), showsAll: all, names: names, mine: mine),
            common)
    }
}
