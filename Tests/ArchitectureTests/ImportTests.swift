import Testing

struct ImportTests {
    @Test func `every target stands in the table, and the table names no other`() throws {
        #expect(try Set(SourceTree.targets()) == Set(ImportTable.allowed.keys))
        #expect(try SourceTree.files().contains { $0.imports.contains { $0.module == "Values" } })
    }

    @Test func `no file imports what its target may not`() throws {
        for file in try SourceTree.files() {
            let allowed = ImportTable.allowed[file.target, default: []]
            for (module, line) in file.imports where !allowed.contains(module) {
                Issue.record("\(file.path):\(line): \(file.target) may not import \(module)")
            }
        }
    }

    @Test func `packages and system modules stay with the few targets that own them`() {
        for (target, modules) in ImportTable.allowed {
            for module in modules {
                guard let owners = ImportTable.owners[module] else { continue }
                #expect(owners.contains(target), "\(target) may not import \(module)")
            }
        }
    }

    @Test func `imports never run in a circle`() {
        var layered: Set<String> = []
        var waiting = ImportTable.allowed
        while true {
            let free = waiting.filter { _, modules in
                modules.allSatisfy { layered.contains($0) || ImportTable.allowed[$0] == nil }
            }
            guard !free.isEmpty else { break }
            layered.formUnion(free.keys)
            waiting = waiting.filter { free[$0.key] == nil }
        }
        #expect(waiting.isEmpty, "these import one another: \(waiting.keys.sorted())")
    }

    @Test func `no type bears the name of a module`() throws {
        let modules = Set(ImportTable.allowed.keys).union(ImportTable.owners.keys)
        for file in try SourceTree.files() {
            for (name, line) in file.types where modules.contains(name) {
                Issue.record("\(file.path):\(line): '\(name)' is the name of a module")
            }
        }
    }

    @Test(arguments: [
        ("import Values", "Values"), ("public import Source", "Source"), ("@testable import CEL", "CEL"),
        ("@preconcurrency package import Glibc", "Glibc"), ("import struct Foundation.URL", "Foundation"),
        ("@_spi(Tests) internal import Yams", "Yams"),
    ])
    func `an import line is read in every form`(line: String, module: String) {
        let file = SourceFile(target: "", path: "", lines: [line[...]])
        #expect(file.imports.map(\.module) == [module])
    }

    @Test(arguments: ["// import Values", "/// import Values", "let text = \"import Values\"", "important()"])
    func `what only mentions an import is not one`(line: String) {
        #expect(SourceFile(target: "", path: "", lines: [line[...]]).imports.isEmpty)
    }
}
