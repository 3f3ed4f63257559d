import CaseDesk
import GRDB
import Synchronization

/// The connection to an index, and what becomes of the file when it is damaged, replaced or out of reach.
///
/// The journal is SQLite's rollback journal, deleted after each transaction: unlike a journal in memory it survives a
/// killed process, and unlike WAL it notices before writing that the file was deleted or replaced under it. Nothing is
/// ever synced, so a power cut may tear the file; `boot` is how that is noticed (see `Database.checkAfterRestart`).
final class IndexFile: Sendable {
    /// Seconds to wait for another process unless told otherwise.
    static let patience = 5

    /// Where the file is, for messages.
    let path: String
    /// Which start of the machine this is, if that can be told.
    let boot: String?
    private let patience: Int
    private let state: Mutex<State>

    private struct State {
        var queue: DatabaseQueue
        /// Nothing for an index in memory.
        var identity: FileIdentity?
        var seen: IndexStamp?
    }

    /// Opens or makes the file.
    init(path: String, boot: String?, patience: Int) throws {
        self.path = try FileIdentity.writablePath(path)
        self.boot = boot
        self.patience = patience
        state = Mutex(try IndexFile.open(self.path, boot: boot, patience: patience))
    }

    /// Makes an index without a file.
    init(inMemory: Void) throws {
        path = "memory"
        boot = nil
        patience = IndexFile.patience
        let queue = try translating(path) {
            let queue = try DatabaseQueue(configuration: IndexFile.configuration(IndexFile.patience))
            _ = try queue.inDatabase { try $0.prepareIndex(boot: nil) }
            return queue
        }
        state = Mutex(State(queue: queue, identity: nil, seen: nil))
    }

    /// The stamp this connection saw last.
    var lastSeen: IndexStamp? { state.withLock { $0.seen } }

    /// Remembers the stamp seen.
    func remember(_ stamp: IndexStamp?) { state.withLock { $0.seen = stamp } }

    /// Reads in one transaction.
    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try perform { queue in try queue.read(body) }
    }

    /// Writes in one transaction that has the write lock from its beginning.
    func write<T>(_ body: (Database) throws -> T) throws -> T {
        try perform { queue in try queue.inDatabase { try $0.immediately(body) } }
    }

    /// Goes over to the file that is at the path now, when ours was deleted or replaced. The caller begins anew.
    func reopenIfReplaced() throws {
        try state.withLock { state in
            guard let identity = state.identity, identity != FileIdentity(path) else { return }
            state = try IndexFile.open(path, boot: boot, patience: patience)
        }
    }

    private func perform<T>(_ body: (DatabaseQueue) throws -> T) throws -> T {
        let (queue, identity) = state.withLock { ($0.queue, $0.identity) }
        // SQLite takes the journal of a new file at the same path for ours, so it must not even read.
        if let identity, identity != FileIdentity(path) { throw CaseIndexError.changed(path: path) }
        do {
            return try translating(path) { try body(queue) }
        } catch CaseIndexError.damaged(let path) {
            try throwAway(queue)
            throw CaseIndexError.damaged(path: path)
        }
    }

    /// Begins anew with an empty file, unless another thread has done so already.
    private func throwAway(_ damaged: DatabaseQueue) throws {
        try state.withLock { state in
            guard state.queue === damaged, let identity = state.identity else { return }
            try identity.remove(path)
            state = try IndexFile.open(path, boot: boot, patience: patience)
        }
    }

    private static func open(_ path: String, boot: String?, patience: Int) throws -> State {
        let before = FileIdentity(path)
        do {
            return try openOnce(path, boot: boot, patience: patience)
        } catch CaseIndexError.damaged {
            try before?.remove(path)
            return try openOnce(path, boot: boot, patience: patience)
        }
    }

    private static func openOnce(_ path: String, boot: String?, patience: Int) throws -> State {
        try translating(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration(patience))
            guard try queue.inDatabase({ try $0.prepareIndex(boot: boot) }) else {
                throw CaseIndexError.foreign(path: path)
            }
            return State(queue: queue, identity: FileIdentity(path), seen: nil)
        }
    }

    private static func configuration(_ patience: Int) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Double(patience))
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = OFF")
            // What an erased person left in free pages must be gone, too.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }
}

extension Database {
    /// Runs in a transaction that takes the write lock at once, so that two writers queue up instead of failing late.
    func immediately<T>(_ body: (Database) throws -> T) throws -> T {
        var result: T?
        try inTransaction(.immediate) {
            result = try body(self)
            return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        return result
    }
}
