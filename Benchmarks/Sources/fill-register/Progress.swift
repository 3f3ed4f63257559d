import Foundation

/// Says on the error stream, every few seconds, how far the filling is.
final class Progress {
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var said: ContinuousClock.Instant

    init() {
        start = clock.now
        said = start
    }

    /// Says it unless something was said just now.
    func say(_ what: String, _ done: Int, of total: Int) {
        guard clock.now - said >= .seconds(5) else { return }
        said = clock.now
        write("\(what): \(done) of \(total), after \((clock.now - start).components.seconds) s")
    }

    /// Says what it came to.
    func done(_ what: String) {
        let elapsed = clock.now - start
        write("\(what), in \((elapsed / .seconds(1) * 10).rounded() / 10) s")
    }

    private func write(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
