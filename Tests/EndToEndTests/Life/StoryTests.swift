import Foundation
import Source
import Testing

/// The three real cases, from the first report to the last yuan.
struct StoryTests {
    /// What the press tells of a case.
    struct Told: Sendable, CustomTestStringConvertible {
        let story: String
        let recovered: Int
        let workers: Int
        let days: Int
        let refused: [String]
        var testDescription: String { story }
    }

    static let told = [
        Told(
            story: "dehua-2025", recovered: 42_980_00, workers: 7, days: 4,
            refused: ["waits", "guard", "same-actor"]),
        Told(
            story: "wanzhou-2024", recovered: 60_158_00, workers: 4, days: 2,
            refused: ["guard", "not-here", "same-actor"]),
        Told(
            story: "gulou-2024", recovered: 35_600_00, workers: 2, days: 31,
            refused: ["needs", "property", "same-actor"]),
    ]

    private func holds(_ told: Told, in register: TestRegister, number: String) throws {
        let shown = try register.shown(number)
        #expect(shown.fen("recovered") == told.recovered)
        #expect(shown.fen("due") == 0)
        #expect(shown.claimants.count == told.workers)
        #expect(shown.daysToPayout == told.days)
        #expect(shown.closed == "paid_in_full")
        #expect(shown.openFindings == [])
    }

    @Test(arguments: told)
    func `each story can be played alone and comes to what the press tells`(told: Told) throws {
        try TestRegister.nowhere { register in
            let played = try register.json("play", Binary.file("seeds/\(told.story).yaml"))
            let number = try #require(played["cases"]?[told.story]?.stringValue)
            try holds(told, in: register, number: number)
            let outcomes = (played["steps"]?.arrayValue ?? []).compactMap { $0["outcome"]?.stringValue }
            #expect(
                outcomes.filter { $0 != "done" } == told.refused,
                "what the stories show to be refused is refused")
            #expect((played["steps"]?.arrayValue ?? []).allSatisfy { $0["as_told"] == .bool(true) })
            let seen = try register.verified()
            #expect(seen.isClean)
            #expect(seen.json["simulated"] == .bool(true))
            try register.done("audit", "recheck", number)
        }
    }

    @Test func `all stories are played together, thirteen workers and three totals`() throws {
        try TestRegister.stories { register, cases in
            for told in Self.told { try holds(told, in: register, number: try #require(cases[told.story])) }
            let rows = try register.rows("list")
            #expect(rows.count == 3)
            #expect(
                rows.compactMap { $0["recovered"]?.integerValue }.sorted() == [
                    35_600_00, 42_980_00, 60_158_00,
                ])
            #expect(rows.compactMap { $0["claimants"]?.integerValue }.reduce(0, +) == 13)
            #expect(try register.verified().isClean)
            try register.done("audit", "recheck")
        }
    }

    @Test func `the totals stand on the pages as people read them`() throws {
        try TestRegister.stories { register, cases in
            let list = try register.done("list")
            for total in ["42,980.00", "60,158.00", "35,600.00"] { #expect(list.contains(total), "\(list)") }
            for (story, total) in [
                ("dehua-2025", "42,980.00"), ("wanzhou-2024", "60,158.00"), ("gulou-2024", "35,600.00"),
            ] {
                let page = try register.done("show", try #require(cases[story]))
                #expect(page.contains(total))
            }
        }
    }

    @Test func `one by one into one register they come to the same as together`() throws {
        try TestRegister.nowhere { register in
            for told in Self.told.sorted(by: { $0.story > $1.story }) {
                let played = try register.json("play", Binary.file("seeds/\(told.story).yaml"))
                try holds(told, in: register, number: try #require(played["cases"]?[told.story]?.stringValue))
            }
            #expect(try register.verified().isClean)
        }
    }

    @Test func `in an office's own register a story is entered now, as late as it is`() throws {
        try TestRegister.empty { register in
            let played = try register.json("play", Binary.file("seeds/dehua-2025.yaml"))
            let number = try #require(played["cases"]?["dehua-2025"]?.stringValue)
            try holds(Self.told[0], in: register, number: number)
            let seen = try register.verified()
            #expect(seen.isClean)
            #expect(seen.json["simulated"] == .bool(false))
            let history = try register.shown(number).json["history"]?.arrayValue ?? []
            #expect(history.allSatisfy { $0["late"] == .bool(true) })
            try register.done("audit", "recheck", number)
        }
    }

    @Test func `the same story twice makes two cases of the same people`() throws {
        try TestRegister.dehua { register, _ in
            let played = try register.json("play", Binary.file("seeds/dehua-2025.yaml"))
            #expect(played["cases"]?["dehua-2025"] == .string("2025-0002"))
            #expect(try register.rows("organisation", "list").count == 1, "an employer is registered once")
            #expect(try register.verified().isClean)
        }
    }

    @Test func `who tried what and was refused can be asked`() throws {
        try TestRegister.dehua { register, number in
            let notes = try register.rows("audit", "refusals")
            let tried = notes.map {
                "\($0["doer"]?.stringValue ?? "") \($0["act"]?.stringValue ?? "") \($0["code"]?.stringValue ?? "")"
            }
            #expect(
                tried == [
                    "dehua-head close guard", "dehua-cadre close same-actor",
                ])
            #expect(notes.allSatisfy { $0["case"] == .string(number) })
        }
    }
}
