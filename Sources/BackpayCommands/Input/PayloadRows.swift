import Source
import Values
import Workflow

/// Reads the rows of `--from` for the one list an act takes, e.g. its `payments`; every bad row is named.
struct PayloadRows {
    /// The act the rows are for.
    let schema: ActSchema
    /// The file.
    let file: String
    /// The world.
    let context: CommandContext

    /// The list's field and its items.
    func read() throws -> (field: String, items: [JSON]) {
        let lists = schema.payload.compactMap { field -> (PayloadField, [PayloadField])? in
            guard case .list(.record(let fields)) = field.type else { return nil }
            return (field, fields)
        }
        guard let (list, fields) = lists.first, lists.count == 1 else {
            throw CommandFailure(
                .usage, code: "no-list",
                Bilingual(
                    zh: "行为 '\(schema.name)' 没有可从文件读入的名单", en: "act '\(schema.name)' takes no list from a file"),
                hint: Bilingual(zh: "请用 --set 填写", en: "use --set"))
        }
        let table = try InputTable.read(file, context: context)
        var faults = InputFaults(file: file)
        for (column, near) in table.unknownColumns(known: fields.map(\.name)) {
            faults.add(
                line: 1,
                Bilingual(
                    zh: "不认识列 '\(column)'" + (near.map { "，是否指 '\($0)'？" } ?? ""),
                    en: "unknown column '\(column)'" + (near.map { "; did you mean '\($0)'?" } ?? "")))
        }
        var items: [JSON] = []
        for row in table.rows {
            let known = row.values.filter { name, _ in fields.contains { $0.name == name } }
            let item = PayloadWords.typed(.object(known), fields: fields)
            do {
                _ = try PayloadReader.read(item, fields: fields)
                items.append(item)
            } catch {
                for problem in error.items {
                    faults.add(
                        line: row.line,
                        Bilingual(
                            zh: "\(problem.path)：\(problem.given)，应为\(problem.wanted.zh)",
                            en: "\(problem.path): \(problem.given), wanted \(problem.wanted.en)"))
                }
            }
        }
        try faults.throwIfAny(
            hint: Bilingual(zh: "一行也没有登记；改正后重试", en: "no row was recorded; mend the file and try again"))
        guard !items.isEmpty else {
            throw CommandFailure(
                .badInput, code: "no-rows", Bilingual(zh: "'\(file)' 中没有数据行", en: "'\(file)' holds no rows"))
        }
        return (list.name, items)
    }
}
