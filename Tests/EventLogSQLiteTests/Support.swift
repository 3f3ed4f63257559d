import EventLog
import EventLogSQLite
import Foundation
import GRDB
import Synchronization
import Testing
import TransparencyLog
import Values

/// A folder that goes away with the test.
final class Folder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "backpay-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String = "register.db") -> String { path + "/" + name }

    func newLog(
        _ name: String = "register.db", busyTimeout: Duration = .seconds(5),
        founding: (SQLiteLog) throws -> Void = { _ in }
    ) throws -> SQLiteLog {
        try SQLiteLog.create(
            at: file(name), origin: "register.example/test", busyTimeout: busyTimeout,
            random: countingRandom(), founding: founding)
    }

    func open(_ mode: SQLiteLog.Mode = .readWrite, busyTimeout: Duration = .seconds(5)) throws -> SQLiteLog {
        try SQLiteLog.open(file(), mode: mode, busyTimeout: busyTimeout, random: countingRandom())
    }
}

/// Salts that differ from each other and are the same in every run.
func countingRandom() -> @Sendable (Int) -> [UInt8] {
    let counter = Counter()
    return { count in counter.next(count) }
}

private final class Counter: Sendable {
    private let value = Mutex<UInt64>(0)

    func next(_ count: Int) -> [UInt8] {
        let number = value.withLock { value in
            value += 1
            return value
        }
        let bytes = Digest.sha256(Array("salt \(number)".utf8)).bytes
        return (0..<count).map { bytes[$0 % bytes.count] }
    }
}

/// One command of one event in each stream named, the first of which has a personal part.
func request(_ key: String, _ streams: [String]) throws -> AppendRequest {
    AppendRequest(
        key: try #require(CommandKey(key)), requestHash: DomainHash.request(Array(key.utf8)),
        at: Instant(microseconds: 1_744_000_000_000_000), actor: "actor/li",
        entries: try streams.enumerated().map { index, stream in
            NewEntry(
                stream: try #require(StreamName(stream)), expected: .any, type: "noted", schema: 1,
                occurred: Moment("2025-04-07"),
                parts: [.facts(Array("{\"key\":\"\(key)\"}".utf8))]
                    + (index == 0 ? [.personal("P-1", Array("somebody".utf8))] : []))
        }, answer: Array("done".utf8))
}

/// The erasure of the personal part at a position, with its event.
func erase(_ position: Int, in log: some LogStore) throws {
    try log.write { log in
        let record = NewEntry(
            stream: try #require(StreamName("register")), expected: .any, type: PartErasure.type,
            schema: PartErasure.schema, occurred: nil,
            parts: [.facts(PartErasure([.init(position: position, part: "personal/P-1")]).facts())])
        let receipt = try log.append(
            AppendRequest(
                key: try #require(CommandKey("erase/\(position)")), requestHash: .zero,
                at: Instant(microseconds: 1_744_000_000_000_000), actor: "actor/wang", entries: [record]))
        try log.erase(part: "personal/P-1", at: position, by: receipt.first)
    }
}

/// Another program's hands on the file: no lock, no triggers, no constraints.
struct Intruder {
    let queue: DatabaseQueue

    init(_ path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { database in
            try database.execute(
                sql:
                    "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA wal_autocheckpoint = 0"
            )
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Changes rows and puts the triggers back, so that only the rows can give it away.
    func run(_ sql: String, arguments: StatementArguments = []) throws {
        try queue.write { database in
            let triggers = try Row.fetchAll(
                database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
            try database.execute(sql: sql, arguments: arguments)
            for trigger in triggers { try database.execute(sql: trigger["sql"]) }
        }
    }
}
