/// Names with their values, one below the other, the values lined up: the head of a case page.
struct KeyValueBlock: Hashable, Sendable {
    /// One line: a name and what it stands for.
    struct Entry: Hashable, Sendable {
        /// The name.
        let name: String
        /// The value.
        let value: Cell
    }

    /// The lines from top to bottom.
    private(set) var entries: [Entry]

    /// Makes a block.
    init(_ entries: [(String, Cell)] = []) { self.entries = entries.map { Entry(name: $0.0, value: $0.1) } }

    /// Adds a line.
    mutating func append(_ name: String, _ value: Cell) { entries.append(Entry(name: name, value: value)) }

    /// Adds a line when there is something to say.
    mutating func append(_ name: String, ifPresent value: String?) {
        if let value, !value.isEmpty { append(name, Cell(value)) }
    }

    /// The lines to print; long values go on under their own beginning.
    func lines(width: Int?, indent: Int = 0, style: Style = .plain) -> [String] {
        let names = entries.map { VisibleText.line($0.name) }
        let widest = names.reduce(0) { max($0, $1.displayWidth) }
        let margin = String(repeating: " ", count: indent)
        return zip(names, entries).flatMap { name, entry -> [String] in
            let text = VisibleText.block(entry.value.text)
            let room = max(12, (width ?? Int.max / 2) - indent - widest - 2)
            return Wrapping.lines(text, width: room).enumerated().map { index, line in
                let head = (index == 0 ? name : "").padded(to: widest)
                if line.isEmpty { return index == 0 ? margin + name : "" }
                return margin + style.apply(.faint, to: head) + "  " + style.apply(entry.value.tone, to: line)
            }
        }
    }
}
