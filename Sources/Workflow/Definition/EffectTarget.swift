import CEL
import Source
import Values

/// What an effect writes.
enum EffectTarget: Hashable, Sendable {
    /// A field of the procedure's data.
    case field(String)
    /// A field of one member of a list.
    case member(list: String, row: String, field: String)
    /// The end of a list.
    case additions(list: String)

    /// As people read it.
    var text: String {
        switch self {
        case .field(let name): return name
        case .member(let list, let row, let field): return "\(Place.text(list, row: row)).\(field)"
        case .additions(let list): return "\(list) +"
        }
    }
}

extension WorkflowDefinition {
    /// What an effect of a state or transition writes in its row.
    func target(of effect: DataEffect, at state: Int?, row: String?) -> EffectTarget {
        guard let field = effect.rowField, let row, let host = state.flatMap(tree.host(of:)),
            let list = tree[host].forEach
        else { return .field(effect.field) }
        return .member(list: list, row: row, field: field)
    }
}

extension Snapshot {
    /// Writes one value.
    mutating func write(_ value: CELValue, to target: EffectTarget, _ definition: WorkflowDefinition) {
        switch target {
        case .field(let name): data[name] = value
        case .member(let name, let row, let field):
            guard let list = definition.list(named: name), case .list(var items)? = data[name] else { return }
            for index in items.indices {
                guard case .record(var record) = items[index], RowKey.text(of: record, key: list.key) == row
                else { continue }
                record[field] = value
                items[index] = .record(record)
            }
            data[name] = .list(items)
        case .additions(let name):
            guard case .list(let new) = value, case .list(let items)? = data[name] else { return }
            data[name] = .list(items + new)
        }
    }
}

extension GuardScope {
    /// The members that moves taken together add to lists; new keys only.
    func additions(
        of moves: [Move], act: Named?
    ) throws(EffectFault) -> [(target: EffectTarget, value: CELValue)] {
        var found: [(target: EffectTarget, value: CELValue)] = []
        for move in moves {
            for addition in move.transition.additions {
                let value: CELValue
                do {
                    value = try local(to: move).value(addition.rows)
                } catch {
                    throw EffectFault(reason: error.refusal(act, addition.rows))
                }
                guard let list = definition.list(named: addition.list), case .list(let rows) = value else {
                    continue
                }
                if let first = problems(with: rows, in: list, addition).first {
                    throw EffectFault(
                        reason: GuardErrorRefusal(
                            act: act, expressions: [addition.rows.text], reason: first.wanted,
                            places: [addition.rows.position.description]),
                        problems: problems(with: rows, in: list, addition))
                }
                found.append((.additions(list: list.name), .list(rows.map(list.fitted))))
            }
        }
        return found
    }

    /// What is wrong with new members: a required field that is absent, a word that is none of those there are, a key
    /// that is empty, there already, or there twice.
    private func problems(
        with rows: [CELValue], in list: KeyedList, _ addition: ListAddition
    ) -> [PayloadProblem] {
        let text = addition.rows.text
        let path = text.hasPrefix("act.") ? String(text.dropFirst("act.".count)) : text
        var known: Set<String> = []
        if case .list(let items)? = data[list.name] {
            for case .record(let record) in items {
                if let key = RowKey.text(of: record, key: list.key) { known.insert(key) }
            }
        }
        return rows.enumerated().compactMap { index, value in
            if let misfit = list.misfit(of: value, path: "\(path)[\(index)]") { return misfit }
            guard case .record(let record) = value, let key = RowKey.text(of: record, key: list.key) else {
                let fields = list.key.joined(separator: ", ")
                return PayloadProblem(
                    path: "\(path)[\(index)]", given: "—",
                    wanted: Bilingual(zh: "非空的主键 \(fields)", en: "a key (\(fields)) that is not empty"))
            }
            guard !known.insert(key).inserted else { return nil }
            return PayloadProblem(
                path: "\(path)[\(index)]", given: "'\(key)'",
                wanted: Bilingual(
                    zh: "尚未列入的主键（'\(key)' 已在列表中）", en: "a key that is not in the list yet"))
        }
    }
}

extension KeyedList {
    /// A new member with the fields that the list has.
    fileprivate func fitted(_ value: CELValue) -> CELValue {
        guard case .record(let record) = value else { return value }
        return .record(record.filter { member in fields.contains { $0.name == member.key } })
    }

    /// The first field of a new member that is required and absent, or holds a word it cannot hold.
    fileprivate func misfit(of value: CELValue, path: String) -> PayloadProblem? {
        guard case .record(let record) = value else { return nil }
        for field in fields {
            switch (field.type, record[field.name]) {
            case (_, nil):
                guard field.isRequired, !key.contains(field.name) else { continue }
                return PayloadProblem(
                    path: "\(path).\(field.name)", given: "—",
                    wanted: Bilingual(
                        zh: "必填项（\(field.label.zh)）", en: "a required field (\(field.label.en))"))
            case (.enumeration(let words), .string(let word)?) where !words.contains(word):
                let list = words.joined(separator: ", ")
                return PayloadProblem(
                    path: "\(path).\(field.name)", given: "'\(word.prefix(40))'",
                    wanted: Bilingual(zh: "其中之一：\(list)", en: "one of: \(list)"))
            case (_, .some): continue
            }
        }
        return nil
    }
}
