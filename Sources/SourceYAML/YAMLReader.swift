public import Source
import Values

/// Reads the files that people write (workflows, calendars, stories) as a strict subset of YAML.
///
/// What a careful reader cannot see is refused: anchors and aliases, merge keys, tags, directives, duplicate keys,
/// words that one YAML version reads as a boolean and another as text. Numbers with a fraction and dates stay
/// text as written. Every error says the place in the file; the codes `S001` to `S018` are those of `YAMLFault`.
public enum YAMLReader {
    /// The largest file that is read, in bytes.
    public static let maxBytes = 4 * 1024 * 1024
    /// How deep lists and mappings may be nested.
    public static let maxDepth = 64
    /// How many errors are reported before reading stops.
    static let maxErrors = 100

    /// Reads UTF-8 bytes; `file` is the name to show in errors.
    public static func read(_ bytes: [UInt8], file: String) throws(DiagnosticList) -> SourceNode {
        let text: YAMLText
        do throws(Diagnostic) {
            text = try YAMLText(checking: bytes, file: file)
        } catch {
            throw DiagnosticList([error])
        }
        var builder = YAMLTreeBuilder(text)
        return try builder.document()
    }

    /// Reads a text; `file` is the name to show in errors.
    public static func read(_ text: String, file: String) throws(DiagnosticList) -> SourceNode {
        try read(Array(text.utf8), file: file)
    }
}
