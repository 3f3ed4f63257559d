import Foundation
import GRDB

/// SQL run on a register by somebody who has the file in hand: past the program, past its triggers.
struct RegisterSQL {
    private let path: String

    /// Speaks to a register's file.
    init(_ register: TestRegister) { path = register.path }

    /// Runs statements as they are.
    func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
        try write { try $0.execute(sql: sql, arguments: arguments) }
    }

    /// Takes the triggers away, does something, and puts them back, so that only the rows have changed.
    func withoutTriggers(_ body: (Database) throws -> Void) throws {
        try write { database in
            let triggers = try Row.fetchAll(
                database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
            try body(database)
            for trigger in triggers { try database.execute(sql: trigger["sql"] as String) }
        }
    }

    /// Reads from the register.
    func read<T>(_ body: (Database) throws -> T) throws -> T {
        let queue = try DatabaseQueue(path: path)
        let result = try queue.read(body)
        try queue.close()
        return result
    }

    private func write(_ body: (Database) throws -> Void) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
            try database.inTransaction(.immediate) {
                try body(database)
                return .commit
            }
        }
        try queue.close()
    }
}
