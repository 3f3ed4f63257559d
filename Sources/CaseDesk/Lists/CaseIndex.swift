public import Values

/// The read models: what lists, searches and worklists need, derived from the log and disposable at any time.
public protocol CaseIndex: Sendable {
    /// How far the models have read; nothing when they are empty or of another version.
    func stamp() throws -> IndexStamp?
    /// Throws everything away.
    func reset() throws
    /// Replaces the rows of these cases, persons and organisations and moves the stamp, in one transaction.
    func apply(_ batch: IndexBatch, upTo stamp: IndexStamp) throws
    /// Cases, newest first.
    func cases(_ query: CaseQuery) throws -> [CaseRow]
    /// How many cases there are, whatever the query's limit.
    func count(_ query: CaseQuery) throws -> Int
    /// Clocks that run or are overdue, by due date; after them those that rest, whatever the day, by the day since when.
    func clocks(dueBy day: Day?, limit: Int) throws -> [ClockRow]
    /// Cases in which something comes due by itself up to an instant, by that instant and then by number.
    func cases(dueBy instant: Instant, limit: Int) throws -> [CaseDue]
    /// Persons whose name, number or telephone contains the text.
    func persons(matching text: String, limit: Int) throws -> [PersonRow]
    /// Organisations whose name or code contains the text.
    func organisations(matching text: String, limit: Int) throws -> [OrganisationRow]
    /// Persons whose number is this one, letter for letter, by id.
    func persons(numbered number: String) throws -> [PersonRow]
    /// Organisations whose code is this one, letter for letter, by id.
    func organisations(coded code: String) throws -> [OrganisationRow]
    /// Organisations whose name is this one, letter for letter, by id.
    func organisations(named name: String) throws -> [OrganisationRow]
}

extension CaseIndex {
    /// All clocks that run or are overdue, by due date.
    public func clocks(dueBy day: Day?) throws -> [ClockRow] { try clocks(dueBy: day, limit: .max) }
}

/// A case in which something comes due, and when the first of it does.
public struct CaseDue: Hashable, Sendable {
    /// The case.
    public let number: String
    /// When.
    public let instant: Instant

    /// Makes one.
    public init(number: String, instant: Instant) {
        self.number = number
        self.instant = instant
    }
}

/// How far the read models have read, and under which shape of their own.
public struct IndexStamp: Hashable, Sendable {
    /// Entries read: the next position.
    public let size: Int
    /// The leaf hash of the last entry read, so that another register is noticed; empty at size 0.
    public let lastLeaf: String
    /// The shape of the rows; another one means rebuild.
    public let shape: Int

    /// The shape this version writes. It is raised whenever rows say more or otherwise than before, also when more
    /// things come due by themselves: `tick` looks where the rows point.
    public static let currentShape = 5

    /// Makes a stamp.
    public init(size: Int, lastLeaf: String, shape: Int = IndexStamp.currentShape) {
        self.size = size
        self.lastLeaf = lastLeaf
        self.shape = shape
    }
}

/// Rows to be replaced together.
public struct IndexBatch: Hashable, Sendable {
    /// Cases with all their rows.
    public var cases: [CaseRow] = []
    /// Clocks of these cases.
    public var clocks: [ClockRow] = []
    /// Persons.
    public var persons: [PersonRow] = []
    /// Organisations.
    public var organisations: [OrganisationRow] = []

    /// Makes an empty batch.
    public init() {}
}
