import EventLog
import GRDB
import GRDBSQLite
import Synchronization

/// The connection to a register: opened when first needed, checked, and dropped after a failure.
final class RegisterConnection: Sendable {
    let path: String
    let isReadOnly: Bool
    let lock: WriterLock?
    private let busyTimeout: Duration
    private let open = Mutex<DatabaseQueue?>(nil)
    /// Frames in the write-ahead log after the last commit.
    private let walFrames = FrameCount()

    private final class FrameCount: Sendable {
        let value = Atomic<Int>(0)
    }

    init(path: String, lock: WriterLock?, busyTimeout: Duration) {
        self.path = path
        self.lock = lock
        isReadOnly = lock == nil
        self.busyTimeout = busyTimeout
    }

    deinit { closeUnderLock() }

    /// The connection, where it is open.
    var openQueue: DatabaseQueue? { open.withLock { $0 } }

    /// The connection, opened anew when there is none. Writers call this under the lock.
    func queue() throws -> DatabaseQueue {
        try open.withLock { open in
            if let open { return open }
            let queue = try translatingFailures(at: path) {
                let queue = try DatabaseQueue(path: path, configuration: configuration())
                try queue.inDatabase { try check($0) }
                return queue
            }
            open = queue
            return queue
        }
    }

    /// Gives up a connection that failed; the next use opens another.
    func drop() {
        open.withLock { open in
            // What it could say of its end is said by the failure that led here.
            try? open?.close()
            open = nil
        }
    }

    /// Closes for good. Closing the last connection checkpoints, so a writer does it under the lock; when
    /// another writer has the lock, this is not the last connection and closes without it.
    func closeUnderLock() {
        guard open.withLock({ $0 != nil }) else { return }
        guard let lock else { return drop() }
        do { try lock.held { drop() } } catch { drop() }
    }

    /// Moves committed pages from the write-ahead log into the register. Only under the lock.
    func checkpoint(_ database: Database, truncating: Bool) throws {
        guard truncating || walFrames.value.load(ordering: .relaxed) >= RegisterConnection.checkpointFrames
        else {
            return
        }
        // Readers may keep some of it back; the next checkpoint takes the rest.
        _ = try database.checkpoint(truncating ? .truncate : .passive)
        walFrames.value.store(0, ordering: .relaxed)
    }

    private static let checkpointFrames = 1000

    private func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(busyTimeout / .seconds(1))
        configuration.foreignKeysEnabled = true
        let frames = walFrames
        let isReadOnly = isReadOnly
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
                    PRAGMA wal_autocheckpoint = 0;
                    """)
            if isReadOnly {
                try database.execute(sql: "PRAGMA query_only = ON")
            } else {
                try database.execute(
                    sql: """
                        PRAGMA page_size = \(RegisterSchema.pageSize); PRAGMA synchronous = FULL;
                        PRAGMA secure_delete = ON; PRAGMA cache_size = -65536;
                        """)
                // `frames` lives in this object, which outlives its connection.
                sqlite3_wal_hook(
                    database.sqliteConnection,
                    { context, _, _, count in
                        if let context {
                            Unmanaged<FrameCount>.fromOpaque(context).takeUnretainedValue().value
                                .store(Int(count), ordering: .relaxed)
                        }
                        return SQLITE_OK
                    }, Unmanaged.passUnretained(frames).toOpaque())
            }
        }
        return configuration
    }

    /// Refuses a file that is not a finished register of a version we know, and a connection that is not as
    /// we need it.
    private func check(_ database: Database) throws {
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        if application != RegisterSchema.applicationID {
            let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            throw application == 0 && tables == 0
                ? LogError.incompleteRegister(path: path) : LogError.notARegister(path: path)
        }
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= RegisterSchema.version else {
            throw LogError.newerVersion(found: version, supported: RegisterSchema.version)
        }
        guard version == RegisterSchema.version, try database.tableExists("register") else {
            throw LogError.incompleteRegister(path: path)
        }
        guard !isReadOnly else { return }
        if try String.fetchOne(database, sql: "PRAGMA journal_mode") != "wal" {
            // A copy made by VACUUM INTO comes without it.
            try database.execute(sql: "PRAGMA journal_mode = WAL")
        }
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        guard mode == "wal", synchronous == 2 else {
            throw LogError.io("journal_mode \(mode ?? "?"), synchronous \(synchronous ?? -1)")
        }
    }
}
