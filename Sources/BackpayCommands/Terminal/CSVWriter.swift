/// Writes comma-separated values after RFC 4180: CRLF, quotes where they are needed.
///
/// A cell of a text column that a spreadsheet would take for a formula gets an apostrophe in front; numbers do not.
struct CSVWriter: Hashable, Sendable {
    /// What the cells of a column are.
    enum Kind: Hashable, Sendable {
        /// Words that somebody wrote; guarded against formulas.
        case text
        /// Figures and dates that we wrote ourselves; left as they are.
        case figure
    }

    /// A column: its name in the first line and what it holds.
    struct Column: Hashable, Sendable {
        /// The name in the first line.
        let name: String
        /// What the cells are.
        let kind: Kind

        /// Makes a column.
        init(_ name: String, _ kind: Kind = .text) {
            self.name = name
            self.kind = kind
        }
    }

    /// The columns from left to right.
    let columns: [Column]
    /// Whether the file begins with a byte order mark, by which spreadsheets know UTF-8.
    let hasByteOrderMark: Bool

    /// Makes a writer.
    init(_ columns: [Column], hasByteOrderMark: Bool = false) {
        self.columns = columns
        self.hasByteOrderMark = hasByteOrderMark
    }

    /// The first line, with the byte order mark where it is wanted.
    var header: String {
        (hasByteOrderMark ? "\u{FEFF}" : "") + columns.map { quoted(guarded($0.name)) }.joined(separator: ",")
            + "\r\n"
    }

    /// One row; cells that are missing are empty, cells beyond the last column are left out.
    func row(_ cells: [String]) -> String {
        columns.enumerated().map { index, column in
            let cell = index < cells.count ? cells[index] : ""
            switch column.kind {
            case .text: return quoted(guarded(cell))
            case .figure: return quoted(cell)
            }
        }.joined(separator: ",") + "\r\n"
    }

    private func guarded(_ cell: String) -> String {
        guard let first = cell.unicodeScalars.first else { return cell }
        // The fullwidth forms and leading tabs and line ends are taken for a formula too.
        let starters: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
        return starters.contains(first) ? "'" + cell : cell
    }

    private func quoted(_ cell: String) -> String {
        let needsQuotes = cell.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
        }
        guard needsQuotes || cell.first == " " || cell.last == " " else { return cell }
        var result = String.UnicodeScalarView()
        result.append("\"")
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { result.append("\"") }
            result.append(scalar)
        }
        result.append("\"")
        return String(result)
    }
}
