import CEL
import Source
import Values

/// `add:` of a transition: members for lists of the procedure's own data.
extension DefinitionLoader {
    /// `add: {LIST: rows}`: rows for lists of this file's data.
    func additions(_ node: SourceNode?, act: ActSchema?) -> [ListAddition] {
        guard let node else { return [] }
        if row != nil { reportSharedWrite("add", at: node.position) }
        return entries(node, "add").compactMap { entry in
            let own = data.compactMap(\.keyedList)
            guard let list = own.first(where: { $0.name == entry.key }) else {
                unknown(
                    entry.key, known: own.map(\.name), Bilingual(zh: "本流程的列表", en: "list in 'data:'"),
                    at: entry.keyPosition)
                return nil
            }
            guard let rows = program(entry.value, expecting: .list(.any), act: act) else { return nil }
            reportMisfit(rows, to: list, at: entry.value.position)
            return ListAddition(list: list.name, rows: rows)
        }
    }

    /// W110: what is added has the fields of the list, each of its type. It may have more, which are left out; one that
    /// may be absent is asked for when it is added.
    private func reportMisfit(_ rows: CELProgram, to list: KeyedList, at position: SourcePosition) {
        guard case .list(.record(let given)) = rows.type else {
            guard rows.type != .list(.any) else { return }
            sink.error(
                "W110",
                Bilingual(
                    zh: "add 需要有字段的行，表达式的结果是 \(rows.type)",
                    en: "'add' wants members with fields; the expression yields \(rows.type)"), at: position)
            return
        }
        for field in list.fields {
            let type = field.type.celType
            guard let found = given.fields[field.name] else {
                guard field.isRequired else { continue }
                sink.error(
                    "W110",
                    Bilingual(
                        zh: "新增的行没有字段 '\(field.name)'，'\(list.name)' 要求填写",
                        en: "what is added has no field '\(field.name)', which '\(list.name)' requires"),
                    at: position)
                continue
            }
            guard found.type.unified(with: type) == nil else { continue }
            sink.error(
                "W110",
                Bilingual(
                    zh: "字段 '\(field.name)' 应为 \(type)，新增的行里是 \(found.type)",
                    en: "the field '\(field.name)' is \(type); what is added has \(found.type)"), at: position
            )
        }
    }
}
