import Source
import Values

/// A result with two faces: lines for a person, a value for a program.
protocol Page {
    /// The lines for a person.
    func lines(_ face: Face) -> [String]
    /// The value for a program; its `schema` member names the shape.
    var json: JSON { get }
}

/// How a page is drawn: language, width and style.
struct Face {
    let language: Language
    let width: Int?
    let style: Style

    /// The words in the face's language.
    func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    /// A heading line.
    func heading(_ zh: String, _ en: String) -> String { style.apply(.strong, to: text(zh, en)) }
}

extension CommandContext {
    /// The face for results of a command.
    func face(_ common: CommonOptions) -> Face {
        Face(language: language, width: width, style: style(common.color))
    }

    /// Writes a page in the wished format.
    func show(_ page: some Page, _ common: CommonOptions) {
        switch common.format {
        // `checkFormat` has refused CSV before the command began.
        case .text, .csv: out(page.lines(face(common)).map { $0 + "\n" }.joined())
        case .json: out(JSONOutput.document(page.json))
        case .ndjson: out(JSONOutput.line(page.json))
        }
    }

    /// Writes a listing in the wished format.
    func show(_ listing: Listing, _ common: CommonOptions) {
        out(listing.rendered(common.format, language: language, width: width, style: style(common.color)))
    }
}
