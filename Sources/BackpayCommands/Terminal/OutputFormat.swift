/// How results are written, from `--format`.
enum OutputFormat: String, Hashable, Sendable, CaseIterable {
    /// For people: aligned, in their language; may change from release to release.
    case text
    /// One JSON document; may only grow.
    case json
    /// One JSON value a line, for streams.
    case ndjson
    /// Comma-separated values for spreadsheets.
    case csv
}
