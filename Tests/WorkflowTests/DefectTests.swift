import Foundation
import Source
import Testing
import Values

@testable import Workflow

/// Every code of the checks has a small file with just that defect, and every file of ours has none.
@Suite struct DefectTests {
    /// The files by name; `W110-hold` is another way to come to `W110`.
    static let codes: [String] = {
        let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().appending(
            path: "Defects")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    private static func code(_ file: String) -> String { String(file.prefix { $0 != "-" }) }

    /// The codes that the page of the language lists.
    private static func documented() throws -> Set<String> {
        let page = try repositoryFile("docs/workflow-language.md")
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `W") || $0.hasPrefix("| `S1") }
        return Set(rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) })
    }

    /// Everything that is said of a file: the structure, then what exploring it shows.
    private func found(_ code: String) throws -> [Diagnostic] {
        let yaml = try repositoryFile("Tests/WorkflowTests/Defects/\(code).yaml")
        do {
            let definition = try load(yaml, file: "\(code).yaml")
            return definition.warnings + ModelChecker.check(definition).findings.map(\.diagnostic)
        } catch let list as DiagnosticList {
            return list.items
        }
    }

    @Test(arguments: codes)
    func `a file with one defect is reported with its code and nothing else`(_ code: String) throws {
        let found = try found(code)
        #expect(!found.isEmpty)
        #expect(Set(found.map(\.code)) == [Self.code(code)], "\(found.map(\.description))")
        #expect(found.allSatisfy { $0.position.line > 1 && $0.position.column > 0 })
        #expect(found.allSatisfy { !$0.message.zh.isEmpty && !$0.message.en.isEmpty })
    }

    @Test func `every code of the page has such a file, and every file a line on the page`() throws {
        let documented = try Self.documented()
        #expect(
            documented.subtracting(Self.codes.map(Self.code)).isEmpty,
            "without a file: \(documented.subtracting(Self.codes.map(Self.code)))")
        let files = Set(Self.codes.map(Self.code))
        #expect(files.subtracting(documented).isEmpty, "not on the page: \(files.subtracting(documented))")
    }
}
