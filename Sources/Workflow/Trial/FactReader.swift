import CEL
import Source
import Values

/// Reads values that a person wrote into a story or a file of facts.
///
/// Money is `"9500.00"` where its type is known, `{fen: 950000}` anywhere; a date is `"2025-04-07"`, an instant
/// `"2025-04-07T09:00+08:00"`, a span `{duration: "72h"}`. What expressions print as JSON reads back.
struct FactReader {
    let sink: DiagnosticSink

    /// A value of a known type, or a report (W110, W103).
    func value(_ node: SourceNode, _ type: CELType, _ name: String) -> CELValue? {
        switch (type, node.content) {
        case (.bool, .bool(let value)): return .bool(value)
        case (.int, .integer(let value)): return .int(value)
        case (.string, .string(let value)): return .string(value)
        case (.money, .string(let text)):
            if let sum = Fen(yuan: text) { return .money(sum) }
        case (.date, .string(let text)):
            if let day = Day(text) { return .date(day) }
        case (.timestamp, .string(let text)):
            if let instant = Instant(text) { return .timestamp(instant) }
        case (.duration, .string(let text)):
            if let span = CELValue(durationText: text) { return span }
        case (.list(let element), .sequence(let items)):
            return list(items, element, name)
        case (.record(let record), .mapping(let entries)):
            return self.record(entries, record, name)
        case (.any, _): return inferred(node)
        default:
            if let marked = marked(node), CELType.inferred(from: marked) == type { return marked }
        }
        complain(node, type, name)
        return nil
    }

    /// The members of a record: each of its declared type, what is left out empty, what is unknown reported.
    func members(
        _ entries: [SourceNode.Entry], _ type: CELRecordType, _ name: String
    ) -> [String: CELValue?] {
        var members: [String: CELValue?] = [:]
        for entry in entries {
            guard let field = type.fields[entry.key] else {
                sink.unknownField(entry.key, known: Array(type.fields.keys), of: name, at: entry.keyPosition)
                continue
            }
            if case .null = entry.value.content {
                members.updateValue(nil, forKey: entry.key)
            } else if let value = value(entry.value, field.type, "\(name).\(entry.key)") {
                members[entry.key] = value
            }
        }
        return members
    }

    /// A value whose type shows by how it is written: a text that is exactly a date is a date.
    func inferred(_ node: SourceNode) -> CELValue? {
        switch node.content {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .integer(let value): return .int(value)
        case .string(let text):
            if let day = Day(text) { return .date(day) }
            if let instant = Instant(text) { return .timestamp(instant) }
            return .string(text)
        case .sequence(let items):
            let values = items.compactMap(inferred)
            guard values.count == items.count else { return nil }
            guard CELType.inferred(from: .list(values)) != nil else {
                sink.error(
                    "W110",
                    Bilingual(zh: "列表各项的类型不同", en: "the elements of the list are of different types"),
                    at: node.position)
                return nil
            }
            return .list(values)
        case .mapping(let entries):
            if let marked = marked(node) { return marked }
            var members: [String: CELValue] = [:]
            for entry in entries { members[entry.key] = inferred(entry.value) }
            return members.count == entries.count ? .record(members) : nil
        }
    }

    /// A mapping of one key that says the type: `fen`, `date`, `timestamp`, `duration`, `string`.
    private func marked(_ node: SourceNode) -> CELValue? {
        guard case .mapping(let entries) = node.content, entries.count == 1, let entry = entries.first else {
            return nil
        }
        switch (entry.key, entry.value.content) {
        case ("fen", .integer(let count)): return .money(Fen(count))
        case ("date", .string(let text)): return Day(text).map(CELValue.date)
        case ("timestamp", .string(let text)): return Instant(text).map(CELValue.timestamp)
        case ("duration", .string(let text)): return CELValue(durationText: text)
        case ("string", .string(let text)): return .string(text)
        default: return nil
        }
    }

    private func list(_ items: [SourceNode], _ element: CELType, _ name: String) -> CELValue? {
        let values = items.enumerated().compactMap { index, item in
            value(item, element, "\(name)[\(index)]")
        }
        return values.count == items.count ? .list(values) : nil
    }

    private func record(
        _ entries: [SourceNode.Entry], _ type: CELRecordType, _ name: String
    ) -> CELValue? {
        guard case .record(var members)? = CELType.record(type).emptyValue else { return nil }
        for (key, value) in self.members(entries, type, name) { members[key] = value }
        return .record(members)
    }

    private func complain(_ node: SourceNode, _ type: CELType, _ name: String) {
        sink.error(
            "W110", Bilingual(zh: "\(name) 应为 \(type)", en: "'\(name)' must be \(type)"), at: node.position,
            hint: FactReader.spelling(of: type))
    }

    /// How a value of a type is written.
    private static func spelling(of type: CELType) -> Bilingual? {
        switch type {
        case .money:
            return Bilingual(
                zh: "金额以元为单位并带引号，如 \"9500.00\"，或写 {fen: 950000}",
                en: "write money in yuan as a string, \"9500.00\", or as {fen: 950000}")
        case .date: return Bilingual(zh: "日期写作 2025-04-07", en: "write a date as 2025-04-07")
        case .timestamp:
            return Bilingual(
                zh: "时刻写作 2025-04-07T09:00+08:00", en: "write an instant as 2025-04-07T09:00+08:00")
        case .duration: return Bilingual(zh: "时长写作 \"72h\"", en: "write a span as \"72h\"")
        case .bool: return Bilingual(zh: "写 true 或 false", en: "write true or false")
        case .int: return Bilingual(zh: "写整数", en: "write a whole number")
        case .string, .null, .list, .record, .any: return nil
        }
    }
}

extension DiagnosticSink {
    /// W103: a field that is not declared, with the one that was probably meant.
    func unknownField(_ key: String, known: [String], of name: String, at position: SourcePosition) {
        let list = known.sorted().prefix(20).joined(separator: ", ")
        error(
            "W103", Bilingual(zh: "\(name) 没有字段 '\(key)'", en: "'\(name)' has no field '\(key)'"),
            at: position,
            hint: nearest(key, among: known).map {
                Bilingual(zh: "是否指 '\($0)'？", en: "did you mean '\($0)'?")
            } ?? Bilingual(zh: "可用：\(list)", en: "there are: \(list)"))
    }

    /// W101: a name that is not declared, with the one that was probably meant.
    func unknownName(_ id: String, known: [String], _ what: Bilingual, at position: SourcePosition) {
        let hint: Bilingual
        if let near = nearest(id, among: known) {
            hint = Bilingual(zh: "是否指 '\(near)'？", en: "did you mean '\(near)'?")
        } else if known.isEmpty {
            hint = Bilingual(zh: "没有声明任何\(what.zh)", en: "no \(what.en) is declared")
        } else {
            let list = known.sorted().prefix(20).joined(separator: ", ")
            hint = Bilingual(zh: "可用：\(list)", en: "there are: \(list)")
        }
        error(
            "W101", Bilingual(zh: "没有名为 '\(id)' 的\(what.zh)", en: "there is no \(what.en) '\(id)'"),
            at: position, hint: hint)
    }
}
