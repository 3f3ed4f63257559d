import Source
import Values

/// Rows with the same columns in every output format: a table for people, JSON and CSV for programs.
struct Listing: Hashable, Sendable {
    /// A column: its stable name for programs, its heading for people.
    struct Column: Hashable, Sendable {
        /// The name in JSON and CSV, e.g. `opened_on`.
        let name: String
        /// The heading in the table.
        let title: Bilingual
        /// How it is set in the table; the CSV takes right-aligned columns for figures.
        let alignment: Alignment
        /// What the table does with text that is too wide.
        let overflow: Table.Overflow
        /// Whether the table leaves it out: a column for programs only.
        let isHiddenInText: Bool

        /// Makes a column.
        init(
            _ name: String, _ title: Bilingual, _ alignment: Alignment = .left,
            overflow: Table.Overflow = .truncate, isHiddenInText: Bool = false
        ) {
            self.name = name
            self.title = title
            self.alignment = alignment
            self.overflow = alignment == .right ? .keep : overflow
            self.isHiddenInText = isHiddenInText
        }
    }

    /// What a row holds in one column, in the three shapes it is written in.
    struct Value: Hashable, Sendable {
        /// For people.
        let text: Bilingual
        /// For JSON.
        let json: JSON
        /// For CSV.
        let csv: String
        /// What it means, for colour.
        let tone: Tone

        /// Makes a value from all its shapes.
        init(text: Bilingual, json: JSON, csv: String, tone: Tone = .plain) {
            self.text = text
            self.json = json
            self.csv = csv
            self.tone = tone
        }
    }

    /// The name and version of the shape of the JSON, e.g. `case-list/1`.
    let schema: String
    /// The columns from left to right.
    let columns: [Column]
    /// The rows from top to bottom, one value for each column.
    var rows: [[Value]]
    /// What is said to people when there is no row.
    let whenEmpty: Bilingual

    /// Makes a listing.
    init(schema: String, _ columns: [Column], rows: [[Value]] = [], whenEmpty: Bilingual) {
        self.schema = schema
        self.columns = columns
        self.rows = rows
        self.whenEmpty = whenEmpty
    }

    /// Everything as one text that ends in a line end.
    func rendered(_ format: OutputFormat, language: Language, width: Int?, style: Style = .plain) -> String {
        switch format {
        case .text:
            guard !rows.isEmpty else { return VisibleText.line(whenEmpty.text(language)) + "\n" }
            return table(language).lines(width: width, style: style).map { $0 + "\n" }.joined()
        case .json:
            return JSONOutput.document(
                .object(["schema": .string(schema), "items": .array(rows.map(object))]))
        case .ndjson: return rows.map { JSONOutput.line(object($0)) }.joined()
        case .csv:
            let writer = CSVWriter(
                columns.map { CSVWriter.Column($0.name, $0.alignment == .right ? .figure : .text) },
                hasByteOrderMark: true)
            return writer.header + rows.map { writer.row($0.map(\.csv)) }.joined()
        }
    }

    private func table(_ language: Language) -> Table {
        let shown = columns.indices.filter { !columns[$0].isHiddenInText }
        return Table(
            shown.map {
                Table.Column(
                    columns[$0].title.text(language), columns[$0].alignment, overflow: columns[$0].overflow)
            },
            rows: rows.map { row in
                shown.map { $0 < row.count ? Cell(row[$0].text.text(language), row[$0].tone) : "" }
            })
    }

    private func object(_ row: [Value]) -> JSON {
        .object(Dictionary(zip(columns.map(\.name), row.map(\.json))) { first, _ in first })
    }
}

extension Listing.Value {
    /// Names, in their order.
    init(names: [String]) {
        self.init(
            text: Bilingual(zh: names.joined(separator: "、"), en: names.joined(separator: "; ")),
            json: .array(names.map(JSON.string)), csv: names.joined(separator: "; "))
    }

    /// Nothing: empty for people, `null` for programs.
    static let none = Listing.Value(text: Bilingual(zh: "", en: ""), json: .null, csv: "")

    /// The same words in both languages.
    static func text(_ text: String, _ tone: Tone = .plain) -> Listing.Value {
        Listing.Value(text: Bilingual(zh: text, en: text), json: .string(text), csv: text, tone: tone)
    }

    /// A label for people, its stable code for programs.
    static func label(_ label: Bilingual, code: String, _ tone: Tone = .plain) -> Listing.Value {
        Listing.Value(text: label, json: .string(code), csv: code, tone: tone)
    }

    /// A sum: yuan in groups for people, yuan in CSV, whole fen in JSON (as text beyond 2^53-1, where JSON ends).
    static func amount(_ amount: Fen, _ tone: Tone = .plain) -> Listing.Value {
        let fits = amount.count.magnitude <= UInt64(JSON.maxInteger)
        return Listing.Value(
            text: Bilingual(zh: amount.description, en: amount.description),
            json: fits ? .integer(amount.count) : .string(String(amount.count)), csv: amount.plain, tone: tone
        )
    }

    /// A count.
    static func count(_ count: Int, _ tone: Tone = .plain) -> Listing.Value {
        let text = String(count)
        let fits = count.magnitude <= UInt(JSON.maxInteger)
        return Listing.Value(
            text: Bilingual(zh: text, en: text), json: fits ? .integer(Int64(count)) : .string(text),
            csv: text,
            tone: tone)
    }

    /// A date or an instant, short for people, ISO 8601 for programs.
    static func moment(_ moment: Moment, _ tone: Tone = .plain) -> Listing.Value {
        let iso = moment.description
        return Listing.Value(
            text: Bilingual(zh: moment.shortText, en: moment.shortText), json: .string(iso), csv: iso,
            tone: tone)
    }

    /// Yes or no.
    static func flag(_ flag: Bool, _ tone: Tone = .plain) -> Listing.Value {
        Listing.Value(
            text: flag ? Bilingual(zh: "是", en: "yes") : Bilingual(zh: "否", en: "no"), json: .bool(flag),
            csv: flag ? "true" : "false", tone: tone)
    }
}
