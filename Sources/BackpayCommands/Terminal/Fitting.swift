/// On which side the text of a column stands.
enum Alignment: Hashable, Sendable {
    /// At the left edge, as words are read.
    case left
    /// At the right edge, so that digits stand under digits.
    case right
}

extension String {
    /// This text cut to a display width, ending in `…` where something was left out; never cut inside a grapheme.
    func truncated(to width: Int) -> String {
        guard displayWidth > width else { return self }
        guard width > 0 else { return "" }
        var result = ""
        var used = 0
        for character in self {
            let next = used + DisplayWidth.of(character)
            guard next <= width - 1 else { break }
            result.append(character)
            used = next
        }
        return result + "…"
    }

    /// This text with spaces up to a display width; longer text stays as it is.
    func padded(to width: Int, _ alignment: Alignment = .left) -> String {
        let space = String(repeating: " ", count: max(0, width - displayWidth))
        switch alignment {
        case .left: return self + space
        case .right: return space + self
        }
    }
}
