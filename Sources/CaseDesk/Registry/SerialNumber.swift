import EventLog

extension LogReader {
    /// The first number from 1 on that has no stream yet, where `name` says what the stream of a number is called.
    ///
    /// Numbers are given without gaps, so that a few look-ups find it, however many streams there are.
    func firstFree(_ name: (Int) -> String) throws -> Int {
        func isTaken(_ number: Int) throws -> Bool {
            guard let stream = StreamName(name(number)) else { return false }
            return try head(of: stream) != nil
        }
        var free = 1
        while try isTaken(free) { free *= 2 }
        var taken = free / 2
        while taken + 1 < free {
            let middle = taken + (free - taken) / 2
            if try isTaken(middle) { taken = middle } else { free = middle }
        }
        return free
    }
}

/// A number of at least so many digits, with zeros in front.
func serialText(_ number: Int, digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}
