import Glibc

/// How a register file looks while no writer is changing it, so that a change can be told afterwards.
///
/// A commit goes to the `-wal` file first and from there into the register. As long as nothing waits in a file
/// beside it and the register keeps its looks, it holds every entry and can be read alone.
struct SettledFile: Equatable {
    private let device: UInt
    private let inode: UInt
    private let size: Int
    private let modified: Moment
    private let changed: Moment

    private struct Moment: Equatable {
        let seconds: Int
        let nanoseconds: Int

        init(_ time: timespec) {
            seconds = time.tv_sec
            nanoseconds = time.tv_nsec
        }
    }

    /// Looks at a file; nothing when it is not there.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        size = status.st_size
        modified = Moment(status.st_mtim)
        changed = Moment(status.st_ctim)
    }

    /// Whether the file changed so recently that another change might bear the same times: systems that stamp
    /// by the tick do so 100 times a second or more.
    var isFresh: Bool {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let seconds = now.tv_sec - modified.seconds
        guard seconds == 0 || seconds == 1 else { return false }
        let nanoseconds = seconds * 1_000_000_000 + now.tv_nsec - modified.nanoseconds
        return nanoseconds >= 0 && nanoseconds < SettledFile.tick
    }

    /// Nanoseconds for which a file is fresh.
    static let tick = 20_000_000

    /// The file beside a register that holds what is not yet in it, where there is one.
    static func pending(beside path: String) -> String? {
        ["-wal", "-journal"].map { path + $0 }.first { name in
            var status = stat()
            return stat(name, &status) == 0 ? status.st_size > 0 : errno != ENOENT
        }
    }

    /// The name by which SQLite reads a file alone: it takes no lock and makes no file beside it.
    static func uri(_ path: String) -> String {
        var text = "file://"
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
                UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text + "?mode=ro&immutable=1"
    }
}
