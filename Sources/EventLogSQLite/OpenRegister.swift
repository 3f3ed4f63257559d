import EventLog
import GRDB

/// An open connection and, where it reads the register alone, how the file looked before.
struct OpenRegister {
    let queue: DatabaseQueue
    let settled: SettledFile?

    /// Whether the connection can be used as it is; one that reads the register alone only as long as nobody
    /// has written to it.
    func isCurrent(at path: String) -> Bool {
        isUnchanged(at: path) && (settled == nil || SettledFile.pending(beside: path) == nil)
    }

    /// Whether what was read through this connection was one consistent view.
    func isUnchanged(at path: String) -> Bool {
        guard let settled else { return true }
        return SettledFile(path) == settled
    }

    /// Runs `body` on one consistent view.
    func read<Result>(at path: String, _ body: (Database) throws -> Result) throws -> Result {
        let result = Swift.Result {
            try queue.read { database in
                try translatingFailures(at: path, in: database) { try body(database) }
            }
        }
        // Whether it succeeded or failed, it may have seen half of a change.
        guard isUnchanged(at: path) else { throw LogError.busy }
        do {
            return try result.get()
        } catch let error as DatabaseError {
            throw LogError(error, path: path)
        }
    }
}

/// Why the first look into a register failed.
struct OpeningFailure: Error {
    /// What SQLite said.
    let cause: DatabaseError
    /// What it means.
    let meaning: LogError

    /// Whether SQLite may have failed for the files beside the register alone.
    var isForWantOfFilesBeside: Bool {
        switch cause.resultCode {
        case .SQLITE_READONLY, .SQLITE_CANTOPEN: return true
        default: break
        }
        switch cause.extendedResultCode {
        case .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMMAP: return true
        default: return false
        }
    }

    /// What to tell when the register cannot be read alone either, as a file beside it holds more.
    func becauseOf(_ pending: String, _ path: String) -> LogError {
        guard meaning != .full else { return .full }
        return .readOnly(
            """
            SQLite \(cause.extendedResultCode.rawValue); nor can it be read, as \(pending) holds entries that are \
            not yet in it and cannot be read here; have somebody who may write to the register run a command that \
            writes, which moves them in, or copy \(path) and \(pending) to a folder of your own and read there
            """)
    }
}
