public import EventLog
import Source
public import Values

/// The case desk: one command in, one commit out, or a refusal that explains itself.
///
/// Everything from outside is handed in: the log, the read models, the clock and the randomness.
public struct Desk: Sendable {
    /// The register's log.
    public let store: any LogStore
    /// The read models.
    public let index: any CaseIndex
    /// The time of recording.
    public let now: @Sendable () -> Instant
    /// Fresh idempotency keys.
    public let keys: KeyMaker

    /// Sits down at a register.
    public init(
        store: any LogStore, index: any CaseIndex, now: @escaping @Sendable () -> Instant, keys: KeyMaker
    ) {
        self.store = store
        self.index = index
        self.now = now
        self.keys = keys
    }

    /// Does one piece of work under the writer lock, all or nothing.
    public func work<T>(as actor: String, _ body: (DeskWork) throws -> T) throws -> T {
        try store.write { transaction in
            let work = DeskWork(
                transaction: transaction, index: index, pins: Pins(), newcomers: Newcomers(),
                landed: try transaction.size, stamp: Stamp(at: now(), actor: actor, keys: keys))
            return try body(work)
        }
    }

    /// Records or decides one act.
    public func perform(_ command: ActCommand) throws -> ActOutcome {
        try work(as: command.recorder) { try $0.perform(command) }
    }

    /// Asks something of the log; writes nothing.
    public func ask<T>(_ body: (any LogReader, Pins) throws -> T) throws -> T {
        try store.read { try body($0, Pins()) }
    }

    /// Asks something of the read models, after bringing them up to the log.
    public func askIndex<T>(
        progress: (Int, Int) -> Void = { _, _ in }, _ body: (any CaseIndex, any LogReader) throws -> T
    ) throws -> T {
        var floor = 0
        while true {
            do {
                return try store.read { reader in
                    try IndexBuilder(index: index, pins: Pins())
                        .catchUp(with: reader, floor: floor, progress: progress)
                    return try body(index, reader)
                }
            } catch let ahead as ModelsAhead {
                // Somebody wrote and brought the models up since this view was opened: look again. A log that is
                // still shorter than the models were is another one.
                floor = ahead.size
            }
        }
    }
}

/// One piece of work under the writer lock: many commands may share it, and land together or not at all.
///
/// Used by one thread, for the time of one transaction.
public struct DeskWork {
    let transaction: any LogTransaction
    let index: any CaseIndex
    let pins: Pins
    /// Who was registered by this work itself.
    let newcomers: Newcomers
    /// How many entries the log held before this work.
    let landed: Int
    var stamp: Stamp

    /// The log as this work sees it, its own entries included.
    public var reader: any LogReader { transaction }

    /// Brings the read models up to what has landed; this work's own entries are not shown to them before they have.
    func catchUpIndex() throws {
        try IndexBuilder(index: index, pins: pins).catchUp(with: transaction, upTo: landed)
    }

    /// The same work with another time of recording or another recorder, for a story that is played.
    public func at(_ instant: Instant, as actor: String) -> DeskWork {
        var copy = self
        copy.stamp = Stamp(at: instant, actor: actor, keys: stamp.keys)
        return copy
    }
}

extension Desk {
    /// A desk over an empty register in memory, for trying a story before it touches a file.
    public static func rehearsal(
        now: @escaping @Sendable () -> Instant, random: @escaping @Sendable (Int) -> [UInt8]
    ) -> Desk {
        Desk(
            store: MemoryLog(origin: "rehearsal", random: random), index: MemoryCaseIndex(), now: now,
            keys: KeyMaker(random: random))
    }
}
