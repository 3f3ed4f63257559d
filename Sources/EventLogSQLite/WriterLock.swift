import EventLog
import Glibc
import Synchronization

/// The lock that one writer at a time holds: `flock` on a file beside the register, which nobody ever
/// deletes.
///
/// SQLite's own lock is not enough: Debian 12's version can lose pages when one connection writes while
/// another checkpoints, so both happen under this lock only.
final class WriterLock: Sendable {
    private let descriptor: CInt
    private let timeout: Duration
    // Keeps threads of this process apart, which share the descriptor.
    private let threads = Mutex<Void>(())
    /// The thread that has the lock, 0 when none does.
    private let holder = Atomic<UInt>(0)

    /// Opens the lock file, or makes it when `isNew`.
    init(beside path: String, isNew: Bool, timeout: Duration) throws {
        let lockPath = path + ".lock"
        descriptor = Glibc.open(lockPath, O_RDWR | O_CLOEXEC | (isNew ? O_CREAT : 0), 0o666)
        self.timeout = timeout
        guard descriptor < 0 else { return }
        switch errno {
        case ENOENT: throw isNew ? LogError.notFound(path: path) : LogError.lockFileMissing(path: lockPath)
        case EACCES, EPERM, EROFS: throw LogError.readOnly(lockPath)
        case let code where LogError.meansNoRoom(code): throw LogError.full
        default: throw LogError.io("open \(lockPath): \(systemMessage())")
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Runs `body` with the lock held; throws `busy` when it could not be had until the timeout. A thread that
    /// has the lock keeps it.
    func held<Result>(_ body: () throws -> Result) throws -> Result {
        let thread = UInt(pthread_self())
        guard holder.load(ordering: .relaxed) != thread else { return try body() }
        var result: Swift.Result<Result, any Error>?
        threads.withLock { _ in
            result = Swift.Result {
                try take()
                holder.store(thread, ordering: .relaxed)
                defer {
                    holder.store(0, ordering: .relaxed)
                    _ = flock(descriptor, LOCK_UN)
                }
                return try body()
            }
        }
        guard let result else { throw LogError.busy }
        return try result.get()
    }

    private func take() throws {
        let deadline = ContinuousClock.now + timeout
        var pause = 1_000_000
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK:
                guard ContinuousClock.now < deadline else { throw LogError.busy }
                var time = timespec(tv_sec: 0, tv_nsec: pause)
                nanosleep(&time, nil)
                pause = min(pause * 2, 20_000_000)
            default: throw LogError.io("flock: \(systemMessage())")
            }
        }
    }
}

/// What the operating system says of its last error.
func systemMessage() -> String { String(cString: strerror(errno)) }
