import Foundation

/// One Swift file of `Sources/`, read line by line.
struct SourceFile {
    /// The target it belongs to.
    let target: String
    /// Its path from the root of the repository.
    let path: String
    /// Its lines.
    let lines: [Substring]

    /// The modules it imports, with the number of each line.
    var imports: [(module: String, line: Int)] {
        // A pattern is made anew whenever it is asked for, and that takes longer than to use it.
        let pattern = SourceFile.importLine
        return lines.enumerated().compactMap { index, line in
            guard line.contains("import"), let match = line.firstMatch(of: pattern) else { return nil }
            return (String(match.output.module), index + 1)
        }
    }

    /// The names of the types it declares, with the number of each line.
    var types: [(name: String, line: Int)] {
        let pattern = SourceFile.typeLine
        let words = ["struct", "class", "enum", "actor", "protocol", "typealias"]
        return lines.enumerated().compactMap { index, line in
            guard words.contains(where: line.contains), let match = line.firstMatch(of: pattern) else {
                return nil
            }
            return (String(match.output.name), index + 1)
        }
    }

    private static var importLine: Regex<(Substring, module: Substring)> {
        /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(?<module>\w+)/
    }

    private static var typeLine: Regex<(Substring, name: Substring)> {
        /^\s*(?:(?:@\w+(?:\([^)]*\))?|public|package|internal|fileprivate|private|final|indirect|open|nonisolated)\s+)*(?:struct|class|enum|actor|protocol|typealias)\s+(?<name>\w+)/
    }
}

/// The repository, found from where this file stands.
enum SourceTree {
    /// The root of the repository.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folders of `Sources/`, one for each target.
    static func targets() throws -> [String] {
        let sources = root.appending(path: "Sources")
        return try FileManager.default.contentsOfDirectory(
            at: sources, includingPropertiesForKeys: [.isDirectoryKey], options: .skipsHiddenFiles
        ).filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
            .map(\.lastPathComponent).sorted()
    }

    /// Every Swift file of every target.
    static func files() throws -> [SourceFile] {
        try targets().flatMap { target in
            let folder = root.appending(path: "Sources/\(target)")
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted()
            return try names.filter { $0.hasSuffix(".swift") }.map { name in
                let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                return SourceFile(
                    target: target, path: "Sources/\(target)/\(name)",
                    lines: text.split(separator: "\n", omittingEmptySubsequences: false))
            }
        }
    }
}
