import CEL
import Source
import Values

/// The values that are worth trying for what an expression reads: the constants it is compared with and their
/// neighbours, both truths, lists of none, one and two.
struct CandidateValues {
    /// The constants in the expressions looked at, and the values of the procedure's data that they are held against.
    private var constants: [CELValue] = []
    /// What stands in one field of all members of a list of the procedure's data that they read, field by field.
    private(set) var columns: [[CELValue]] = []
    /// The names of the fields they read, of whatever record.
    private var asked: Set<String> = []
    /// The day of the beginning, for dates that nothing is compared with.
    private let day: Day

    init(_ programs: [CELProgram], day: Day, data: [String: CELValue] = [:]) {
        self.day = day
        for program in programs { collect(program.root) }
        let read = Set(programs.flatMap(\.references))
        for name in data.keys.sorted() where read.contains("data." + name) {
            guard let value = data[name] else { continue }
            if !constants.contains(value) { constants.append(value) }
            if case .list(let items) = value { columns += CandidateValues.columns(items) }
        }
    }

    private static func columns(_ items: [CELValue]) -> [[CELValue]] {
        let records = items.compactMap { item -> [String: CELValue]? in
            if case .record(let members) = item { members } else { nil }
        }
        let names = Set(records.flatMap(\.keys)).sorted()
        return names.map { name in records.compactMap { $0[name] } }
    }

    /// The words that something is compared with.
    var words: [CELValue] { constants.filter { if case .string = $0 { true } else { false } } }

    private mutating func collect(_ node: CELNode) {
        if case .literal(let value) = node.kind {
            switch value {
            case .list(let items):
                for item in items where !constants.contains(item) { constants.append(item) }
            case .bool, .int, .string, .money, .date, .timestamp, .duration, .null, .record:
                if !constants.contains(value) { constants.append(value) }
            }
        }
        if case .field(_, let name, _) = node.kind { asked.insert(name) }
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
        case .list(let element): return lists(of: element)
        case .record(let record): add(records(record))
        case .null, .any: add([.null])
        }
        return found
    }

    private func around(_ value: Int64) -> [Int64] {
        [value, value < Int64.max ? value + 1 : value, value > Int64.min ? value - 1 : value]
    }

    private func lists(of element: CELType) -> [CELValue] {
        let items = values(element, most: CandidateValues.mostItems)
        var lists: [CELValue] = items.map { .list([$0]) }
        lists.append(.list([]))
        if items.count > 1 { lists.append(.list(told([items[0], items[1]]))) }
        // As many as a condition counts.
        for case .int(let count) in constants where (2...20).contains(count) {
            for item in items.prefix(4) {
                lists.append(.list(told(Array(repeating: item, count: Int(count)))))
            }
        }
        return lists
    }

    /// How many members of a list are tried one by one.
    private static let mostItems = 24

    /// Members that are told apart by their `id`, where they have one.
    private func told(_ items: [CELValue]) -> [CELValue] {
        items.enumerated().map { index, item in
            guard case .record(var members) = item, members["id"] != nil else { return item }
            members["id"] = .string("w\(index + 1)")
            return .record(members)
        }
    }

    /// The largest sum or number worth trying.
    private func largest(_ type: CELType) -> CELValue? {
        switch type {
        case .int, .money:
            return values(type, most: Int.max).max { left, right in
                switch (left, right) {
                case (.int(let left), .int(let right)): return left < right
                case (.money(let left), .money(let right)): return left < right
                default: return false
                }
            }
        case .bool, .string, .date, .timestamp, .duration, .list, .record, .null, .any: return nil
        }
    }

    /// A record of plain values, one of the largest sums and numbers, and both with one field that is asked about after the
    /// other otherwise.
    private func records(_ type: CELRecordType) -> [CELValue] {
        var plain: [String: CELValue] = [:]
        for (name, field) in type.fields { plain[name] = field.type.emptyValue ?? values(field.type).first }
        if plain["id"] == .string("") { plain["id"] = .string("w1") }
        var records: [CELValue] = [.record(plain)]
        let names = type.fields.keys.filter { $0 != "id" && asked.contains($0) }.sorted()
        // Conditions that ask for much of several fields at once are met by as much as any of them asks for.
        var most = plain
        for name in names { most[name] = type.fields[name].flatMap { largest($0.type) } ?? most[name] }
        if most != plain { records.append(.record(most)) }
        for start in most == plain ? [plain] : [plain, most] {
            for name in names {
                guard let field = type.fields[name] else { continue }
                for value in values(field.type, most: 5) where value != start[name] {
                    records.append(.record(start.merging([name: value]) { $1 }))
                }
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

    /// A plain value; of a record what must be given, or everything.
    func sample(day: Day, claimant: String?, isWhole: Bool = false) -> CELValue {
        switch self {
        case .text: return .string("文字")
        case .integer: return .int(1)
        case .money: return .money(Fen(10_000))
        case .date, .moment: return .date(day)
        case .bool: return .bool(true)
        case .enumeration(let words): return .string(words.first ?? "")
        case .reference(let kind): return .string(kind == .claimant ? claimant ?? "w1" : "x1")
        case .list(let item): return .list([item.sample(day: day, claimant: claimant, isWhole: isWhole)])
        case .record(let fields):
            var members: [String: CELValue] = [:]
            for field in fields where field.isRequired || isWhole {
                // A day that may be left out is one agreed on, which has its own before.
                members[field.name] = field.type.sample(
                    day: field.isRequired ? day : day.adding(days: 30), claimant: claimant, isWhole: isWhole)
            }
            return .record(members)
        }
    }

    /// Other plain values than the sample, so that two members of a list need not be the same.
    private func others(day: Day, claimants: [String]) -> [CELValue] {
        switch self {
        case .text: return [.string("别的")]
        case .integer: return [.int(2)]
        case .money: return [.money(Fen(20_000))]
        case .date, .moment: return [.date(day), .date(day.adding(days: 60))]
        case .bool: return [.bool(false)]
        case .enumeration(let words): return words.dropFirst().map(CELValue.string)
        case .reference(let kind): return kind == .claimant ? claimants.map(CELValue.string) : [.string("x2")]
        case .list, .record: return []
        }
    }

    /// Values worth trying, as a guard sees them.
    func candidates(_ values: CandidateValues, day: Day, claimants: [String]) -> [CELValue] {
        switch self {
        case .enumeration(let words): return words.map(CELValue.string)
        case .list(let item):
            let one = item.candidates(values, day: day, claimants: claimants).prefix(FieldType.mostItems)
            return one.map { .list([$0]) } + [.list([])]
                + (one.count > 1 ? [.list(Array(one.prefix(2)))] : []) + item.together(values, one.first)
        case .record(let fields):
            let whole = sample(day: day, claimant: claimants.first, isWhole: true)
            var found = [whole]
            guard case .record(let members) = whole else { return found }
            for field in fields {
                for value in field.type.others(day: day, claimants: claimants).prefix(2)
                where value != members[field.name] {
                    found.append(.record(members.merging([field.name: value]) { $1 }))
                }
            }
            let least = sample(day: day, claimant: claimants.first)
            return found.contains(least) ? found : found + [least]
        case .text, .integer, .money, .date, .moment, .bool, .reference: return values.values(celType)
        }
    }

    /// Lists that have a member for every word of a field, and such as repeat a field of a list there is.
    private func together(_ values: CandidateValues, _ first: CELValue?) -> [CELValue] {
        guard case .record(let fields) = self, case .record(let members)? = first else {
            return values.columns.filter { !$0.isEmpty && $0.allSatisfy { written($0) != nil } }.map(
                CELValue.list)
        }
        return fields.compactMap { field -> CELValue? in
            let words: [CELValue]
            switch field.type {
            case .enumeration(let all): words = all.map(CELValue.string)
            case .text: words = values.words
            case .integer, .money, .date, .moment, .bool, .reference, .list, .record: return nil
            }
            guard (2...FieldType.mostItems).contains(words.count) else { return nil }
            return .list(
                words.enumerated().map { index, word in
                    var member = members
                    for other in fields where other.type == .text {
                        member[other.name] = .string("文字\(index + 1)")
                    }
                    member[field.name] = word
                    return .record(member)
                })
        }
    }

    /// How many members of a list are tried one by one.
    private static let mostItems = 8
}
