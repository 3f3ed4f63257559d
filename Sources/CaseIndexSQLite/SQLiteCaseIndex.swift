public import CaseDesk
import GRDB
public import Values

/// The read models in an SQLite file of their own, beside the register and disposable at any time.
///
/// Copies share one connection. Several processes may use one file at once.
public struct SQLiteCaseIndex: CaseIndex {
    private let file: IndexFile

    /// Opens the index at a path, or makes it; one that is damaged or of another shape is thrown away and begun anew.
    ///
    /// Throws `CaseIndexError` when the file cannot be written, is busy, or is a database of something else.
    public init(path: String) throws {
        try self.init(path: path, boot: MachineBoot.current())
    }

    /// The same on a machine whose start is called `boot`, waiting this many seconds for other processes.
    init(path: String, boot: String?, patience: Int = IndexFile.patience) throws {
        file = try IndexFile(path: path, boot: boot, patience: patience)
    }

    private init(file: IndexFile) { self.file = file }

    /// An empty index that lives as long as this value and its copies, for where no file can be written.
    public static func inMemory() throws -> SQLiteCaseIndex {
        SQLiteCaseIndex(file: try IndexFile(inMemory: ()))
    }

    /// How far the models have read; nothing when the file is new, has been emptied, or had to be thrown away.
    public func stamp() throws -> IndexStamp? {
        try file.reopenIfReplaced()
        do {
            let stamp = try file.read { try $0.indexStamp() }
            file.remember(stamp)
            return stamp
        } catch CaseIndexError.damaged {
            return nil
        }
    }

    /// Throws every row away and overwrites what they held, in one transaction.
    public func reset() throws {
        try file.reopenIfReplaced()
        do {
            try file.write { try $0.emptyIndex() }
            file.remember(nil)
        } catch CaseIndexError.damaged {
            return  // thrown away with the file
        }
    }

    /// Replaces rows and moves the stamp in one transaction, unless another process has brought the models as far.
    ///
    /// Throws `CaseIndexError.changed` when the models now stand before the stamp last seen: another process emptied
    /// them, and this batch alone would leave a gap.
    public func apply(_ batch: IndexBatch, upTo stamp: IndexStamp) throws {
        let seen = file.lastSeen
        let stored = try file.write { database -> IndexStamp? in
            let stored = try database.indexStamp()
            if let stored, stored.size >= stamp.size { return stored }
            guard (stored?.size ?? 0) >= (seen?.size ?? 0) else { return nil }
            try database.replaceRows(batch)
            try database.moveStamp(to: stamp, boot: file.boot)
            return stamp
        }
        guard let stored else { throw CaseIndexError.changed(path: file.path) }
        file.remember(stored)
    }

    /// Cases, newest first.
    public func cases(_ query: CaseQuery) throws -> [CaseRow] {
        guard let selection = CaseSelection(query), query.limit > 0 else { return [] }
        return try file.read { try $0.caseRows(selection, limit: query.limit) }
    }

    /// How many cases there are, whatever the query's limit.
    public func count(_ query: CaseQuery) throws -> Int {
        guard let selection = CaseSelection(query) else { return 0 }
        return try file.read { try $0.caseCount(selection) }
    }

    /// Clocks that run or are overdue, by the instant they expire.
    public func clocks(dueBy day: Day?, limit: Int) throws -> [ClockRow] {
        guard limit > 0 else { return [] }
        return try file.read { try $0.clockRows(dueBy: day, limit: limit) }
    }

    /// Cases in which something comes due by itself, by the instant and then by number.
    public func cases(dueBy instant: Instant, limit: Int) throws -> [CaseDue] {
        guard limit > 0 else { return [] }
        return try file.read { try $0.casesDue(by: instant, limit: limit) }
    }

    /// Persons whose name, number or telephone contains the text; those it fits best come first.
    public func persons(matching text: String, limit: Int) throws -> [PersonRow] {
        guard let search = TextSearch(text, limit: limit) else { return [] }
        return try file.read { try $0.personRows(search) }
    }

    /// Organisations whose name or code contains the text; those it fits best come first.
    public func organisations(matching text: String, limit: Int) throws -> [OrganisationRow] {
        guard let search = TextSearch(text, limit: limit) else { return [] }
        return try file.read { try $0.organisationRows(search) }
    }

    /// Persons whose number is this one.
    public func persons(numbered number: String) throws -> [PersonRow] {
        try file.read { try $0.personRows(numbered: number) }
    }

    /// Organisations whose code is this one.
    public func organisations(coded code: String) throws -> [OrganisationRow] {
        try file.read { try $0.organisationRows(coded: code) }
    }

    /// Organisations whose name is this one.
    public func organisations(named name: String) throws -> [OrganisationRow] {
        try file.read { try $0.organisationRows(named: name) }
    }
}
