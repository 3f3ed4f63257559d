import Source
import Testing
import Values

@testable import BackpayCommands

struct InputFileTests {
    private let context = TestWorld().context()

    @Test func `a file is read whole, however many slices it has`() throws {
        let folder = try TestFolder()
        let bytes = (0..<200_001).map { UInt8(truncatingIfNeeded: $0) }
        let path = try folder.file("a.bin", bytes)
        #expect(try InputFile.bytes(path, context: context) == bytes)
        var sizes: [Int] = []
        let total = try InputFile.slices(path, context: context) { sizes.append($0.count) }
        #expect(total == bytes.count && sizes == [65536, 65536, 65536, 3393])
    }

    @Test func `a path counts from the folder of the context`() throws {
        let folder = try TestFolder()
        _ = try folder.file("a.csv", [65])
        let here = TestWorld().context(folder: folder.path)
        #expect(try InputFile.bytes("a.csv", context: here) == [65])
    }

    @Test func `a file beyond the limit is refused before memory is`() throws {
        let folder = try TestFolder()
        let path = try folder.file("a.csv", [1, 2, 3, 4, 5])
        let failure = #expect(throws: CommandFailure.self) {
            try InputFile.bytes(path, context: context, limit: 4)
        }
        #expect(failure?.status == .badInput && failure?.code == "file-too-large")
        #expect(try InputFile.bytes(path, context: context, limit: 5).count == 5)
    }

    @Test func `a file that is not there ends with 66 and its name`() {
        let failure = #expect(throws: CommandFailure.self) {
            try InputFile.bytes("missing.csv", context: context)
        }
        #expect(failure?.status == .notFound)
        #expect(failure?.text(.en) == "backpay: cannot read 'missing.csv': no such file or folder\n")
        #expect(failure?.text(.zh) == "backpay: 读取 'missing.csv' 失败：没有这个文件或文件夹\n")
    }

    @Test func `a folder is not a file`() throws {
        let folder = try TestFolder()
        let failure = #expect(throws: CommandFailure.self) {
            try InputFile.bytes(folder.path, context: context)
        }
        #expect(failure?.status == .notFound)
    }

    @Test func `a kind of file we do not read is named`() {
        let failure = #expect(throws: CommandFailure.self) { try InputTable.read("a.xlsx", context: context) }
        #expect(failure?.status == .usage)
    }

    @Test func `CSV and JSON give the same rows`() throws {
        let folder = try TestFolder()
        let csv = try folder.file("a.csv", Array("name,sum\n冯某,1\n".utf8))
        let json = try folder.file("a.JSON", Array("[{\"name\":\"冯某\",\"sum\":\"1\"}]".utf8))
        let left = try InputTable.read(csv, context: context)
        let right = try InputTable.read(json, context: context)
        #expect(left.columns == right.columns && left.rows.map(\.values) == right.rows.map(\.values))
    }
}
