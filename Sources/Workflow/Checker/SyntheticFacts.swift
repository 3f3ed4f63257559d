import CEL
import Values

/// Facts and payload made up so that conditions hold, for walking a path with the real step.
struct SyntheticFacts {
    let type: CELRecordType?
    private var members: [String: CELValue] = [:]
    private(set) var payload: [String: CELValue] = [:]
    private(set) var papers: [String: Int] = [:]

    init(_ schema: VocabularySchema?) {
        type = schema?.caseType
        for (name, field) in schema?.caseType.fields ?? [:] where !field.isOptional {
            members[name] = SyntheticFacts.plain(field.type)
        }
    }

    var record: CELValue { .record(members) }

    /// Forgets the payload of the step before.
    mutating func beginStep() {
        payload = [:]
        papers = [:]
    }

    /// Gives a subject its value; false where it is nothing that can be made up.
    mutating func take(_ pick: ValueSearch.Pick) -> Bool {
        let text = pick.subject
        if text.hasPrefix("case.") { return assign(String(text.dropFirst(5)), pick.value) }
        if text.hasPrefix("act.") {
            return payload.updateValue(.unknown(pick.value), forKey: String(text.dropFirst(4))) == nil
        }
        if text.hasPrefix("size(case."), text.hasSuffix(")"), case .number(let count) = pick.value {
            let name = String(text.dropFirst(10).dropLast())
            guard case .list(let item)? = type?.fields[name]?.type, (0...50).contains(count) else {
                return false
            }
            members[name] = .list((0..<count).map { SyntheticFacts.plain(item, number: Int($0) + 1) })
            return true
        }
        if text.hasPrefix("docs(\""), text.hasSuffix("\")"), case .number(let count) = pick.value {
            guard (0...50).contains(count) else { return false }
            papers[String(text.dropFirst(6).dropLast(2))] = Int(count)
            return true
        }
        return assignMembership(pick)
    }

    /// `("word" in case.list)`.
    private mutating func assignMembership(_ pick: ValueSearch.Pick) -> Bool {
        let mark = "\" in case."
        guard pick.subject.hasPrefix("(\""), pick.subject.hasSuffix(")"), case .bool(let isIn) = pick.value
        else { return false }
        let inner = pick.subject.dropFirst(2).dropLast()
        guard let range = inner.firstRange(of: mark) else { return false }
        let word = String(inner[..<range.lowerBound])
        let name = String(inner[range.upperBound...])
        guard case .list(let items)? = members[name] else { return false }
        let others = items.filter { $0 != .string(word) }
        members[name] = .list(isIn ? others + [.string(word)] : others)
        return true
    }

    private mutating func assign(_ name: String, _ value: GuardConstant) -> Bool {
        guard let field = type?.fields[name], let typed = value.typed(field.type) else { return false }
        members[name] = typed
        return true
    }

    /// A list of the case has rows, or none.
    mutating func setRows(_ name: String, _ hasRows: Bool) {
        guard case .list(let item)? = type?.fields[name]?.type else { return }
        guard case .list(let items)? = members[name], items.isEmpty == hasRows else { return }
        members[name] = .list(hasRows ? [SyntheticFacts.plain(item, number: 1)] : [])
    }

    /// An unremarkable value of a type.
    static func plain(_ type: CELType, number: Int = 0) -> CELValue {
        switch type {
        case .bool: return .bool(false)
        case .int: return .int(0)
        case .string: return .string(number == 0 ? "" : "w\(number)")
        case .money: return .money(.zero)
        case .date: return .date(Day(ordinal: 0))
        case .timestamp: return .timestamp(Moment.day(Day(ordinal: 0)).earliest)
        case .duration: return .duration(microseconds: 0)
        case .null, .any: return .null
        case .list: return .list([])
        case .record(let record):
            return .record(
                record.fields.filter { !$0.value.isOptional }.mapValues { plain($0.type, number: number) })
        }
    }
}

extension GuardConstant {
    /// The constant as a value of a type.
    func typed(_ type: CELType) -> CELValue? {
        switch (self, type) {
        case (.bool(let value), .bool): return .bool(value)
        case (.string(let value), .string): return .string(value)
        case (.number(let value), .int): return .int(value)
        case (.number(let value), .money): return .money(Fen(value))
        case (.number(let value), .date): return Int(exactly: value).map { .date(Day(ordinal: $0)) }
        case (.number(let value), .duration): return .duration(microseconds: value)
        default: return nil
        }
    }

    /// The constant as people write a value of a type.
    func text(as type: CELType?) -> String {
        if let type, let value = typed(type) {
            switch value {
            case .money(let sum): return sum.description
            case .date, .duration: return value.text
            case .bool, .int, .string, .timestamp, .null, .list, .record: break
            }
        }
        return text
    }
}

extension CELValue {
    /// A value whose type the payload schema decides.
    fileprivate static func unknown(_ constant: GuardConstant) -> CELValue {
        switch constant {
        case .bool(let value): return .bool(value)
        case .string(let value): return .string(value)
        case .number(let value): return .int(value)
        }
    }
}
