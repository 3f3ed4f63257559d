/// What a piece of text means to its reader. Colour only underlines it: the words must say the same without.
enum Tone: Hashable, Sendable {
    /// Ordinary text.
    case plain
    /// A heading or the thing to look at.
    case strong
    /// Less important.
    case faint
    /// Done, in time, verified.
    case good
    /// Due soon, open finding.
    case warning
    /// Late, refused, broken.
    case bad
}

/// A person's wish about colour, from `--color`.
enum ColorChoice: String, Hashable, Sendable, CaseIterable {
    /// Colour on a terminal that can show it, unless `NO_COLOR` is set.
    case auto
    /// Colour wherever the text goes.
    case always
    /// No colour.
    case never
}

/// Writes text in colour, or leaves it alone.
struct Style: Hashable, Sendable {
    /// Whether control sequences for colour are written.
    let isColored: Bool

    /// A style that writes no control sequence.
    static let plain = Style(isColored: false)

    /// Makes a style that colours or does not.
    init(isColored: Bool) { self.isColored = isColored }

    /// Decides about colour: `auto` wants a terminal, no `NO_COLOR` (no-color.org) and a `TERM` other than `dumb`.
    init(choice: ColorChoice = .auto, isTerminal: Bool, environment: [String: String]) {
        switch choice {
        case .always: isColored = true
        case .never: isColored = false
        case .auto:
            isColored =
                isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        }
    }

    /// The text in the colour of its tone. The text must be visible text already.
    func apply(_ tone: Tone, to text: String) -> String {
        guard isColored, !text.isEmpty, let code = Style.code(tone) else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private static func code(_ tone: Tone) -> Int? {
        switch tone {
        case .plain: return nil
        case .strong: return 1
        case .faint: return 2
        case .good: return 32
        case .warning: return 33
        case .bad: return 31
        }
    }
}

/// A piece of text with its tone: a cell of a table, the value of a line, the node of a tree.
struct Cell: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The text as it came; it is made visible when it is drawn.
    let text: String
    /// What it means.
    let tone: Tone

    /// Makes a cell.
    init(_ text: String, _ tone: Tone = .plain) {
        self.text = text
        self.tone = tone
    }

    /// Makes a plain cell from a literal.
    init(stringLiteral value: String) { self.init(value) }
}
