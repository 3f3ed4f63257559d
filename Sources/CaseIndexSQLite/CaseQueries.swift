import CaseDesk
import GRDB
import Source
import Values

/// The conditions of a query for cases, as SQL.
struct CaseSelection {
    private(set) var sql = "TRUE"
    private(set) var arguments: StatementArguments = []

    /// Nothing when no case can fit.
    init?(_ query: CaseQuery) {
        switch query.status {
        case .open: sql += " AND closed_reason IS NULL"
        case .closed: sql += " AND closed_reason IS NOT NULL"
        case .all: break
        }
        if let workflow = query.workflow {
            sql += " AND workflow = ?"
            arguments += [workflow]
        }
        if query.onlyWaiting { sql += " AND waits_zh IS NOT NULL" }
        if let body = query.body {
            sql += " AND number IN (SELECT number FROM case_body WHERE party = ?)"
            arguments += [body]
        }
        var parties: [String] = []
        if !query.claimants.isEmpty {
            parties.append("SELECT number FROM case_claimant WHERE party IN (SELECT value FROM json_each(?))")
            arguments += [list(query.claimants)]
        }
        if !query.respondents.isEmpty {
            parties.append(
                "SELECT number FROM case_respondent WHERE party IN (SELECT value FROM json_each(?))")
            arguments += [list(query.respondents)]
        }
        if !parties.isEmpty { sql += " AND number IN (\(parties.joined(separator: " UNION ")))" }
        switch SearchTerm(query.numberContains ?? "") {
        case .anything: break
        case .nothing: return nil
        case .key(let key):
            sql += " AND instr(search_key, ?) > 0"
            arguments += [key]
        }
    }
}

/// Any number of texts as one argument.
private func list(_ texts: [String]) -> String { JSON.array(texts.map(JSON.string)).canonicalText }

extension Database {
    /// How many cases fit.
    func caseCount(_ selection: CaseSelection) throws -> Int {
        let sql = "SELECT count(*) FROM case_row WHERE \(selection.sql)"
        return try Int.fetchOne(self, sql: sql, arguments: selection.arguments) ?? 0
    }

    /// The newest cases that fit.
    func caseRows(_ selection: CaseSelection, limit: Int) throws -> [CaseRow] {
        let sql = """
            SELECT number, workflow, states_zh, states_en, closed_reason, opened_on, last_on, position,
                claimed, verified, recovered, due, open_findings, next_due, next_instant, waits_zh, waits_en
            FROM case_row WHERE \(selection.sql) ORDER BY opened_on DESC, number DESC LIMIT ?
            """
        var rows: [CaseRow] = []
        let cursor = try Row.fetchCursor(self, sql: sql, arguments: selection.arguments + [limit])
        while let row = try cursor.next() { rows.append(try CaseRow(row)) }
        let numbers = list(rows.map(\.number))
        let claimants = try parties(from: "case_claimant", of: numbers)
        let respondents = try parties(from: "case_respondent", of: numbers)
        let bodies = try self.parties(from: "case_body", of: numbers)
        for index in rows.indices {
            rows[index].bodies = bodies[rows[index].number] ?? []
            rows[index].claimants = claimants[rows[index].number] ?? []
            rows[index].respondents = respondents[rows[index].number] ?? []
        }
        return rows
    }

    private func parties(from table: String, of numbers: String) throws -> [String: [String]] {
        let sql = """
            SELECT number, party FROM \(table)
            WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number, place
            """
        var parties: [String: [String]] = [:]
        let cursor = try Row.fetchCursor(self, sql: sql, arguments: [numbers])
        while let row = try cursor.next() {
            var columns = ColumnReader(row)
            parties[try columns.text(), default: []].append(try columns.text())
        }
        return parties
    }

    /// Clocks by the instant they expire, then those that rest.
    func clockRows(dueBy day: Day?, limit: Int) throws -> [ClockRow] {
        let columns = """
            SELECT number, proceeding, run, label_zh, label_en, owes_zh, owes_en, kind, effect, source_zh,
                source_en,
                due_day, due_instant, expires_at, is_provisional, is_breached, is_paused,
                paused_on, left_zh, left_en, owes_role, owes_body, region
            FROM clock
            """
        let running = """
            \(columns) WHERE due_day <= ? AND NOT (is_paused = 1 AND is_breached = 0)
            ORDER BY expires_at, number, proceeding, run LIMIT ?
            """
        let resting = """
            \(columns) WHERE is_paused = 1 AND is_breached = 0
            ORDER BY paused_on, number, proceeding, run LIMIT ?
            """
        var rows: [ClockRow] = []
        let cursor = try Row.fetchCursor(self, sql: running, arguments: [day?.ordinal ?? Int.max, limit])
        while let row = try cursor.next() { rows.append(try ClockRow(row)) }
        guard rows.count < limit else { return try withBodies(rows) }
        let rest = try Row.fetchCursor(self, sql: resting, arguments: [limit - rows.count])
        while let row = try rest.next() { rows.append(try ClockRow(row)) }
        return try withBodies(rows)
    }

    private func withBodies(_ rows: [ClockRow]) throws -> [ClockRow] {
        let bodies = try parties(from: "case_body", of: list(Set(rows.map(\.caseNumber)).sorted()))
        return rows.map { row in
            var row = row
            row.bodies = bodies[row.caseNumber] ?? []
            return row
        }
    }

    /// Cases in which something comes due by itself.
    func casesDue(by instant: Instant, limit: Int) throws -> [CaseDue] {
        let sql = """
            SELECT number, next_instant FROM case_row WHERE next_instant <= ?
            ORDER BY next_instant, number LIMIT ?
            """
        var rows: [CaseDue] = []
        let cursor = try Row.fetchCursor(self, sql: sql, arguments: [instant.microseconds, limit])
        while let row = try cursor.next() {
            var columns = ColumnReader(row)
            rows.append(
                CaseDue(
                    number: try columns.text(), instant: Instant(microseconds: try columns.integer())))
        }
        return rows
    }
}

extension CaseRow {
    /// Reads the columns of `caseRows`; the parties come from tables of their own.
    fileprivate init(_ row: Row) throws {
        var columns = ColumnReader(row)
        self.init(
            number: try columns.text(), workflow: try columns.text(), states: try columns.bilingual(),
            closedReason: try columns.optionalText(), openedOn: try columns.day(), lastOn: try columns.day(),
            position: try columns.count(), claimants: [], respondents: [], claimed: try columns.amount(),
            verified: try columns.amount(), recovered: try columns.amount(), due: try columns.amount(),
            openFindings: try columns.count(), nextDue: try columns.optionalDay(),
            nextInstant: try columns.optionalInteger().map { Instant(microseconds: $0) },
            waits: try columns.optionalBilingual())
    }
}

extension ClockRow {
    /// Reads the columns of `clockRows`.
    fileprivate init(_ row: Row) throws {
        var columns = ColumnReader(row)
        self.init(
            caseNumber: try columns.text(), proceeding: try columns.text(), run: try columns.text(),
            label: try columns.bilingual(), owes: try columns.bilingual(), kind: try columns.text(),
            limit: try columns.text(), source: try columns.bilingual(), due: try columns.moment(),
            expiresAt: Instant(microseconds: try columns.integer()), isProvisional: try columns.flag(),
            isBreached: try columns.flag(), isPaused: try columns.flag(), pausedOn: try columns.optionalDay(),
            left: try columns.optionalBilingual(), owesRole: try columns.text(), owesBody: try columns.text(),
            region: try columns.text())
    }
}

extension ColumnReader {
    /// A day, and the instant where there is one.
    fileprivate mutating func moment() throws -> Moment {
        let day = try day()
        return try optionalInteger().map { .instant(Instant(microseconds: $0)) } ?? .day(day)
    }
}
