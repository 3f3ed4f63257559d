import Foundation
import Glibc

/// Runs code as a user who may read a folder and what is in it, and write nothing there.
///
/// Root is held by no permission, so its thread looks at files as `nobody` meanwhile; the system lets one
/// thread do so by itself. Anybody else is held by the mode of the folder.
enum Unprivileged {
    private static let nobody: UInt32 = 65_534

    private typealias SetUser = @convention(c) (UInt32) -> CInt

    private static let setUser: SetUser? = dlsym(nil, "setfsuid").map {
        unsafeBitCast($0, to: SetUser.self)
    }

    /// Whether this process can become so.
    static var isPossible: Bool {
        guard geteuid() == 0 else { return true }
        guard let setUser else { return false }
        _ = setUser(nobody)
        // It answers who one was before, also when it refused.
        return setUser(0) == CInt(nobody)
    }

    /// Runs `body` as such a user.
    static func run<Result>(in folder: Folder, _ body: () throws -> Result) rethrows -> Result {
        chmod(folder.path, 0o555)
        if geteuid() == 0 { _ = setUser?(nobody) }
        defer { privileged(in: folder) }
        return try body()
    }

    /// Runs `body` as oneself again, inside `run`.
    static func interrupted<Result>(in folder: Folder, _ body: () throws -> Result) rethrows -> Result {
        privileged(in: folder)
        defer {
            chmod(folder.path, 0o555)
            if geteuid() == 0 { _ = setUser?(nobody) }
        }
        return try body()
    }

    private static func privileged(in folder: Folder) {
        if geteuid() == 0 { _ = setUser?(0) }
        chmod(folder.path, 0o755)
    }
}
