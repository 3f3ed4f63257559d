import Source
import Values
import Workflow

/// Gives words from the command line or a table the JSON type that a field wants: `3` a number, `true` a boolean,
/// `a,b` a list of words. What does not fit is left as it is, so that the reader of payloads says what is wrong.
enum PayloadWords {
    /// A field as it is written on the command line, with what it is called where that says more.
    static func name(_ field: PayloadField, _ language: Language) -> String {
        let label = VisibleText.line(field.label.text(language))
        if label == field.name { return field.name }
        return language == .zh ? "\(field.name)（\(label)）" : "\(field.name) (\(label))"
    }

    /// A payload with its words typed.
    static func typed(_ payload: JSON, fields: [PayloadField]) -> JSON {
        guard case .object(var members) = payload else { return payload }
        for field in fields {
            if let member = members[field.name] { members[field.name] = typed(member, field.type) }
        }
        return .object(members)
    }

    private static func typed(_ value: JSON, _ type: FieldType) -> JSON {
        switch (type, value) {
        case (.integer, .string(let text)): return Int64(text).map(JSON.integer) ?? value
        case (.bool, .string("true")), (.bool, .string("是")): return .bool(true)
        case (.bool, .string("false")), (.bool, .string("否")): return .bool(false)
        case (.reference, .integer(let number)): return .string(String(number))
        case (.list(let element), .string(let text)):
            switch element {
            case .record, .list: return value
            case .text, .integer, .money, .date, .moment, .bool, .enumeration, .reference: break
            }
            let words = text.split { ",，、;；".contains($0) }.map { $0.trimming() }.filter { !$0.isEmpty }
            return .array(words.map { typed(.string($0), element) })
        case (.list(let element), .array(let items)): return .array(items.map { typed($0, element) })
        case (.record(let fields), .object): return typed(value, fields: fields)
        case (.text, _), (.integer, _), (.money, _), (.date, _), (.moment, _), (.bool, _), (.enumeration, _),
            (.reference, _), (.list, _), (.record, _):
            return value
        }
    }
}

extension Substring {
    fileprivate func trimming() -> String {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
