import Glibc
import Values

/// Reads files that a person named on the command line.
enum InputFile {
    /// The size beyond which a file is not read into memory: 64 MiB.
    static let limit = 64 * 1024 * 1024

    /// The slice in which large files are read.
    static let slice = 64 * 1024

    /// All bytes of a file; one beyond the limit is bad input.
    static func bytes(_ path: String, context: CommandContext, limit: Int = limit) throws(CommandFailure)
        -> [UInt8]
    {
        var result: [UInt8] = []
        try slices(path, context: context) { (part: ArraySlice<UInt8>) throws(CommandFailure) in
            guard result.count + part.count <= limit else {
                throw CommandFailure(
                    .badInput, code: "file-too-large",
                    Bilingual(
                        zh: "文件 '\(path)' 超过 \(limit) 字节的上限",
                        en: "cannot read '\(path)': it is larger than \(limit) bytes"),
                    hint: Bilingual(zh: "请拆成几个文件", en: "split it into several files"))
            }
            result.append(contentsOf: part)
        }
        return result
    }

    /// Hands a file to `take` slice by slice, of any size, for hashing; returns how many bytes there were.
    @discardableResult
    static func slices(
        _ path: String, context: CommandContext, take: (ArraySlice<UInt8>) throws(CommandFailure) -> Void
    ) throws(CommandFailure) -> Int {
        let descriptor = open(context.absolute(path), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: slice)
        var total = 0
        while true {
            let count = read(descriptor, &buffer, slice)
            if count == 0 { return total }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(path, errno)
            }
            total += count
            try take(buffer[..<count])
        }
    }

    private static func failure(_ path: String, _ number: Int32) -> CommandFailure {
        .file(path, doing: Bilingual(zh: "读取", en: "read"), number: number)
    }
}
