import Foundation
import Source
import Testing

@testable import WageArrears

/// The stored form of every fact, kept for ever: what is in a register today must be read by every later version.
///
/// `BACKPAY_RECORD_GOLDEN=1` writes files that are missing; a file that is there is never written again, because a
/// change of the stored form is a new version with an upcast.
@Suite struct FactGoldenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Golden/facts")

    private static func file(_ type: String, _ schema: Int) -> URL {
        folder.appending(path: "\(type).v\(schema).json")
    }

    @Test func `no kind of fact lacks a sample or a golden file`() throws {
        let sampled = Set(FactSamples.all.map(\.type))
        #expect(Fact.types.map(\.type).filter { !sampled.contains($0) } == [])
        if ProcessInfo.processInfo.environment["BACKPAY_RECORD_GOLDEN"] == "1" { try Self.record() }
        for (type, schema) in Fact.types {
            for version in 1...schema {
                #expect(
                    FileManager.default.fileExists(atPath: Self.file(type, version).path),
                    "\(type).v\(version)")
            }
        }
    }

    @Test(arguments: FactSamples.all) func `a sample is stored as its golden file says`(fact: Fact) throws {
        let golden = try Data(contentsOf: Self.file(fact.type, fact.schema))
        #expect(Array(golden) == fact.json.canonicalBytes)
    }

    @Test func `every golden file is read and written again byte for byte`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
        #expect(names.count >= Fact.types.count)
        for name in names {
            let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name)))
            let json = try JSON(parsing: bytes)
            let fact = try Fact(json: json)
            #expect(name.hasPrefix(fact.type + ".v"))
            let isCurrent = Fact.types.contains {
                $0.type == fact.type && name.hasSuffix(".v\($0.schema).json")
            }
            if isCurrent { #expect(fact.json.canonicalBytes == bytes, "\(name)") }
            if case .unknown = fact { Issue.record("\(name) is not known") }
        }
    }

    private static func record() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for fact in FactSamples.all {
            let file = file(fact.type, fact.schema)
            guard !FileManager.default.fileExists(atPath: file.path) else { continue }
            try Data(fact.json.canonicalBytes).write(to: file)
        }
    }
}
