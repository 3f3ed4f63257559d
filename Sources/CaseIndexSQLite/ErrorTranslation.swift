import GRDB

/// A value in the file is not what its column promises, which only damage can bring about.
struct UnreadableRow: Error {}

/// Runs a body and says in our own terms what SQLite says in its.
func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let error as DatabaseError {
        throw CaseIndexError(error, path: path)
    } catch is UnreadableRow {
        throw CaseIndexError.damaged(path: path)
    }
}

extension CaseIndexError {
    fileprivate init(_ error: DatabaseError, path: String) {
        switch error.extendedResultCode {
        case .SQLITE_READONLY_DBMOVED:
            self = .changed(path: path)
            return
        case .SQLITE_IOERR_SHORT_READ:
            self = .damaged(path: path)
            return
        default: break
        }
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: self = .damaged(path: path)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: self = .notWritable(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_FULL: self = .full(path: path)
        default:
            self = .failed(
                path: path, detail: "SQLite \(error.extendedResultCode.rawValue) \(error.message ?? "")")
        }
    }
}
