/// Rows under headings, lined up by display width, two spaces between columns, no borders.
struct Table: Hashable, Sendable {
    /// What happens to text that is wider than its column.
    enum Overflow: Hashable, Sendable {
        /// The column is never narrowed: numbers, dates, case numbers.
        case keep
        /// The text is cut and ends in `…`.
        case truncate
        /// The text goes on in the next line of the same row.
        case wrap
    }

    /// A column: its heading and how its cells are set.
    struct Column: Hashable, Sendable {
        /// The heading.
        let title: String
        /// Where the text stands in the column.
        let alignment: Alignment
        /// What happens to text that is too wide.
        let overflow: Overflow
        /// The width it is never narrowed below when the screen is small.
        let minimum: Int
        /// The width it never goes beyond, or nothing.
        let maximum: Int?

        /// Makes a column; without more words a left-aligned one that truncates.
        init(
            _ title: String, _ alignment: Alignment = .left, overflow: Overflow = .truncate, minimum: Int = 6,
            maximum: Int? = nil
        ) {
            self.title = title
            self.alignment = alignment
            self.overflow = overflow
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    /// The columns from left to right.
    let columns: [Column]
    /// The rows from top to bottom; cells that are missing read as empty.
    var rows: [[Cell]]

    /// Makes a table.
    init(_ columns: [Column], rows: [[Cell]] = []) {
        self.columns = columns
        self.rows = rows
    }

    /// Adds a row.
    mutating func append(_ row: [Cell]) { rows.append(row) }

    /// The lines to print, headings first (left out when all are empty). No line ends in a space.
    ///
    /// Wide columns are narrowed until the lines fit into `width`, as far as their minimum allows; with no width
    /// nothing is narrowed, save to a column's own maximum.
    func lines(width: Int?, style: Style = .plain) -> [String] {
        let heading = columns.map { Cell($0.title, .strong) }
        let hasHeading = columns.contains { !$0.title.isEmpty }
        let shown = ((hasHeading ? [heading] : []) + rows).map(visible)
        let widths = fittedWidths(shown, width: width)
        return shown.flatMap { row in lines(of: row, widths: widths, style: style) }
    }

    private static let gap = 2

    /// A full row of text that is safe on a terminal; only wrapping columns keep line ends.
    private func visible(_ row: [Cell]) -> [Cell] {
        columns.enumerated().map { index, column in
            guard index < row.count else { return "" }
            let cell = row[index]
            switch column.overflow {
            case .wrap: return Cell(Table.trimmed(VisibleText.block(cell.text)), cell.tone)
            case .keep, .truncate: return Cell(Table.trimmed(VisibleText.line(cell.text)), cell.tone)
            }
        }
    }

    /// Text without spaces at its end, which would make columns wider than what is seen.
    private static func trimmed(_ text: String) -> String {
        guard text.last == " " else { return text }
        guard let last = text.lastIndex(where: { $0 != " " }) else { return "" }
        return String(text[...last])
    }

    private func fittedWidths(_ rows: [[Cell]], width: Int?) -> [Int] {
        var widths = columns.enumerated().map { index, column in
            let natural = rows.reduce(0) { widest, row in
                row[index].text.split(separator: "\n").reduce(widest) { max($0, $1.displayWidth) }
            }
            switch column.overflow {
            case .keep: return natural
            case .truncate, .wrap: return min(natural, column.maximum ?? natural)
            }
        }
        guard let width else { return widths }
        let room = width - Table.gap * max(0, columns.count - 1)
        for index in columns.indices where columns[index].overflow != .keep {
            widths[index] = min(widths[index], max(room, columns[index].minimum))
        }
        var excess = widths.reduce(0, +) - room
        while excess > 0 {
            let narrowable = columns.indices.filter {
                columns[$0].overflow != .keep && widths[$0] > columns[$0].minimum
            }
            guard let widest = narrowable.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func lines(of row: [Cell], widths: [Int], style: Style) -> [String] {
        let cells = columns.indices.map { index -> [String] in
            switch columns[index].overflow {
            case .keep: return [row[index].text]
            case .truncate: return [row[index].text.truncated(to: widths[index])]
            case .wrap: return Wrapping.lines(row[index].text, width: widths[index])
            }
        }
        let height = cells.map(\.count).max() ?? 1
        return (0..<height).map { line in
            var text = ""
            var pending = 0
            for index in columns.indices {
                let piece = line < cells[index].count ? cells[index][line] : ""
                let space = max(0, widths[index] - piece.displayWidth)
                let (before, after) = columns[index].alignment == .left ? (0, space) : (space, 0)
                if !piece.isEmpty {
                    text += String(repeating: " ", count: pending + before)
                    text += style.apply(row[index].tone, to: piece)
                    pending = after + Table.gap
                } else {
                    pending += widths[index] + Table.gap
                }
            }
            return text
        }
    }
}
