public import Values

/// A campaign: for a while the office gives itself less time. Limits set by law are as they were.
public struct Campaign: Hashable, Sendable {
    /// The id.
    public let id: String
    /// What people call it.
    public let label: Bilingual
    /// Its first day.
    public let from: Day
    /// Its last day.
    public let to: Day
    /// The shorter lengths, by clock or review.
    public let lengths: [String: ClockLength]
    /// Who ordered it.
    public let source: Bilingual

    /// The rows of a table of lengths that are in force on some day of it.
    func rows(inForce rows: [DatedLength]) -> [DatedLength] {
        let first = rows.lastIndex { $0.from.map { $0 <= from } ?? true }
        return rows.enumerated().filter { index, row in
            if let first, index < first { return false }
            return row.from.map { $0 <= to } ?? true
        }.map(\.element)
    }

    /// The table with this length while the campaign lasts; afterwards what held by then.
    ///
    /// Where the table begins within the campaign, so does the shorter length.
    func shortened(_ rows: [DatedLength], to length: ClockLength) -> [DatedLength] {
        let inForce = self.rows(inForce: rows)
        guard let earliest = inForce.first else { return rows }
        let start = max(from, earliest.from ?? from)
        let after = to.adding(days: 1)
        var table = rows.filter { row in row.from.map { $0 < start } ?? true }
        table.append(DatedLength(from: start, length: length))
        if let later = rows.last(where: { row in row.from.map { $0 <= after } ?? true }) {
            table.append(DatedLength(from: after, length: later.length))
        }
        return table + rows.filter { row in row.from.map { $0 > after } ?? false }
    }
}
