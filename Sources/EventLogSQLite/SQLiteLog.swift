public import EventLog
import GRDB
import TransparencyLog
import Values

/// A register: one SQLite file that holds one log.
///
/// A commit is acknowledged only when the disk has it. Readers see a consistent view and never wait for the
/// writer. Copies of this value share one connection, which is used by one thread at a time.
public struct SQLiteLog: LogStore {
    /// What a register is opened for.
    public enum Mode: Hashable, Sendable {
        /// Reading and appending.
        case readWrite
        /// Reading only; the file is never changed, and no lock file is needed.
        ///
        /// A user who may only read the register and its folder can read it, too, as long as no writer left
        /// entries in the `-wal` file beside it that this user cannot reach; a read during which a writer
        /// then comes and goes ends with `busy`.
        case readOnly
    }

    /// The log's name.
    public let origin: String
    /// The resolved path of the file.
    public let path: String
    private let connection: RegisterConnection
    private let random: @Sendable (Int) -> [UInt8]

    /// How long a writer waits for another one.
    public static let defaultBusyTimeout = Duration.seconds(5)

    /// Makes a register at a path where there is nothing, and the lock file beside it, and opens it.
    ///
    /// `random` gives the salts of personal parts and must be unpredictable. `founding` writes what a register
    /// begins with, before anybody else can; when it fails, no register is left behind, only the lock file.
    public static func create(
        at path: String, origin: String, busyTimeout: Duration = defaultBusyTimeout,
        random: @escaping @Sendable (Int) -> [UInt8], founding: (SQLiteLog) throws -> Void = { _ in }
    ) throws -> SQLiteLog {
        guard Checkpoint.isOrigin(origin), origin.utf8.count <= LogLimits.nameBytes else {
            throw LogError.invalidRequest(
                field: "origin",
                wanted: Bilingual(
                    zh: "一行不超过 \(LogLimits.nameBytes) 字节的文字",
                    en: "one line of at most \(LogLimits.nameBytes) bytes"))
        }
        let resolved = try RegisterPath.new(path)
        try NetworkFileSystem.refuse(resolved)
        let lock = try WriterLock(beside: resolved, isNew: true, timeout: busyTimeout)
        return try RegisterConnection.create(at: resolved, origin: origin, lock: lock) {
            let log = try SQLiteLog(resolved, lock: lock, busyTimeout: busyTimeout, random: random)
            do {
                try founding(log)
            } catch {
                log.close()
                throw error
            }
            return log
        }
    }

    /// Opens a register that exists.
    public static func open(
        _ path: String, mode: Mode = .readWrite, busyTimeout: Duration = defaultBusyTimeout,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) throws -> SQLiteLog {
        let resolved = try RegisterPath.existing(path)
        switch mode {
        case .readOnly:
            return try SQLiteLog(resolved, lock: nil, busyTimeout: busyTimeout, random: random)
        case .readWrite:
            try NetworkFileSystem.refuse(resolved)
            let lock: WriterLock
            do {
                lock = try WriterLock(beside: resolved, isNew: false, timeout: busyTimeout)
            } catch LogError.lockFileMissing(let lockPath) {
                // A file that is no register at all is told so first.
                _ = try SQLiteLog(resolved, lock: nil, busyTimeout: busyTimeout, random: random)
                throw LogError.lockFileMissing(path: lockPath)
            }
            return try SQLiteLog(resolved, lock: lock, busyTimeout: busyTimeout, random: random)
        }
    }

    private init(
        _ path: String, lock: WriterLock?, busyTimeout: Duration, random: @escaping @Sendable (Int) -> [UInt8]
    ) throws {
        let connection = RegisterConnection(path: path, lock: lock, busyTimeout: busyTimeout)
        self.path = path
        self.connection = connection
        self.random = random
        func readOrigin() throws -> String? {
            try connection.register().read(at: path) {
                try String.fetchOne($0, sql: "SELECT origin FROM register")
            }
        }
        guard let origin = try lock?.held(readOrigin) ?? readOrigin() else {
            throw LogError.incompleteRegister(path: path)
        }
        self.origin = origin
    }

    /// Runs `body` on one consistent view.
    public func read<Result>(_ body: (any LogReader) throws -> Result) throws -> Result {
        try openRegister().read(at: path) { database in
            try body(LogView(SQLiteTables(database, origin: origin, path: path)))
        }
    }

    /// Opening recovers what a crash left behind, so a writer's connection is opened under the lock even for
    /// reading.
    private func openRegister() throws -> OpenRegister {
        if let open = connection.openRegister { return open }
        return try connection.lock?.held { try connection.register() } ?? connection.register()
    }

    /// Takes the writer lock and runs `body` in one transaction that began by excluding all other writers.
    public func write<Result>(_ body: (any LogTransaction) throws -> Result) throws -> Result {
        guard let lock = connection.lock else { throw LogError.readOnly("opened for reading") }
        return try lock.held {
            let queue = try connection.register().queue
            var isBroken = true
            defer { if isBroken { connection.drop() } }
            return try queue.inDatabase { database in
                try translatingFailures(at: path, in: database) {
                    let tables = SQLiteTables(database, origin: origin, path: path)
                    let session = LogSession(tables, random: random)
                    var result: Swift.Result<Result, any Error>?
                    try database.inTransaction(.immediate) {
                        result = Swift.Result { try body(session) }
                        guard case .success = result, session.failure == nil, !tables.isBroken else {
                            return .rollback
                        }
                        return .commit
                    }
                    // Reached only when BEGIN and COMMIT or ROLLBACK succeeded.
                    isBroken = tables.isBroken
                    if let failure = session.failure { throw failure }
                    guard let result else { throw LogError.io("the transaction did not run") }
                    let value = try result.get()
                    guard !tables.isBroken else { throw LogError.io("a read inside the transaction failed") }
                    do {
                        try connection.checkpoint(database, truncating: session.hasErased)
                    } catch {
                        // The commit stands; what a failed checkpoint left in the write-ahead log the next
                        // one takes.
                        isBroken = true
                    }
                    return value
                }
            }
        }
    }

    /// Closes the connection now rather than when the last copy of this value goes away. Later use opens it
    /// again.
    public func close() { connection.closeUnderLock() }

    /// What SQLite's settings are on this connection, for tests and for `doctor` reports.
    public func pragma(_ name: StaticString) throws -> String? {
        let queue = try openRegister().queue
        return try translatingFailures(at: path) {
            try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA \(name)") }
        }
    }
}
