/// What a page says a command prints, in which `…` stands for anything.
///
/// Alone on a line it stands for any number of lines. How wide the columns of a table are depends on what is in them,
/// also on what the page leaves out; so one blank and many are the same, but at the beginning of a line.
struct ShownOutput {
    private let lines: [String]

    /// Takes the lines of the page.
    init(_ lines: [String]) { self.lines = lines }

    /// Where the page and what was printed part: the first line of the page that nothing fits; nothing where all fits.
    func mismatch(_ printed: [String]) -> Mismatch? {
        // Lines printed up to which the lines of the page so far can reach.
        var reached: Set<Int> = [0]
        for (index, line) in lines.enumerated() {
            var next: Set<Int> = []
            if line.trimming() == "…" {
                if let first = reached.min() { next = Set(first...printed.count) }
            } else {
                for end in reached where end < printed.count && ShownOutput.fits(line, printed[end]) {
                    next.insert(end + 1)
                }
            }
            if next.isEmpty {
                let end = reached.max() ?? 0
                return Mismatch(
                    index: index, shown: line, printed: end < printed.count ? printed[end] : "nothing more")
            }
            reached = next
        }
        if reached.contains(printed.count) { return nil }
        let end = reached.max() ?? 0
        return Mismatch(index: lines.count, shown: "nothing more", printed: printed[end])
    }

    /// Whether a line of the page fits a printed line.
    static func fits(_ shown: String, _ printed: String) -> Bool {
        let pieces = collapsed(shown).split(separator: "…", omittingEmptySubsequences: false)
        var rest = collapsed(printed)[...]
        guard let first = pieces.first, let last = pieces.last, rest.hasPrefix(first) else { return false }
        guard pieces.count > 1 else { return rest == first }
        rest = rest.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }

    private static func collapsed(_ line: String) -> String {
        let margin = line.prefix { $0 == " " }
        return margin + line.split(separator: " ").joined(separator: " ")
    }

    /// Where a page and what was printed part.
    struct Mismatch: Equatable, CustomStringConvertible {
        /// The line of the shown output, from 0.
        let index: Int
        /// What the page says there.
        let shown: String
        /// What was printed there.
        let printed: String

        var description: String { "the page says\n    \(shown)\nthe command printed\n    \(printed)" }
    }
}

extension String {
    fileprivate func trimming() -> Substring {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        while text.first?.isWhitespace == true { text.removeFirst() }
        return text
    }
}
