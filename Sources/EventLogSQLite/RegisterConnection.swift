import EventLog
import GRDB
import GRDBSQLite
import Glibc
import Synchronization

/// The connection to a register: opened when first needed, checked, and dropped after a failure.
final class RegisterConnection: Sendable {
    let path: String
    let isReadOnly: Bool
    let lock: WriterLock?
    private let busyTimeout: Duration
    private let open = Mutex<OpenRegister?>(nil)
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

    /// The connection, where it is open and still shows the register as it is.
    var openRegister: OpenRegister? { open.withLock { $0?.isCurrent(at: path) == true ? $0 : nil } }

    /// The connection, opened anew when there is none. Writers call this under the lock.
    func register() throws -> OpenRegister {
        try open.withLock { open in
            if let open, open.isCurrent(at: path) { return open }
            try? open?.queue.close()
            open = nil
            let register = try isReadOnly ? openForReading() : openForWriting()
            open = register
            return register
        }
    }

    private func openForWriting() throws -> OpenRegister {
        // Told under the lock; SQLite would make a file that somebody has just taken away.
        _ = try RegisterPath.existing(path)
        do {
            return OpenRegister(queue: try connect(path), settled: nil)
        } catch let failure as OpeningFailure {
            throw failure.meaning
        }
    }

    /// Opens for reading; where the files that SQLite needs beside the register can be neither found nor made,
    /// the register is read alone.
    ///
    /// That is so for a user who may only read the folder, on a disk that may only be read, and on a full one.
    /// What reads a register alone takes no lock, so it must hold all entries, and keep its looks from before
    /// it was opened until the last row is read.
    private func openForReading() throws -> OpenRegister {
        let deadline = ContinuousClock.now + busyTimeout
        while true {
            do {
                return OpenRegister(queue: try connect(path), settled: nil)
            } catch let failure as OpeningFailure {
                guard failure.isForWantOfFilesBeside else { throw failure.meaning }
                if let register = try openAlone(instead: failure) { return register }
            }
            guard ContinuousClock.now < deadline else { throw LogError.busy }
            var time = timespec(tv_sec: 0, tv_nsec: SettledFile.tick)
            nanosleep(&time, nil)
        }
    }

    /// Opens a settled register; nothing when a writer came in between.
    private func openAlone(instead failure: OpeningFailure) throws -> OpenRegister? {
        // In this order: what a writer moves into the register is pending until all of it is there.
        guard let settled = SettledFile(path), !settled.isFresh else { return nil }
        if let pending = SettledFile.pending(beside: path) { throw failure.becauseOf(pending, path) }
        do {
            let register = OpenRegister(queue: try connect(SettledFile.uri(path)), settled: settled)
            return register.isUnchanged(at: path) ? register : nil
        } catch {
            guard SettledFile(path) == settled else { return nil }
            throw (error as? OpeningFailure)?.meaning ?? error
        }
    }

    private func connect(_ name: String) throws -> DatabaseQueue {
        let queue = try translatingFailures(at: path) {
            try DatabaseQueue(path: name, configuration: configuration())
        }
        try queue.inDatabase { database in
            try translatingFailures(at: path, in: database) { try check(database) }
        }
        return queue
    }

    /// Gives up a connection that failed; the next use opens another.
    func drop() {
        open.withLock { open in
            // What it could say of its end is said by the failure that led here.
            try? open?.queue.close()
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
        let (path, isReadOnly, frames) = (path, isReadOnly, walFrames)
        configuration.prepareDatabase { database in
            do {
                try RegisterConnection.prepare(database, isReadOnly: isReadOnly, frames: frames)
            } catch let error as DatabaseError {
                throw OpeningFailure(
                    cause: error, meaning: LogError(error, path: path, in: database))
            }
        }
        return configuration
    }

    private static func prepare(_ database: Database, isReadOnly: Bool, frames: FrameCount) throws {
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
        // The first look into the file makes those beside it. GRDB would take it next, and close the
        // connection before it could be asked what the operating system said.
        _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
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
