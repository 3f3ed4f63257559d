import ArgumentParser
import Source
import Values
import WorkCalendar

extension Resources {
    /// The time limits of the law: from the folder named, else the usual places; those beside a procedure's folder too.
    func limits(folder: String? = nil, besideWorkflow workflow: String? = nil) throws -> LimitTable {
        var places = ["limits"]
        if let workflow {
            let folder = workflow.split(separator: "/", omittingEmptySubsequences: false).dropLast()
                .joined(separator: "/")
            places += ["/../limits", "/../../limits"].map { (folder.isEmpty ? "." : folder) + $0 }
        }
        if let home = context.variable("BACKPAY_HOME") { places.append(home + "/limits") }
        guard let place = folder ?? places.first(where: exists) else {
            throw CommandFailure(
                .notFound, code: "no-limit-files",
                Bilingual(zh: "找不到期限表文件夹 limits", en: "there is no folder 'limits'"),
                hint: Bilingual(
                    zh: "用 --limits 指定，或者设置 BACKPAY_HOME", en: "name one with --limits, or set BACKPAY_HOME"))
        }
        return try LimitTable.load(try yamlFiles(in: place).map { try yaml($0).node })
    }
}

/// Where the tables of limits are.
struct LimitFileOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Folder with the tables of limits. / 期限表文件夹。", valueName: "dir"))
    var limits: String?

    /// The table.
    func table(_ context: CommandContext) throws -> LimitTable {
        try Resources(context: context).limits(folder: limits)
    }

    /// One row of it.
    func row(_ id: String, _ context: CommandContext) throws -> LimitRow {
        let table = try table(context)
        if let row = table.row(id) { return row }
        let near = nearest(id, among: table.rows.map(\.id))
        throw CommandFailure(
            .notFound, code: "no-such-limit",
            Bilingual(zh: "没有期限 '\(id)'", en: "there is no limit '\(id)'"),
            hint: near.map { Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?") }
                ?? Bilingual(zh: "见 backpay limit list", en: "see 'backpay limit list'"))
    }
}
