import Glibc

/// Which file a path leads to at the moment, so that a replaced one is noticed and never deleted in another's stead.
struct FileIdentity: Hashable, Sendable {
    private let device: UInt
    private let node: UInt

    /// The file at a path, or nothing when there is none.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt(status.st_dev)
        node = UInt(status.st_ino)
    }

    /// Deletes the file and what SQLite put beside it, if the path still leads to this file.
    ///
    /// The journals go first: a new file must never find an old journal.
    func remove(_ path: String) throws {
        guard FileIdentity(path) == self else { return }
        for suffix in ["-journal", "-wal", "-shm", ""] {
            guard unlink(path + suffix) == 0 || errno == ENOENT else {
                throw CaseIndexError.notWritable(path: path)
            }
        }
    }

    /// The absolute path without symbolic links, checked for being writable, as is its folder.
    static func writablePath(_ path: String) throws -> String {
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let folder = path[..<cut].isEmpty ? "." : String(path[..<cut])
        guard !path[cut...].isEmpty, let realFolder = resolved(folder) else {
            throw CaseIndexError.notWritable(path: path)
        }
        let named = (realFolder == "/" ? "" : realFolder) + "/" + path[cut...]
        let real = resolved(named) ?? named
        let parent = real.lastIndex(of: "/").map { real[...$0] } ?? "/"
        var status = stat()
        let isThere = stat(real, &status) == 0
        guard access(String(parent), W_OK | X_OK) == 0,
            !isThere || (status.st_mode & S_IFMT == S_IFREG && access(real, R_OK | W_OK) == 0)
        else { throw CaseIndexError.notWritable(path: path) }
        return real
    }

    private static func resolved(_ path: String) -> String? {
        guard let text = realpath(path, nil) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}
