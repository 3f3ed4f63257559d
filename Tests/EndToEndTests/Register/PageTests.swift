import Foundation
import Source
import Testing

/// What people read lines up, in Chinese too; what programs read parses.
struct PageTests {
    private static let pages: [[String]] = [
        ["list"], ["due", "--on", "2025-05-07", "--within", "60"], ["search", "工友"], ["person", "list"],
        ["organisation", "list"], ["actor", "list"], ["audit", "log"], ["audit", "refusals"],
        ["workflow", "list"],
        ["calendar", "show", "2025"],
    ]
    private static let documents: [[String]] = [
        ["show", "2025-0001"], ["next", "2025-0001"], ["next", "2025-0001", "--all"],
        ["audit", "replay", "2025-0001"],
        ["audit", "recheck"], ["audit", "verify"], ["workflow", "show", "two-station"],
        ["calendar", "explain", "--from", "2025-04-25", "--length", "5 workdays"],
        ["workflow", "check", Binary.file("workflows/two-station.yaml")],
        ["limit", "list", "--limits", Binary.file("limits")],
        ["limit", "show", "arb.award", "--limits", Binary.file("limits")],
        ["limit", "count", "arb.award", "--from", "2025-08-18", "--limits", Binary.file("limits")],
    ]

    @Test(arguments: pages + documents)
    func `in JSON every page is one document that names its shape`(words: [String]) throws {
        try TestRegister.pages { register in
            let finished = try register.run(words + ["--format", "json"])
            #expect(finished.status == 0, finished.said)
            #expect(finished.err.isEmpty, finished.said)
            let schema = try #require(try JSON(parsing: finished.out)["schema"]?.stringValue)
            #expect(schema.wholeMatch(of: /[a-z-]+\/[1-9]/) != nil, "\(schema)")
        }
    }

    @Test(arguments: pages)
    func `as a table in Chinese every column begins in the same place in every line`(words: [String]) throws {
        try TestRegister.pages { register in
            let columns =
                try register.json(arguments: words)["items"]?.arrayValue?.first?.objectValue?.count ?? 0
            let finished = try register.run(words, environment: ["BACKPAY_LANG": "zh-Hans"])
            #expect(finished.status == 0, finished.said)
            let lines = finished.out.split(separator: "\n").map(String.init)
            try #require(lines.count > 1, finished.said)
            // Up to four columns are for programs only, such as hashes; texts may hold a blank of their own.
            let seen = DisplayColumns(lines).count
            #expect(seen >= columns - 4, "\(seen) columns are seen of \(columns):\n\(finished.out)")
            #expect(seen > 1)
        }
    }

    @Test(arguments: pages)
    func `as CSV every line has as many fields as the first`(words: [String]) throws {
        try TestRegister.pages { register in
            let finished = try register.run(words + ["--format", "csv"])
            #expect(finished.status == 0, finished.said)
            let counts = Set(CSVFields.lines(finished.out).map(\.count))
            #expect(counts.count == 1, finished.said)
        }
    }

    @Test(arguments: ["en", "zh-Hans"])
    func `no page for people holds a control character, colour or an empty table`(language: String) throws {
        try TestRegister.pages { register in
            for words in Self.pages + Self.documents {
                let finished = try register.run(words, environment: ["BACKPAY_LANG": language])
                #expect(finished.status == 0, "\(words.joined(separator: " ")): \(finished.said)")
                #expect(!finished.out.isEmpty)
                let controls = finished.out.unicodeScalars.filter {
                    $0.value < 32 && $0 != "\n" || $0.value == 127
                }
                #expect(controls.isEmpty, "\(words.joined(separator: " ")): \(finished.out)")
            }
        }
    }

    @Test func `the money of a case stands under its heading in the table of workers`() throws {
        try TestRegister.dehua { register, number in
            let finished = try register.run(
                ["show", number, "--brief"], environment: ["BACKPAY_LANG": "zh-Hans"])
            let lines = finished.out.split(separator: "\n").map(String.init)
            let workers = lines.filter {
                $0.contains("P-0000") || $0.contains("C-") || $0.contains(".00") && $0.contains("*")
            }
            #expect(workers.count == 7, finished.said)
            #expect(DisplayColumns(workers).count >= 8, finished.said)
        }
    }

    @Test func `next says what can be done, by whom, what is missing and where it leads`() throws {
        try TestRegister.open { register, number in
            let next = try register.json("next", number)
            let offers = next["offers"]?.arrayValue ?? []
            let accept = try #require(offers.first { $0["act"] == .string("accept") })
            #expect(accept["who"] == .array([.string("stationClerk"), .string("unionCadre")]))
            #expect(accept["possible"] == .bool(false))
            #expect(accept["missing"]?.arrayValue?.first?["code"] == .string("needs"))
            #expect(accept["leads_to"]?.arrayValue?.contains(.string("joint")) == true)
            #expect(offers.contains { $0["act"] == .string("decline") && $0["possible"] == .bool(true) })
            let clocks = next["clocks"]?.arrayValue ?? []
            #expect(
                clocks.compactMap { $0["due"]?.stringValue } == ["2025-04-14"],
                "five working days from 7 April")
            let always = (next["always"]?.arrayValue ?? []).compactMap { $0["act"]?.stringValue }
            for act in ["payment_recorded", "contact_attempted", "note_added"] {
                #expect(always.contains(act))
            }
        }
    }

    @Test func `what is due is listed with its case, soonest first`() throws {
        try TestRegister.open { register, number in
            let rows = try register.rows("due", "--on", "2025-04-10")
            #expect(rows.count == 1)
            #expect(rows.first?["case"] == .string(number))
            #expect(rows.first?["due"] == .string("2025-04-14"))
            #expect(rows.first?["status"] == .string("running"))
            #expect(try register.rows("due", "--on", "2025-04-14").first?["status"] == .string("today"))
            #expect(try register.rows("due", "--on", "2025-04-15").first?["status"] == .string("overdue"))
            #expect(try register.rows("due", "--on", "2025-04-02", "--within", "3").isEmpty)
        }
    }
}
