import Synchronization
public import Values

/// The read models in memory: for tests, and for a register beside which no file can be written.
///
/// Answers exactly as the index in a file does. Copies share their rows.
public struct MemoryCaseIndex: CaseIndex {
    private let box = Box()

    /// Makes an empty index.
    public init() {}

    /// How far the models have read.
    public func stamp() throws -> IndexStamp? { box.rows.withLock { $0.stamp } }

    /// Throws everything away.
    public func reset() throws { box.rows.withLock { $0 = Rows() } }

    /// Replaces rows and moves the stamp, unless the models have read as far already.
    public func apply(_ batch: IndexBatch, upTo stamp: IndexStamp) throws {
        box.rows.withLock { $0.apply(batch, upTo: stamp) }
    }

    /// Cases, newest first.
    public func cases(_ query: CaseQuery) throws -> [CaseRow] {
        let found = box.rows.withLock { $0.cases(query) }
        let ordered = found.sorted {
            $0.openedOn != $1.openedOn ? $0.openedOn > $1.openedOn : precedes($1.number, $0.number)
        }
        return Array(ordered.prefix(max(0, query.limit)))
    }

    /// How many cases there are, whatever the query's limit.
    public func count(_ query: CaseQuery) throws -> Int { box.rows.withLock { $0.cases(query).count } }

    /// Clocks that run or are overdue, by the instant they expire.
    public func clocks(dueBy day: Day?, limit: Int) throws -> [ClockRow] {
        let found = box.rows.withLock { rows in
            rows.clocks.values.flatMap(\.values).filter { row in
                row.isResting || (day.map { row.due.day <= $0 } ?? true)
            }
        }
        let ordered = found.sorted {
            if $0.isResting != $1.isResting { return !$0.isResting }
            if $0.isResting {
                let (one, two) = ($0.pausedOn?.ordinal ?? .min, $1.pausedOn?.ordinal ?? .min)
                if one != two { return one < two }
            } else if $0.expiresAt != $1.expiresAt {
                return $0.expiresAt < $1.expiresAt
            }
            if $0.caseNumber != $1.caseNumber { return precedes($0.caseNumber, $1.caseNumber) }
            if $0.proceeding != $1.proceeding { return precedes($0.proceeding, $1.proceeding) }
            return precedes($0.run, $1.run)
        }
        return Array(ordered.prefix(max(0, limit)))
    }

    /// Cases in which something comes due by itself, by the instant and then by number.
    public func cases(dueBy instant: Instant, limit: Int) throws -> [CaseDue] {
        let found = box.rows.withLock { rows in
            rows.cases.values.compactMap { entry in
                entry.row.nextInstant.map { CaseDue(number: entry.row.number, instant: $0) }
            }
        }
        let ordered = found.filter { $0.instant <= instant }.sorted {
            $0.instant != $1.instant ? $0.instant < $1.instant : precedes($0.number, $1.number)
        }
        return Array(ordered.prefix(max(0, limit)))
    }

    /// Persons whose name, number or telephone contains the text; those it fits best come first.
    public func persons(matching text: String, limit: Int) throws -> [PersonRow] {
        let found = box.rows.withLock { search(text, in: $0.persons.values) }
        return best(found, limit: limit) { ($0.name, $0.id) }
    }

    /// Organisations whose name or code contains the text; those it fits best come first.
    public func organisations(matching text: String, limit: Int) throws -> [OrganisationRow] {
        let found = box.rows.withLock { search(text, in: $0.organisations.values) }
        return best(found, limit: limit) { ($0.name, $0.id) }
    }

    /// Persons whose number is this one.
    public func persons(numbered number: String) throws -> [PersonRow] {
        let found = box.rows.withLock { $0.persons.values.map(\.row).filter { $0.number == number } }
        return number.isEmpty ? [] : found.sorted { precedes($0.id, $1.id) }
    }

    /// Organisations whose code is this one.
    public func organisations(coded code: String) throws -> [OrganisationRow] {
        let found = box.rows.withLock { $0.organisations.values.map(\.row).filter { $0.code == code } }
        return code.isEmpty ? [] : found.sorted { precedes($0.id, $1.id) }
    }

    /// Organisations whose name is this one.
    public func organisations(named name: String) throws -> [OrganisationRow] {
        let found = box.rows.withLock { $0.organisations.values.map(\.row).filter { $0.name == name } }
        return name.isEmpty ? [] : found.sorted { precedes($0.id, $1.id) }
    }
}

/// Holds the lock, which cannot be copied, for all copies of an index.
private final class Box: Sendable {
    let rows = Mutex(Rows())
}

/// A row and the text it is found by.
private struct Entry<Row: Sendable>: Sendable {
    let row: Row
    let haystack: [UInt8]

    init(_ row: Row, _ haystack: String) {
        self.row = row
        self.haystack = Array(haystack.utf8)
    }
}

private struct ClockKey: Hashable {
    let proceeding: String
    let run: String
}

private struct Rows: Sendable {
    var stamp: IndexStamp?
    var cases: [String: Entry<CaseRow>] = [:]
    var clocks: [String: [ClockKey: ClockRow]] = [:]
    var persons: [String: Entry<PersonRow>] = [:]
    var organisations: [String: Entry<OrganisationRow>] = [:]

    mutating func apply(_ batch: IndexBatch, upTo newStamp: IndexStamp) {
        if let stamp, stamp.size >= newStamp.size { return }
        for row in batch.cases {
            cases[row.number] = Entry(row, SearchKey.of(row.number))
            clocks[row.number] = nil
        }
        for row in batch.clocks {
            clocks[row.caseNumber, default: [:]][ClockKey(proceeding: row.proceeding, run: row.run)] = row
        }
        for row in batch.persons {
            persons[row.id] = Entry(row, SearchKey.haystack(row.name, row.number, row.phone))
        }
        for row in batch.organisations {
            organisations[row.id] = Entry(row, SearchKey.haystack(row.name, row.code))
        }
        stamp = newStamp
    }

    func cases(_ query: CaseQuery) -> [CaseRow] {
        let term = SearchTerm(query.numberContains ?? "")
        let claimants = Set(query.claimants)
        let respondents = Set(query.respondents)
        let anyParty = claimants.isEmpty && respondents.isEmpty
        return cases.values.compactMap { entry in
            let row = entry.row
            guard query.status.includes(row), query.workflow.map({ $0 == row.workflow }) ?? true,
                !query.onlyWaiting || row.waits != nil, query.body.map(row.bodies.contains) ?? true,
                anyParty || row.claimants.contains(where: claimants.contains)
                    || row.respondents.contains(where: respondents.contains),
                term.fits(entry.haystack)
            else { return nil }
            return row
        }
    }
}

extension CaseQuery.Status {
    fileprivate func includes(_ row: CaseRow) -> Bool {
        switch self {
        case .open: return row.closedReason == nil
        case .closed: return row.closedReason != nil
        case .all: return true
        }
    }
}

extension SearchTerm {
    fileprivate func fits(_ haystack: [UInt8]) -> Bool {
        switch self {
        case .anything: return true
        case .nothing: return false
        case .key(let key): return contains(haystack, Array(key.utf8))
        }
    }
}

/// A row that a search found, and how well: 0 a whole field, 1 the beginning of one, 2 anywhere.
private struct Found<Row> {
    let row: Row
    let rank: Int
}

private func search<Row>(_ text: String, in entries: some Collection<Entry<Row>>) -> [Found<Row>] {
    switch SearchTerm(text) {
    case .anything: return entries.map { Found(row: $0.row, rank: 0) }
    case .nothing: return []
    case .key(let key):
        let anywhere = Array(key.utf8)
        let beginning = Array((SearchKey.edge + key).utf8)
        let whole = Array((SearchKey.edge + key + SearchKey.edge).utf8)
        return entries.compactMap { entry in
            guard contains(entry.haystack, anywhere) else { return nil }
            guard contains(entry.haystack, beginning) else { return Found(row: entry.row, rank: 2) }
            return Found(row: entry.row, rank: contains(entry.haystack, whole) ? 0 : 1)
        }
    }
}

private func best<Row>(_ found: [Found<Row>], limit: Int, by order: (Row) -> (name: String, id: String))
    -> [Row]
{
    let ordered = found.sorted { left, right in
        guard left.rank == right.rank else { return left.rank < right.rank }
        let (one, other) = (order(left.row), order(right.row))
        return one.name != other.name ? precedes(one.name, other.name) : precedes(one.id, other.id)
    }
    return ordered.prefix(max(0, limit)).map(\.row)
}

/// Orders texts by their UTF-8 bytes, as SQLite does.
private func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
}

private func contains(_ haystack: [UInt8], _ needle: [UInt8]) -> Bool {
    guard let first = needle.first else { return true }
    var start = 0
    while start + needle.count <= haystack.count {
        if haystack[start] == first, haystack[start..<start + needle.count].elementsEqual(needle) {
            return true
        }
        start += 1
    }
    return false
}
