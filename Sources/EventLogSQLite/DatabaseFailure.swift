import EventLog
import GRDB
import GRDBSQLite
import Glibc

extension LogError {
    /// What a failure of the database means to the person who sees it. Where the connection is at hand, it is
    /// asked what the operating system said.
    init(_ error: DatabaseError, path: String, in database: Database? = nil) {
        let reason = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_FULL: self = .full
        case .SQLITE_IOERR where database?.ranOutOfRoom == true: self = .full
        case .SQLITE_CANTOPEN where database?.ranOutOfRoom == true: self = .full
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(reason)
        case .SQLITE_CANTOPEN where !RegisterPath.isReadable(path):
            self = .readOnly("\(reason); this user may not even read \(path), whose owner can allow it")
        case .SQLITE_CANTOPEN:
            self = .readOnly("\(reason); its folder must allow the files -wal and -shm beside it")
        case .SQLITE_NOTADB: self = .notARegister(path: path)
        case .SQLITE_CORRUPT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH: self = .corrupt(position: nil, reason)
        default: self = .io(reason)
        }
    }

    /// Whether an error of the operating system says that there is no room: on the disk, in the quota, or
    /// within the limit on the size of a file.
    static func meansNoRoom(_ code: CInt) -> Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }
}

/// Runs `body` and turns every failure of the database into what it means. Inside a connection, pass it on: it
/// knows what the operating system said only until it is used again.
func translatingFailures<Result>(
    at path: String, in database: Database? = nil, _ body: () throws -> Result
) throws -> Result {
    do {
        return try body()
    } catch let error as DatabaseError {
        throw LogError(error, path: path, in: database)
    }
}

extension Database {
    /// Whether the failure that has just happened came from a lack of room.
    ///
    /// SQLite calls only ENOSPC of a write a full disk; a quota, the limit on the size of a file, and whatever
    /// cannot be made or lengthened beside the register are failures of input and output to it. What the
    /// system said is kept by the connection, or by the file when it failed in the midst of a commit.
    fileprivate var ranOutOfRoom: Bool {
        if LogError.meansNoRoom(sqlite3_system_errno(sqliteConnection)) { return true }
        return [SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER].contains { kind in
            var file: UnsafeMutablePointer<sqlite3_file>?
            guard sqlite3_file_control(sqliteConnection, "main", kind, &file) == SQLITE_OK, let file,
                let control = file.pointee.pMethods?.pointee.xFileControl
            else { return false }
            var code: CInt = 0
            return control(file, SQLITE_FCNTL_LAST_ERRNO, &code) == SQLITE_OK && LogError.meansNoRoom(code)
        }
    }
}
