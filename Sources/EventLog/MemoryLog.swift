import Synchronization

/// A log in memory: the contract without a disk, for tests and for trying things out.
public final class MemoryLog: LogStore {
    /// The log's name.
    public let origin: String
    private let random: @Sendable (Int) -> [UInt8]
    private let rows: Mutex<MemoryRows>

    /// Makes an empty log; `random` gives the salts of personal parts.
    public init(origin: String, random: @escaping @Sendable (Int) -> [UInt8]) {
        self.origin = origin
        self.random = random
        rows = Mutex(MemoryRows(origin: origin))
    }

    /// Runs `body` on a snapshot.
    public func read<Result>(_ body: (any LogReader) throws -> Result) throws -> Result {
        let snapshot = rows.withLock { $0 }
        return try body(LogView(MemoryTables(snapshot)))
    }

    /// Runs `body` while nobody else can write; takes everything back when it throws.
    public func write<Result>(_ body: (any LogTransaction) throws -> Result) throws -> Result {
        var result: Swift.Result<Result, any Error>?
        rows.withLock { rows in
            // The rows change hands, so that appending to them copies nothing.
            let tables = MemoryTables(rows)
            rows = MemoryRows(origin: origin)
            let session = LogSession(tables, random: random)
            let outcome = Swift.Result { try body(session) }
            if case .failure = outcome { tables.rollBack() }
            rows = tables.rows
            result = outcome
        }
        guard let result else { throw LogError.io("the writer lock") }
        return try result.get()
    }
}
