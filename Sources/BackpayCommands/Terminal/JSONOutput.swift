import Source

/// JSON for programs that is also harmless on a terminal: what could move its cursor leaves as `\u` escapes.
enum JSONOutput {
    /// One value over several lines with a line end, for `--format json`.
    static func document(_ value: JSON) -> String { escaped(value.prettyText) + "\n" }

    /// One value in one line with a line end, for `--format ndjson`.
    static func line(_ value: JSON) -> String { escaped(value.canonicalText) + "\n" }

    private static func escaped(_ text: String) -> String {
        // Below the space only our own line ends are left here: inside strings the writer escaped them.
        func mustEscape(_ scalar: Unicode.Scalar) -> Bool { scalar != "\n" && VisibleText.isHostile(scalar) }
        guard text.unicodeScalars.contains(where: mustEscape) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            guard mustEscape(scalar) else {
                result.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return result
    }
}
