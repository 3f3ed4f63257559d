import EventLog
import GRDB

extension LogError {
    /// What a failure of the database means to the person who sees it.
    init(_ error: DatabaseError, path: String) {
        let reason = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_FULL: self = .full
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(reason)
        case .SQLITE_CANTOPEN:
            self = .readOnly("\(reason); its folder must allow the files -wal and -shm beside it")
        case .SQLITE_NOTADB: self = .notARegister(path: path)
        case .SQLITE_CORRUPT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH: self = .corrupt(position: nil, reason)
        default: self = .io(reason)
        }
    }
}

/// Runs `body` and turns every failure of the database into what it means.
func translatingFailures<Result>(at path: String, _ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as DatabaseError {
        throw LogError(error, path: path)
    }
}
