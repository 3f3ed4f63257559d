import Foundation

/// A folder of a test's own.
///
/// All of them lie in one folder of this process, which goes when the process ends.
struct TemporaryFolder {
    /// Where it is.
    let path: String

    private static let root: String = {
        let url = FileManager.default.temporaryDirectory.appending(path: "backpay-e2e-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: TemporaryFolder.root) }
        return url.resolvingSymlinksInPath().path(percentEncoded: false)
    }()

    /// Makes a new folder; `remove` it in the end.
    init() throws {
        path = TemporaryFolder.root + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// The path of a file in it.
    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ name: String, _ bytes: Data) throws -> String {
        let url = URL(filePath: file(name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
        return file(name)
    }

    /// The names of what lies in it, sorted.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    /// Deletes it and all in it.
    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
