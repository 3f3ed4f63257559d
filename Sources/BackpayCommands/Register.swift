import CaseDesk
import CaseIndexSQLite
import EventLog
import EventLogSQLite
import Foundation
import Glibc
import Values

/// The register a command works on: its log, its read models, and the desk over both.
struct Register {
    /// Where the file is.
    let path: String
    /// The desk.
    let desk: Desk

    /// Opens a register to write in it.
    static func open(_ common: CommonOptions, wait: Int, context: CommandContext) throws -> Register {
        let path = context.register(option: common.register)
        let log = try SQLiteLog.open(
            path, mode: .readWrite, busyTimeout: .seconds(wait), random: context.random)
        return Register(path: path, desk: desk(try founded(log), path: path, context: context))
    }

    /// Opens a register to read it.
    ///
    /// What a crash left half-written is first set right, by whoever may write; a reader alone cannot.
    static func read(_ common: CommonOptions, context: CommandContext) throws -> Register {
        let path = context.register(option: common.register)
        let log: SQLiteLog
        do {
            log = try SQLiteLog.open(
                path, mode: .readOnly, busyTimeout: .seconds(5), random: context.random)
        } catch LogError.readOnly(let reason) {
            do {
                log = try SQLiteLog.open(path, busyTimeout: .seconds(5), random: context.random)
            } catch LogError.readOnly {
                throw LogError.readOnly(reason)
            }
        }
        return Register(path: path, desk: desk(try founded(log), path: path, context: context))
    }

    /// Further views of the register to read in at the same time, one for each processor beside this one; four at most.
    func fellows(random: @escaping @Sendable (Int) -> [UInt8]) throws -> FellowReaders {
        let count = min(4, ProcessInfo.processInfo.activeProcessorCount) - 1
        return FellowReaders(
            try (0..<max(0, count)).map { _ in
                try SQLiteLog.open(path, mode: .readOnly, busyTimeout: .seconds(5), random: random)
            }
        ) { count, work in
            DispatchQueue.concurrentPerform(iterations: count) { work($0) }
        }
    }

    /// A register without its first entry was begun and never finished.
    private static func founded(_ log: SQLiteLog) throws -> SQLiteLog {
        guard try log.read({ try $0.size }) > 0 else { throw LogError.incompleteRegister(path: log.path) }
        return log
    }

    /// Makes a new register.
    static func create(
        at path: String, origin: String, simulatedFrom: Instant? = nil, context: CommandContext,
        founding: (Desk) throws -> Void = { _ in }
    ) throws -> Register {
        // What a register begins with is in it before anybody can open it.
        let log = try SQLiteLog.create(at: path, origin: origin, random: context.random) { log in
            let desk = desk(log, path: path, context: context)
            try desk.found(origin: origin, simulatedFrom: simulatedFrom)
            try founding(desk)
        }
        return Register(path: path, desk: desk(log, path: path, context: context))
    }

    /// Brings the read models up to the log before the writer lock is taken, so that nobody waits for it.
    func catchUp(_ context: CommandContext) throws {
        let progress = ProgressReporter(Bilingual(zh: "更新索引", en: "updating the index"), context: context)
        try desk.askIndex(progress: { done, _ in progress.update(done) }) { _, _ in }
        progress.finish()
    }

    private static func desk(_ log: SQLiteLog, path: String, context: CommandContext) -> Desk {
        Desk(
            store: log, index: LazyIndex(path: indexPath(path)), now: context.now,
            keys: KeyMaker(random: context.random))
    }

    /// The read models' file, beside the register.
    static func indexPath(_ path: String) -> String {
        let stem = path.hasSuffix(".sqlite") ? String(path.dropLast(".sqlite".count)) : path
        return stem + ".index.sqlite"
    }
}
