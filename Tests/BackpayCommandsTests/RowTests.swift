import Source
import Testing
import Values

@testable import BackpayCommands

struct CSVDecoderTests {
    private func table(_ text: String) throws -> InputTable {
        try CSVDecoder.table(Array(text.utf8), file: "a.csv")
    }

    private func strings(_ table: InputTable) -> [[String: String]] {
        table.rows.map { $0.values.compactMapValues(\.stringValue) }
    }

    @Test func `cells may hold commas, quotes and line ends`() throws {
        let table = try table("name,note\r\n\"冯,某\",\"说\"\"好\"\"\r\n了\"\r\n李某,\r\n")
        #expect(table.columns == ["name", "note"])
        #expect(strings(table) == [["name": "冯,某", "note": "说\"好\"\r\n了"], ["name": "李某"]])
        #expect(table.rows.map(\.line) == [2, 4])
    }

    @Test(arguments: [
        "a,b\n1,2", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "\u{FEFF}a,b\n1,2\n", "a , b\n1,2\n", "a,b\n\n1,2\n,\n",
    ])
    func `every kind of line end, and empty rows, read alike`(text: String) throws {
        let table = try table(text)
        #expect(strings(table) == [["a": "1", "b": "2"]])
    }

    @Test func `quotes may be empty and rows short`() throws {
        #expect(
            strings(try table("a,b,c\n\"\",x\n\"\",\"\",\"\"\n1,\"2\"")) == [
                ["b": "x"], ["a": "1", "b": "2"],
            ])
        #expect(strings(try table("a,b\n1,")) == [["a": "1"]])
    }

    @Test func `an unnamed column may be empty and may not hold anything`() throws {
        #expect(strings(try table("a,\n1,\n")) == [["a": "1"]])
        let failure = #expect(throws: CommandFailure.self) { try table("a,\n1,2\n") }
        #expect(
            failure?.details.map(\.en) == [
                "a.csv:2: column 2 holds something but has no name in the first line"
            ])
    }

    @Test func `all faults are told at once, each with its line`() {
        let failure = #expect(throws: CommandFailure.self) {
            try table("a,a,b\n1,2,3,4\nx\"y\"z,2\n\"1\"2,3\n\"open\n")
        }
        #expect(failure?.status == .badInput)
        #expect(failure?.message.en == "cannot use 'a.csv': 5 errors")
        let lines = failure?.members["faults"]?.arrayValue?.compactMap { $0["line"]?.integerValue }
        #expect(lines?.sorted() == [1, 2, 3, 4, 5])
        #expect(failure?.details.contains { $0.zh == "a.csv:5: 引号没有闭合" } == true)
    }

    @Test func `many faults are counted, some are shown`() {
        let failure = #expect(throws: CommandFailure.self) {
            try table("a\n" + String(repeating: "1,2\n", count: 30))
        }
        #expect(failure?.details.count == 21)
        #expect(failure?.details.last?.en == "and 10 more")
    }

    @Test func `an empty file is told`() {
        #expect(throws: CommandFailure.self) { try table("") }
        #expect(throws: CommandFailure.self) { try table("\n\n") }
    }

    @Test func `unknown columns are found with the nearest known one`() throws {
        let unknown = try table("name,amuont,x\n1,2,3").unknownColumns(known: ["name", "amount"])
        #expect(unknown.map(\.column) == ["amuont", "x"])
        #expect(unknown.map(\.nearest) == ["amount", nil])
    }

    @Test(arguments: [51, 52, 53] as [UInt64])
    func `no bytes make the reader fall over`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x41, 0xD0, 0xD5, 0xFF, 0x20, 0xE5, 0x00]
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            do {
                _ = try CSVDecoder.table(bytes, file: "a.csv")
            } catch {
                #expect(error.status == .badInput, "seed \(seed)")
            }
        }
    }
}

struct JSONRowsTests {
    private func table(_ text: String) throws -> InputTable {
        try JSONRows.table(Array(text.utf8), file: "a.json")
    }

    @Test func `values keep their kind and rows their line`() throws {
        let table = try table(
            "[\n  {\"a\": 1, \"b\": \"x,]\\\"\"},\n\n  {\"b\": [1, {\"c\": 2}],\n \"d\": null}, {}\n]")
        #expect(table.columns == ["a", "b", "d"])
        #expect(table.rows.map(\.line) == [2, 4, 5])
        #expect(table.rows[0].values == ["a": .integer(1), "b": .string("x,]\"")])
        #expect(table.rows[1].values == ["b": .array([.integer(1), .object(["c": .integer(2)])])])
        #expect(try self.table("[]").rows.isEmpty)
        #expect(try self.table("\u{FEFF}[{\"a\":1}]").rows.count == 1)
    }

    @Test func `what is not JSON is told with line and column`() {
        let failure = #expect(throws: CommandFailure.self) { try table("[\n  {\"名\": 1.5}\n]") }
        #expect(failure?.status == .badInput)
        #expect(failure?.message.en == "a.json:2:10: not valid JSON: only whole numbers are allowed")
    }

    @Test func `an array of objects is wanted and nothing else`() {
        #expect(throws: CommandFailure.self) { try table("{}") }
        let failure = #expect(throws: CommandFailure.self) { try table("[{},\n1,\n{},\n\"x\"]") }
        #expect(
            failure?.details.map(\.en) == [
                "a.json:2: element 2 is not an object", "a.json:4: element 4 is not an object",
            ])
    }

    @Test func `bytes outside UTF-8 are named`() {
        let failure = #expect(throws: CommandFailure.self) {
            try JSONRows.table([0x5B, 0x0A, 0x22, 0xD0, 0x22, 0x5D], file: "a.json")
        }
        #expect(failure?.members["line"] == .integer(2) && failure?.members["byte"] == .integer(4))
    }
}
