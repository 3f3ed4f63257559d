import Glibc

/// Tells one start of the machine from another.
///
/// The index is never synced to disk, so only the first opening after a restart can meet a file that a power cut tore.
enum MachineBoot {
    /// The kernel's random id of this start, or nothing where there is none; then every opening checks the file.
    static func current() -> String? {
        guard let file = fopen("/proc/sys/kernel/random/boot_id", "re") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = fread(&bytes, 1, bytes.count, file)
        let text = bytes[..<count].prefix { $0 > UInt8(ascii: " ") }
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }
}
