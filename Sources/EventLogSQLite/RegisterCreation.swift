import EventLog
import GRDB
import Glibc

extension RegisterConnection {
    /// Makes an empty register at a resolved path where there is nothing, under the lock.
    static func create(at path: String, origin: String, lock: WriterLock) throws {
        try lock.held {
            var status = stat()
            guard lstat(path, &status) != 0 else { throw LogError.alreadyExists(path: path) }
            do {
                try translatingFailures(at: path) { try lay(path, origin) }
                try RegisterPath.synchroniseFolder(of: path)
            } catch {
                // Nothing is in it yet; what cannot be removed is reported as incomplete by the next who
                // opens it.
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
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { database in
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
        try queue.close()
    }
}
