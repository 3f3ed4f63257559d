import EventLog
import Glibc

/// Tells whether a path lies on a file system that another machine serves.
///
/// Locks and shared memory do not hold there, and the write-ahead log needs both.
enum NetworkFileSystem {
    private static let types: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "fuse.sshfs", "fuse.glusterfs",
        "glusterfs",
    ]

    /// Refuses a resolved path on such a file system. Where the system lists no mounts, nothing is refused.
    static func refuse(_ path: String) throws {
        guard let type = type(of: path, mounts: mounts()), types.contains(type) else { return }
        throw LogError.networkFileSystem(path: path)
    }

    /// The type of the file system a path lies on, by a list in the form of `/proc/self/mounts`.
    static func type(of path: String, mounts: [String]) -> String? {
        var best = (length: -1, type: String?.none)
        for line in mounts {
            let fields = line.split(separator: " ")
            guard fields.count >= 3 else { continue }
            let folder = fields[1].replacing("\\040", with: " ")
            let isAbove = folder == "/" || path == folder || path.hasPrefix(folder + "/")
            // A later mount on the same folder hides the earlier one.
            if isAbove, folder.utf8.count >= best.length { best = (folder.utf8.count, String(fields[2])) }
        }
        return best.type
    }

    private static func mounts() -> [String] {
        guard let file = fopen("/proc/self/mounts", "re") else { return [] }
        defer { fclose(file) }
        var lines: [String] = []
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while getline(&line, &capacity, file) >= 0 {
            if let line { lines.append(String(cString: line)) }
        }
        return lines
    }
}
