import ArgumentParser
import CaseDesk
import Source
import SourceYAML
import Values
import WorkCalendar

/// `backpay init`: makes a register.
struct Init: ContextCommand {
    static let configuration = CommandConfiguration(
        abstract: "新建登记簿 · Make a new register.",
        discussion: """
            $ backpay init --name dehua-union
            $ backpay init --register /data/2026.sqlite --calendars calendars
            """)

    @OptionGroup var common: CommonOptions
    @Option(
        name: .long,
        help: ArgumentHelp("The register's name, on every leaf. / 登记簿名称。", valueName: "name"))
    var name: String = "backpay"
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Folder with calendar files. / 日历文件夹。", discussion: "Default: calendars, where it exists",
            valueName: "DIR"))
    var calendars: String?

    func run(_ context: CommandContext) throws {
        let path = context.register(option: common.register)
        let loaded = try Resources(context: context).calendars(folder: calendars)
        _ = try Register.create(at: path, origin: name, context: context) { desk in
            try desk.work(as: "system") { work in
                for calendar in loaded { try work.pin(calendar) }
            }
        }
        let result = JSON.object([
            "schema": .string("init/1"), "register": .string(path), "name": .string(name),
            "calendars": .array(loaded.map { .string($0.id) }),
        ])
        if common.format == .text {
            let face = context.face(common)
            context.out(face.text("已新建登记簿", "made register") + " \(VisibleText.line(path))\n")
            if loaded.isEmpty {
                context.out(
                    face.text(
                        "  尚无日历：用 backpay calendar add DIR 登记后才能计算期限\n",
                        "  no calendar yet: add one with 'backpay calendar add DIR' before limits can be counted\n"
                    ))
            }
            context.out(
                face.text(
                    "  下一步  backpay actor add clerk --name 张三 --role stationClerk --body 县总工会\n",
                    "  next  backpay actor add clerk --name … --role stationClerk --body …\n"))
        } else {
            context.out(JSONOutput.document(result))
        }
    }
}
