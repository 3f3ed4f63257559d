import Values

/// Tells a person at a terminal how far long work has come: on the error stream, only after two seconds, at most
/// ten times a second, and erased at the end so that nothing of it stays among the results.
final class ProgressReporter {
    private let label: String
    private let total: Int?
    private let room: Int?
    private let uptime: () -> Int64
    private let write: (String) -> Void
    private let start: Int64
    private var lastDrawn: Int64?

    /// Starts counting time. Without a terminal on the error stream, or with `TERM=dumb`, nothing is ever written.
    init(_ label: Bilingual, total: Int? = nil, context: CommandContext) {
        self.label = VisibleText.line(label.text(context.language))
        self.total = total
        let canErase = context.environment["TERM"] != "dumb"
        room = canErase ? context.errorWidth.map { max(10, $0 - 1) } : nil
        uptime = context.uptime
        write = context.err
        start = context.uptime()
    }

    /// Says that so many steps are done.
    func update(_ done: Int) {
        guard let room else { return }
        let now = uptime()
        guard now - start >= 2_000_000 else { return }
        if let lastDrawn, now - lastDrawn < 100_000 { return }
        lastDrawn = now
        var text = label + " " + ProgressReporter.grouped(done)
        if let total, total > 0 {
            text += "/" + ProgressReporter.grouped(total)
            text += " (\(Int(Double(min(done, total)) / Double(total) * 100))%)"
        }
        write("\r" + text.truncated(to: room) + "\u{1B}[K")
    }

    /// Erases what was written. Call it before any result or error is printed.
    func finish() {
        guard lastDrawn != nil else { return }
        lastDrawn = nil
        write("\r\u{1B}[K")
    }

    private static func grouped(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = String(digits.dropLast(3))
        }
        return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }
}
