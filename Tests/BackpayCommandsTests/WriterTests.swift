import Source
import Testing
import Values

@testable import BackpayCommands

struct WriterTests {
    @Test func `CSV quotes what RFC 4180 says`() {
        let writer = CSVWriter([CSVWriter.Column("案号"), CSVWriter.Column("备注")])
        #expect(writer.header == "案号,备注\r\n")
        #expect(writer.row(["2025-0001", "甲,乙"]) == "2025-0001,\"甲,乙\"\r\n")
        #expect(writer.row(["a\"b", "x\r\ny"]) == "\"a\"\"b\",\"x\r\ny\"\r\n")
        #expect(writer.row([" a", ""]) == "\" a\",\r\n")
        #expect(writer.row([]) == ",\r\n")
        #expect(writer.row(["1", "2", "3"]) == "1,2\r\n")
    }

    @Test func `CSV begins with a byte order mark when a spreadsheet is to read it`() {
        let writer = CSVWriter([CSVWriter.Column("案号")], hasByteOrderMark: true)
        #expect(Array(writer.header.utf8) == [0xEF, 0xBB, 0xBF] + Array("案号\r\n".utf8))
    }

    @Test(arguments: ["=1+1", "+86", "-2", "@SUM(A1)", "＝1", "\t=1"])
    func `a spreadsheet takes no text for a formula`(cell: String) {
        let writer = CSVWriter([CSVWriter.Column("说明")])
        #expect(writer.row([cell]) == "'\(cell)\r\n")
    }

    @Test func `a negative figure stays a figure`() {
        #expect(CSVWriter([CSVWriter.Column("差额", .figure)]).row(["-3.20"]) == "-3.20\r\n")
    }

    @Test(arguments: [41, 42, 43] as [UInt64])
    func `what the writer writes the decoder reads back`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let parts = ["工", "资", ",", "\"", "\r\n", "\n", " ", "a", "1", "；", "\r"]
        for _ in 0..<100 {
            let rows = (0..<4).map { _ in
                (0..<3).map { _ in
                    "x"
                        + (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                            parts.randomElement(using: &generator) ?? ""
                        }.joined()
                }
            }
            let writer = CSVWriter(
                ["a", "b", "c"].map { CSVWriter.Column($0) }, hasByteOrderMark: Bool.random(using: &generator)
            )
            let text = writer.header + rows.map(writer.row).joined()
            let table = try CSVDecoder.table(Array(text.utf8), file: "t.csv")
            let read = table.rows.map { row in ["a", "b", "c"].map { row.values[$0]?.stringValue ?? "" } }
            #expect(read == rows, "seed \(seed)")
        }
    }

    @Test func `JSON for a terminal escapes what could move its cursor and stays the same value`() throws {
        let value = JSON.object(["name": .string("a\u{9B}31m\u{202E}\u{7F}\n\u{E0041}冯"), "n": .integer(1)])
        let line = JSONOutput.line(value)
        #expect(line == "{\"n\":1,\"name\":\"a\\u009b31m\\u202e\\u007f\\n\\udb40\\udc41冯\"}\n")
        #expect(try JSON(parsing: line) == value)
        #expect(
            JSONOutput.document(.object(["a": .array([.integer(1)])])) == "{\n  \"a\": [\n    1\n  ]\n}\n")
        #expect(try JSON(parsing: JSONOutput.document(value)) == value)
    }
}

struct ListingTests {
    private static let listing = Listing(
        schema: "case-list/1",
        [
            Listing.Column("case", Bilingual(zh: "案号", en: "case"), overflow: .keep),
            Listing.Column("status", Bilingual(zh: "状态", en: "status")),
            Listing.Column("due", Bilingual(zh: "未付", en: "due"), .right),
            Listing.Column("opened", Bilingual(zh: "立案", en: "opened"), isHiddenInText: true),
        ],
        rows: [
            [
                .text("2025-0001"), .label(Bilingual(zh: "在办", en: "open"), code: "open"),
                .amount(Fen(4_298_000)),
                Day("2025-04-07").map { .moment(.day($0)) } ?? .none,
            ],
            [
                .text("2025-0002"), .label(Bilingual(zh: "结案", en: "closed"), code: "closed", .good), .none,
                .none,
            ],
        ], whenEmpty: Bilingual(zh: "没有案件", en: "no case"))

    @Test func `people see headings and labels in their language`() {
        #expect(
            Self.listing.rendered(.text, language: .zh, width: 80) == """
                案号       状态       未付
                2025-0001  在办  42,980.00
                2025-0002  结案

                """)
        #expect(
            Self.listing.rendered(.text, language: .en, width: nil) == """
                case       status        due
                2025-0001  open    42,980.00
                2025-0002  closed

                """)
    }

    @Test func `programs see stable names, codes and whole fen in every language`() {
        #expect(
            Self.listing.rendered(.ndjson, language: .zh, width: nil) == """
                {"case":"2025-0001","due":4298000,"opened":"2025-04-07","status":"open"}
                {"case":"2025-0002","due":null,"opened":null,"status":"closed"}

                """)
        #expect(
            Self.listing.rendered(.csv, language: .en, width: nil)
                == "\u{FEFF}case,status,due,opened\r\n2025-0001,open,42980.00,2025-04-07\r\n2025-0002,closed,,\r\n"
        )
    }

    @Test func `nothing found is said to people and is an empty list for programs`() {
        var empty = Self.listing
        empty.rows = []
        #expect(empty.rendered(.text, language: .zh, width: 80) == "没有案件\n")
        #expect(
            empty.rendered(.json, language: .zh, width: 80)
                == "{\n  \"items\": [],\n  \"schema\": \"case-list/1\"\n}\n")
        #expect(empty.rendered(.ndjson, language: .zh, width: 80) == "")
    }

    @Test func `a sum beyond what JSON can hold leaves as text`() {
        #expect(Listing.Value.amount(Fen(.max)).json == .string("9223372036854775807"))
        #expect(Listing.Value.amount(Fen(JSON.maxInteger)).json == .integer(JSON.maxInteger))
    }
}
