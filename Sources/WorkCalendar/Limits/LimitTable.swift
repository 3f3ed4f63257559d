public import Source
import Values

/// The time limits of the law, each a row with its source; settings of an office laid over them.
public struct LimitTable: Hashable, Sendable {
    /// The rows in the order of the files.
    public let rows: [LimitRow]

    /// The row of an id.
    public func row(_ id: String) -> LimitRow? { rows.first { $0.id == id } }

    /// Reads the table from its files, one node for each; a file has `limits:`, `settings:` or both.
    ///
    /// Codes: `H201` no length, day, rule or word of the list, `H202` a row that cannot be, `H203` an id given twice,
    /// `H204` a setting of what the law fixes, or of nothing.
    public static func load(_ nodes: [SourceNode]) throws(DiagnosticList) -> LimitTable {
        let sink = DiagnosticSink()
        var loader = LimitLoader(sink: sink)
        for node in nodes { loader.add(node) }
        loader.applySettings()
        try sink.throwIfErrors()
        return LimitTable(rows: loader.rows)
    }
}
