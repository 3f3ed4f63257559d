import Source
import Values

/// Rows read from a file for `--from`, of CSV or JSON alike.
struct InputTable: Hashable, Sendable {
    /// One row with its place.
    struct Row: Hashable, Sendable {
        /// The line of the file where it begins, from 1.
        let line: Int
        /// What stands in each column; a column with nothing in it is absent. From CSV every value is a string.
        let values: [String: JSON]
    }

    /// The file as the person named it.
    let file: String
    /// The columns, each once: for CSV in file order, for JSON by name.
    let columns: [String]
    /// The rows in file order.
    let rows: [Row]
    /// How the bytes were read.
    let encoding: DecodedText.Encoding

    /// Reads a file, as CSV or JSON by the end of its name.
    static func read(_ path: String, context: CommandContext) throws(CommandFailure) -> InputTable {
        let name = path.lowercased()
        if name.hasSuffix(".csv") {
            return try CSVDecoder.table(try InputFile.bytes(path, context: context), file: path)
        }
        if name.hasSuffix(".json") {
            return try JSONRows.table(try InputFile.bytes(path, context: context), file: path)
        }
        throw CommandFailure(
            .usage, code: "file-kind",
            Bilingual(
                zh: "无法从 '\(path)' 导入：不认识这种文件", en: "cannot import from '\(path)': unknown kind of file"),
            hint: Bilingual(zh: "请用 .csv 或 .json 文件", en: "use a .csv or a .json file"))
    }

    /// The columns that nobody knows, each with the nearest known name.
    func unknownColumns(known: some Sequence<String>) -> [(column: String, nearest: String?)] {
        let known = Set(known)
        return columns.filter { !known.contains($0) }.map { ($0, nearest($0, among: known)) }
    }
}

/// Faults found in one file, thrown together so that a person mends them in one go.
struct InputFaults {
    private let file: String
    private var items: [(line: Int, message: Bilingual)] = []
    private static let shown = 20

    /// Starts an empty list.
    init(file: String) { self.file = file }

    /// Adds a fault at a line; the same one at once again is not repeated.
    mutating func add(line: Int, _ message: Bilingual) {
        if let last = items.last, last.line == line, last.message == message { return }
        items.append((line, message))
    }

    /// Throws when there was any; at most twenty are shown, all are counted.
    func throwIfAny(hint: Bilingual? = nil) throws(CommandFailure) {
        guard !items.isEmpty else { return }
        var details = items.prefix(InputFaults.shown).map { item in
            Bilingual(
                zh: "\(file):\(item.line): \(item.message.zh)", en: "\(file):\(item.line): \(item.message.en)"
            )
        }
        if items.count > InputFaults.shown {
            let more = items.count - InputFaults.shown
            details.append(Bilingual(zh: "还有 \(more) 处", en: "and \(more) more"))
        }
        throw CommandFailure(
            .badInput, code: "input-rows",
            Bilingual(
                zh: "无法使用 '\(file)'：有 \(items.count) 处错误",
                en: "cannot use '\(file)': \(items.count) \(items.count == 1 ? "error" : "errors")"),
            details: details, hint: hint,
            members: [
                "file": .string(file),
                "faults": .array(
                    items.map {
                        .object([
                            "line": .integer(Int64($0.line)), "zh": .string($0.message.zh),
                            "en": .string($0.message.en),
                        ])
                    }),
            ])
    }
}
