import CaseDesk
import GRDB

/// A text to be found in the haystacks of a table, as SQL.
///
/// A scan with `instr`: a hundred thousand rows take some hundredths of a second, and one character is found as well as
/// ten, which neither FTS5's trigrams nor pairs of characters can do.
struct TextSearch {
    private var condition = "TRUE"
    private var order = ""
    private var arguments: StatementArguments = []

    /// Nothing when no row can fit.
    init?(_ text: String, limit: Int) {
        guard limit > 0 else { return nil }
        switch SearchTerm(text) {
        case .nothing: return nil
        case .anything: break
        case .key(let key):
            condition = "instr(haystack, ?) > 0"
            order = "instr(haystack, ?) = 0, instr(haystack, ?) = 0, "
            let beginning = SearchKey.edge + key
            arguments = [key, beginning + SearchKey.edge, beginning]
        }
        arguments += [limit]
    }

    /// The rows of a table, those that the text fits best first.
    fileprivate func rows(_ columns: String, from table: String, in database: Database) throws -> RowCursor {
        let sql = "SELECT \(columns) FROM \(table) WHERE \(condition) ORDER BY \(order)name, id LIMIT ?"
        return try Row.fetchCursor(database, sql: sql, arguments: arguments)
    }
}

extension Database {
    /// Persons found.
    func personRows(_ search: TextSearch) throws -> [PersonRow] {
        try persons(search.rows("id, name, number, phone", from: "person", in: self))
    }

    /// Persons with this number; the index leaves out those without one.
    func personRows(numbered number: String) throws -> [PersonRow] {
        let sql = "SELECT id, name, number, phone FROM person WHERE number = ? AND number <> '' ORDER BY id"
        return try persons(Row.fetchCursor(self, sql: sql, arguments: [number]))
    }

    /// Organisations found.
    func organisationRows(_ search: TextSearch) throws -> [OrganisationRow] {
        try organisations(search.rows("id, name, code", from: "organisation", in: self))
    }

    /// Organisations with this code; the index leaves out those without one.
    func organisationRows(coded code: String) throws -> [OrganisationRow] {
        let sql = "SELECT id, name, code FROM organisation WHERE code = ? AND code <> '' ORDER BY id"
        return try organisations(Row.fetchCursor(self, sql: sql, arguments: [code]))
    }

    /// Organisations with this name.
    func organisationRows(named name: String) throws -> [OrganisationRow] {
        let sql = "SELECT id, name, code FROM organisation WHERE name = ? AND name <> '' ORDER BY id"
        return try organisations(Row.fetchCursor(self, sql: sql, arguments: [name]))
    }

    private func persons(_ cursor: RowCursor) throws -> [PersonRow] {
        var rows: [PersonRow] = []
        while let row = try cursor.next() {
            var columns = ColumnReader(row)
            rows.append(
                PersonRow(
                    id: try columns.text(), name: try columns.text(), number: try columns.text(),
                    phone: try columns.text()))
        }
        return rows
    }

    private func organisations(_ cursor: RowCursor) throws -> [OrganisationRow] {
        var rows: [OrganisationRow] = []
        while let row = try cursor.next() {
            var columns = ColumnReader(row)
            rows.append(
                OrganisationRow(id: try columns.text(), name: try columns.text(), code: try columns.text()))
        }
        return rows
    }
}
