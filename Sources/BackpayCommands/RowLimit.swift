import ArgumentParser

/// How many rows a list shows: at least one.
struct RowLimit: ExpressibleByArgument, CustomStringConvertible {
    /// The number.
    let count: Int

    /// Reads a number from 1 to 1,000,000, or nothing.
    init?(argument: String) {
        guard let count = Int(argument), (1...1_000_000).contains(count) else { return nil }
        self.count = count
    }

    /// Makes the usual limit of a command.
    init(_ count: Int) { self.count = count }

    /// The number.
    var description: String { String(count) }
}
