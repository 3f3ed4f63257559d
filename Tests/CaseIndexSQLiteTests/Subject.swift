import CaseDesk
import CaseIndexSQLite

/// Every kind of index there is; all must answer alike.
enum Subject: CaseIterable, Sendable {
    case memory
    case file
    case fileless

    /// Runs a test on a new, empty index of this kind.
    func with(_ body: (any CaseIndex) throws -> Void) throws {
        switch self {
        case .memory: try body(MemoryCaseIndex())
        case .fileless: try body(SQLiteCaseIndex.inMemory())
        case .file: try TemporaryFolder.with { try body(SQLiteCaseIndex(path: $0.index)) }
        }
    }
}
