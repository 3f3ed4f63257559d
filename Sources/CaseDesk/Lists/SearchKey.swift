/// What a person typed into a search, as it is compared with what is on file.
///
/// Letters and digits count, and `*`, which stands for masked digits. Case, full and half width, spaces, brackets,
/// hyphens and middle dots do not: `买买提·吐尔逊` is found by `买买提 吐尔逊`, `138-0000-0001` by `１３８０００００００１`.
public enum SearchTerm: Hashable, Sendable {
    /// Nothing was typed, or white space only: every row fits.
    case anything
    /// Something was typed, but no letter or digit: no row fits.
    case nothing
    /// The characters that count; rows that contain them fit.
    case key(String)

    /// Reads a search text.
    public init(_ text: String) {
        let key = SearchKey.of(text)
        if !key.isEmpty {
            self = .key(key)
        } else if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
            self = .anything
        } else {
            self = .nothing
        }
    }
}

/// The form in which names and numbers are kept for searching, the same in every index.
public enum SearchKey {
    /// Stands before, between and after the fields of a haystack; never part of a key.
    public static let edge = "\u{1F}"

    /// The characters of a text that count in a search: lower case, half width, nothing but letters, digits and `*`.
    public static func of(_ text: String) -> String {
        var key = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let folded = halfWidth(scalar)
            if counts(folded) { key.append(contentsOf: folded.properties.lowercaseMapping.unicodeScalars) }
        }
        return String(key)
    }

    /// The keys of a row's fields as one text to search in, so that no match runs from one field into the next.
    public static func haystack(_ fields: String...) -> String {
        edge + fields.map { of($0) + edge }.joined()
    }

    /// U+FF01 to U+FF5E are ASCII's visible characters in full width.
    private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    private static func counts(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "*" { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: return false
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation: return false
        case .initialPunctuation, .finalPunctuation, .otherPunctuation: return false
        default: return true
        }
    }
}
