/// Breaks text into lines of a display width: Latin text at spaces, Chinese text between any two characters,
/// but no line begins with a closing mark or ends with an opening one.
enum Wrapping {
    /// The lines, at least one. Line ends in the text are kept; a word longer than a line is cut.
    static func lines(_ text: String, width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { paragraph(Array($0), width: max(2, width)) }
    }

    private static func paragraph(_ text: [Character], width: Int) -> [String] {
        var lines: [String] = []
        var start = 0
        while start < text.count {
            var end = start
            var used = 0
            while end < text.count {
                let next = used + DisplayWidth.of(text[end])
                if next > width { break }
                used = next
                end += 1
            }
            if end < text.count, text[end] != " " { end = breakPoint(text, start: start, end: end) }
            // Always go forward, even where one grapheme is wider than the line.
            end = max(end, start + 1)
            var shown = text[start..<end]
            while shown.last == " " { shown.removeLast() }
            lines.append(String(shown))
            start = end
            while start < text.count, text[start] == " " { start += 1 }
        }
        return lines.isEmpty ? [""] : lines
    }

    /// The last place up to `end` where a line may end, or `end` itself where there is none.
    private static func breakPoint(_ text: [Character], start: Int, end: Int) -> Int {
        var place = end
        while place > start {
            if mayBreak(before: text[place], after: text[place - 1]) { return place }
            place -= 1
        }
        return end
    }

    private static func mayBreak(before next: Character, after last: Character) -> Bool {
        if last == " " { return true }
        if next == " " { return false }
        guard DisplayWidth.of(last) == 2 || DisplayWidth.of(next) == 2 else { return false }
        return !closing.contains(next) && !opening.contains(last)
    }

    private static let closing = Set<Character>("、。，．：；？！）］｝〉》」』】〕〗”’…—·,.:;?!)]}%％℃")
    private static let opening = Set<Character>("（［｛〈《「『【〔〖“‘([{¥￥$#")
}
