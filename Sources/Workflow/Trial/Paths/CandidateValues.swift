import CEL
import Source
import Values

/// The values that are worth trying for what an expression reads: the constants it is compared with and their
/// neighbours, both truths, lists of none, one and two.
struct CandidateValues {
    /// The constants in the expressions looked at.
    private var constants: [CELValue] = []
    /// The day of the beginning, for dates that nothing is compared with.
    private let day: Day

    init(_ programs: [CELProgram], day: Day) {
        self.day = day
        for program in programs { collect(program.root) }
    }

    private mutating func collect(_ node: CELNode) {
        if case .literal(let value) = node.kind {
            switch value {
            case .list(let items):
                for item in items where !constants.contains(item) { constants.append(item) }
            case .bool, .int, .string, .money, .date, .timestamp, .duration, .null, .record:
                if !constants.contains(value) { constants.append(value) }
            }
        }
        for child in node.children { collect(child) }
    }

    /// Values of a type, plain ones first; never more than so many.
    func values(_ type: CELType, most: Int = 12) -> [CELValue] {
        var found: [CELValue] = []
        func add(_ values: [CELValue]) {
            for value in values where !found.contains(value) && found.count < most { found.append(value) }
        }
        switch type {
        case .bool: add([.bool(true), .bool(false)])
        case .int:
            add([.int(0), .int(1)])
            for case .int(let value) in constants { add(around(value).map(CELValue.int)) }
            add([.int(2), .int(3)])
        case .money:
            add([.money(Fen(0)), .money(Fen(10_000))])
            for case .money(let value) in constants { add(around(value.count).map { .money(Fen($0)) }) }
            add([.money(Fen(20_000))])
        case .string:
            add(constants.filter { if case .string = $0 { true } else { false } })
            add([.string("x"), .string("")])
        case .date:
            for case .date(let value) in constants { add((-1...1).map { .date(value.adding(days: $0)) }) }
            add([.date(day), .date(day.adding(days: 1))])
        case .timestamp:
            for case .timestamp(let value) in constants {
                add(around(value.microseconds).map { .timestamp(Instant(microseconds: $0)) })
            }
            add([.timestamp(Instant(startOf: day)), .timestamp(Instant(endOf: day))])
        case .duration:
            for case .duration(let value) in constants {
                add(around(value).map { .duration(microseconds: $0) })
            }
            add([.duration(microseconds: 0), .duration(microseconds: 3_600_000_000)])
        case .list(let element): add(lists(of: element))
        case .record(let record): add(records(record))
        case .null, .any: add([.null])
        }
        return found
    }

    private func around(_ value: Int64) -> [Int64] {
        [value, value < Int64.max ? value + 1 : value, value > Int64.min ? value - 1 : value]
    }

    private func lists(of element: CELType) -> [CELValue] {
        let items = values(element, most: 6)
        var lists: [CELValue] = items.map { .list([$0]) }
        lists.append(.list([]))
        if items.count > 1 { lists.append(.list([items[0], items[1]])) }
        if items.count > 2 { lists.append(.list(items)) }
        return lists
    }

    /// A record of plain values, and the same with one field after the other otherwise.
    private func records(_ type: CELRecordType) -> [CELValue] {
        var plain: [String: CELValue] = [:]
        for (name, field) in type.fields { plain[name] = field.type.emptyValue ?? values(field.type).first }
        if plain["id"] == .string("") { plain["id"] = .string("w1") }
        var records: [CELValue] = [.record(plain)]
        for name in type.fields.keys.sorted() where name != "id" {
            guard let field = type.fields[name] else { continue }
            for value in values(field.type, most: 3) where value != plain[name] {
                var other = plain
                other[name] = value
                records.append(.record(other))
            }
        }
        return records
    }
}

extension FieldType {
    /// A value as it is written in a payload.
    func written(_ value: CELValue) -> JSON? {
        switch (self, value) {
        case (.text, .string(let text)), (.enumeration, .string(let text)), (.reference, .string(let text)):
            return .string(text)
        case (.integer, .int(let number)):
            return number.magnitude <= UInt64(JSON.maxInteger) ? .integer(number) : nil
        case (.money, .money(let sum)): return sum.count >= 0 ? .string(sum.plain) : nil
        case (.date, .date(let day)), (.moment, .date(let day)): return .string(day.description)
        case (.moment, .timestamp(let instant)): return .string(instant.description)
        case (.bool, .bool(let flag)): return .bool(flag)
        case (.list(let item), .list(let values)):
            let items = values.compactMap(item.written)
            return items.count == values.count ? .array(items) : nil
        case (.record(let fields), .record(let members)):
            var written: [String: JSON] = [:]
            for field in fields { written[field.name] = members[field.name].flatMap(field.type.written) }
            return .object(written)
        default: return nil
        }
    }

    /// A plain value, for what must be given and nothing asks about.
    func sample(day: Day, claimant: String?) -> CELValue {
        switch self {
        case .text: return .string("文字")
        case .integer: return .int(1)
        case .money: return .money(Fen(10_000))
        case .date, .moment: return .date(day)
        case .bool: return .bool(true)
        case .enumeration(let words): return .string(words.first ?? "")
        case .reference(let kind): return .string(kind == .claimant ? claimant ?? "w1" : "x1")
        case .list(let item): return .list([item.sample(day: day, claimant: claimant)])
        case .record(let fields):
            var members: [String: CELValue] = [:]
            for field in fields where field.isRequired {
                members[field.name] = field.type.sample(day: day, claimant: claimant)
            }
            return .record(members)
        }
    }

    /// Values worth trying, as a guard sees them.
    func candidates(_ values: CandidateValues, day: Day, claimant: String?) -> [CELValue] {
        switch self {
        case .enumeration(let words): return words.map(CELValue.string)
        case .list(let item):
            let one = item.candidates(values, day: day, claimant: claimant).prefix(6)
            return one.map { .list([$0]) } + [.list([])] + (one.count > 1 ? [.list(Array(one))] : [])
        case .record: return [sample(day: day, claimant: claimant)]
        case .text, .integer, .money, .date, .moment, .bool, .reference: return values.values(celType)
        }
    }
}
