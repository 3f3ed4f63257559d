import EventLog
import Glibc

/// The one path of a register, whichever links lead to it, so that all its writers share one lock file.
enum RegisterPath {
    /// Resolves the path of a register that exists.
    static func existing(_ path: String) throws -> String {
        guard let resolved = resolve(path) else {
            switch errno {
            case ENOENT, ENOTDIR: throw LogError.notFound(path: path)
            default: throw LogError.io("\(path): \(systemMessage())")
            }
        }
        var status = stat()
        guard stat(resolved, &status) == 0 else { throw LogError.io("\(path): \(systemMessage())") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw LogError.notARegister(path: path) }
        return resolved
    }

    /// Resolves the path of a register to be made; there must be nothing yet.
    static func new(_ path: String) throws -> String {
        var status = stat()
        guard lstat(path, &status) != 0 else { throw LogError.alreadyExists(path: path) }
        guard let slash = path.lastIndex(of: "/") else { return try join(".", path[...], path) }
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        return try join(folder, path[path.index(after: slash)...], path)
    }

    private static func join(_ folder: String, _ name: Substring, _ path: String) throws -> String {
        guard !name.isEmpty, name != ".", name != "..", let resolved = resolve(folder) else {
            throw LogError.notFound(path: path)
        }
        return resolved == "/" ? "/\(name)" : "\(resolved)/\(name)"
    }

    private static func resolve(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The folder of a resolved path.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// Whether this user may read a file. It is not opened for that: closing it again would give up the locks
    /// this process holds on it.
    static func isReadable(_ path: String) -> Bool { faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) == 0 }

    /// Makes an empty file where there is nothing.
    static func make(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor < 0 else {
            close(descriptor)
            return
        }
        switch errno {
        case EEXIST: throw LogError.alreadyExists(path: path)
        case ENOENT, ENOTDIR: throw LogError.notFound(path: path)
        case EACCES, EPERM, EROFS: throw LogError.readOnly(path)
        case let code where LogError.meansNoRoom(code): throw LogError.full
        default: throw LogError.io("open \(path): \(systemMessage())")
        }
    }

    /// Makes the names in a folder durable.
    static func synchroniseFolder(of path: String) throws {
        let descriptor = Glibc.open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LogError.io("open folder: \(systemMessage())") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw LogError.io("fsync folder: \(systemMessage())") }
    }
}
