import CaseDesk
import CaseIndexSQLite
import Synchronization
import Values

/// The read models, opened only when something is asked of them: `show` and `advance` never wait for them.
///
/// Where the folder cannot be written, the models live in memory for this one command.
final class LazyIndex: CaseIndex {
    private let path: String
    private let opened = Mutex<(any CaseIndex)?>(nil)

    init(path: String) { self.path = path }

    private func index() throws -> any CaseIndex {
        try opened.withLock { value in
            if let value { return value }
            let index: any CaseIndex
            do {
                index = try SQLiteCaseIndex(path: path)
            } catch let error as CaseIndexError where error.isUnwritable {
                index = try SQLiteCaseIndex.inMemory()
            }
            value = index
            return index
        }
    }

    func stamp() throws -> IndexStamp? { try index().stamp() }
    func reset() throws { try index().reset() }
    func apply(_ batch: IndexBatch, upTo stamp: IndexStamp) throws { try index().apply(batch, upTo: stamp) }
    func cases(_ query: CaseQuery) throws -> [CaseRow] { try index().cases(query) }
    func count(_ query: CaseQuery) throws -> Int { try index().count(query) }
    func clocks(dueBy day: Day?, limit: Int) throws -> [ClockRow] {
        try index().clocks(dueBy: day, limit: limit)
    }
    func cases(dueBy instant: Instant, limit: Int) throws -> [CaseDue] {
        try index().cases(dueBy: instant, limit: limit)
    }
    func persons(matching text: String, limit: Int) throws -> [PersonRow] {
        try index().persons(matching: text, limit: limit)
    }
    func organisations(matching text: String, limit: Int) throws -> [OrganisationRow] {
        try index().organisations(matching: text, limit: limit)
    }
    func persons(numbered number: String) throws -> [PersonRow] { try index().persons(numbered: number) }
    func organisations(coded code: String) throws -> [OrganisationRow] {
        try index().organisations(coded: code)
    }
    func organisations(named name: String) throws -> [OrganisationRow] {
        try index().organisations(named: name)
    }
}

extension CaseIndexError {
    /// Whether the models cannot be kept in a file here, so that memory has to do for one command.
    var isUnwritable: Bool {
        switch self {
        case .notWritable, .foreign: return true
        case .damaged, .changed, .busy, .full, .failed: return false
        }
    }
}
