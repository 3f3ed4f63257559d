import EventLog
import GRDB
import Glibc

extension RegisterConnection {
    /// Makes an empty register at a resolved path where there is nothing, under the lock, and runs `founding`
    /// while the lock is still held. When anything fails, all that was made is taken away again.
    static func create<Result>(
        at path: String, origin: String, lock: WriterLock, founding: () throws -> Result
    ) throws -> Result {
        try lock.held {
            try RegisterPath.make(path)
            do {
                try lay(path, origin)
                try RegisterPath.synchroniseFolder(of: path)
                return try founding()
            } catch {
                // Nobody can have written to it, as the lock was never let go; what cannot be removed is
                // reported as incomplete by the next who opens it, or is an empty register.
                for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
                throw error
            }
        }
    }

    private static func lay(_ path: String, _ origin: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(
                sql: "PRAGMA page_size = \(RegisterSchema.pageSize); PRAGMA synchronous = FULL;")
        }
        let queue = try translatingFailures(at: path) {
            try DatabaseQueue(path: path, configuration: configuration)
        }
        try queue.inDatabase { database in
            try translatingFailures(at: path, in: database) { try lay(database, origin) }
        }
        try translatingFailures(at: path) { try queue.close() }
    }

    private static func lay(_ database: Database, _ origin: String) throws {
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        guard mode == "wal" else { throw LogError.io("journal_mode \(mode ?? "?")") }
        try database.inTransaction(.immediate) {
            for object in RegisterSchema.objects { try database.execute(sql: object.sql) }
            try database.execute(
                sql: "INSERT INTO register(one, origin) VALUES (1, ?)", arguments: [origin])
            try database.execute(
                sql: """
                    PRAGMA application_id = \(RegisterSchema.applicationID);
                    PRAGMA user_version = \(RegisterSchema.version);
                    """)
            return .commit
        }
    }
}
