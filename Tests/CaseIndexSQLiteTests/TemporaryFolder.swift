import Foundation

/// A folder of a test's own, gone when the test is over.
struct TemporaryFolder {
    /// Where it is.
    let path: String
    /// Where a test keeps its index.
    var index: String { path + "/register.sqlite.index.sqlite" }

    /// Makes a new folder; `remove` it in the end.
    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "case-index-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.resolvingSymlinksInPath().path(percentEncoded: false)
    }

    /// Runs a test in a new folder.
    static func with(_ body: (TemporaryFolder) throws -> Void) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try body(folder)
    }

    /// Deletes the folder and all in it.
    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// The names of the files in it.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    /// The bytes of the index.
    func bytes() throws -> Data { try Data(contentsOf: URL(filePath: index)) }

    /// Puts other bytes in the index's place, in the same file.
    func overwrite(_ bytes: Data) throws {
        let handle = try FileHandle(forWritingTo: URL(filePath: index))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: bytes)
        try handle.close()
    }

    /// Deletes the index as a person would.
    func deleteIndex() throws { try FileManager.default.removeItem(atPath: index) }
}
