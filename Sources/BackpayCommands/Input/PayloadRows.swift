import CaseDesk
import Source
import Values
import Workflow

/// Reads the rows of `--from` for the one list an act takes, e.g. its `payments`; every bad row is named.
///
/// Columns are the fields' names or their Chinese or English labels. Where a row names a person and not an id
/// (`name` or 姓名), a claimant is looked up among those of the case, and a new claimant is registered with the act.
struct PayloadRows {
    /// The act the rows are for.
    let schema: ActSchema
    /// The file.
    let file: String
    /// The claimants of the case by name; several may share one.
    let claimants: [String: [String]]
    /// The world.
    let context: CommandContext

    /// What the rows come to.
    struct Result {
        /// The field the list stands in.
        let field: String
        /// Its items.
        var items: [JSON] = []
        /// Persons to be registered, named `$new:0`, `$new:1`, … in the items.
        var newPersons: [PersonEntry] = []
    }

    /// The rows, all or none.
    func read() throws -> Result {
        let lists = schema.payload.compactMap { field -> (PayloadField, [PayloadField])? in
            guard case .list(.record(let fields)) = field.type else { return nil }
            return (field, fields)
        }
        guard let (list, fields) = lists.first, lists.count == 1 else {
            throw CommandFailure(
                .usage, code: "no-list",
                Bilingual(
                    zh: "行为 '\(schema.name)' 没有可从文件读入的名单",
                    en: "act '\(schema.name)' takes no list from a file"),
                hint: Bilingual(zh: "请用 --set 填写", en: "use --set"))
        }
        let table = try InputTable.read(file, context: context)
        var faults = InputFaults(file: file)
        let columns = columns(of: fields)
        for (column, near) in table.unknownColumns(known: columns.keys) {
            faults.add(
                line: 1,
                Bilingual(
                    zh: "不认识列 '\(column)'" + (near.map { "，是否指 '\($0)'？" } ?? ""),
                    en: "unknown column '\(column)'" + (near.map { "; did you mean '\($0)'?" } ?? "")))
        }
        var result = Result(field: list.name)
        var check = PersonRowCheck()
        check.columns(table.columns, standing: columns, &faults)
        for row in table.rows { read(row, fields, columns, into: &result, &check, &faults) }
        try faults.throwIfAny(
            hint: Bilingual(zh: "一行也没有登记；改正后重试", en: "no row was recorded; mend the file and try again"))
        guard !result.items.isEmpty else {
            throw CommandFailure(
                .badInput, code: "no-rows", Bilingual(zh: "'\(file)' 中没有数据行", en: "'\(file)' holds no rows"))
        }
        return result
    }

    private func read(
        _ row: InputTable.Row, _ fields: [PayloadField], _ columns: [String: String],
        into result: inout Result,
        _ check: inout PersonRowCheck, _ faults: inout InputFaults
    ) {
        var members: [String: JSON] = [:]
        var person: [String: String] = [:]
        for (column, value) in row.values {
            guard let name = columns[column] else { continue }
            if name.hasPrefix("person.") {
                person[String(name.dropFirst("person.".count))] = value.stringValue ?? value.canonicalText
            } else {
                members[name] = value
            }
        }
        if let name = person["name"], !name.isEmpty {
            if fields.contains(where: { $0.type == .reference(.person) }), members["person"] == nil {
                members["person"] = .string("$new:\(result.newPersons.count)")
                let entry = PersonEntry(
                    name: name, number: person["number"], phone: person["phone"], region: person["region"])
                check.person(entry, line: row.line, &faults)
                result.newPersons.append(entry)
            } else if members["claimant"] == nil {
                guard let id = claimant(name, row.line, &faults) else { return }
                members["claimant"] = .string(id)
            }
        }
        let item = PayloadWords.typed(.object(members), fields: fields)
        do {
            _ = try PayloadReader.read(item, fields: fields)
            result.items.append(item)
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

    /// The claimant of this name, when there is exactly one; the name itself is not repeated in the message.
    private func claimant(_ name: String, _ line: Int, _ faults: inout InputFaults) -> String? {
        let found = claimants[name] ?? []
        if found.count == 1 { return found[0] }
        faults.add(
            line: line,
            found.isEmpty
                ? Bilingual(zh: "本案没有这个姓名的劳动者", en: "no claimant of this case has this name")
                : Bilingual(
                    zh: "有 \(found.count) 名劳动者同名（\(found.joined(separator: "、"))），请用 claimant 列写编号",
                    en:
                        "\(found.count) claimants share this name (\(found.joined(separator: ", "))); give the id in a column 'claimant'"
                ))
        return nil
    }

    /// What each column stands for: a field, or `person.…` for what is told of a person.
    private func columns(of fields: [PayloadField]) -> [String: String] {
        var columns: [String: String] = [:]
        let joins = fields.contains { $0.type == .reference(.person) }
        if joins || fields.contains(where: { $0.type == .reference(.claimant) }) {
            let told = joins ? PersonRows.columns : PersonRows.columns.filter { $0.value == "name" }
            for (column, name) in told { columns[column] = "person." + name }
        }
        for field in fields {
            columns[field.label.en] = field.name
            columns[field.label.zh] = field.name
        }
        for field in fields { columns[field.name] = field.name }
        return columns
    }
}
