public import CEL
public import Source
import Values

/// Turns a payload as given into typed values, or says everything that is wrong with it.
public enum PayloadReader {
    /// The longest text, in characters.
    public static let maxText = 20_000
    /// The longest list.
    public static let maxItems = 10_000

    /// Reads a payload; fields that were left out, or given as `null`, are absent from the result.
    public static func read(
        _ json: JSON, fields: [PayloadField]
    ) throws(PayloadProblems) -> [String: CELValue] {
        var reading = PayloadReading()
        let values = reading.record(json, fields: fields, path: "")
        guard reading.problems.isEmpty else { throw PayloadProblems(reading.problems) }
        return values
    }
}

/// One pass over a payload, gathering problems.
private struct PayloadReading {
    var problems: [PayloadProblem] = []

    mutating func record(_ json: JSON, fields: [PayloadField], path: String) -> [String: CELValue] {
        guard case .object(let members) = json else {
            complain(
                path.isEmpty ? "payload" : path, json, personal: false,
                Bilingual(zh: "带字段名的对象", en: "an object with named fields"))
            return [:]
        }
        var values: [String: CELValue] = [:]
        for field in fields {
            let place = path.isEmpty ? field.name : path + "." + field.name
            guard let member = members[field.name], member != .null else {
                if field.isRequired {
                    problems.append(
                        PayloadProblem(
                            path: place, given: "—",
                            wanted: Bilingual(
                                zh: "\(field.label.zh)（必填，\(wanted(field.type).zh)）",
                                en: "\(field.label.en) (required, \(wanted(field.type).en))")))
                }
                continue
            }
            values[field.name] = value(member, type: field.type, path: place, field: field)
        }
        unknown(members, fields: fields, path: path)
        return values
    }

    private mutating func unknown(_ members: [String: JSON], fields: [PayloadField], path: String) {
        let known = Set(fields.map(\.name))
        for name in members.keys.sorted() where !known.contains(name) {
            let place = path.isEmpty ? name : path + "." + name
            let hint: Bilingual
            if let near = nearest(name, among: known) {
                hint = Bilingual(zh: "没有此字段，是否指 \(near)", en: "no such field; did you mean '\(near)'")
            } else if known.isEmpty {
                hint = Bilingual(zh: "没有此字段，此事项不带内容", en: "no such field; this act carries none")
            } else {
                let list = fields.map(\.name).joined(separator: ", ")
                hint = Bilingual(zh: "没有此字段，可用：\(list)", en: "no such field; there are: \(list)")
            }
            // The name is quoted, never the value: an unknown field may hold anything.
            problems.append(PayloadProblem(path: place, given: "'\(name.prefix(40))'", wanted: hint))
        }
    }

    private mutating func value(
        _ json: JSON, type: FieldType, path: String, field: PayloadField
    ) -> CELValue? {
        switch type {
        case .text:
            return text(json, path: path, field: field)
        case .integer:
            if case .integer(let number) = json { return .int(number) }
        case .money:
            if case .string(let text) = json, let sum = Fen(yuan: text), sum >= .zero { return .money(sum) }
        case .date:
            if case .string(let text) = json, let day = Day(text) { return .date(day) }
        case .moment:
            if case .string(let text) = json, let moment = Moment(text) {
                switch moment {
                case .day(let day): return .date(day)
                case .instant(let instant): return .timestamp(instant)
                }
            }
        case .bool:
            if case .bool(let flag) = json { return .bool(flag) }
        case .enumeration(let words):
            return word(json, words: words, path: path, field: field)
        case .reference:
            if case .string(let id) = json, !id.isEmpty, id.count <= 200, !hasControl(id, but: []) {
                return .string(id)
            }
        case .list(let item):
            return list(json, item: item, path: path, field: field)
        case .record(let fields):
            let before = problems.count
            let values = record(json, fields: fields, path: path)
            return problems.count == before ? .record(values) : nil
        }
        complain(path, json, personal: field.isPersonal, wanted(type))
        return nil
    }

    private mutating func text(_ json: JSON, path: String, field: PayloadField) -> CELValue? {
        guard case .string(let text) = json else {
            complain(path, json, personal: field.isPersonal, wanted(.text))
            return nil
        }
        if text.count > PayloadReader.maxText {
            let limit = PayloadReader.maxText
            problems.append(
                PayloadProblem(
                    path: path, given: "\(text.count)",
                    wanted: Bilingual(zh: "不超过 \(limit) 个字", en: "at most \(limit) characters")))
            return nil
        }
        if hasControl(text, but: ["\n", "\t"]) {
            complain(
                path, .string("…"), personal: field.isPersonal,
                Bilingual(
                    zh: "不含控制字符的文字（换行和制表符可以）",
                    en: "text without control characters (line breaks and tabs may stand)"))
            return nil
        }
        if field.isRequired, text.allSatisfy(\.isWhitespace) {
            complain(
                path, json, personal: field.isPersonal, Bilingual(zh: "非空的文字", en: "text that is not empty"))
            return nil
        }
        return .string(text)
    }

    private mutating func word(
        _ json: JSON, words: [String], path: String, field: PayloadField
    ) -> CELValue? {
        if case .string(let text) = json {
            if words.contains(text) { return .string(text) }
            if let near = nearest(text, among: words) {
                let all = words.joined(separator: ", ")
                complain(
                    path, json, personal: field.isPersonal,
                    Bilingual(zh: "以下之一：\(all)（是否指 \(near)）", en: "one of \(all) (did you mean '\(near)')"))
                return nil
            }
        }
        complain(path, json, personal: field.isPersonal, wanted(.enumeration(words)))
        return nil
    }

    private mutating func list(
        _ json: JSON, item: FieldType, path: String, field: PayloadField
    ) -> CELValue? {
        guard case .array(let items) = json else {
            complain(path, json, personal: field.isPersonal, wanted(.list(item)))
            return nil
        }
        if items.count > PayloadReader.maxItems {
            let limit = PayloadReader.maxItems
            problems.append(
                PayloadProblem(
                    path: path, given: "\(items.count)",
                    wanted: Bilingual(zh: "不超过 \(limit) 项", en: "at most \(limit) items")))
            return nil
        }
        if field.isRequired, items.isEmpty {
            complain(path, json, personal: false, Bilingual(zh: "至少一项", en: "at least one item"))
            return nil
        }
        var values: [CELValue] = []
        let before = problems.count
        for (index, element) in items.enumerated() {
            let inner = PayloadField(
                name: field.name, type: item, isRequired: true, isPersonal: field.isPersonal,
                label: field.label)
            if let value = value(element, type: item, path: "\(path)[\(index)]", field: inner) {
                values.append(value)
            }
        }
        return problems.count == before ? .list(values) : nil
    }

    private mutating func complain(_ path: String, _ json: JSON, personal: Bool, _ wanted: Bilingual) {
        problems.append(PayloadProblem(path: path, given: personal ? "…" : shown(json), wanted: wanted))
    }

    private func shown(_ json: JSON) -> String {
        switch json {
        case .null: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .integer(let number): return String(number)
        case .string(let text): return text.count > 40 ? "'\(text.prefix(40))…'" : "'\(text)'"
        case .array(let items): return "[…\(items.count)]"
        case .object: return "{…}"
        }
    }

    private func hasControl(_ text: String, but allowed: Set<Unicode.Scalar>) -> Bool {
        text.unicodeScalars.contains { scalar in
            (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)) && !allowed.contains(scalar)
        }
    }

    private func wanted(_ type: FieldType) -> Bilingual {
        switch type {
        case .text: return Bilingual(zh: "文字", en: "text")
        case .integer: return Bilingual(zh: "整数", en: "a whole number")
        case .money:
            return Bilingual(
                zh: "以元为单位、带引号、至多两位小数的非负金额，如 \"9500.00\"",
                en: "yuan as a string, not negative, at most two decimals, e.g. \"9500.00\"")
        case .date: return Bilingual(zh: "日期，如 2025-04-07", en: "a date such as 2025-04-07")
        case .moment:
            return Bilingual(
                zh: "日期或带时区的时刻，如 2025-04-07 或 2025-04-07T09:00+08:00",
                en: "a date or an instant with zone, such as 2025-04-07 or 2025-04-07T09:00+08:00")
        case .bool: return Bilingual(zh: "true 或 false", en: "true or false")
        case .enumeration(let words):
            let all = words.joined(separator: ", ")
            return Bilingual(zh: "以下之一：\(all)", en: "one of \(all)")
        case .reference(let kind): return reference(kind)
        case .list: return Bilingual(zh: "列表", en: "a list")
        case .record: return Bilingual(zh: "带字段名的对象", en: "an object with named fields")
        }
    }

    private func reference(_ kind: ReferenceKind) -> Bilingual {
        switch kind {
        case .claimant: return Bilingual(zh: "本案劳动者的编号", en: "the id of a claimant of this case")
        case .person: return Bilingual(zh: "已登记人员的编号", en: "the id of a registered person")
        case .organisation: return Bilingual(zh: "已登记单位的编号", en: "the id of a registered organisation")
        case .paper: return Bilingual(zh: "在案材料的编号", en: "the id of a paper on record")
        case .claim: return Bilingual(zh: "请求项目的编号", en: "the id of a claim")
        case .payment: return Bilingual(zh: "支付记录的编号", en: "the id of a payment")
        case .finding: return Bilingual(zh: "疑点的编号", en: "the id of a finding")
        case .entry: return Bilingual(zh: "本案条目的位置", en: "the position of an entry of this case")
        case .assertion: return Bilingual(zh: "金额主张的编号", en: "the id of an assertion of an amount")
        case .actor: return Bilingual(zh: "已登记经办人的编号", en: "the id of a registered actor")
        case .proceeding: return Bilingual(zh: "本案程序的编号", en: "the id of a proceeding of this case")
        }
    }
}
