import ArgumentParser
import Values

/// Options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The register. / 登记簿文件。", discussion: "Default: BACKPAY_REGISTER, else ./register.sqlite",
            valueName: "path"),
        completion: .file(extensions: ["sqlite"]))
    var register: String?

    @Option(name: .long, help: "How results are written: text, json, ndjson or csv. / 输出格式。")
    var format: OutputFormat = .text

    @Option(name: .long, help: "Language of messages: zh-Hans or en. / 界面语言。")
    var lang: String?

    @Option(name: .long, help: "Colour on a terminal: auto, always or never. / 颜色。")
    var color: ColorChoice = .auto
}

/// Options of commands that write.
struct ActorOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Who records. / 经办人。", discussion: "Default: BACKPAY_ACTOR", valueName: "actor"))
    var actor: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Seconds to wait for another writer. / 等待其他写入者的秒数。", valueName: "seconds"))
    var wait: Int = 5

    func validate() throws {
        guard (0...3600).contains(wait) else {
            throw ValidationError("--wait takes 0 to 3600 seconds / --wait 应为 0 到 3600 秒")
        }
    }
}

extension OutputFormat: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}
