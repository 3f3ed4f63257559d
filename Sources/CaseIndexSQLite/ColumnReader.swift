import GRDB
import Values

/// Takes the columns of a row one after the other; a value of another kind is an error, where GRDB's own access traps.
struct ColumnReader {
    private let row: Row
    private var index = 0

    init(_ row: Row) { self.row = row }

    private mutating func next() throws -> DatabaseValue.Storage {
        guard index < row.count else { throw UnreadableRow() }
        let value: DatabaseValue = row[index]
        index += 1
        return value.storage
    }

    mutating func optionalText() throws -> String? {
        switch try next() {
        case .string(let text): return text
        case .null: return nil
        case .int64, .double, .blob: throw UnreadableRow()
        }
    }

    mutating func optionalInteger() throws -> Int64? {
        switch try next() {
        case .int64(let value): return value
        case .null: return nil
        case .string, .double, .blob: throw UnreadableRow()
        }
    }

    mutating func text() throws -> String {
        guard let text = try optionalText() else { throw UnreadableRow() }
        return text
    }

    mutating func integer() throws -> Int64 {
        guard let value = try optionalInteger() else { throw UnreadableRow() }
        return value
    }

    mutating func count() throws -> Int { Int(try integer()) }
    mutating func flag() throws -> Bool { try integer() != 0 }
    mutating func amount() throws -> Fen { Fen(try integer()) }
    mutating func day() throws -> Day { Day(ordinal: try count()) }
    mutating func optionalDay() throws -> Day? { try optionalInteger().map { Day(ordinal: Int($0)) } }
    mutating func optionalBilingual() throws -> Bilingual? {
        let (zh, en) = (try optionalText(), try optionalText())
        guard let zh, let en else { return nil }
        return Bilingual(zh: zh, en: en)
    }
    mutating func bilingual() throws -> Bilingual { Bilingual(zh: try text(), en: try text()) }
}
