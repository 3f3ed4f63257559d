public import Values

/// Why a log did not do what it was asked.
public enum LogError: Error, Hashable, Sendable {
    /// The stream moved on, or is not there, or is there already. `found` is its last version, nothing when
    /// it has none.
    case wrongExpectedVersion(
        stream: StreamName, expected: ExpectedVersion, found: Int?, lastActor: String?)
    /// Another command was committed under this key.
    case keyReused(CommandKey)
    /// A request that cannot be carried out as it stands: which field, and what it should be.
    case invalidRequest(field: String, wanted: Bilingual)
    /// Something is larger than the log takes.
    case tooLarge(what: Bilingual, bytes: Int, limit: Int)
    /// There is no such position.
    case noSuchPosition(Int, size: Int)
    /// The event has no such part.
    case noSuchPart(name: String, position: Int)
    /// Only personal parts can be erased.
    case notPersonal(name: String, position: Int)
    /// The part was erased before, by the event named.
    case alreadyErased(name: String, position: Int, by: Int)
    /// The event named does not record this erasure.
    case erasureNotRecorded(name: String, position: Int, by: Int)
    /// Another writer kept the lock until the deadline.
    case busy
    /// There is no register at this path.
    case notFound(path: String)
    /// There is something at this path already.
    case alreadyExists(path: String)
    /// The file is something else.
    case notARegister(path: String)
    /// The register was begun and never finished.
    case incompleteRegister(path: String)
    /// The lock file beside the register is missing.
    case lockFileMissing(path: String)
    /// The file lies on a network file system, where locks and shared memory do not hold.
    case networkFileSystem(path: String)
    /// A later release wrote the file.
    case newerVersion(found: Int, supported: Int)
    /// The register, its folder or this connection does not allow writing.
    case readOnly(String)
    /// The disk is full; nothing was written.
    case full
    /// The disk or the operating system failed.
    case io(String)
    /// What is stored contradicts itself, at this position where one is known.
    case corrupt(position: Int?, String)

    /// A code that stays the same from release to release.
    public var code: String {
        switch self {
        case .wrongExpectedVersion: return "wrong-version"
        case .keyReused: return "key-reused"
        case .invalidRequest: return "invalid-request"
        case .tooLarge: return "too-large"
        case .noSuchPosition: return "no-such-position"
        case .noSuchPart: return "no-such-part"
        case .notPersonal: return "not-personal"
        case .alreadyErased: return "already-erased"
        case .erasureNotRecorded: return "erasure-not-recorded"
        case .busy: return "busy"
        case .notFound: return "not-found"
        case .alreadyExists: return "already-exists"
        case .notARegister: return "not-a-register"
        case .incompleteRegister: return "incomplete-register"
        case .lockFileMissing: return "lock-file-missing"
        case .networkFileSystem: return "network-file-system"
        case .newerVersion: return "newer-version"
        case .readOnly: return "read-only"
        case .full: return "disk-full"
        case .io: return "io"
        case .corrupt: return "corrupt"
        }
    }
}
