import GRDB
import GRDBSQLite
import TransparencyLog

/// A prepared statement, bound and read column by column. GRDB owns it; reading rows through values of its
/// own would cost several times what SQLite does.
final class RowStatement {
    private let owner: Statement
    private let handle: OpaquePointer
    private let connection: OpaquePointer?

    init(_ owner: Statement, in database: Database) {
        self.owner = owner
        handle = owner.sqliteStatement
        connection = database.sqliteConnection
    }

    /// Runs the statement; `row` is called for each row. Bindings and cursor are given back in any case.
    func run(_ bind: (RowStatement) throws -> Void = { _ in }, row: (RowStatement) throws -> Void = { _ in })
        throws
    {
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        try bind(self)
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: try row(self)
            case SQLITE_DONE: return
            default: throw failure()
            }
        }
    }

    private func failure() -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection)))
    }

    private func check(_ code: CInt) throws {
        if code != SQLITE_OK { throw failure() }
    }

    // MARK: Binding, from 1

    func bind(_ index: CInt, _ value: Int?) throws { try bind(index, value.map(Int64.init)) }

    func bind(_ index: CInt, _ value: Int64?) throws {
        guard let value else { return try check(sqlite3_bind_null(handle, index)) }
        try check(sqlite3_bind_int64(handle, index, value))
    }

    func bind(_ index: CInt, _ value: String?) throws {
        guard var value else { return try check(sqlite3_bind_null(handle, index)) }
        guard !value.isEmpty else { return try check(sqlite3_bind_text(handle, index, "", 0, transient)) }
        try value.withUTF8 { text in
            try text.withMemoryRebound(to: CChar.self) {
                try check(sqlite3_bind_text(handle, index, $0.baseAddress, CInt($0.count), transient))
            }
        }
    }

    func bind(_ index: CInt, _ value: [UInt8]?) throws {
        guard let value else { return try check(sqlite3_bind_null(handle, index)) }
        guard !value.isEmpty else { return try check(sqlite3_bind_zeroblob(handle, index, 0)) }
        try value.withUnsafeBytes {
            try check(sqlite3_bind_blob(handle, index, $0.baseAddress, CInt($0.count), transient))
        }
    }

    func bind(_ index: CInt, _ value: Digest) throws {
        try value.withBytes {
            try check(sqlite3_bind_blob(handle, index, $0.baseAddress, CInt($0.count), transient))
        }
    }

    /// Tells SQLite to copy what it is handed.
    private var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    // MARK: Reading, from 0

    func isNull(_ column: CInt) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func int(_ column: CInt) -> Int { Int(sqlite3_column_int64(handle, column)) }

    func int64(_ column: CInt) -> Int64 { sqlite3_column_int64(handle, column) }

    /// The text, byte for byte. What is not UTF-8 gets a NUL at its end, so that it equals no text that was
    /// written.
    func text(_ column: CInt) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
        return String(validating: bytes, as: UTF8.self) ?? String(decoding: bytes, as: UTF8.self) + "\0"
    }

    func bytes(_ column: CInt) -> [UInt8] { withBlob(column) { Array($0) } }

    /// The 32 bytes of a hash, or nothing when there is another number of bytes.
    func digest(_ column: CInt) -> Digest? { withBlob(column) { Digest(buffer: $0) } }

    private func withBlob<Result>(_ column: CInt, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let start = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }
}
