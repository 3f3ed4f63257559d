import Glibc
import Synchronization
import Values

/// Writes results and messages to the process's own streams.
///
/// Results are gathered in slices; a failure to write them is kept and told at the end, for a result that nobody
/// got must not end with status 0. Messages go out at once, after the results given before them.
final class StandardStreams: Sendable {
    private struct State {
        var pending: [UInt8] = []
        var failure: Int32?
    }

    private let state = Mutex(State())
    private let results: Int32
    private let messages: Int32
    private static let slice = 64 * 1024

    /// Makes streams over two open descriptors.
    init(results: Int32 = STDOUT_FILENO, messages: Int32 = STDERR_FILENO) {
        self.results = results
        self.messages = messages
    }

    /// Takes results.
    func out(_ text: String) {
        state.withLock { state in
            guard state.failure == nil else { return }
            state.pending.append(contentsOf: text.utf8)
            if state.pending.count >= StandardStreams.slice { send(&state) }
        }
    }

    /// Takes a message. There is nobody left to tell when it cannot be written.
    func err(_ text: String) {
        state.withLock { state in
            send(&state)
            _ = write(Array(text.utf8), to: messages)
        }
    }

    /// Writes what is still held back; throws when any result could not be written.
    func flush() throws(CommandFailure) {
        let failure = state.withLock { state -> Int32? in
            send(&state)
            return state.failure
        }
        guard let failure else { return }
        let reason = CommandFailure.systemReason(failure)
        throw CommandFailure(
            .io, code: "output",
            Bilingual(zh: "输出未能全部写出：\(reason.zh)", en: "cannot write all of the output: \(reason.en)"))
    }

    private func send(_ state: inout State) {
        guard state.failure == nil, !state.pending.isEmpty else { return }
        state.failure = write(state.pending, to: results)
        state.pending.removeAll(keepingCapacity: true)
    }

    /// Writes everything; the error number when that failed.
    private func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        bytes.withUnsafeBytes { buffer -> Int32? in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                    continue
                }
                let number = errno
                switch number {
                case EINTR: continue
                case EAGAIN:
                    // The reader set its end not to block: wait until it takes more.
                    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&waiting, 1, -1)
                default: return number
                }
            }
            return nil
        }
    }
}
