import CaseDesk
import Source
import Values

/// Reads workers from a table: columns name, number, phone, region, by their English or Chinese headings.
enum PersonRows {
    /// What the headings stand for.
    static let columns: [String: String] = [
        "name": "name", "姓名": "name", "number": "number", "id_number": "number", "身份证号": "number",
        "身份证号码": "number", "phone": "phone", "电话": "phone", "联系电话": "phone", "手机号": "phone",
        "region": "region", "户籍地": "region",
    ]

    /// The persons of a file, all or none; every bad row is named by its line, never by what stands in it.
    static func read(_ file: String, context: CommandContext) throws -> [PersonEntry] {
        let table = try InputTable.read(file, context: context)
        var faults = InputFaults(file: file)
        for (column, near) in table.unknownColumns(known: columns.keys) {
            faults.add(
                line: 1,
                Bilingual(
                    zh: "不认识列 '\(column)'" + (near.map { "，是否指 '\($0)'？" } ?? ""),
                    en: "unknown column '\(column)'" + (near.map { "; did you mean '\($0)'?" } ?? "")))
        }
        var check = PersonRowCheck()
        check.columns(table.columns, standing: columns, &faults)
        var result: [PersonEntry] = []
        for row in table.rows {
            var values: [String: String] = [:]
            for (column, value) in row.values {
                if let name = columns[column] { values[name] = value.stringValue ?? value.canonicalText }
            }
            guard let name = values["name"], !name.isEmpty else {
                faults.add(line: row.line, Bilingual(zh: "缺少姓名", en: "there is no name"))
                continue
            }
            let entry = PersonEntry(
                name: name, number: values["number"], phone: values["phone"], region: values["region"])
            check.person(entry, line: row.line, &faults)
            result.append(entry)
        }
        try faults.throwIfAny(hint: Bilingual(zh: "一行也没有登记；改正后重试", en: "no row was recorded; mend the file"))
        guard !result.isEmpty else {
            throw CommandFailure(
                .badInput, code: "no-rows", Bilingual(zh: "'\(file)' 中没有数据行", en: "'\(file)' holds no rows"))
        }
        return result
    }
}
